// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {ITerminals} from "./ITerminals.sol";

/// @title A terminal's signature
/// @notice How a till speaks outside its batches, and what the books call it.
library TillSignature {
    /// @notice Whether `r`, `s` are the terminal's over an EIP-712 digest: over its SHA-256, because that is what browsers
    /// sign, with s in the lower half.
    function isOf(
        ITerminals.TerminalKey memory key,
        bytes32 digest,
        bytes32 r,
        bytes32 s
    ) internal view returns (bool) {
        return P256.verify(sha256(abi.encodePacked(digest)), r, s, bytes32(key.x), bytes32(key.y));
    }

    /// @notice The terminal in the books: the first 160 bits of its key's hash, as in a batch's entry.
    function actorOf(ITerminals.TerminalKey memory key) internal pure returns (address) {
        return address(uint160(uint256(Hashes.efficientKeccak256(bytes32(key.x), bytes32(key.y)))));
    }
}
