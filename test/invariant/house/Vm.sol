// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What the test runner can do to the chain, as far as the house's tests need it.
interface IVm {
    function warp(uint256 second) external;
    function roll(uint256 blockNumber) external;
    /// @notice The next call comes from `sender`.
    function prank(address sender) external;
    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function signP256(uint256 key, bytes32 digest) external pure returns (bytes32 r, bytes32 s);
    function publicKeyP256(uint256 key) external pure returns (uint256 x, uint256 y);
    /// @notice The creation code of a contract of the project, by "File.sol:Contract".
    function getCode(string calldata name) external view returns (bytes memory);
}

IVm constant vm = IVm(address(uint160(uint256(keccak256("hevm cheat code")))));
