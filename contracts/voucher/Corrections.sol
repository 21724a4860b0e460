// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {ITeam} from "../treasury/ITeam.sol";
import {ICorrections} from "./ICorrections.sol";
import {ICounter} from "./ICounter.sol";
import {IExactPayments} from "./IExactPayments.sol";
import {ITerminals} from "./ITerminals.sol";
import {ManagersWord} from "./ManagersWord.sol";
import {TillSignature} from "./TillSignature.sol";

/// @title Corrections
contract Corrections is ICorrections, Housed, ManagersWord {
    /// @dev What became of a paid item.
    struct TakenBack {
        bool isVoid;
        uint32 refunded; // hundredths
    }

    /// @dev A payment as it was recorded; in memory only.
    struct Payment {
        uint32 pocket; // 0 = an exact one
        address account; // who paid exactly
        uint32 amount; // hundredths
        uint256 acceptedAt; // UTC seconds: the earlier of the till's and the block's
        uint256 bookedAt; // UTC seconds
        uint32 day; // whose caps it used
    }

    uint256 private constant TILL_MAY_VOID = 5 minutes;
    uint256 private constant REFUNDS_UNTIL = 30 days;
    /// @dev What was handed in late stands outside a terminal's sequence, and so does what was paid exactly.
    uint32 private constant LATE_BIT = 1 << 31;
    uint32 private constant EXACT_BIT = 1 << 30;

    bytes32 private constant TILL_VOID_TYPEHASH = keccak256("TillVoid(uint32 terminal,uint32 seq,uint32 place)");
    bytes32 private constant VOIDING_TYPEHASH = keccak256(
        "Voiding(uint32 terminal,uint32 seq,uint32 place,address manager,uint32 epoch,uint48 deadline)"
    );
    bytes32 private constant REFUNDING_TYPEHASH = keccak256(
        "Refunding(uint32 terminal,uint32 seq,uint32 place,uint32 amount,address manager,uint32 epoch,uint64 nonce,uint48 deadline)"
    );

    ICounter private immutable _counter;
    ITerminals private immutable _terminals;
    IExactPayments private immutable _exact;

    mapping(bytes32 item => TakenBack) private _takenBack;
    mapping(uint32 businessDay => uint256) private _refundedOn;
    mapping(uint32 terminal => TakenBackSums) private _sums;

    /// @param persons Keeps the epochs of accounts.
    constructor(
        IRegistry registry_,
        IEpochs persons,
        ITeam team,
        ITerminals terminals,
        ICounter counter,
        IExactPayments exact
    ) Housed(registry_) ManagersWord(persons, team) EIP712("Runde Corrections", "1") {
        _terminals = terminals;
        _counter = counter;
        _exact = exact;
    }

    /// @inheritdoc ICorrections
    function voidAtTill(PaidItem calldata item, uint256[] calldata heads, bytes32 r, bytes32 s) external {
        // Check:
        ITerminals.TerminalKey memory key = _terminals.keyOf(item.terminal);
        if (key.revokedAt != 0) revert ITerminals.TerminalRevoked(item.terminal, key.revokedAt);
        bytes32 structHash = keccak256(abi.encode(TILL_VOID_TYPEHASH, item));
        if (!TillSignature.isOf(key, _hashTypedDataV4(structHash), r, s)) revert VoidSignatureInvalid(item.terminal);
        Payment memory paid = _paymentOf(item, heads);
        uint256 until = paid.acceptedAt + TILL_MAY_VOID;
        if (block.timestamp > until) revert VoidNeedsManager(uint48(until), uint48(block.timestamp));
        _void(item, paid, address(0), TillSignature.actorOf(key));
    }

    /// @dev The item at its place, if the batch paid exactly these.
    function _paymentOf(PaidItem memory item, uint256[] calldata heads) private view returns (Payment memory paid) {
        if (item.seq & (LATE_BIT | EXACT_BIT) == EXACT_BIT) return _exactOf(item, heads.length);
        ICounter.BatchRecord memory record = _counter.recordOf(item.terminal, item.seq);
        bytes32 hash;
        for (uint256 i = 0; i < heads.length; ++i) hash = Hashes.efficientKeccak256(hash, bytes32(heads[i]));
        if (record.paid != heads.length || record.paidHash != bytes20(hash)) {
            revert PaidItemsDiffer(item.terminal, item.seq);
        }
        if (item.place >= heads.length) revert PaidItemUnknown(item.place, heads.length);
        uint256 head = heads[item.place];
        uint32 bookedOn = _counter.businessDayOf(record.bookedAt);
        uint256 acceptedAt = uint32(head);
        paid.pocket = uint32(head >> 160);
        paid.amount = uint32(head >> 32);
        paid.acceptedAt = acceptedAt < record.bookedAt ? acceptedAt : record.bookedAt;
        paid.bookedAt = record.bookedAt;
        paid.day = record.businessDay < bookedOn ? record.businessDay : bookedOn;
    }

    /// @dev An exact payment is one for itself: it has no heads to show.
    function _exactOf(PaidItem memory item, uint256 shown) private view returns (Payment memory paid) {
        IExactPayments.ExactRecord memory record = _exact.recordOf(item.terminal, item.seq ^ EXACT_BIT);
        if (shown != 0 || record.amount == 0) revert PaidItemsDiffer(item.terminal, item.seq);
        if (item.place != 0) revert PaidItemUnknown(item.place, 1);
        paid.account = record.account;
        paid.amount = record.amount;
        paid.acceptedAt = paid.bookedAt = record.bookedAt;
        paid.day = record.businessDay;
    }

    function _void(PaidItem memory item, Payment memory paid, address manager, address actor) private {
        // Check:
        uint32 today = _counter.businessDayOf(block.timestamp);
        if (paid.day != today) revert VoidOnAnotherDay(paid.day, today);
        TakenBack storage back = _takenBack[_nameOf(item)];
        if (back.isVoid) revert ItemIsVoid(item.place);
        if (back.refunded != 0) revert ItemIsRefunded(item.place, back.refunded);
        // Effect:
        back.isVoid = true;
        TakenBackSums storage sums = _sums[item.terminal];
        sums.voids += 1;
        sums.voided += paid.amount;
        // Interaction: it belongs to the house.
        uint64 entry = _giveBack(item, paid, paid.amount, paid.day, actor);
        emit ItemVoided(item.terminal, item.seq, item.place, paid.pocket, paid.amount, manager, entry);
    }

    function _nameOf(PaidItem memory item) private pure returns (bytes32) {
        return keccak256(abi.encode(item.terminal, item.seq, item.place));
    }

    /// @dev Into the pocket, or to the account that paid exactly. `day`: whose allowance returns too; 0 = none.
    function _giveBack(
        PaidItem memory item,
        Payment memory paid,
        uint32 amount,
        uint32 day,
        address actor
    ) private returns (uint64) {
        if (paid.pocket == 0) return _counter.takeBackExact(paid.account, amount, _nameOf(item), actor);
        // What was handed in late used no room of the terminal's day.
        uint32 terminal = item.seq & LATE_BIT == 0 ? item.terminal : 0;
        return _counter.takeBack(paid.pocket, terminal, amount, day, actor);
    }

    /// @inheritdoc ICorrections
    function voidItem(Voiding calldata wish, uint256[] calldata heads, bytes calldata signature) external {
        // Check:
        bytes32 structHash = keccak256(abi.encode(VOIDING_TYPEHASH, wish));
        _requireManager(wish.manager, wish.epoch, wish.deadline, structHash, signature);
        PaidItem memory item = PaidItem(wish.terminal, wish.seq, wish.place);
        _void(item, _paymentOf(item, heads), wish.manager, wish.manager);
    }

    /// @inheritdoc ICorrections
    function refund(Refunding calldata wish, uint256[] calldata heads, bytes calldata signature) external {
        // Check:
        bytes32 structHash = keccak256(abi.encode(REFUNDING_TYPEHASH, wish));
        _requireManager(wish.manager, wish.epoch, wish.deadline, structHash, signature);
        _useNonce(_subject(uint160(wish.manager), "refund"), wish.nonce);
        PaidItem memory item = PaidItem(wish.terminal, wish.seq, wish.place);
        _refund(item, _paymentOf(item, heads), wish.amount, wish.manager);
    }

    function _refund(PaidItem memory item, Payment memory paid, uint32 amount, address manager) private {
        // Check:
        _requireBudget(amount);
        uint256 until = paid.bookedAt + REFUNDS_UNTIL;
        if (block.timestamp > until) revert RefundTooLate(uint48(until), uint48(block.timestamp));
        TakenBack storage back = _takenBack[_nameOf(item)];
        if (back.isVoid) revert ItemIsVoid(item.place);
        uint32 left = paid.amount - back.refunded;
        if (amount > left) revert RefundTooLarge(amount, left);
        // Effect:
        back.refunded += amount;
        _refundedOn[_counter.businessDayOf(block.timestamp)] += amount;
        TakenBackSums storage sums = _sums[item.terminal];
        sums.refunds += 1;
        sums.refunded += amount;
        // Interaction: it belongs to the house.
        uint64 entry = _giveBack(item, paid, amount, 0, manager);
        emit ItemRefunded(item.terminal, item.seq, item.place, paid.pocket, amount, manager, entry);
    }

    function _requireBudget(uint32 amount) private view {
        if (amount == 0) revert RefundOfNothing();
        uint256 budget = registry.figure(IRegistry.Figure.RefundBudget) / _counter.step();
        uint256 used = _refundedOn[_counter.businessDayOf(block.timestamp)];
        uint256 left = budget > used ? budget - used : 0;
        if (amount > left) revert RefundBudgetUsed(amount, left);
    }

    /// @inheritdoc ICorrections
    function takenBack(PaidItem calldata item) external view returns (bool isVoid, uint32 refunded) {
        TakenBack memory back = _takenBack[_nameOf(item)];
        return (back.isVoid, back.refunded);
    }

    /// @inheritdoc ICorrections
    function takenBackAt(uint32 terminal) external view returns (TakenBackSums memory) {
        return _sums[terminal];
    }

    /// @inheritdoc ICorrections
    function refundedOn(uint32 businessDay) external view returns (uint256) {
        return _refundedOn[businessDay];
    }
}
