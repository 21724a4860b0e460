// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Minimal soulbound tokens
/// @dev Source: https://eips.ethereum.org/EIPS/eip-5192
interface IERC5192 {
    /// @notice The token can not be transferred from now on.
    /// @param tokenId Number of the seat.
    event Locked(uint256 tokenId);
    /// @notice The token can be transferred from now on. A share never emits this.
    /// @param tokenId Number of the seat.
    event Unlocked(uint256 tokenId);

    /// @notice Whether the token is locked. Reverts for a token that nobody owns.
    /// @param tokenId Number of the seat.
    /// @return In the smallest unit.
    function locked(uint256 tokenId) external view returns (bool);
}
