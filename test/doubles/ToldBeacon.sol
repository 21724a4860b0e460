// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Stands in for the beacon where many draws are needed and none has to be checked: each term has its number at
/// once, and the test says which by writing slot 50.
contract ToldBeacon {
    uint256[50] private _ofTheRealOne;
    uint256 private _lot;

    function beaconOf(
        uint32 term
    ) external view returns (uint32 network, uint64 round, uint48 appearsAt, bytes32 value) {
        return (0, 1, 0, keccak256(abi.encode(_lot, term)));
    }
}
