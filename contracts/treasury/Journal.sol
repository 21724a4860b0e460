// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IJournal} from "./IJournal.sol";

/// @title Journal
contract Journal is IJournal, Housed {
    using Arrays for uint256[];
    using SafeCast for uint256;
    using SafeCast for int256;

    IRoster private immutable _roster;

    bytes32 private _head;
    /// @dev Count of entries 64, term 16, its end 48: the calendar is asked once a term, not at each entry (measured: 4 k
    /// gas an entry). End 0 = the calendar has not begun.
    uint256 private _page;
    /// @dev One word an entry, from the lowest bit on: amount 128, time 40, block 32, debit 16, credit 16, term 16, and 8 to
    /// spare, the lowest for a reversal. 40 bits of UTC seconds last 34,000 years. Words rather than structs, which are
    /// written to storage field by field (measured: 3 k gas an entry).
    mapping(uint64 seq => uint256 word) private _entries;
    /// @dev Who was found to keep books. The wiring is sealed for good, so the registry is asked once for each (measured: 5 k
    /// to 11 k gas an entry).
    mapping(address caller => bool) private _bookkeepers;
    /// @dev Two accounts that are often moved by the same entry, in one word: two balances of 120 bits, and 16 for the term
    /// of the latest entry.
    mapping(uint16 pair => uint256 word) private _pairs;
    /// @dev Closing balances: what a pair was when the first entry of a later term came. Terms rise.
    mapping(uint16 pair => uint256[] words) private _closed;

    constructor(IRegistry registry_, IRoster roster) Housed(registry_) {
        _roster = roster;
    }

    /// @inheritdoc IJournal
    function append(
        uint16 debit,
        uint16 credit,
        uint128 amount,
        bytes32 ref,
        address actor
    ) external returns (uint64 seq) {
        // Check:
        _requireBookkeeper();
        if (!Accounts.isKnown(debit)) revert UnknownAccount(debit);
        if (!Accounts.isKnown(credit)) revert UnknownAccount(credit);
        if (debit == credit) revert EntryWithinOneAccount(debit);
        if (amount == 0) revert EntryOfNothing(debit, credit);
        // Effect:
        uint48 time = uint48(block.timestamp);
        uint16 term;
        (seq, term) = _nextLine(time);
        _entries[seq] = _entryWord(amount, time, debit, credit, term);
        _move(debit, credit, int256(uint256(amount)), term);
        bytes32 head = keccak256(abi.encode(_head, seq, time, debit, credit, amount, term, ref, actor, uint64(0)));
        _head = head;
        emit EntryAppended(seq, debit, credit, amount, time, term, ref, actor, 0, head);
    }

    function _entryWord(
        uint128 amount,
        uint48 time,
        uint16 debit,
        uint16 credit,
        uint16 term
    ) private view returns (uint256) {
        uint256 moved = (uint256(debit) << 200) | (uint256(credit) << 216) | (uint256(term) << 232);
        return amount | (uint256(uint40(time)) << 128) | (uint256(uint32(block.number)) << 168) | moved;
    }

    function _requireBookkeeper() private {
        if (_bookkeepers[msg.sender]) return;
        if (
            msg.sender != registry.part(IRegistry.Part.Counter) &&
            msg.sender != registry.part(IRegistry.Part.Treasury) &&
            msg.sender != registry.part(IRegistry.Part.Rounds) &&
            msg.sender != registry.part(IRegistry.Part.Donations)
        ) revert NotABookkeeper(msg.sender);
        _bookkeepers[msg.sender] = true;
    }

    /// @dev The next number and the present term. A running term never moves, so its end may be remembered.
    function _nextLine(uint48 time) private returns (uint64 seq, uint16 term) {
        uint256 page = _page;
        if (time >= uint48(page >> 80) && _roster.begun()) {
            term = uint256(_roster.termAt(time)).toUint16();
            IRoster.Calendar memory next = _roster.calendar(term == 0 ? 1 : term);
            uint48 end = term == 0 ? next.start : next.end;
            page = uint64(page) | (uint256(term) << 64) | (uint256(end) << 80);
        }
        _page = ++page;
        return (uint64(page), uint16(page >> 64));
    }

    function _move(uint16 debit, uint16 credit, int256 amount, uint16 term) private {
        (uint16 debitPair, uint256 debitShift) = _placeOf(debit);
        (uint16 creditPair, uint256 creditShift) = _placeOf(credit);
        uint256 word = _moved(_opened(debitPair, term), debitShift, amount);
        if (debitPair != creditPair) {
            _pairs[debitPair] = word;
            word = _opened(creditPair, term);
        }
        _pairs[creditPair] = _moved(word, creditShift, -amount);
    }

    /// @dev A pair that is about to be written in `term`; its balances of an earlier term are closed first.
    function _opened(uint16 pair, uint16 term) private returns (uint256 word) {
        word = _pairs[pair];
        if (_termOf(word) == term) return word;
        // A pair never written needs no closing: what is not there is 0.
        if (word != 0) _closed[pair].push(word);
        return (word & ((1 << 240) - 1)) | (uint256(term) << 240);
    }

    function _termOf(uint256 word) private pure returns (uint16) {
        return uint16(word >> 240);
    }

    function _balanceIn(uint256 word, uint256 shift) private pure returns (int256) {
        return int120(uint120(word >> shift));
    }

    function _moved(uint256 word, uint256 shift, int256 by) private pure returns (uint256) {
        uint120 moved = uint120((_balanceIn(word, shift) + by).toInt120());
        return (word & ~(uint256(type(uint120).max) << shift)) | (uint256(moved) << shift);
    }

    /// @dev The word an account lives in, by its own code or that of the account it is usually booked against, and the
    /// first bit of its balance.
    function _placeOf(uint16 account) private pure returns (uint16 pair, uint256 shift) {
        if (account == Accounts.SALES_VOUCHER) return (Accounts.VOUCHERS_OWED, 120);
        if (account == Accounts.REFUNDS_PAYABLE) return (Accounts.ESCROW, 120);
        if (account == Accounts.DONATIONS) return (Accounts.CASH, 120);
        return (account, 0);
    }

    /// @inheritdoc IJournal
    function journalHead() external view returns (bytes32) {
        return _head;
    }

    /// @inheritdoc IJournal
    function journalCount() external view returns (uint64) {
        return uint64(_page);
    }

    /// @inheritdoc IJournal
    function balance(uint16 account) public view returns (int256) {
        if (!Accounts.isKnown(account)) revert UnknownAccount(account);
        (uint16 pair, uint256 shift) = _placeOf(account);
        return _balanceIn(_pairs[pair], shift);
    }

    /// @inheritdoc IJournal
    function balances(uint16[] calldata accounts) external view returns (int256[] memory all) {
        all = new int256[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) all[i] = balance(accounts[i]);
    }

    /// @inheritdoc IJournal
    function entries(uint64 firstSeq, uint64 count) external view returns (Entry[] memory page) {
        uint64 last = uint64(_page);
        page = new Entry[](Pages.size(firstSeq, count, last));
        for (uint64 i = 0; i < page.length; ++i) page[i] = _entryOf(_entries[firstSeq + i]);
    }

    function _entryOf(uint256 word) private pure returns (Entry memory) {
        return
            Entry({
                time: uint40(word >> 128),
                blockNumber: uint32(word >> 168),
                debit: uint16(word >> 200),
                credit: uint16(word >> 216),
                term: uint16(word >> 232),
                amount: uint128(word),
                reversal: (word >> 248) & 1 == 1
            });
    }

    /// @inheritdoc IJournal
    function balanceIn(uint32 term, uint16 account) external view returns (int256) {
        return term == 0 ? closing(0, account) : closing(term, account) - closing(term - 1, account);
    }

    /// @inheritdoc IJournal
    function closing(uint32 term, uint16 account) public view returns (int256) {
        if (!Accounts.isKnown(account)) revert UnknownAccount(account);
        (uint16 pair, uint256 shift) = _placeOf(account);
        uint256 word = _pairs[pair];
        if (_termOf(word) > term) {
            // How many closed balances are of that term or an earlier one: a word begins with its term.
            uint256[] storage closed = _closed[pair];
            uint256 count = closed.lowerBound((uint256(term) + 1) << 240);
            if (count == 0) return 0;
            word = closed[count - 1];
        }
        return _balanceIn(word, shift);
    }
}
