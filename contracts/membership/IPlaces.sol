// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What has become of a place
/// @notice Declared here, implemented by the funding rounds above: `Persons` asks, so a round that fails or is finalised
/// has nothing to tell it.
interface IPlaces {
    /// @notice What a place in a round is by now.
    /// @dev `Void`: given back, or its round has failed. `Seat`: its round was finalised.
    enum PlaceState {
        Void,
        Undecided,
        Seat
    }

    /// @notice What has become of a recipient's place in a round.
    /// @param id Number of the round.
    /// @param recipient Whose place it is.
    /// @return state What it is by now.
    /// @return seat The seat that it became; 0 = none.
    function placeOf(uint32 id, address recipient) external view returns (PlaceState state, uint32 seat);
}
