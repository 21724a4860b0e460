// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoster} from "./IRoster.sol";

/// @title Who of a list is in office now
/// @notice What `Sitting` finds from every answer and its second, kept in one slot for whoever asks about the present.
/// @dev The treasury asks at each approval (measured: 35 k gas less than reading the answers). Bit i = line i of the list.
library Office {
    struct State {
        uint48 answersUntil; // UTC seconds
        uint8 chairs;
        uint32 listed;
        uint32 inTime; // said yes before the answers' end; the elected too
        uint32 late; // said yes after it, to a free chair
        uint32 gone; // declined or gave up
    }

    /// @notice A table was seated; the elected have said yes.
    function open(State storage self, IRoster.Table memory made) internal {
        self.answersUntil = made.answersUntil;
        self.chairs = made.chairs;
        self.listed = _first(made.listed);
        self.inTime = _first(made.elected);
    }

    function _first(uint256 count) private pure returns (uint32) {
        return uint32((1 << count) - 1);
    }

    /// @notice A line says yes now.
    function comes(State storage self, uint256 line) internal {
        if (block.timestamp < self.answersUntil) self.inTime |= uint32(1 << line);
        else self.late |= uint32(1 << line);
    }

    /// @notice A line has left, or its chair went on.
    function goes(State storage self, uint256 line) internal {
        self.gone |= uint32(1 << line);
    }

    /// @notice The lines in office now, at most `chairs` of them.
    function bits(State memory self) internal view returns (uint256) {
        uint256 stays = ~uint256(self.gone);
        // Until the answers' end a chair is kept free for each who may still answer.
        if (block.timestamp < self.answersUntil) return _lowest(self.listed & stays, self.chairs) & self.inTime;
        return _lowest(self.inTime & stays, self.chairs) | (self.late & stays);
    }

    function _lowest(uint256 lines, uint256 count) private pure returns (uint256) {
        uint256 others = lines;
        for (; count != 0 && others != 0; --count) others &= others - 1;
        return lines ^ others;
    }
}
