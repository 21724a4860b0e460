// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {ITeam} from "../treasury/ITeam.sol";
import {IClosings} from "./IClosings.sol";
import {ICorrections} from "./ICorrections.sol";
import {ICounter} from "./ICounter.sol";
import {IExactPayments} from "./IExactPayments.sol";
import {ITerminals} from "./ITerminals.sol";
import {ManagersWord} from "./ManagersWord.sol";
import {TillSignature} from "./TillSignature.sol";

/// @title Closings
contract Closings is IClosings, Housed, ManagersWord {
    /// @dev Counting a record costs some 6 k gas: so many stay well below what one transaction may use (16.8 M). A longer day
    /// is closed in two steps.
    uint256 public constant MOST_IN_ONE = 1000;

    bytes32 private constant CLOSING_TYPEHASH = keccak256(
        "Closing(uint32 terminal,uint32 number,uint32 businessDay,uint32 lastBatch,uint32 lastLate,uint32 lastExact,uint32 payments,uint64 total,uint64 voided,uint64 refunded,uint64 unpaid,address manager,uint32 epoch,uint48 deadline)"
    );

    ITerminals private immutable _terminals;
    ICounter private immutable _counter;
    IExactPayments private immutable _exact;
    ICorrections private immutable _corrections;

    mapping(uint32 terminal => uint32) private _counts;
    mapping(uint32 terminal => mapping(uint32 number => ClosingRecord)) private _records;

    /// @param persons Keeps the epochs of accounts.
    constructor(
        IRegistry registry_,
        IEpochs persons,
        ITeam team,
        ITerminals terminals,
        ICounter counter,
        IExactPayments exact,
        ICorrections corrections
    ) Housed(registry_) ManagersWord(persons, team) EIP712("Runde Closings", "1") {
        _terminals = terminals;
        _counter = counter;
        _exact = exact;
        _corrections = corrections;
    }

    /// @inheritdoc IClosings
    function close(Closing calldata closing, bytes32 r, bytes32 s, bytes calldata signature) external {
        // Check:
        bytes32 structHash = keccak256(abi.encode(CLOSING_TYPEHASH, closing));
        _requireManager(closing.manager, closing.epoch, closing.deadline, structHash, signature);
        bool byTill = _isByTill(closing.terminal, structHash, r, s);
        ClosingRecord memory last = _lastBefore(closing.terminal, closing.number);
        Sums memory sums = _sumsUpTo(closing.terminal, last, _reachOf(closing));
        _requireDay(closing.businessDay, last.businessDay, sums.latestDay);
        _requireSums(closing, sums);
        // Effect:
        _keep(closing, last, sums, byTill);
    }

    /// @dev A tablet in force says itself that nothing is left in it; for one that cannot, a manager's word is enough.
    function _isByTill(uint32 id, bytes32 structHash, bytes32 r, bytes32 s) private view returns (bool) {
        ITerminals.TerminalKey memory key = _terminals.keyOf(id);
        if (TillSignature.isOf(key, _hashTypedDataV4(structHash), r, s)) return true;
        if (key.revokedAt == 0 && block.timestamp <= key.expiry) revert ClosingSignatureInvalid(id);
        return false;
    }

    function _lastBefore(uint32 id, uint32 number) private view returns (ClosingRecord memory) {
        uint32 count = _counts[id];
        if (number != count + 1) revert ClosingOutOfOrder(id, number, count + 1);
        return _records[id][count];
    }

    function _reachOf(Closing calldata closing) private pure returns (Reach memory) {
        return Reach(closing.lastBatch, closing.lastLate, closing.lastExact);
    }

    function _sumsUpTo(
        uint32 id,
        ClosingRecord memory last,
        Reach memory reach
    ) private view returns (Sums memory sums) {
        _requireReach(id, reach.batch, last.lastBatch, _counter.nextSeq(id) - 1);
        _requireReach(id, reach.late, last.lastLate, _counter.lateCount(id));
        _requireReach(id, reach.exact, last.lastExact, _exact.exactCount(id));
        uint256 batches = reach.batch - last.lastBatch;
        uint256 late = reach.late - last.lastLate;
        uint256 exact = reach.exact - last.lastExact;
        if (batches + late + exact > MOST_IN_ONE) revert ClosingTooLong(batches + late + exact, MOST_IN_ONE);
        _count(sums, _counter.batches(id, last.lastBatch + 1, uint32(batches)));
        _count(sums, _counter.lateBatches(id, last.lastLate + 1, uint32(late)));
        _countExact(sums, _exact.exactPayments(id, last.lastExact + 1, uint32(exact)));
        ICorrections.TakenBackSums memory back = _corrections.takenBackAt(id);
        sums.voided = back.voided - last.voidedSoFar;
        sums.refunded = back.refunded - last.refundedSoFar;
    }

    function _requireReach(uint32 id, uint32 given, uint32 least, uint32 most) private pure {
        if (given < least || given > most) revert ClosingReachRefused(id, given, least, most);
    }

    function _count(Sums memory sums, ICounter.BatchRecord[] memory records) private pure {
        for (uint256 i = 0; i < records.length; ++i) {
            // One that paid nothing has nothing to close, whatever day it names.
            if (records[i].paid == 0) continue;
            sums.payments += records[i].paid;
            sums.total += records[i].total;
            if (records[i].businessDay > sums.latestDay) sums.latestDay = records[i].businessDay;
        }
    }

    function _countExact(Sums memory sums, IExactPayments.ExactRecord[] memory records) private pure {
        sums.payments += uint32(records.length);
        for (uint256 i = 0; i < records.length; ++i) {
            sums.total += records[i].amount;
            if (records[i].businessDay > sums.latestDay) sums.latestDay = records[i].businessDay;
        }
    }

    /// @dev A closing's day is not before anything in it, and not ahead of the clock but for a till whose clock was.
    function _requireDay(uint32 given, uint32 before, uint32 latest) private view {
        uint32 today = _counter.businessDayOf(block.timestamp);
        uint32 least = before < latest ? latest : before;
        uint32 most = least < today ? today : least;
        if (given < least || given > most) revert ClosingDayRefused(given, least, most);
    }

    function _requireSums(Closing calldata closing, Sums memory sums) private pure {
        if (
            closing.payments != sums.payments ||
            closing.total != sums.total ||
            closing.voided != sums.voided ||
            closing.refunded != sums.refunded
        ) revert ClosingSumsDiffer(sums.payments, sums.total, sums.voided, sums.refunded);
    }

    function _keep(Closing calldata closing, ClosingRecord memory last, Sums memory sums, bool byTill) private {
        _counts[closing.terminal] = closing.number;
        _records[closing.terminal][closing.number] = ClosingRecord({
            businessDay: closing.businessDay,
            lastBatch: closing.lastBatch,
            lastLate: closing.lastLate,
            lastExact: closing.lastExact,
            payments: sums.payments,
            closedAt: uint48(block.timestamp),
            byTill: byTill,
            total: sums.total,
            unpaid: closing.unpaid,
            voidedSoFar: last.voidedSoFar + sums.voided,
            refundedSoFar: last.refundedSoFar + sums.refunded,
            manager: closing.manager
        });
        emit DayClosed(
            closing.terminal,
            closing.number,
            closing.businessDay,
            _reachOf(closing),
            sums,
            closing.unpaid,
            closing.manager,
            byTill
        );
    }

    /// @inheritdoc IClosings
    function sumsUpTo(uint32 terminal, Reach calldata reach) external view returns (Sums memory) {
        return _sumsUpTo(terminal, _records[terminal][_counts[terminal]], reach);
    }

    /// @inheritdoc IClosings
    function closingCount(uint32 terminal) external view returns (uint32) {
        return _counts[terminal];
    }

    /// @inheritdoc IClosings
    function closings(uint32 terminal, uint32 first, uint32 count) external view returns (ClosingRecord[] memory page) {
        page = new ClosingRecord[](Pages.size(first, count, _counts[terminal]));
        for (uint256 i = 0; i < page.length; ++i) page[i] = _records[terminal][uint32(first + i)];
    }
}
