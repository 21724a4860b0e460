// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Pages of a list
/// @notice Every list of the house is read in pages, which end with the list.
library Pages {
    /// @notice How many entries a page has.
    /// @param first Number of the first entry asked for, from 1; 0 asks for nothing.
    /// @param count How many are asked for.
    /// @param last Number of the last entry there is; 0 = none.
    /// @return How many there are, at most `count`.
    function size(uint256 first, uint256 count, uint256 last) internal pure returns (uint256) {
        if (first == 0 || first > last) return 0;
        uint256 left = last - first + 1;
        return count < left ? count : left;
    }
}
