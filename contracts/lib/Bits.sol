// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Bits
/// @notice Chairs, names and approvals are kept as bits of one word.
library Bits {
    /// @notice How many bits are set.
    /// @dev Each step clears the lowest one; with at most 256 of them nothing can overflow.
    function ones(uint256 bits) internal pure returns (uint256 count) {
        unchecked {
            for (; bits != 0; bits &= bits - 1) ++count;
        }
    }
}
