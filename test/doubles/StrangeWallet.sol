// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A signer's contract on a bad day. The first byte of a signature says how it answers.
contract StrangeWallet {
    bytes4 private constant YES = 0x1626ba7e;

    error NoAnswer();

    function isValidSignature(bytes32, bytes calldata signature) external view returns (bytes memory) {
        uint8 mood = uint8(signature[0]);
        if (mood == 1) revert NoAnswer();
        // Burns whatever it gets.
        if (mood == 2) while (gasleft() != 0) {}
        assembly ("memory-safe") {
            mstore(0x00, YES)
            // Less than a word: no answer that can be read.
            if eq(mood, 3) {
                return(0x00, 0x04)
            }
            // Yes, and a hundred kilobytes behind it.
            if eq(mood, 4) {
                return(0x00, 100000)
            }
            if eq(mood, 5) {
                mstore(0x00, not(0))
            }
            return(0x00, 0x20)
        }
    }
}
