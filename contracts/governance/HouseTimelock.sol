// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title HouseTimelock
/// @dev OpenZeppelin's, but that it takes no coin of the network: no decision moves any, so it would lie there for ever.
contract HouseTimelock is TimelockController {
    /// @notice No decision moves the network's coin, so none is taken.
    /// @param value In wei.
    error TimelockTakesNoCoin(uint256 value);

    constructor(
        uint256 delay,
        address[] memory proposers,
        address[] memory executors
    ) TimelockController(delay, proposers, executors, address(0)) {}

    receive() external payable override {
        revert TimelockTakesNoCoin(msg.value);
    }
}
