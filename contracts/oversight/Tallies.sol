// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Counted approvals
/// @notice Kept while people vote, ten 24-bit numbers a slot, so that a seating reads a fixed number of slots.
/// @dev A seat counts once, so no number exceeds the seats of the house, which are far below 2^24.
library Tallies {
    uint256 private constant A_SLOT = 10;
    uint256 private constant WIDTH = 24;

    /// @notice Replaces one seat's approvals by others. Bit i of a mask is candidate i.
    function replace(mapping(uint256 word => uint256 ten) storage tallies, uint128 before, uint128 then) internal {
        uint256 added = then & ~before;
        uint256 removed = before & ~then;
        for (uint256 word = 0; added | removed != 0; ++word) {
            uint256 more = added & 0x3ff;
            uint256 less = removed & 0x3ff;
            if (more | less != 0) tallies[word] = tallies[word] + _spread(more) - _spread(less);
            added >>= A_SLOT;
            removed >>= A_SLOT;
        }
    }

    /// @dev Ten bits, each moved to the lowest place of its number.
    function _spread(uint256 bits) private pure returns (uint256 numbers) {
        unchecked {
            for (uint256 shift = 0; bits != 0; shift += WIDTH) {
                numbers |= (bits & 1) << shift;
                bits >>= 1;
            }
        }
    }

    /// @notice The approvals of the first `count` candidates.
    function read(
        mapping(uint256 word => uint256 ten) storage tallies,
        uint256 count
    ) internal view returns (uint256[] memory approvals) {
        approvals = new uint256[](count);
        uint256 word = 0;
        for (uint256 i = 0; i < count; ++i) {
            if (i % A_SLOT == 0) word = tallies[i / A_SLOT];
            approvals[i] = word & 0xffffff;
            word >>= WIDTH;
        }
    }
}
