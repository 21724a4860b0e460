// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Bls12381} from "../../../contracts/oversight/Bls12381.sol";

/// @notice A beacon's network of one, for tests that have no TypeScript: it signs by the precompiles of EIP-2537 that
/// multiply, which the house itself never needs.
library BlsSigner {
    uint256 private constant SECRET = uint256(keccak256("a beacon that only tests believe")) >> 2;
    address private constant G1_MSM = address(0x0c);
    address private constant G2_MSM = address(0x0e);
    bytes private constant GENERATOR =
        hex"00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
        hex"0000000000000000000000000000000013e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
        hex"000000000000000000000000000000000ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801"
        hex"000000000000000000000000000000000606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be";

    error NotMultiplied(address precompile);

    /// @notice The network's key, as the beacon's constructor takes it.
    function key() internal view returns (bytes memory) {
        return _multiply(G2_MSM, GENERATOR);
    }

    /// @notice Its signature of a round, as the beacon takes it.
    function signature(uint64 round) internal view returns (bytes memory) {
        bytes memory message = abi.encodePacked(sha256(abi.encodePacked(round)));
        uint256[4] memory w = Bls12381.hashToG1(message).words;
        bytes memory point = _multiply(G1_MSM, abi.encodePacked(w));
        (w[0], w[1], w[2], w[3]) = abi.decode(point, (uint256, uint256, uint256, uint256));
        return abi.encodePacked(uint128(w[0]), w[1], uint128(w[2]), w[3]);
    }

    function _multiply(address precompile, bytes memory point) private view returns (bytes memory product) {
        bool answered;
        (answered, product) = precompile.staticcall(abi.encodePacked(point, SECRET));
        if (!answered || product.length != point.length) revert NotMultiplied(precompile);
    }
}
