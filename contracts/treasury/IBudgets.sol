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
    event BudgetSet(uint32 indexed term, uint16[] categories, uint128[] limits);
    /// @notice `amount` is set aside for an approved payment.
    event BudgetReserved(uint32 indexed term, uint16 indexed category, uint128 amount);
    /// @notice `amount` is free again.
    event BudgetReleased(uint32 indexed term, uint16 indexed category, uint128 amount);
    /// @notice `amount` was paid.
    event BudgetSpent(uint32 indexed term, uint16 indexed category, uint128 amount);

    /// @notice In `term` and `category`, `asked` is more than what is `left`.
    error BudgetExceeded(uint32 term, uint16 category, uint128 asked, uint128 left);
    /// @notice A vote sets the budget of a term from `first` to `last`: the running one or the next.
    error BudgetTermRefused(uint32 term, uint32 first, uint32 last);
    /// @notice There must be one limit for each category.
    error BudgetListsDiffer(uint256 categories, uint256 limits);
    /// @notice No budget has such a category.
    error NotACategory(uint16 category);
    /// @notice The list names a category more than once.
    error CategoryNamedTwice(uint16 category);

    /// @notice Sets the limits of the running or the next term. Only the House (a members' vote). Emits `BudgetSet`.
    /// @param categories Each at most once; one that is missing has a limit of 0.
    /// @param limits Smallest unit; below what is spent and reserved already they stop the category.
    function set(uint32 term, uint16[] calldata categories, uint128[] calldata limits) external;

    /// @notice Sets `amount` aside. Only Treasury. Emits `BudgetReserved`.
    function reserve(uint32 term, uint16 category, uint128 amount) external;

    /// @notice Frees what was set aside. Only Treasury. Emits `BudgetReleased`.
    function release(uint32 term, uint16 category, uint128 amount) external;

    /// @notice Counts a payment, out of what was set aside for it if `wasReserved`. Only Treasury. Emits `BudgetSpent`.
    function spend(uint32 term, uint16 category, uint128 amount, bool wasReserved) external;

    /// @notice All ten categories of a term, right before its first payment too.
    function lines(uint32 term) external view returns (Line[] memory);

    /// @notice One category of a term.
    function line(uint32 term, uint16 category) external view returns (Line memory);

    /// @notice All that is reserved in the running term, smallest unit.
    function totalReserved() external view returns (uint256);

    /// @notice The term whose vote gives `term` its limits; the first one's are the club's own.
    function votedTermOf(uint32 term) external view returns (uint32);
}
