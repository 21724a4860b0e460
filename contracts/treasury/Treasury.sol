// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IShare} from "../membership/IShare.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IBudgets} from "./IBudgets.sol";
import {IJournal} from "./IJournal.sol";
import {ITreasury} from "./ITreasury.sol";
import {PaymentRequests} from "./PaymentRequests.sol";

/// @title Treasury
/// @dev Who may say yes stands in `PaymentRequests`; here money comes and goes.
contract Treasury is PaymentRequests, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;
    using Checkpoints for Checkpoints.Trace208;

    uint256 private constant WHOLE_BPS = 10_000;
    /// @dev Seconds over which a payee's payments add up: a bill that is split is still one bill.
    uint48 private constant PAYEE_WINDOW = 30 days;

    IERC20 private immutable _token;
    IJournal private immutable _journal;
    uint16 private immutable _reserveBps;

    /// @dev All that lane B ever paid to somebody, by time; smallest unit.
    mapping(address payee => Checkpoints.Trace208) private _paidTo;

    constructor(
        IRegistry registry_,
        IERC20 token,
        IShare share,
        IRoster roster,
        IJournal journal,
        IBudgets budgets
    ) Housed(registry_) PaymentRequests(share, roster, budgets) {
        _token = token;
        _journal = journal;
        _reserveBps = uint16(registry_.figure(IRegistry.Figure.Reserve));
    }

    /// @inheritdoc ITreasury
    function approveAndPay(
        uint64 id,
        Approval[] calldata approvals,
        bytes[] calldata signatures
    ) external nonReentrant {
        (StoredRequest storage kept, TableNow memory table) = _before(id);
        if (_pay(id, kept, _collect(id, kept, table, approvals, signatures))) return;
        // Effect:
        if (kept.state == RequestState.Open) _reserve(id, kept);
        emit PaymentFailed(id, kept.payee, kept.amount);
    }

    /// @inheritdoc ITreasury
    function pay(uint64 id) external nonReentrant {
        (StoredRequest storage kept, TableNow memory table) = _before(id);
        if (!_pay(id, kept, _approvers(table, kept))) revert PayeeCannotReceive(kept.payee);
    }

    /// @dev Lane B's payment, or false if the token did not let the payee receive. The token comes before the books,
    /// because only a payment that was made is booked; meanwhile `nonReentrant` keeps everybody out, and who approves or
    /// takes back finds the request paid.
    function _pay(uint64 id, StoredRequest storage kept, uint256 inOffice) private returns (bool) {
        // Check:
        if (inOffice < _approvalsNeeded) revert ApprovalsMissing(id, inOffice, _approvalsNeeded);
        uint128 amount = kept.amount;
        bool wasReserved = kept.state == RequestState.Approved;
        _requireReserve(amount, wasReserved ? amount : 0);
        uint256 lately = paidLately(kept.payee);
        if (lately + amount > _voteThreshold) revert PayeeOverThreshold(kept.payee, lately, amount, _voteThreshold);
        // Effect:
        kept.state = RequestState.Paid;
        // Interaction:
        if (!_token.trySafeTransfer(kept.payee, amount)) {
            kept.state = wasReserved ? RequestState.Approved : RequestState.Open;
            return false;
        }
        // Effect:
        kept.paidAt = uint48(block.timestamp);
        Checkpoints.Trace208 storage paid = _paidTo[kept.payee];
        paid.push(uint48(block.timestamp), paid.latest() + amount);
        uint16 category = kept.category;
        _budgets.spend(kept.term, category, amount, wasReserved);
        uint64 entry = _journal.append(category, Accounts.CASH, amount, bytes32(uint256(id)), kept.proposer);
        kept.entry = entry;
        emit RequestPaid(id, kept.payee, amount, entry);
        return true;
    }

    /// @dev cash − amount ≥ ceil(ρ × vouchers owed) + all reserved but `own` (I10).
    function _requireReserve(uint256 amount, uint256 own) private view {
        uint256 cash = _cash();
        _requireWhole(cash);
        uint256 needed = reserveNeeded() + _budgets.totalReserved() - own;
        if (cash < needed + amount) revert ReserveBroken(cash, amount, needed);
    }

    function _cash() private view returns (uint256) {
        return _journal.balance(Accounts.CASH).toUint256();
    }

    function _requireWhole(uint256 booked) private view {
        uint256 held = _token.balanceOf(address(this));
        if (held < booked) revert TreasuryShort(held, booked);
    }

    /// @inheritdoc ITreasury
    function payByVote(
        address payee,
        uint128 amount,
        uint16 category,
        bytes32 ref
    ) external nonReentrant only(IRegistry.Part.Timelock) {
        uint256 cash = _cash();
        if (category == Accounts.LOSS && payee == address(this)) return _bookLoss(cash, amount, ref);
        // Check:
        _requirePayment(payee, amount, category);
        _requireWhole(cash);
        if (cash < amount) revert CashTooLow(cash, amount);
        // Effect:
        uint64 entry = _journal.append(category, Accounts.CASH, amount, ref, msg.sender);
        emit PaidByVote(payee, amount, category, ref, entry);
        // Interaction:
        _token.safeTransfer(payee, amount);
    }

    /// @inheritdoc ITreasury
    function payBuyBack(address to, uint128 amount) external nonReentrant only(IRegistry.Part.BuyBack) {
        // Check:
        uint256 cash = _cash();
        _requireWhole(cash);
        if (cash < amount) revert CashTooLow(cash, amount);
        // Effect: what was owed in vouchers is paid in money.
        bytes32 ref = bytes32(uint256(uint160(to)));
        _journal.append(Accounts.VOUCHERS_OWED, Accounts.CASH, amount, ref, to);
        // Interaction:
        _token.safeTransfer(to, amount);
    }

    /// @dev The vote says how much at most: what a stranger sends after it must not stop it.
    function _bookLoss(uint256 cash, uint128 most, bytes32 ref) private {
        // Check:
        uint256 held = _token.balanceOf(address(this));
        if (held >= cash) revert NothingMissing(held, cash);
        // Effect:
        uint256 missing = cash - held;
        uint128 amount = missing < most ? uint128(missing) : most;
        uint64 entry = _journal.append(Accounts.LOSS, Accounts.CASH, amount, ref, msg.sender);
        emit LossBooked(amount, ref, entry);
    }

    /// @inheritdoc ITreasury
    function deposit(uint16 account, uint128 amount, bytes32 ref) external nonReentrant {
        // Check:
        if (account != Accounts.SALES_CASH && !Accounts.isCategory(account)) revert DepositAccountRefused(account);
        // Interaction:
        uint256 before = _token.balanceOf(address(this));
        _token.safeTransferFrom(msg.sender, address(this), amount);
        uint128 received = (_token.balanceOf(address(this)) - before).toUint128();
        // Effect:
        uint64 entry = _journal.append(Accounts.CASH, account, received, ref, msg.sender);
        emit Deposited(msg.sender, account, received, ref, entry);
    }

    /// @inheritdoc ITreasury
    function bookUnannounced() external nonReentrant {
        // Check:
        uint256 held = _token.balanceOf(address(this));
        uint256 booked = _cash();
        if (held <= booked) revert NothingUnannounced(held, booked);
        // Effect:
        uint128 amount = (held - booked).toUint128();
        uint64 entry = _journal.append(Accounts.CASH, Accounts.DONATIONS, amount, 0, address(0));
        emit UnannouncedBooked(amount, entry);
    }

    /// @inheritdoc ITreasury
    function paidLately(address payee) public view returns (uint256) {
        Checkpoints.Trace208 storage paid = _paidTo[payee];
        return paid.latest() - paid.upperLookupRecent(uint48(block.timestamp) - PAYEE_WINDOW);
    }

    /// @inheritdoc ITreasury
    function freeToSpend() external view returns (uint256) {
        uint256 cash = _cash();
        uint256 bound = reserveNeeded() + _budgets.totalReserved();
        return cash > bound ? cash - bound : 0;
    }

    /// @inheritdoc ITreasury
    function reserveNeeded() public view returns (uint256) {
        uint256 owed = (-_journal.balance(Accounts.VOUCHERS_OWED)).toUint256();
        return (owed * _reserveBps + WHOLE_BPS - 1) / WHOLE_BPS;
    }

    /// @inheritdoc ITreasury
    function isShort() external view returns (bool) {
        return _token.balanceOf(address(this)) < _cash();
    }

    /// @inheritdoc ITreasury
    function terms() external view returns (TreasuryTerms memory) {
        return TreasuryTerms(_operator, _reserveBps, _voteThreshold, _approvalsNeeded);
    }
}
