// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Stands in for the beacon: the lot is always the same, so that a measured draw can be compared with the last one.
contract FixedBeacon {
    function arm(uint32) external view returns (uint64) {
        return uint64(block.number);
    }

    function store(uint32) external pure returns (bytes32) {
        return keccak256("always the same lot");
    }

    function beaconOf(uint32) external view returns (uint64 blockNumber, bytes32 value, uint64 settledFrom) {
        return (uint64(block.number), keccak256("always the same lot"), 0);
    }
}
