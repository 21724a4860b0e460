// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IJournal} from "./IJournal.sol";

/// @title Journal
contract Journal is IJournal, Housed {
    using SafeCast for uint256;
    using SafeCast for int256;

    /// @dev An entry as it is kept: one slot, with 8 bits to spare.
    struct Kept {
        uint40 time; // UTC seconds; 40 bits last 34,000 years
        uint32 blockNumber;
        uint16 debit;
        uint16 credit;
        uint16 term;
        uint128 amount; // smallest unit
        bool reversal;
    }

    /// @dev Two accounts that are often moved by the same entry, in one slot. Debits less credits, smallest unit.
    struct Pair {
        int120 first;
        int120 second;
        uint16 term; // of the latest entry
    }

    /// @dev Count of entries, and the term that runs until `termEnds`: the calendar is asked once a term, not at each
    /// entry (measured: 4 k gas an entry).
    struct Page {
        uint64 count;
        uint16 term;
        uint48 termEnds; // UTC seconds; 0 = the calendar has not begun
    }

    IRoster private immutable _roster;

    bytes32 private _head;
    Page private _page;
    mapping(uint64 seq => Kept) private _entries;
    /// @dev Who was found to keep books. The wiring is sealed for good, so the registry is asked once for each (measured: 5 k
    /// to 11 k gas an entry).
    mapping(address caller => bool) private _bookkeepers;
    mapping(uint16 pair => Pair) private _pairs;
    /// @dev Closing balances: what a pair was when the first entry of a later term came. Terms rise.
    mapping(uint16 pair => Pair[]) private _closed;

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
        _entries[seq] = Kept(uint40(time), uint32(block.number), debit, credit, term, amount, false);
        _move(debit, credit, uint256(amount).toInt256().toInt120(), term);
        bytes32 head = keccak256(abi.encode(_head, seq, time, debit, credit, amount, term, ref, actor, uint64(0)));
        _head = head;
        emit EntryAppended(seq, debit, credit, amount, time, term, ref, actor, 0, head);
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
        Page memory page = _page;
        if (time >= page.termEnds && _roster.begun()) {
            page.term = uint256(_roster.termAt(time)).toUint16();
            IRoster.Calendar memory next = _roster.calendar(page.term == 0 ? 1 : page.term);
            page.termEnds = page.term == 0 ? next.start : next.end;
        }
        page.count += 1;
        _page = page;
        return (page.count, page.term);
    }

    function _move(uint16 debit, uint16 credit, int120 amount, uint16 term) private {
        (uint16 debitPair, bool debitSecond) = _placeOf(debit);
        (uint16 creditPair, bool creditSecond) = _placeOf(credit);
        Pair memory pair = _opened(debitPair, term);
        if (debitSecond) pair.second += amount;
        else pair.first += amount;
        if (debitPair != creditPair) {
            _pairs[debitPair] = pair;
            pair = _opened(creditPair, term);
        }
        if (creditSecond) pair.second -= amount;
        else pair.first -= amount;
        _pairs[creditPair] = pair;
    }

    /// @dev A pair that is about to be written in `term`; its balances of an earlier term are closed first.
    function _opened(uint16 id, uint16 term) private returns (Pair memory pair) {
        pair = _pairs[id];
        if (pair.term == term) return pair;
        // A pair never written needs no closing: what is not there is 0.
        if (pair.term != 0 || pair.first != 0 || pair.second != 0) _closed[id].push(pair);
        pair.term = term;
    }

    /// @dev The slot an account lives in: its own code, or that of the account it is usually booked against.
    function _placeOf(uint16 account) private pure returns (uint16 pair, bool second) {
        if (account == Accounts.SALES_VOUCHER) return (Accounts.VOUCHERS_OWED, true);
        if (account == Accounts.REFUNDS_PAYABLE) return (Accounts.ESCROW, true);
        if (account == Accounts.DONATIONS) return (Accounts.CASH, true);
        return (account, false);
    }

    /// @inheritdoc IJournal
    function journalHead() external view returns (bytes32) {
        return _head;
    }

    /// @inheritdoc IJournal
    function journalCount() external view returns (uint64) {
        return _page.count;
    }

    /// @inheritdoc IJournal
    function balance(uint16 account) public view returns (int256) {
        if (!Accounts.isKnown(account)) revert UnknownAccount(account);
        (uint16 id, bool second) = _placeOf(account);
        Pair storage pair = _pairs[id];
        return second ? pair.second : pair.first;
    }

    /// @inheritdoc IJournal
    function balances(uint16[] calldata accounts) external view returns (int256[] memory all) {
        all = new int256[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) all[i] = balance(accounts[i]);
    }

    /// @inheritdoc IJournal
    function entries(uint64 firstSeq, uint64 count) external view returns (Entry[] memory page) {
        uint64 last = _page.count;
        if (firstSeq == 0 || firstSeq > last) return page;
        uint64 left = last - firstSeq + 1;
        page = new Entry[](count < left ? count : left);
        for (uint64 i = 0; i < page.length; ++i) {
            Kept storage kept = _entries[firstSeq + i];
            page[i] = Entry({
                time: kept.time,
                blockNumber: kept.blockNumber,
                debit: kept.debit,
                credit: kept.credit,
                term: kept.term,
                amount: kept.amount,
                reversal: kept.reversal
            });
        }
    }

    /// @inheritdoc IJournal
    function balanceIn(uint32 term, uint16 account) external view returns (int256) {
        return term == 0 ? closing(0, account) : closing(term, account) - closing(term - 1, account);
    }

    /// @inheritdoc IJournal
    function closing(uint32 term, uint16 account) public view returns (int256) {
        if (!Accounts.isKnown(account)) revert UnknownAccount(account);
        (uint16 id, bool second) = _placeOf(account);
        Pair storage pair = _pairs[id];
        if (pair.term > term) {
            // How many closed balances are of that term or an earlier one.
            Pair[] storage closed = _closed[id];
            uint256 low = 0;
            uint256 high = closed.length;
            while (low < high) {
                uint256 middle = (low + high) / 2;
                if (closed[middle].term > term) high = middle;
                else low = middle + 1;
            }
            if (low == 0) return 0;
            pair = closed[low - 1];
        }
        return second ? pair.second : pair.first;
    }
}
