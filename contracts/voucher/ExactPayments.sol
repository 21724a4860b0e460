// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {ICounter} from "./ICounter.sol";
import {IExactPayments} from "./IExactPayments.sol";
import {ITerminals} from "./ITerminals.sol";
import {TillSignature} from "./TillSignature.sol";

/// @title Exact payments
contract ExactPayments is IExactPayments, Housed, SignedCalls {
    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "ExactOrder(uint32 terminal,bytes32 order,uint32 amount,uint48 deadline)"
    );
    bytes32 private constant PAYMENT_TYPEHASH = keccak256(
        "ExactPayment(uint32 terminal,bytes32 order,uint32 amount,address account,uint32 epoch,uint48 deadline)"
    );

    IERC20 private immutable _voucher;
    IEpochs private immutable _persons;
    ITerminals private immutable _terminals;
    ICounter private immutable _counter;
    /// @dev Smallest units in one hundredth of the token.
    uint256 private immutable _step;

    mapping(uint32 terminal => uint32) private _counts;
    mapping(uint32 terminal => mapping(uint32 number => ExactRecord)) private _records;
    mapping(uint32 terminal => mapping(bytes32 order => uint32 number)) private _numbers;

    /// @param persons Keeps the epochs of accounts.
    constructor(
        IRegistry registry_,
        IERC20 voucher,
        IEpochs persons,
        ITerminals terminals,
        ICounter counter
    ) Housed(registry_) EIP712("Runde ExactPayments", "1") {
        _voucher = voucher;
        _persons = persons;
        _terminals = terminals;
        _counter = counter;
        _step = counter.step();
    }

    /// @inheritdoc IExactPayments
    function payOrder(ExactPayment calldata payment, bytes32 r, bytes32 s, bytes calldata signature) external {
        // Check:
        _requireInTime(payment.deadline);
        _requireEpoch(uint160(payment.account), payment.epoch, _persons.epochOf(uint160(payment.account)));
        if (payment.amount == 0) revert OrderOfNothing();
        address till = _requireOrder(payment, r, s);
        uint256 units = payment.amount * _step;
        uint256 has = _voucher.balanceOf(payment.account);
        if (has < units) revert OrderNotCovered(payment.account, uint128(has), uint128(units));
        // Effect:
        (uint32 number, uint16 day) = _record(payment);
        // Interaction: it belongs to the house. The voucher checks the signature, which names this very message.
        uint64 entry = _counter.redeemExact(
            ICounter.Deposit({
                account: payment.account,
                amount: uint128(units),
                deadline: payment.deadline,
                purpose: keccak256(abi.encode(PAYMENT_TYPEHASH, payment)),
                allowed: signature.length == 0 && msg.sender == payment.account
            }),
            signature,
            till
        );
        emit OrderPaidExactly(payment.terminal, number, payment.account, payment.order, payment.amount, day, entry);
    }

    /// @dev The order is this terminal's, which is in force, and nobody has paid it.
    function _requireOrder(ExactPayment calldata payment, bytes32 r, bytes32 s) private view returns (address till) {
        uint32 id = payment.terminal;
        ITerminals.TerminalKey memory key = _terminals.keyOf(id);
        if (key.revokedAt != 0) revert ITerminals.TerminalRevoked(id, key.revokedAt);
        if (block.timestamp > key.expiry) revert ITerminals.TerminalExpired(id, key.expiry);
        uint32 number = _numbers[id][payment.order];
        if (number != 0) revert OrderPaidAlready(id, number);
        bytes32 structHash = keccak256(abi.encode(ORDER_TYPEHASH, id, payment.order, payment.amount, payment.deadline));
        if (!TillSignature.isOf(key, _hashTypedDataV4(structHash), r, s)) revert OrderSignatureInvalid(id);
        return TillSignature.actorOf(key);
    }

    function _record(ExactPayment calldata payment) private returns (uint32 number, uint16 day) {
        uint32 id = payment.terminal;
        number = ++_counts[id];
        day = uint16(_counter.businessDayOf(block.timestamp));
        _numbers[id][payment.order] = number;
        _records[id][number] = ExactRecord(payment.account, payment.amount, day, uint32(block.timestamp));
    }

    /// @inheritdoc IExactPayments
    function recordOf(uint32 terminal, uint32 number) external view returns (ExactRecord memory) {
        return _records[terminal][number];
    }

    /// @inheritdoc IExactPayments
    function exactPayments(
        uint32 terminal,
        uint32 first,
        uint32 count
    ) external view returns (ExactRecord[] memory page) {
        page = new ExactRecord[](Pages.size(first, count, _counts[terminal]));
        for (uint256 i = 0; i < page.length; ++i) page[i] = _records[terminal][uint32(first + i)];
    }

    /// @inheritdoc IExactPayments
    function exactCount(uint32 terminal) external view returns (uint32) {
        return _counts[terminal];
    }

    /// @inheritdoc IExactPayments
    function numberOf(uint32 terminal, bytes32 order) external view returns (uint32) {
        return _numbers[terminal][order];
    }
}
