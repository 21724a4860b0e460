// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IBudgets} from "./IBudgets.sol";
import {IJournal} from "./IJournal.sol";
import {ITreasury} from "./ITreasury.sol";

/// @title Treasury
/// @dev The vault: who may say yes to a payment stands in `Payments`, here money comes and goes.
contract Treasury is ITreasury, Housed, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;

    uint256 private constant WHOLE_BPS = 10_000;

    IERC20 private immutable _token;
    IJournal private immutable _journal;
    IBudgets private immutable _budgets;

    constructor(IRegistry registry_, IERC20 token, IJournal journal, IBudgets budgets) Housed(registry_) {
        _token = token;
        _journal = journal;
        _budgets = budgets;
    }

    // ---- out -----------------------------------------------------------------------------------------------------

    /// @inheritdoc ITreasury
    /// @dev The token comes before the books, because only a payment that was made is booked; meanwhile `nonReentrant` keeps
    /// everybody out, and `Payments` finds the request paid.
    function payOut(
        Payout calldata payout,
        uint128 own
    ) external nonReentrant only(IRegistry.Part.Payments) returns (uint64 entry) {
        // Check:
        uint256 cash = _wholeCash();
        uint256 needed = reserveNeeded() + _budgets.totalReserved() - own;
        if (cash < needed + payout.amount) revert ReserveBroken(cash, payout.amount, needed);
        // Interaction:
        if (!_token.trySafeTransfer(payout.payee, payout.amount)) return 0;
        // Effect:
        return _journal.append(payout.category, Accounts.CASH, payout.amount, payout.ref, payout.actor);
    }

    /// @dev Cash as the books have it; nothing leaves a treasury that holds less.
    function _wholeCash() private view returns (uint256 booked) {
        booked = _cash();
        uint256 held = _held();
        if (held < booked) revert TreasuryShort(held, booked);
    }

    function _cash() private view returns (uint256) {
        return _journal.balance(Accounts.CASH).toUint256();
    }

    function _held() private view returns (uint256) {
        return _token.balanceOf(address(this));
    }

    /// @inheritdoc ITreasury
    function payWithinReserve(
        address payee,
        uint128 amount,
        uint16 category,
        bytes32 ref
    ) external nonReentrant only(IRegistry.Part.Timelock) {
        _payByVote(payee, amount, category, ref, reserveNeeded());
    }

    /// @inheritdoc ITreasury
    function payBeyondReserve(
        address payee,
        uint128 amount,
        uint16 category,
        bytes32 ref
    ) external nonReentrant only(IRegistry.Part.Timelock) {
        _payByVote(payee, amount, category, ref, 0);
    }

    /// @dev What the ten set aside does not stand in the members' way: else six could turn every vote into a two-thirds one.
    function _payByVote(address payee, uint128 amount, uint16 category, bytes32 ref, uint256 needed) private {
        // Check:
        if (amount == 0) revert PaymentOfNothing();
        _requireDestination(payee, category);
        uint256 cash = _wholeCash();
        if (cash < amount) revert CashTooLow(cash, amount);
        if (cash < needed + amount) revert ReserveBroken(cash, amount, needed);
        // Effect:
        uint64 entry = _journal.append(category, Accounts.CASH, amount, ref, msg.sender);
        emit PaidByVote(payee, amount, category, ref, entry);
        // Interaction:
        _token.safeTransfer(payee, amount);
    }

    /// @inheritdoc ITreasury
    function payBuyBack(address to, uint128 amount) external nonReentrant only(IRegistry.Part.BuyBack) {
        // Check:
        uint256 cash = _wholeCash();
        if (cash < amount) revert CashTooLow(cash, amount);
        // Effect: what was owed in vouchers is paid in money.
        bytes32 ref = bytes32(uint256(uint160(to)));
        _journal.append(Accounts.VOUCHERS_OWED, Accounts.CASH, amount, ref, to);
        // Interaction:
        _token.safeTransfer(to, amount);
    }

    /// @dev The escrow is the one contract of the house that may be paid: what it lacks, which is a loss. Everywhere else in the
    /// house money would stay for ever.
    function _requireDestination(address payee, uint16 category) private view {
        bool isEscrow = payee == registry.part(IRegistry.Part.Rounds);
        if (!isEscrow) _requireReachable(payee);
        if (isEscrow ? category != Accounts.LOSS : !Accounts.isCategory(category)) {
            revert IBudgets.NotACategory(category);
        }
    }

    /// @inheritdoc ITreasury
    function bookLoss(uint128 most, bytes32 ref) external nonReentrant only(IRegistry.Part.Timelock) {
        // Check:
        uint256 cash = _cash();
        uint256 held = _held();
        if (held >= cash) revert NothingMissing(held, cash);
        // Effect:
        uint256 missing = cash - held;
        uint128 amount = missing < most ? uint128(missing) : most;
        uint64 entry = _journal.append(Accounts.LOSS, Accounts.CASH, amount, ref, msg.sender);
        emit LossBooked(amount, ref, entry);
    }

    // ---- in ------------------------------------------------------------------------------------------------------

    /// @inheritdoc ITreasury
    function deposit(uint16 account, uint128 amount, bytes32 ref) external nonReentrant {
        // Check:
        if (account != Accounts.SALES_CASH && !Accounts.isCategory(account)) revert DepositAccountRefused(account);
        // Interaction:
        int256 before = unbooked();
        _token.safeTransferFrom(msg.sender, address(this), amount);
        // Check: exactly this has come, and nobody whom the token let speak meanwhile has booked any of it.
        int256 received = unbooked() - before;
        if (received != int256(uint256(amount))) revert DepositMismatch(received, amount);
        // Effect:
        uint64 entry = _journal.append(Accounts.CASH, account, amount, ref, msg.sender);
        emit Deposited(msg.sender, account, amount, ref, entry);
    }

    /// @inheritdoc ITreasury
    function bookUnannounced() external nonReentrant {
        // Check:
        uint256 held = _held();
        uint256 booked = _cash();
        if (held <= booked) revert NothingUnannounced(held, booked);
        // Effect:
        uint128 amount = (held - booked).toUint128();
        uint64 entry = _journal.append(Accounts.CASH, Accounts.DONATIONS, amount, 0, address(0));
        emit UnannouncedBooked(amount, entry);
    }

    // ---- views ---------------------------------------------------------------------------------------------------

    /// @inheritdoc ITreasury
    function unbooked() public view returns (int256) {
        return _held().toInt256() - _cash().toInt256();
    }

    /// @inheritdoc ITreasury
    function isFree(uint256 amount) external view returns (bool) {
        return freeToSpend() >= amount && !isShort();
    }

    /// @inheritdoc ITreasury
    function freeToSpend() public view returns (uint256) {
        uint256 cash = _cash();
        uint256 bound = reserveNeeded() + _budgets.totalReserved();
        return cash > bound ? cash - bound : 0;
    }

    /// @inheritdoc ITreasury
    function reserveNeeded() public view returns (uint256) {
        uint256 owed = (-_journal.balance(Accounts.VOUCHERS_OWED)).toUint256();
        return (owed * registry.figure(IRegistry.Figure.Reserve) + WHOLE_BPS - 1) / WHOLE_BPS;
    }

    /// @inheritdoc ITreasury
    function isShort() public view returns (bool) {
        return _held() < _cash();
    }
}
