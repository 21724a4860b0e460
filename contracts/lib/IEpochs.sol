// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Epochs: how everything that was signed before is made void at once
/// @notice Every signed message carries the epoch of its signer's seat or account. When the epoch rises, no message that
/// carries a lower one counts any more, in any contract of the house.
/// @dev `Share` keeps one for each seat, `Persons` one for each account. An epoch never falls.
interface IEpochs {
    /// @notice Nothing that was signed before counts any more.
    /// @param subject The seat, or the account as a number.
    /// @param epoch What messages must carry from now on.
    event EpochRaised(uint256 indexed subject, uint32 epoch);

    /// @notice The message carries epoch `given`; since `present` began it is void.
    /// @param subject The seat, or the account as a number.
    /// @param given The epoch that the message carries.
    /// @param present The epoch that counts now.
    error EpochOutdated(uint256 subject, uint32 given, uint32 present);

    /// @notice The epoch that a message must carry now.
    /// @param subject The seat, or the account as a number.
    /// @return Its number, from 0.
    function epochOf(uint256 subject) external view returns (uint32);
}
