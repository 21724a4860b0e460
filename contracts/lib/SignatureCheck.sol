// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title One way to check a signature
/// @notice ECDSA first, then ERC-1271 with a bounded amount of gas.
/// @dev OpenZeppelin's `SignatureChecker` (5.7) forwards all gas to the signer's contract, which then can make a
/// relay pay without limit; hence our own call.
library SignatureCheck {
    /// @notice Gas that a signer's contract may use to check its own signature.
    uint256 internal constant CONTRACT_SIGNER_GAS = 150_000;

    /// @notice Too little gas is left to give the signer's contract what it may use.
    /// @param left What is left.
    /// @param needed What it takes.
    error TooLittleGasForSigner(uint256 left, uint256 needed);

    /// @notice Whether `signature` over `digest` is `signer`'s; it never is nobody's, account 0's.
    /// @dev EIP-150 passes on at most 63/64 of the gas left: without the check a submitter could starve the signer's
    /// contract and turn a good signature into a bad one.
    function isValid(address signer, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        (address recovered, ECDSA.RecoverError problem, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (problem == ECDSA.RecoverError.NoError && recovered == signer) return true;
        if (signer.code.length == 0) return false;

        uint256 needed = (CONTRACT_SIGNER_GAS * 64) / 63 + 5000;
        if (gasleft() < needed) revert TooLittleGasForSigner(gasleft(), needed);
        bytes memory question = abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
        bool answered;
        uint256 size;
        uint256 word;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // Only one word is copied back, so a long answer cannot cost the caller memory.
            answered := staticcall(CONTRACT_SIGNER_GAS, signer, add(question, 0x20), mload(question), 0x00, 0x20)
            size := returndatasize()
            word := mload(0x00)
        }
        return answered && size > 31 && bytes4(bytes32(word)) == IERC1271.isValidSignature.selector;
    }
}
