// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Stands in for the beacon: the lot is always the same, so that a measured draw can be compared with the last one.
contract FixedBeacon {
    bytes32 private constant VALUE = keccak256("always the same lot");

    function store(uint32, uint64, bytes calldata) external pure returns (bytes32) {
        return VALUE;
    }

    function beaconOf(uint32) external pure returns (uint32 network, uint64 round, uint48 appearsAt, bytes32 value) {
        return (0, 1, 0, VALUE);
    }
}
