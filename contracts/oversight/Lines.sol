// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoster} from "./IRoster.sol";

/// @title The one rule for who is in office
/// @notice A list's answers as masks: bit i = line i. They are built for any second (`standingAt`), and kept in one slot for the
/// present, since the treasury asks at each approval (measured: 35 k gas less than reading the answers).
/// @dev Who once sits is never pushed out by another: before the answers' end a chair is kept free for each who may still
/// answer, and after it somebody late takes only a chair that is free. The twin is `protocol/oversight/lines.ts`.
library Lines {
    struct Masks {
        uint48 answersUntil; // UTC seconds
        uint8 chairs;
        uint32 listed;
        uint32 inTime; // said yes before the answers' end; the elected too
        uint32 late; // said yes after it, to a free chair
        uint32 gone; // declined or gave up
    }

    // ---- the rule ------------------------------------------------------------------------------------------------

    /// @notice The lines in office at `t`, at most `chairs` of them (R7).
    /// @param self As they stand at `t`.
    function inOffice(Masks memory self, uint256 t) internal pure returns (uint256) {
        return holding(self, t) & (uint256(self.inTime) | self.late);
    }

    /// @notice The lines that hold a chair at `t`, or are asked to. Assigns chairs in list order, skipping lines that left; a
    /// late yes keeps the free chair it took.
    /// @param self As they stand at `t`.
    function holding(Masks memory self, uint256 t) internal pure returns (uint256) {
        uint256 stays = ~uint256(self.gone);
        if (t < self.answersUntil) return _lowest(self.listed & stays, self.chairs);
        return _lowest(self.inTime & stays, self.chairs) | (self.late & stays);
    }

    function _lowest(uint256 lines, uint256 count) private pure returns (uint256) {
        uint256 others = lines;
        for (; count != 0 && others != 0; --count) others &= others - 1;
        return lines ^ others;
    }

    // ---- the masks of any second ---------------------------------------------------------------------------------

    /// @notice The masks of a list at `t`.
    function standingAt(
        IRoster.Chair[] memory list,
        uint256 chairs,
        uint48 answersUntil,
        uint48 t
    ) internal pure returns (Masks memory masks) {
        masks = Masks(answersUntil, uint8(chairs), _first(list.length), 0, 0, 0);
        for (uint256 i = 0; i < list.length; ++i) {
            (uint48 yesAt, uint48 leftAt) = (list[i].yesAt, list[i].leftAt);
            if (leftAt != 0 && leftAt <= t) masks.gone |= uint32(1 << i);
            if (yesAt == 0 || yesAt > t) continue;
            if (yesAt < answersUntil) masks.inTime |= uint32(1 << i);
            else masks.late |= uint32(1 << i);
        }
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

    // ---- the masks of now, kept ----------------------------------------------------------------------------------

    /// @notice A table was seated; the elected have said yes.
    function open(Masks storage self, IRoster.Table memory made) internal {
        self.answersUntil = made.answersUntil;
        self.chairs = made.chairs;
        self.listed = _first(made.listed);
        self.inTime = _first(made.elected);
    }

    function _first(uint256 count) private pure returns (uint32) {
        return uint32((1 << count) - 1);
    }

    /// @notice A line says yes now.
    function comes(Masks storage self, uint256 line) internal {
        if (block.timestamp < self.answersUntil) self.inTime |= uint32(1 << line);
        else self.late |= uint32(1 << line);
    }

    /// @notice A line has left, or its chair went on.
    function goes(Masks storage self, uint256 line) internal {
        self.gone |= uint32(1 << line);
    }
}
