// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Budgets
/// @notice What lane B may spend in a term and category. The members vote the limits; a term nobody voted a budget for
/// has the last voted limits. Nothing is carried over into another term.
/// @dev A category is an expense account, 500…580. Money in the smallest unit of the settlement token. What the members
/// pay by vote (lane C) is outside a budget and does not count against it. Nothing is spent or reserved beyond a limit (I9).
/// A vote may set it below what is used already: what was approved is still paid, and nothing else until the limit has room.
interface IBudgets {
    struct Line {
        uint16 category;
        /// Voted, smallest unit.
        uint128 limit;
        /// Paid in lane B.
        uint128 spent;
        /// Approved and not paid yet; 0 once the term is over.
        uint128 reserved;
    }

    /// @notice A budget was voted: categories that are not named have a limit of 0.
    /// @param term Number of the term; 0 = before term 1.
    /// @param categories Expense accounts.
    /// @param limits One for each category, smallest unit.
    event BudgetSet(uint32 indexed term, uint16[] categories, uint128[] limits);
    /// @notice `amount` is set aside for an approved payment.
    /// @param term Number of the term; 0 = before term 1.
    /// @param category Expense account, 500…580.
    /// @param amount In the smallest unit.
    event BudgetReserved(uint32 indexed term, uint16 indexed category, uint128 amount);
    /// @notice `amount` is free again.
    /// @param term Number of the term; 0 = before term 1.
    /// @param category Expense account, 500…580.
    /// @param amount In the smallest unit.
    event BudgetReleased(uint32 indexed term, uint16 indexed category, uint128 amount);
    /// @notice `amount` was paid.
    /// @param term Number of the term; 0 = before term 1.
    /// @param category Expense account, 500…580.
    /// @param amount In the smallest unit.
    event BudgetSpent(uint32 indexed term, uint16 indexed category, uint128 amount);

    /// @notice In `term` and `category`, `asked` is more than what is `left`.
    /// @param term Number of the term; 0 = before term 1.
    /// @param category Expense account, 500…580.
    /// @param asked What was asked for.
    /// @param left What is left.
    error BudgetExceeded(uint32 term, uint16 category, uint128 asked, uint128 left);
    /// @notice A vote sets the budget of a term from `first` to `last`: the running one or the next.
    /// @param term Number of the term; 0 = before term 1.
    /// @param first The first one allowed.
    /// @param last The last one allowed.
    error BudgetTermRefused(uint32 term, uint32 first, uint32 last);
    /// @notice There must be one limit for each category.
    /// @param categories How many categories came.
    /// @param limits How many limits came.
    error BudgetListsDiffer(uint256 categories, uint256 limits);
    /// @notice No budget has such a category.
    /// @param category Expense account, 500…580.
    error NotACategory(uint16 category);
    /// @notice The list names a category more than once.
    /// @param category Expense account, 500…580.
    error CategoryNamedTwice(uint16 category);

    /// @notice Sets the limits of the running or the next term. Only the timelock (a members' vote). Emits `BudgetSet`.
    /// @param term Number of the term; 0 = before term 1.
    /// @param categories Each at most once; one that is missing has a limit of 0.
    /// @param limits Smallest unit; below what is spent and reserved already they stop the category.
    function set(uint32 term, uint16[] calldata categories, uint128[] calldata limits) external;

    /// @notice Sets `amount` aside. Only Payments. Emits `BudgetReserved`.
    /// @param term Number of the term; 0 = before term 1.
    /// @param category Expense account, 500…580.
    /// @param amount In the smallest unit.
    function reserve(uint32 term, uint16 category, uint128 amount) external;

    /// @notice Frees what was set aside. Only Payments. Emits `BudgetReleased`.
    /// @param term Number of the term; 0 = before term 1.
    /// @param category Expense account, 500…580.
    /// @param amount In the smallest unit.
    function release(uint32 term, uint16 category, uint128 amount) external;

    /// @notice Counts a payment, out of what was set aside for it if `wasReserved`. Only Payments. Emits `BudgetSpent`.
    /// @param term Number of the term; 0 = before term 1.
    /// @param category Expense account, 500…580.
    /// @param amount In the smallest unit.
    /// @param wasReserved Whether it was set aside before.
    function spend(uint32 term, uint16 category, uint128 amount, bool wasReserved) external;

    /// @notice All ten categories of a term, right before its first payment too.
    /// @param term Number of the term; 0 = before term 1.
    /// @return One for each category.
    function lines(uint32 term) external view returns (Line[] memory);

    /// @notice One category of a term.
    /// @param term Number of the term; 0 = before term 1.
    /// @param category Expense account, 500…580.
    /// @return Its limit and use.
    function line(uint32 term, uint16 category) external view returns (Line memory);

    /// @notice All that is reserved in the running term, smallest unit.
    /// @return In the smallest unit.
    function totalReserved() external view returns (uint256);

    /// @notice The term whose vote gives `term` its limits; the first one's are the club's own.
    /// @param term Number of the term; 0 = before term 1.
    /// @return Number of a term.
    function votedTermOf(uint32 term) external view returns (uint32);
}
