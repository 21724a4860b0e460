// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The treasury: the house's money, and the gates it leaves by
/// @notice Money leaves for what the table approved (`Payments`) and for what the members vote, and in no third way. Nothing
/// leaves while less is there than the books say.
/// @dev Money in the settlement token's smallest unit. What comes in must equal what was said: a token that calls the sender
/// in the middle of a transfer cannot book the same money twice.
interface ITreasury {
    /// @dev What `Payments` has decided.
    struct Payout {
        address payee;
        uint128 amount;
        /// Expense account.
        uint16 category;
        bytes32 ref;
        /// Who asked for it.
        address actor;
    }

    /// @notice The members paid.
    /// @param payee Who is paid.
    /// @param amount In the smallest unit.
    /// @param category Expense account, 500…580, or 590 for what the escrow lacked.
    /// @param ref What it is for.
    /// @param entry Its number in the journal.
    event PaidByVote(address indexed payee, uint128 amount, uint16 indexed category, bytes32 ref, uint64 entry);
    /// @notice The members accept that `amount` is gone.
    /// @param amount In the smallest unit.
    /// @param ref What it is for.
    /// @param entry Its number in the journal.
    event LossBooked(uint128 amount, bytes32 ref, uint64 entry);
    /// @notice Money came in for `account`.
    /// @param from Where it comes from.
    /// @param account The account.
    /// @param amount In the smallest unit.
    /// @param ref What it is for.
    /// @param entry Its number in the journal.
    event Deposited(address indexed from, uint16 indexed account, uint128 amount, bytes32 ref, uint64 entry);
    /// @notice Money that nobody announced is a gift of nobody known.
    /// @param amount In the smallest unit.
    /// @param entry Its number in the journal.
    event UnannouncedBooked(uint128 amount, uint64 entry);

    /// @notice A payment of nothing.
    error PaymentOfNothing();
    /// @notice Of `cash`, `needed` must stay; `asked` is too much.
    /// @param cash What the books say is in cash, smallest unit.
    /// @param asked What was asked for.
    /// @param needed What must stay, for vouchers owed and, in lane B, for other approved payments.
    error ReserveBroken(uint256 cash, uint256 asked, uint256 needed);
    /// @notice The treasury has `cash`, `asked` is more.
    /// @param cash What the books say is in cash, smallest unit.
    /// @param asked What was asked for.
    error CashTooLow(uint256 cash, uint256 asked);
    /// @notice The treasury holds less than its books say: nothing leaves it until that is cleared up.
    /// @param held What the contract has, smallest unit.
    /// @param booked What the books say, smallest unit.
    error TreasuryShort(uint256 held, uint256 booked);
    /// @notice There is no loss to book: the treasury holds what its books say.
    /// @param held What the contract has, smallest unit.
    /// @param booked What the books say, smallest unit.
    error NothingMissing(uint256 held, uint256 booked);
    /// @notice Deposits are cash sales (410) or an expense that comes back.
    /// @param account The account.
    error DepositAccountRefused(uint16 account);
    /// @notice `received` arrived, `amount` was said. Nothing is booked, and nothing moves.
    /// @param received What arrived and was nobody else's, smallest unit.
    /// @param amount What was said, smallest unit.
    error DepositMismatch(int256 received, uint256 amount);
    /// @notice The books name all the money there is.
    /// @param held What the contract has, smallest unit.
    /// @param booked What the books say, smallest unit.
    error NothingUnannounced(uint256 held, uint256 booked);

    /// @notice Pays what the table approved: cash less the amount ≥ the reserve and all that is reserved (I10). Only
    /// Payments. Reverts with `ReserveBroken` or `TreasuryShort`.
    /// @dev Journal: debit category, credit CASH.
    /// @param payout What was decided.
    /// @param own How much of the reserved money is this very payment's, smallest unit.
    /// @return entry Its number in the journal; 0 = the token did not let the payee receive, and nothing has happened.
    function payOut(Payout calldata payout, uint128 own) external returns (uint64 entry);

    /// @notice Pays by members' vote what leaves the reserve whole, whatever the budget says and the table set aside. Only the
    /// timelock (an ordinary vote). Reverts with `ReserveBroken`. Emits `PaidByVote`.
    /// @param payee Who is paid: no contract of the house but the escrow, for what it lacks.
    /// @param amount In the smallest unit.
    /// @param category Expense account, 500…580; 590 (LOSS) for the escrow.
    /// @param ref What it is for.
    function payWithinReserve(address payee, uint128 amount, uint16 category, bytes32 ref) external;

    /// @notice Pays a holder for vouchers that were surrendered in the same call. Only the buy-back, which a members' vote has
    /// told how much.
    /// @dev Journal: debit VOUCHERS_OWED, credit CASH, reference and actor: the holder.
    /// @param to The holder.
    /// @param amount In the smallest unit.
    function payBuyBack(address to, uint128 amount) external;

    /// @notice Pays by members' vote, down to the last cent. Only the timelock (a vote of two thirds). Emits `PaidByVote`.
    /// @param payee Who is paid: no contract of the house but the escrow, for what it lacks.
    /// @param amount In the smallest unit.
    /// @param category Expense account, 500…580; 590 (LOSS) for the escrow.
    /// @param ref What it is for.
    function payBeyondReserve(address payee, uint128 amount, uint16 category, bytes32 ref) external;

    /// @notice Books what is missing, at most `most`, as lost: so the members clear a shortfall. Only the timelock (a vote of
    /// two thirds). What a stranger sends after the vote does not stop it. Emits `LossBooked`.
    /// @param most In the smallest unit.
    /// @param ref What it is for.
    function bookLoss(uint128 most, bytes32 ref) external;

    /// @notice Brings money in, by allowance. Anybody. What arrives must equal `amount`. Emits `Deposited`.
    /// @param account 410 for cash sales, or the category of an expense that comes back (its budget stays spent).
    /// @param amount In the smallest unit.
    /// @param ref What it is for.
    function deposit(uint16 account, uint128 amount, bytes32 ref) external;

    /// @notice Books what the treasury holds beyond its books as a donation nobody is known for. Anybody.
    /// Emits `UnannouncedBooked`.
    function bookUnannounced() external;

    /// @notice What the treasury holds beyond its books; below 0 it is short.
    /// @return In the smallest unit.
    function unbooked() external view returns (int256);

    /// @notice Whether lane B could set `amount` aside now.
    /// @param amount In the smallest unit.
    /// @return True if so.
    function isFree(uint256 amount) external view returns (bool);

    /// @notice What lane B could pay now: cash less `reserveNeeded` less all reserved, never below 0.
    /// @return In the smallest unit.
    function freeToSpend() external view returns (uint256);

    /// @notice The part of the vouchers owed that must stay in cash, rounded up.
    /// @return In the smallest unit.
    function reserveNeeded() external view returns (uint256);

    /// @notice Whether the treasury holds less than its books say. Nothing leaves it while this is so.
    /// @return True if so.
    function isShort() external view returns (bool);
}
