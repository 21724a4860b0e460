// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRegistry} from "./IRegistry.sol";

/// @title A contract of the house
/// @notice Knows the registry and lets in only the part that a function was written for.
abstract contract Housed {
    /// @notice The wiring this contract believes; `Registry.seal` checks that it is the right one.
    IRegistry public immutable registry;

    /// @dev Who was found to fill a part: the wiring is sealed for good, so the registry is asked once (measured: 3 k gas
    /// a call).
    mapping(IRegistry.Part part => address filledBy) private _found;

    /// @notice Only `needed` may call this.
    /// @param needed What it takes.
    /// @param caller Who called.
    error NotThePart(IRegistry.Part needed, address caller);
    /// @notice What goes to `to` would be lost: it is nobody, or a contract of the house.
    /// @param to Where it was to go.
    error LostDestination(address to);

    constructor(IRegistry registry_) {
        registry = registry_;
    }

    /// @dev Lets only the contract that fills `needed` pass.
    modifier only(IRegistry.Part needed) {
        _only(needed);
        _;
    }

    function _only(IRegistry.Part needed) internal {
        if (_found[needed] == msg.sender) return;
        if (registry.part(needed) != msg.sender) revert NotThePart(needed, msg.sender);
        _found[needed] = msg.sender;
    }

    /// @dev The one question before anything of value leaves: whether there is somebody at its end.
    function _requireReachable(address to) internal view {
        if (to == address(0) || registry.isPart(to)) revert LostDestination(to);
    }
}
