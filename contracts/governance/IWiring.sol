// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRegistry} from "../lib/IRegistry.sol";

/// @title How the house is wired, once
/// @notice The deployer names all parts in one call. That call ends the only power the deployer ever has.
interface IWiring {
    /// @notice The house stands. `parts` are in the order of `IRegistry.Part`.
    /// @param parts In the order of `IRegistry.Part`.
    event HouseSealed(address[] parts);

    /// @notice The settlement token is no contract.
    /// @param token The address that was named.
    error TokenHasNoCode(address token);
    /// @notice Only who deployed the registry seals it.
    /// @param caller Who called.
    error NotTheDeployer(address caller);
    /// @notice The wiring is finished and stays.
    error HouseSealedAlready();
    /// @notice `given` parts came, the house has `needed`.
    /// @param given What came.
    /// @param needed What it takes.
    error PartsMissing(uint256 given, uint256 needed);
    /// @notice The address named for a part is no contract.
    /// @param which The part of the house.
    /// @param filledBy The contract that was named.
    error PartHasNoCode(IRegistry.Part which, address filledBy);
    /// @notice The contract named for a part fills another one already.
    /// @param which The part of the house.
    /// @param filledBy The contract that was named.
    error PartNamedTwice(IRegistry.Part which, address filledBy);
    /// @notice The contract names another registry; or the timelock is not the governor's.
    /// @param which The part of the house.
    /// @param filledBy The contract that was named.
    error PartOfAnotherHouse(IRegistry.Part which, address filledBy);

    /// @notice Fills every part of the house. Only the deployer, once. Emits `HouseSealed`.
    /// @param parts In the order of `IRegistry.Part`; each has code and names this registry.
    function seal(address[] calldata parts) external;

    /// @notice Who may seal. After that the address means nothing.
    /// @return The address.
    function deployer() external view returns (address);
}
