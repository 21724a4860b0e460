// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IShare} from "../membership/IShare.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IBudgets} from "./IBudgets.sol";
import {IPayments} from "./IPayments.sol";
import {ITeam} from "./ITeam.sol";
import {ITreasury} from "./ITreasury.sol";
import {PaymentRequests} from "./PaymentRequests.sol";

/// @title Payments
/// @dev Who may say yes stands in `PaymentRequests`; here it is paid, by the treasury's hand.
contract Payments is PaymentRequests {
    using Checkpoints for Checkpoints.Trace208;

    /// @dev Seconds over which a payee's payments add up: a bill that is split is still one bill.
    uint48 private constant PAYEE_WINDOW = 30 days;

    /// @dev All that lane B ever paid to somebody, by time; smallest unit.
    mapping(address payee => Checkpoints.Trace208) private _paidTo;

    /// @param persons Keeps the epochs of accounts.
    constructor(
        IRegistry registry_,
        IShare share,
        IEpochs persons,
        IRoster roster,
        IBudgets budgets,
        ITreasury treasury,
        ITeam team
    )
        Housed(registry_)
        EIP712("Runde Payments", "1")
        PaymentRequests(share, persons, roster, budgets, treasury, team)
    {}

    /// @inheritdoc IPayments
    function approveAndPay(uint64 id, Approval[] calldata approvals, bytes[] calldata signatures) external {
        (StoredRequest storage kept, TableNow memory table) = _before(id);
        if (_pay(id, kept, _collect(id, kept, table, approvals, signatures), table.needed)) return;
        // Effect:
        if (kept.state == RequestState.Open) _reserve(id, kept);
        emit PaymentFailed(id, kept.payee, kept.amount);
    }

    /// @inheritdoc IPayments
    function pay(uint64 id) external {
        (StoredRequest storage kept, TableNow memory table) = _before(id);
        if (!_pay(id, kept, _counting(table, kept, kept.approvals), table.needed))
            revert PayeeCannotReceive(kept.payee);
    }

    /// @dev Whether the payee received it. Who approves, takes back or pays while the token lets somebody speak finds the
    /// request paid; the treasury lets nobody in meanwhile.
    function _pay(uint64 id, StoredRequest storage kept, uint256 counting, uint256 needed) private returns (bool) {
        // Check:
        if (counting < needed) revert ApprovalsMissing(id, counting, needed);
        (address payee, uint128 amount, uint16 category) = (kept.payee, kept.amount, kept.category);
        bool wasReserved = kept.state == RequestState.Approved;
        uint256 lately = paidLately(payee);
        uint256 threshold = _voteThreshold();
        if (lately + amount > threshold) revert PayeeOverThreshold(payee, lately, amount, threshold);
        // Effect:
        kept.state = RequestState.Paid;
        // Interaction:
        uint64 entry = _treasury.payOut(
            ITreasury.Payout(payee, amount, category, bytes32(uint256(id)), kept.proposer),
            wasReserved ? amount : 0
        );
        // Effect:
        if (entry == 0) {
            kept.state = wasReserved ? RequestState.Approved : RequestState.Open;
            return false;
        }
        kept.paidAt = uint48(block.timestamp);
        kept.entry = entry;
        Checkpoints.Trace208 storage paid = _paidTo[payee];
        paid.push(uint48(block.timestamp), paid.latest() + amount);
        _budgets.spend(kept.term, category, amount, wasReserved);
        emit RequestPaid(id, payee, amount, entry);
        return true;
    }

    /// @inheritdoc IPayments
    function paidLately(address payee) public view returns (uint256) {
        Checkpoints.Trace208 storage paid = _paidTo[payee];
        return paid.latest() - paid.upperLookupRecent(uint48(block.timestamp) - PAYEE_WINDOW);
    }
}
