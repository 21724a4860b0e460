// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Counted approvals
/// @notice Kept while people vote, ten 24-bit numbers a slot (13 slots for 128 candidates), so that a seating reads a fixed number of slots.
/// @dev A seat counts once, so no number exceeds the seats of the house, which are far below 2^24.
library Tallies {
    uint256 private constant A_SLOT = 10;
    uint256 private constant WIDTH = 24;
    /// @dev Ten ones, 23 and 24 bits apart.
    uint256 private constant EVERY_23RD = 0x8000010000020000040000080000100000200000400000800001;
    uint256 private constant EVERY_24TH = 0x1000001000001000001000001000001000001000001000001000001;

    /// @notice Replaces one seat's approvals by others. Bit i of a mask is candidate i.
    function replace(uint256[13] storage tallies, uint128 before, uint128 then) internal {
        uint256 added = then & ~before;
        uint256 removed = before & ~then;
        unchecked {
            // Measured: checked, this is 1 % of a ballot. No number leaves its 24 bits.
            for (uint256 word = 0; added | removed != 0; ++word) {
                uint256 more = added & 0x3ff;
                uint256 less = removed & 0x3ff;
                if (more | less != 0) tallies[word] = tallies[word] + _spread(more) - _spread(less);
                added >>= A_SLOT;
                removed >>= A_SLOT;
            }
        }
    }

    /// @dev Ten bits, each moved to the lowest place of its number. The product puts bit i at i + 23j for every j from 0 to 9;
    /// no two meet, and the mask keeps i = j, which is 24i.
    function _spread(uint256 bits) private pure returns (uint256) {
        unchecked {
            return (bits * EVERY_23RD) & EVERY_24TH;
        }
    }

    /// @notice The approvals of the first `count` candidates.
    function read(uint256[13] storage tallies, uint256 count) internal view returns (uint256[] memory approvals) {
        approvals = new uint256[](count);
        uint256 word = 0;
        for (uint256 i = 0; i < count; ++i) {
            if (i % A_SLOT == 0) word = tallies[i / A_SLOT];
            approvals[i] = word & 0xffffff;
            word >>= WIDTH;
        }
    }
}
