// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IBudgets} from "./IBudgets.sol";

/// @title Budgets
contract Budgets is IBudgets, Housed {
    using Arrays for uint256[];

    /// @dev Smallest unit, in one slot.
    struct BudgetUse {
        uint128 spent;
        uint128 reserved;
    }

    /// @dev What nearly every payment asks, in one slot.
    struct LatestVote {
        uint32 voted; // the last of `_voted`
        uint32 term; // in which something was reserved last
        uint128 reserved; // in all categories of that term
    }

    uint256 private constant CATEGORIES = 10;

    IRoster private immutable _roster;

    /// @dev Terms with a budget of their own, rising; the first is 1.
    uint256[] private _voted;
    mapping(uint32 votedTerm => mapping(uint16 category => uint128)) private _limits;
    mapping(uint32 term => mapping(uint16 category => BudgetUse)) private _uses;
    LatestVote private _latest;

    /// @param categories The club's own budget, which term 1 begins with.
    /// @param limits Smallest unit.
    constructor(
        IRegistry registry_,
        IRoster roster,
        uint16[] memory categories,
        uint128[] memory limits
    ) Housed(registry_) {
        _roster = roster;
        _voted.push(1);
        _latest.voted = 1;
        _write(1, categories, limits);
    }

    /// @inheritdoc IBudgets
    function set(
        uint32 term,
        uint16[] calldata categories,
        uint128[] calldata limits
    ) external only(IRegistry.Part.Timelock) {
        // Check:
        uint32 present = _present();
        uint32 first = present == 0 ? 1 : present;
        if (term < first || term > present + 1) revert BudgetTermRefused(term, first, present + 1);
        // Effect:
        uint32 last = _latest.voted;
        if (term > last) {
            _voted.push(term);
            _latest.voted = term;
        } else if (term < last && votedTermOf(term) != term) {
            // The next term's budget was voted before the running one's.
            _voted[_voted.length - 1] = term;
            _voted.push(last);
        }
        _write(term, categories, limits);
    }

    function _write(uint32 term, uint16[] memory categories, uint128[] memory limits) private {
        // Check:
        if (categories.length != limits.length) revert BudgetListsDiffer(categories.length, limits.length);
        for (uint256 i = 0; i < categories.length; ++i) {
            if (!Accounts.isCategory(categories[i])) revert NotACategory(categories[i]);
            // At most ten differ, so a longer list ends here.
            for (uint256 j = 0; j < i; ++j) {
                if (categories[j] == categories[i]) revert CategoryNamedTwice(categories[i]);
            }
        }
        // Effect:
        uint16[CATEGORIES] memory all = _all();
        for (uint256 i = 0; i < CATEGORIES; ++i) {
            uint16 category = all[i];
            uint128 limit = 0;
            for (uint256 j = 0; j < categories.length; ++j) if (categories[j] == category) limit = limits[j];
            _limits[term][category] = limit;
        }
        emit BudgetSet(term, categories, limits);
    }

    function _all() private pure returns (uint16[CATEGORIES] memory) {
        return
            [
                Accounts.RENT,
                Accounts.PAYROLL,
                Accounts.GOODS,
                Accounts.EQUIPMENT,
                Accounts.UTILITIES,
                Accounts.TAX,
                Accounts.EVENTS,
                Accounts.REPAIRS,
                Accounts.IT,
                Accounts.OTHER
            ];
    }

    /// @inheritdoc IBudgets
    function reserve(uint32 term, uint16 category, uint128 amount) external only(IRegistry.Part.Payments) {
        // Check:
        BudgetUse memory use = _uses[term][category];
        _requireLeft(term, category, amount, use);
        // Effect:
        _uses[term][category].reserved = use.reserved + amount;
        // Requests end with their term, so only one term has anything reserved.
        uint128 others = _latest.term == term ? _latest.reserved : 0;
        _latest.term = term;
        _latest.reserved = others + amount;
        emit BudgetReserved(term, category, amount);
    }

    function _requireLeft(uint32 term, uint16 category, uint128 amount, BudgetUse memory use) private view {
        uint128 limit = _limits[votedTermOf(term)][category];
        uint128 used = use.spent + use.reserved;
        // A vote may have brought the limit below what was used by then.
        uint128 left = limit > used ? limit - used : 0;
        if (amount > left) revert BudgetExceeded(term, category, amount, left);
    }

    /// @inheritdoc IBudgets
    function release(uint32 term, uint16 category, uint128 amount) external only(IRegistry.Part.Payments) {
        // Effect:
        _uses[term][category].reserved -= amount;
        _latest.reserved -= amount;
        emit BudgetReleased(term, category, amount);
    }

    /// @inheritdoc IBudgets
    function spend(
        uint32 term,
        uint16 category,
        uint128 amount,
        bool wasReserved
    ) external only(IRegistry.Part.Payments) {
        BudgetUse memory use = _uses[term][category];
        if (wasReserved) {
            // Effect:
            use.reserved -= amount;
            _latest.reserved -= amount;
        } else {
            // Check:
            _requireLeft(term, category, amount, use);
        }
        // Effect:
        use.spent += amount;
        _uses[term][category] = use;
        emit BudgetSpent(term, category, amount);
    }

    /// @inheritdoc IBudgets
    function lines(uint32 term) external view returns (Line[] memory all) {
        uint16[CATEGORIES] memory categories = _all();
        uint32 votedTerm = votedTermOf(term);
        uint32 present = _present();
        all = new Line[](CATEGORIES);
        for (uint256 i = 0; i < CATEGORIES; ++i) all[i] = _line(term, categories[i], votedTerm, present);
    }

    /// @inheritdoc IBudgets
    function line(uint32 term, uint16 category) external view returns (Line memory) {
        if (!Accounts.isCategory(category)) revert NotACategory(category);
        return _line(term, category, votedTermOf(term), _present());
    }

    function _line(uint32 term, uint16 category, uint32 votedTerm, uint32 present) private view returns (Line memory) {
        BudgetUse storage use = _uses[term][category];
        // A request ends with its term, and what was reserved for it is free.
        return Line(category, _limits[votedTerm][category], use.spent, term < present ? 0 : use.reserved);
    }

    /// @inheritdoc IBudgets
    function totalReserved() external view returns (uint256) {
        return _latest.term == _present() ? _latest.reserved : 0;
    }

    /// @inheritdoc IBudgets
    function votedTermOf(uint32 term) public view returns (uint32) {
        uint32 last = _latest.voted;
        if (last <= term) return last;
        uint256 count = _voted.upperBound(term);
        return count == 0 ? 0 : uint32(_voted[count - 1]);
    }

    function _present() private view returns (uint32) {
        return _roster.termAt(uint48(block.timestamp));
    }
}
