// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IRegistry} from "./IRegistry.sol";

/// @title Bounds
/// @notice The one list of what a club's figures can be: each has two ends, and some depend on each other. What a vote
/// changes is checked against the whole set. Its twin for configurations and pages is `protocol/governance/bounds.ts`.
/// @dev A set has one entry for each figure, in the order of `IRegistry.Figure`.
library Bounds {
    /// @notice How many figures there are.
    uint256 internal constant FIGURES = uint256(type(IRegistry.Figure).max) + 1;
    /// @notice Money is kept in 96 bits where it shares a slot.
    uint256 internal constant MOST_MONEY = type(uint96).max;
    /// @notice Hundredths of a percent in a whole.
    uint256 internal constant WHOLE = 10_000;

    /// @notice The latest a beacon's number can appear after a ballot, in seconds: the longest time to settle and the
    /// longest period (`DrandBeacon`).
    uint256 internal constant MOST_BEACON_TIME = 26 hours;
    /// @notice Who was drawn has at least so many seconds to answer.
    uint256 internal constant LEAST_ANSWER_TIME = 2 days;
    /// @notice Nominations and ballots last at least so many seconds: nobody can keep messages out of a day.
    uint256 internal constant SHORTEST_WINDOW = 1 days;
    /// @notice Seconds of a term, in every era.
    uint256 internal constant SHORTEST_TERM = 35 days;
    /// @notice Seconds of a term, in every era.
    uint256 internal constant LONGEST_TERM = 366 days;
    /// @notice A table's list fits 32 bits.
    uint256 internal constant MOST_LISTED = 32;

    /// @notice Decimals of the settlement token: hundredths are the smallest step that a code can name.
    uint256 internal constant LEAST_DECIMALS = 2;
    /// @notice More would leave no room for money in 96 bits.
    uint256 internal constant MOST_DECIMALS = 18;
    /// @notice Seconds between UTC and the club's clock, on either side.
    int256 internal constant FARTHEST_DAY_OFFSET = 14 hours;

    // A round's terms are no figures: each round has its own, within these.
    /// @notice Seconds in which places are sold.
    uint256 internal constant SHORTEST_SALE = 1 days;
    /// @notice Seconds between the end of a sale and the lock. On its last day nobody gives a place back, so there is one
    /// more.
    uint256 internal constant SHORTEST_COOL_OFF = 2 days;
    /// @notice Seconds between the end of a sale and the lock.
    uint256 internal constant LONGEST_COOL_OFF = 30 days;
    /// @notice Seconds from the opening's transaction to the lock.
    uint256 internal constant FARTHEST_DEADLINE = 400 days;
    /// @notice A round's money is kept in 112 bits.
    uint256 internal constant MOST_ROUND_MONEY = type(uint112).max;

    /// @dev The range of one figure while the others narrow it; in memory only.
    struct Range {
        IRegistry.Figure which;
        uint256 least;
        uint256 most;
    }

    /// @notice Reverts `FigureOutOfBounds` for the first figure of a set that cannot be.
    function requirePossible(uint256[] memory set) internal pure {
        // Alone first: then no sum of the relations can overflow.
        for (uint256 i = 0; i < FIGURES; ++i) _requireWithin(_alone(IRegistry.Figure(i)), set[i]);
        for (uint256 i = 0; i < FIGURES; ++i) _requireWithin(rangeOf(IRegistry.Figure(i), set), set[i]);
    }

    function _requireWithin(Range memory r, uint256 given) private pure {
        if (given < r.least || given > r.most) revert IRegistry.FigureOutOfBounds(r.which, given, r.least, r.most);
    }

    /// @notice What a figure can be while all others stay as they are in `set`.
    function rangeOf(IRegistry.Figure which, uint256[] memory set) internal pure returns (Range memory r) {
        r = _alone(which);
        _order(r, set, IRegistry.Figure.LateExtension, 0, IRegistry.Figure.VotingPeriod);
        _order(r, set, IRegistry.Figure.TimelockDelay, 1, IRegistry.Figure.Expiry);
        _order(r, set, IRegistry.Figure.LateWindow, 1, IRegistry.Figure.ExitDelay);
        // Nominations, ballot, number, answers, one after the other, and within one term.
        _order(r, set, IRegistry.Figure.NominationsFrom, 0, IRegistry.Figure.LeadTime);
        _order(r, set, IRegistry.Figure.NominationsFrom, 0, IRegistry.Figure.TermLength);
        _order(r, set, IRegistry.Figure.NominationsUntil, SHORTEST_WINDOW, IRegistry.Figure.NominationsFrom);
        _order(r, set, IRegistry.Figure.BallotFrom, 1, IRegistry.Figure.NominationsUntil);
        _order(r, set, IRegistry.Figure.BallotUntil, SHORTEST_WINDOW, IRegistry.Figure.BallotFrom);
        _order(
            r,
            set,
            IRegistry.Figure.AnswersUntil,
            MOST_BEACON_TIME + LEAST_ANSWER_TIME,
            IRegistry.Figure.BallotUntil
        );
        // Who gave up a seat is not back before the ballot and the vote are over.
        _order(r, set, IRegistry.Figure.BallotFrom, 0, IRegistry.Figure.LeaverBar);
        _whole(r, set);
        _half(r, set);
        _chairs(r, set);
    }

    /// @dev What a figure can be whatever the others are.
    function _alone(IRegistry.Figure which) private pure returns (Range memory) {
        if (which == IRegistry.Figure.VotingDelay) return Range(which, 1 days, 14 days);
        if (which == IRegistry.Figure.VotingPeriod) return Range(which, 3 days, 30 days);
        if (which == IRegistry.Figure.LateExtension) return Range(which, 0, 30 days);
        if (which == IRegistry.Figure.TimelockDelay) return Range(which, 1 days, 30 days);
        if (which == IRegistry.Figure.Expiry) return Range(which, 2 days, 366 days);
        if (which == IRegistry.Figure.VoteQuorum) return Range(which, 1000, 5000);
        if (which == IRegistry.Figure.Sponsors) return Range(which, 1, 20);
        if (which == IRegistry.Figure.Chairs) return Range(which, 3, 20);
        if (which == IRegistry.Figure.Reserves) return Range(which, 0, MOST_LISTED);
        if (which == IRegistry.Figure.LeadTime) return Range(which, 1 days, 366 days);
        if (which == IRegistry.Figure.TermLength) return Range(which, SHORTEST_TERM, LONGEST_TERM);
        if (which == IRegistry.Figure.AnswersUntil) return Range(which, 1 days, 366 days);
        if (which == IRegistry.Figure.BallotQuorum) return Range(which, 1000, 5000);
        if (which == IRegistry.Figure.MaxMembers) return Range(which, 1, 1_000_000);
        if (which == IRegistry.Figure.LeaverBar) return Range(which, 30 days, 366 days);
        if (which == IRegistry.Figure.Approvals) return Range(which, 2, 19);
        if (which == IRegistry.Figure.Reserve) return Range(which, 1000, WHOLE);
        if (which == IRegistry.Figure.VoteThreshold) return Range(which, 1, MOST_MONEY);
        if (which == IRegistry.Figure.PocketCap) return Range(which, 1, MOST_MONEY);
        if (which == IRegistry.Figure.LateWindow) return Range(which, 1 hours, 14 days);
        if (which == IRegistry.Figure.ExitDelay) return Range(which, 1 hours, 30 days);
        if (which == IRegistry.Figure.RefundBudget) return Range(which, 0, MOST_MONEY);
        // The other dates of an election.
        return Range(which, 1 days, 366 days);
    }

    /// @dev `low + gap <= high`, seen from whichever of the two is asked about.
    function _order(
        Range memory r,
        uint256[] memory set,
        IRegistry.Figure low,
        uint256 gap,
        IRegistry.Figure high
    ) private pure {
        if (r.which == low) _atMost(r, Math.saturatingSub(set[uint256(high)], gap));
        if (r.which == high) _atLeast(r, set[uint256(low)] + gap);
    }

    function _atLeast(Range memory r, uint256 least) private pure {
        if (least > r.least) r.least = least;
    }

    function _atMost(Range memory r, uint256 most) private pure {
        if (most < r.most) r.most = most;
    }

    /// @dev A vote from its proposal to its latest end is no longer than the bar.
    function _whole(Range memory r, uint256[] memory set) private pure {
        uint256 bar = set[uint256(IRegistry.Figure.LeaverBar)];
        uint256 vote =
            set[uint256(IRegistry.Figure.VotingDelay)] +
                set[uint256(IRegistry.Figure.VotingPeriod)] +
                set[uint256(IRegistry.Figure.LateExtension)];
        if (r.which == IRegistry.Figure.LeaverBar) _atLeast(r, vote);
        if (uint256(r.which) > uint256(IRegistry.Figure.LateExtension)) return;
        _atMost(r, Math.saturatingSub(bar, vote - set[uint256(r.which)]));
    }

    /// @dev Two ballots never overlap, and nobody is called twice running.
    function _half(Range memory r, uint256[] memory set) private pure {
        if (r.which == IRegistry.Figure.BallotFrom) _atMost(r, set[uint256(IRegistry.Figure.TermLength)] / 2);
        if (r.which == IRegistry.Figure.TermLength) _atLeast(r, set[uint256(IRegistry.Figure.BallotFrom)] * 2);
    }

    /// @dev More than half of the chairs approve, and never all: one of them may be proposer or payee.
    function _chairs(Range memory r, uint256[] memory set) private pure {
        uint256 chairs = set[uint256(IRegistry.Figure.Chairs)];
        uint256 approvals = set[uint256(IRegistry.Figure.Approvals)];
        uint256 reserves = set[uint256(IRegistry.Figure.Reserves)];
        if (r.which == IRegistry.Figure.Chairs) {
            _atLeast(r, approvals + 1);
            _atMost(r, approvals * 2 - 1);
            _atMost(r, MOST_LISTED - reserves);
        }
        if (r.which == IRegistry.Figure.Approvals) {
            _atLeast(r, chairs / 2 + 1);
            _atMost(r, chairs - 1);
        }
        if (r.which == IRegistry.Figure.Reserves) _atMost(r, MOST_LISTED - chairs);
    }
}
