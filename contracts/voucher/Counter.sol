// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {IJournal} from "../treasury/IJournal.sol";
import {ICounter} from "./ICounter.sol";
import {ITerminals} from "./ITerminals.sol";
import {IVoucher} from "./IVoucher.sol";
import {Pockets} from "./Pockets.sol";
import {ReplayWindow} from "./ReplayWindow.sol";

/// @title The counter
/// @notice Pays what the tills accepted out of the pockets: each code once, each batch with one burn and one entry.
contract Counter is Pockets {
    /// @dev One slot for each terminal.
    struct TillState {
        uint32 lastSeq;
        uint32 businessDay; // newest with a payment
        uint64 taken; // hundredths, on businessDay
    }

    /// @dev An item's head, unpacked; in memory only. Amounts in hundredths, times in UTC seconds.
    struct Accepted {
        uint32 pocket;
        uint16 keyEpoch;
        uint16 nonce;
        uint256 maxAmount;
        uint256 acceptBy;
        uint256 amount;
        uint256 acceptedAt;
    }

    /// @dev What a batch has come to so far; in memory only. Money in hundredths.
    struct BatchTally {
        uint256 businessDay;
        uint256 dayStart; // UTC seconds
        uint256 terminalEnd; // UTC seconds
        uint256 lateWindow; // seconds
        address actor; // the terminal, as the first 160 bits of its key's hash
        bytes32 domain;
        uint256 room;
        uint256 total;
        uint256 paid;
        bytes32 paidHash;
    }

    /// @dev Keeps a full batch well below the gas that one transaction may use (16.8 M).
    uint256 public constant MAX_ITEMS = 200;

    bytes32 private constant PAY_CODE_TYPEHASH = keccak256(
        "PayCode(uint32 pocket,uint16 keyEpoch,uint16 nonce,uint32 maxAmount,uint32 acceptBy)"
    );
    bytes32 private constant BATCH_TYPEHASH = keccak256(
        "Batch(uint32 terminal,uint32 seq,uint32 businessDay,bytes32 items)"
    );

    IJournal private immutable _journal;
    ITerminals private immutable _terminals;

    mapping(uint32 terminal => TillState) private _tills;
    mapping(uint32 terminal => mapping(uint32 seq => BatchRecord)) private _batches;

    /// @param dayOffset Seconds added to UTC to get the club's clock.
    constructor(
        IRegistry registry_,
        IVoucher voucher,
        IJournal journal,
        ITerminals terminals,
        int32 dayOffset
    ) Housed(registry_) EIP712("Runde Counter", "1") Pockets(voucher, dayOffset) {
        _journal = journal;
        _terminals = terminals;
    }

    /// @inheritdoc ICounter
    function redeem(Batch calldata batch, bytes32 r, bytes32 s) external {
        // Check:
        BatchTally memory tally = _admit(batch, r, s);
        // Effect:
        Item[] calldata items = batch.items;
        for (uint256 i = 0; i < items.length; ++i) {
            Item calldata item = items[i];
            Accepted memory code = _unpack(item.head);
            SkipReason reason = _pay(code, item, tally);
            if (reason != SkipReason.None) {
                emit ItemSkipped(batch.terminal, batch.seq, i, code.pocket, code.nonce, reason);
                continue;
            }
            tally.total += code.amount;
            tally.paid += 1;
            tally.paidHash = Hashes.efficientKeccak256(tally.paidHash, bytes32(item.head));
            emit ItemRedeemed(code.pocket, code.nonce, uint32(code.amount));
        }
        _book(batch, tally);
    }

    /// @dev Whether this batch is the terminal's next one. The only place where a batch is refused as a whole.
    function _admit(Batch calldata batch, bytes32 r, bytes32 s) private view returns (BatchTally memory tally) {
        uint32 id = batch.terminal;
        if (batch.items.length == 0 || batch.items.length > MAX_ITEMS) {
            revert BatchSizeRefused(batch.items.length, MAX_ITEMS);
        }
        ITerminals.TerminalKey memory key = _terminals.keyOf(id);
        if (key.revokedAt != 0) revert ITerminals.TerminalRevoked(id, key.revokedAt);
        // What was accepted in the terminal's last hours may still arrive.
        tally.dayStart = _startOf(batch.businessDay);
        tally.lateWindow = _lateWindowOf(tally.dayStart);
        if (block.timestamp > key.expiry + tally.lateWindow) revert ITerminals.TerminalExpired(id, key.expiry);
        TillState memory till = _tills[id];
        if (batch.seq != till.lastSeq + 1) revert BatchOutOfOrder(id, batch.seq, till.lastSeq + 1);

        tally.domain = _domainSeparatorV4();
        tally.businessDay = batch.businessDay;
        tally.terminalEnd = key.expiry;
        tally.actor = address(_keyHash(key.x, key.y));
        uint256 cap = key.dayCap / _unit;
        uint256 taken = _takenBy(till, batch.businessDay);
        tally.room = cap > taken ? cap - taken : 0;

        bytes32 signed = _browserHash(tally.domain, _hashOf(batch));
        if (!P256.verify(signed, r, s, bytes32(key.x), bytes32(key.y))) revert BatchSignatureInvalid(id);
    }

    /// @dev What a till accepted keeps the window of its day, whatever is voted before it arrives.
    function _lateWindowOf(uint256 dayStart) private view returns (uint256) {
        uint48 when = uint48(Math.min(dayStart, type(uint48).max));
        return registry.figureAt(IRegistry.Figure.LateWindow, when);
    }

    function _hashOf(Batch calldata batch) private pure returns (bytes32) {
        bytes32 items = _hashOfItems(batch.items);
        return keccak256(abi.encode(BATCH_TYPEHASH, batch.terminal, batch.seq, batch.businessDay, items));
    }

    /// @dev keccak256(abi.encode(items)). An item is a row of full words in calldata already, so one copy does it:
    /// measured 0.5 k gas an item less than `abi.encode`, which reads every field once more.
    function _hashOfItems(Item[] calldata items) private pure returns (bytes32 hash) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let start := mload(0x40)
            let size := mul(items.length, 0xa0)
            mstore(start, 0x20)
            mstore(add(start, 0x20), items.length)
            calldatacopy(add(start, 0x40), items.offset, size)
            hash := keccak256(start, add(size, 0x40))
        }
    }

    /// @dev What counts against the day's cap. A late batch for an earlier day counts with the newest day, so that
    /// claiming earlier days never makes room.
    function _takenBy(TillState memory till, uint32 businessDay) private pure returns (uint256) {
        return businessDay > till.businessDay ? 0 : till.taken;
    }

    function _unpack(uint256 head) private pure returns (Accepted memory code) {
        code.pocket = uint32(head >> 160);
        code.keyEpoch = uint16(head >> 144);
        code.nonce = uint16(head >> 128);
        code.maxAmount = uint32(head >> 96);
        code.acceptBy = uint32(head >> 64);
        code.amount = uint32(head >> 32);
        code.acceptedAt = uint32(head);
    }

    /// @dev Pays one item or says why not. Nothing is written unless it is paid.
    function _pay(Accepted memory code, Item calldata item, BatchTally memory tally) private returns (SkipReason) {
        SkipReason reason = _judgeAcceptance(code, tally);
        if (reason != SkipReason.None) return reason;

        KeyState memory key = _keys[code.pocket][code.keyEpoch];
        reason = _judgeKey(code, key, _keyHash(item.x, item.y));
        if (reason != SkipReason.None) return reason;

        PocketState memory state = _states[code.pocket];
        ReplayWindow.Verdict verdict = ReplayWindow.judge(state.newest, state.used, code.nonce);
        if (verdict == ReplayWindow.Verdict.Used) return SkipReason.AlreadyUsed;
        if (verdict == ReplayWindow.Verdict.TooFar) return SkipReason.NonceTooFar;
        // A late item counts with the newest day: claiming an earlier day never makes room.
        bool newDay = tally.businessDay > state.spentDay;
        uint256 spent = newDay ? code.amount : code.amount + state.spent;
        if (spent > key.perDay) return SkipReason.OverDayCap;
        uint256 cost = code.amount * _unit;
        if (cost > state.balance) return SkipReason.NotEnoughInPocket;
        if (tally.total + code.amount > tally.room) return SkipReason.OverTerminalCap;
        if (!_isMembersCode(code, item, tally.domain)) return SkipReason.SignatureWrong;

        // Effect:
        state.balance -= uint96(cost);
        state.spent = uint32(spent);
        if (newDay) state.spentDay = uint16(tally.businessDay);
        (state.newest, state.used) = ReplayWindow.take(state.newest, state.used, code.nonce);
        _states[code.pocket] = state;
        return SkipReason.None;
    }

    /// @dev Amount and times, as the till signed them.
    function _judgeAcceptance(Accepted memory code, BatchTally memory tally) private view returns (SkipReason) {
        uint256 acceptedAt = code.acceptedAt;
        if (code.amount == 0) return SkipReason.AmountZero;
        if (code.amount > code.maxAmount) return SkipReason.OverCode;
        if (acceptedAt > block.timestamp) return SkipReason.AcceptedInFuture;
        if (acceptedAt > code.acceptBy) return SkipReason.AcceptedTooLate;
        if (acceptedAt + tally.lateWindow < block.timestamp) return SkipReason.ArrivedTooLate;
        if (acceptedAt < tally.dayStart || acceptedAt >= tally.dayStart + 1 days) return SkipReason.OtherBusinessDay;
        if (acceptedAt > tally.terminalEnd) return SkipReason.TerminalWasOver;
        return SkipReason.None;
    }

    /// @dev The phone's key: enrolled, the one that came along, in force when the till accepted, within its cap.
    function _judgeKey(Accepted memory code, KeyState memory key, uint160 keyHash) private view returns (SkipReason) {
        if (key.keyHash == 0) return _exists(code.pocket) ? SkipReason.UnknownKey : SkipReason.UnknownPocket;
        if (keyHash != key.keyHash) return SkipReason.UnknownKey;
        if (code.acceptedAt > key.expiry) return SkipReason.KeyWasOver;
        if (code.amount > key.perPayment) return SkipReason.OverPaymentCap;
        return SkipReason.None;
    }

    function _isMembersCode(Accepted memory code, Item calldata item, bytes32 domain) private view returns (bool) {
        bytes32 structHash = keccak256(
            abi.encode(PAY_CODE_TYPEHASH, code.pocket, code.keyEpoch, code.nonce, code.maxAmount, code.acceptBy)
        );
        return P256.verify(_browserHash(domain, structHash), item.r, item.s, bytes32(item.x), bytes32(item.y));
    }

    function _keyHash(uint256 x, uint256 y) private pure returns (uint160) {
        return uint160(uint256(Hashes.efficientKeccak256(bytes32(x), bytes32(y))));
    }

    /// @dev What a browser signs when it is handed an EIP-712 digest: its SHA-256.
    function _browserHash(bytes32 domain, bytes32 structHash) private pure returns (bytes32) {
        return sha256(abi.encodePacked(MessageHashUtils.toTypedDataHash(domain, structHash)));
    }

    /// @dev Keeps the batch, burns what was paid and writes one entry.
    function _book(Batch calldata batch, BatchTally memory tally) private {
        // Effect:
        TillState storage till = _tills[batch.terminal];
        till.lastSeq = batch.seq;
        if (tally.paid != 0) {
            till.taken = uint64(_takenBy(till, batch.businessDay) + tally.total);
            if (batch.businessDay > till.businessDay) till.businessDay = batch.businessDay;
        }
        _batches[batch.terminal][batch.seq] = BatchRecord({
            paidHash: bytes20(tally.paidHash),
            total: uint40(tally.total),
            paid: uint8(tally.paid),
            businessDay: uint16(batch.businessDay),
            bookedAt: uint32(block.timestamp)
        });
        // Interaction: both belong to the house.
        uint64 entry;
        if (tally.paid != 0) {
            uint256 amount = tally.total * _unit;
            _voucher.burn(amount);
            entry = _journal.append(
                Accounts.VOUCHERS_OWED,
                Accounts.SALES_VOUCHER,
                uint128(amount),
                tally.paidHash,
                tally.actor
            );
        }
        emit BatchRedeemed(
            batch.terminal,
            batch.seq,
            batch.businessDay,
            tally.paid,
            tally.total,
            tally.paidHash,
            entry
        );
    }

    /// @inheritdoc ICounter
    function nextSeq(uint32 terminal) external view returns (uint32) {
        return _tills[terminal].lastSeq + 1;
    }

    /// @inheritdoc ICounter
    function takenOn(uint32 terminal) external view returns (uint32 businessDay, uint256 taken) {
        TillState storage till = _tills[terminal];
        return (till.businessDay, till.taken);
    }

    /// @inheritdoc ICounter
    function batches(uint32 terminal, uint32 first, uint32 count) external view returns (BatchRecord[] memory page) {
        page = new BatchRecord[](Pages.size(first, count, _tills[terminal].lastSeq));
        for (uint256 i = 0; i < page.length; ++i) page[i] = _batches[terminal][uint32(first + i)];
    }
}
