// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Who must hear that a seat moved or ended
/// @notice Declared here, implemented by rooms above (oversight frees the chair). `Share` calls after it has written, with a
/// fixed amount of gas. An observer that fails stops nobody: anybody may tell it later (`Share.tell`), and until then every
/// office treats the seat as gone (`Share.isTold`).
/// @dev Both are told again without harm: an observer looks at what `Share` says now. Only `Share` calls; the registry says
/// `seatMoved` too, when a seat's owner is appointed to an office.
interface ISeatObserver {
    /// @notice The seat has another owner since now.
    /// @param seat Number of the seat.
    function seatMoved(uint32 seat) external;

    /// @notice The seat has ended.
    /// @param seat Number of the seat.
    function seatEnded(uint32 seat) external;
}
