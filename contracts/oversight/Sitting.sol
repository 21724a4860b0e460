// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoster} from "./IRoster.sol";

/// @title Who of a list sits when
/// @notice From the answers and their seconds alone: the first ones of the list who have not gone hold the chairs.
/// @dev Who once sits is never pushed out by another: before the answers' end a chair is kept free for each who may still
/// answer, and after it somebody late takes only a chair that is free. The twin is `protocol/sitting.ts`.
library Sitting {
    enum State {
        Gone, // declined, gave up, or silent at the answers' end
        Asked, // may still answer; the chair is kept free
        Ready, // said yes in time: sits, or stands ready
        Late // said yes after the answers' end, to a free chair
    }

    /// @notice Seats in office at `t`, at most `chairs` of them (R7).
    function inOffice(
        IRoster.Chair[] memory list,
        uint256 chairs,
        uint48 answersUntil,
        uint48 t
    ) internal pure returns (uint32[] memory seats) {
        uint256 bits = inOfficeBits(list, chairs, answersUntil, t);
        seats = new uint32[](list.length);
        uint256 count = 0;
        for (uint256 i = 0; i < list.length; ++i) if ((bits >> i) & 1 == 1) seats[count++] = list[i].seat;
        return _first(seats, count);
    }

    /// @notice The same as bits: bit i = line i of the list.
    function inOfficeBits(
        IRoster.Chair[] memory list,
        uint256 chairs,
        uint48 answersUntil,
        uint48 t
    ) internal pure returns (uint256 bits) {
        return _chairsHeld(list, chairs, answersUntil, t, State.Ready);
    }

    /// @notice Lines that hold a chair at `t`, or are asked to.
    function holding(
        IRoster.Chair[] memory list,
        uint256 chairs,
        uint48 answersUntil,
        uint48 t
    ) internal pure returns (uint256 bits) {
        return _chairsHeld(list, chairs, answersUntil, t, State.Asked);
    }

    /// @dev Chairs go to the first who have not gone, and a late yes has its own; lines in state `least` or a later one are
    /// told.
    function _chairsHeld(
        IRoster.Chair[] memory list,
        uint256 chairs,
        uint48 answersUntil,
        uint48 t,
        State least
    ) private pure returns (uint256 bits) {
        uint256 free = chairs;
        for (uint256 i = 0; i < list.length; ++i) {
            State state = stateAt(list[i], answersUntil, t);
            if (state == State.Gone) continue;
            if (state != State.Late) {
                if (free == 0) continue;
                --free;
            }
            if (state >= least) bits |= 1 << i;
        }
    }

    /// @notice How one of the list stands at `t`.
    function stateAt(IRoster.Chair memory chair, uint48 answersUntil, uint48 t) internal pure returns (State) {
        if (chair.leftAt != 0 && chair.leftAt <= t) return State.Gone;
        if (chair.yesAt != 0 && chair.yesAt <= t) return chair.yesAt < answersUntil ? State.Ready : State.Late;
        return t < answersUntil ? State.Asked : State.Gone;
    }

    /// @notice Seconds for which each line has been in office in a term that began at `start`, until `until`.
    function held(
        IRoster.Chair[] memory list,
        uint256 chairs,
        uint48 answersUntil,
        uint48 start,
        uint48 until
    ) internal pure returns (uint48[] memory time) {
        time = new uint48[](list.length);
        // When those above a line had gone, earliest first: the n-th of them brings a chair down to the n-th reserve.
        uint48[] memory gone = new uint48[](list.length);
        uint256 count = 0;
        for (uint256 i = 0; i < list.length; ++i) {
            IRoster.Chair memory chair = list[i];
            if (chair.yesAt != 0) {
                uint48 from = chair.yesAt > start ? chair.yesAt : start;
                if (i >= chairs && chair.yesAt < answersUntil) {
                    uint48 called = i - chairs < count ? gone[i - chairs] : until;
                    if (called > from) from = called;
                }
                uint48 to = chair.leftAt != 0 && chair.leftAt < until ? chair.leftAt : until;
                if (from < to) time[i] = to - from;
            }
            uint48 when = _goneAt(chair, answersUntil);
            if (when >= until) continue;
            uint256 j = count++;
            for (; j > 0 && gone[j - 1] > when; --j) gone[j] = gone[j - 1];
            gone[j] = when;
        }
    }

    /// @dev When a chair went on to the next of the list; the end of time if it did not.
    function _goneAt(IRoster.Chair memory chair, uint48 answersUntil) private pure returns (uint48) {
        bool inTime = chair.yesAt != 0 && chair.yesAt < answersUntil;
        uint48 last = inTime ? type(uint48).max : answersUntil;
        return chair.leftAt != 0 && chair.leftAt < last ? chair.leftAt : last;
    }

    function _first(uint32[] memory seats, uint256 count) private pure returns (uint32[] memory first) {
        first = new uint32[](count);
        for (uint256 i = 0; i < count; ++i) first[i] = seats[i];
    }
}
