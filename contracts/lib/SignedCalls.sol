// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {SignatureCheck} from "./SignatureCheck.sol";

/// @title Signed calls
/// @notice What every `…BySig` function shares: deadline, signature and a nonce for each subject.
/// @dev A nonce belongs to (who, topic), the idea of OpenZeppelin's `NoncesKeyed`: a message that never arrived blocks
/// no other topic.
abstract contract SignedCalls is EIP712 {
    /// @dev subject => next nonce.
    mapping(bytes32 subject => uint64 next) private _nonces;

    /// @notice The message could be used until `deadline` (UTC seconds), it is `nowAt`.
    /// @param deadline UTC seconds, the last one that counts.
    /// @param nowAt UTC seconds of this block.
    error SignatureExpired(uint48 deadline, uint48 nowAt);
    /// @notice The signature is not `signer`'s, or not over this message.
    /// @param signer Whose signature it should be.
    error SignatureInvalid(address signer);
    /// @notice The message carries nonce `given`; the next one that counts is `expected`.
    /// @param given What came.
    /// @param expected What would have counted.
    error NonceUsed(uint64 given, uint64 expected);

    /// @param name The EIP-712 domain name, "Runde …".
    constructor(string memory name) EIP712(name, "1") {}

    /// @notice The nonce that the next message of a subject must carry.
    /// @param subject `keccak256(abi.encode(seat or account as uint256, topic as bytes32))`.
    /// @return The nonce.
    function nonceOf(bytes32 subject) public view returns (uint64) {
        return _nonces[subject];
    }

    /// @dev Takes `nonce` once. A topic is a short word, with its number where it has one (a term, a round).
    function _useNonce(bytes32 subject, uint64 nonce) internal {
        uint64 expected = _nonces[subject];
        if (nonce != expected) revert NonceUsed(nonce, expected);
        _nonces[subject] = expected + 1;
    }

    /// @dev Reverts unless `signature` over the EIP-712 struct hash is `signer`'s and the deadline has not passed.
    function _requireSigned(address signer, bytes32 structHash, uint48 deadline, bytes memory signature) internal view {
        if (block.timestamp > deadline) revert SignatureExpired(deadline, uint48(block.timestamp));
        if (!_isSigned(signer, structHash, signature)) revert SignatureInvalid(signer);
    }

    /// @dev The same for an act that its person may send themself: then the signature may be empty, the message stays.
    function _requireConsent(
        address signer,
        bytes32 structHash,
        uint48 deadline,
        bytes memory signature
    ) internal view {
        bool isDirect = msg.sender == signer && signature.length == 0;
        if (!isDirect) return _requireSigned(signer, structHash, deadline, signature);
        if (block.timestamp > deadline) revert SignatureExpired(deadline, uint48(block.timestamp));
    }

    /// @dev The same question without an opinion, for batches that skip a bad message.
    function _isSigned(address signer, bytes32 structHash, bytes memory signature) internal view returns (bool) {
        return signer != address(0) && SignatureCheck.isValid(signer, _hashTypedDataV4(structHash), signature);
    }

    /// @dev The subject of (who, topic).
    function _subject(uint256 who, bytes32 topic) internal pure returns (bytes32) {
        return keccak256(abi.encode(who, topic));
    }

    /// @dev A topic with its number: "file:3". At most 22 letters before the number.
    function _topic(string memory word, uint32 number) internal pure returns (bytes32) {
        return bytes32(bytes(string.concat(word, Strings.toString(number))));
    }
}
