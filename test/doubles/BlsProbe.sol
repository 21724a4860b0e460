// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Bls12381} from "../../contracts/oversight/Bls12381.sol";

/// @notice Shows what the library reckons, so that a test can compare it with another library's.
contract BlsProbe {
    function hashToG1(bytes calldata message) external view returns (uint256[4] memory) {
        return Bls12381.hashToG1(message).words;
    }

    function compressed(bytes calldata signature) external pure returns (bytes memory) {
        return Bls12381.compressed(Bls12381.pointOf(signature));
    }
}
