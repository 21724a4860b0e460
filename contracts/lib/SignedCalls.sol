// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IEpochs} from "./IEpochs.sol";
import {SignatureCheck} from "./SignatureCheck.sol";

/// @title Signed calls
/// @notice What every action of a person shares: one function that takes a message and a signature. The signer themself may
/// send it without a signature; message, nonce, epoch and deadline stay the same.
/// @dev A nonce belongs to (who, topic), the idea of OpenZeppelin's `NoncesKeyed`: a message that never arrived blocks
/// no other topic. It is monotone, so that the last one counts in any order of arrival. The heir names its EIP-712 domain,
/// `EIP712("Runde …", "1")`, so that one beside OpenZeppelin's Governor has only one.
abstract contract SignedCalls is EIP712 {
    /// @dev How far ahead a deadline may lie. The epoch voids what was signed; this keeps a forgotten message short-lived.
    uint48 internal constant LONGEST_DEADLINE = 30 days;

    /// @dev subject => least nonce that counts.
    mapping(bytes32 subject => uint64 next) private _nonces;

    /// @notice The message could be used until `deadline` (UTC seconds), it is `nowAt`.
    /// @param deadline UTC seconds, the last one that counts.
    /// @param nowAt UTC seconds of this block.
    error SignatureExpired(uint48 deadline, uint48 nowAt);
    /// @notice The message would count until `deadline`; no message counts beyond `latest`.
    /// @param deadline UTC seconds, as the message says.
    /// @param latest UTC seconds, the last deadline that is taken now.
    error DeadlineTooFar(uint48 deadline, uint48 latest);
    /// @notice The signature is not `signer`'s, or not over this message.
    /// @param signer Whose signature it should be.
    error SignatureInvalid(address signer);
    /// @notice The message carries nonce `given`; `expected` and later ones count.
    /// @param given What came.
    /// @param expected The least that would have counted.
    error NonceUsed(uint64 given, uint64 expected);

    /// @notice The least nonce that the next message of a subject must carry.
    /// @param subject `keccak256(abi.encode(seat or account as uint256, topic as bytes32))`.
    /// @return The nonce.
    function nonceOf(bytes32 subject) public view returns (uint64) {
        return _nonces[subject];
    }

    /// @dev Takes `nonce`, and with it all that are lower. A topic is a short word, with its number where it has one (a term,
    /// a round). The highest number is never taken: after it nothing could be said about the subject.
    function _useNonce(bytes32 subject, uint64 nonce) internal {
        _requireNonce(subject, nonce);
        _nonces[subject] = nonce + 1;
    }

    /// @dev Reverts unless `nonce` still counts.
    function _requireNonce(bytes32 subject, uint64 nonce) internal view {
        uint64 expected = _nonces[subject];
        if (nonce < expected || nonce == type(uint64).max) revert NonceUsed(nonce, expected);
    }

    /// @dev Reverts unless the message is `signer`'s word: signed, or sent by the signer, who may leave the signature empty.
    function _requireSigned(
        address signer,
        bytes32 structHash,
        uint48 deadline,
        bytes calldata signature
    ) internal view {
        _requireInTime(deadline);
        if (!_isSaidBy(signer, structHash, signature)) revert SignatureInvalid(signer);
    }

    function _requireInTime(uint48 deadline) internal view {
        uint48 nowAt = uint48(block.timestamp);
        if (nowAt > deadline) revert SignatureExpired(deadline, nowAt);
        if (deadline > nowAt + LONGEST_DEADLINE) revert DeadlineTooFar(deadline, nowAt + LONGEST_DEADLINE);
    }

    /// @dev The same question without an opinion, for batches that skip a bad message.
    function _isSaidBy(address signer, bytes32 structHash, bytes calldata signature) internal view returns (bool) {
        if (signature.length == 0 && msg.sender == signer) return true;
        return SignatureCheck.isValid(signer, _hashTypedDataV4(structHash), signature);
    }

    /// @dev Reverts if the epoch of `subject` (a seat, or an account as a number) has risen since the message was made.
    function _requireEpoch(uint256 subject, uint32 given, uint32 present) internal pure {
        if (given != present) revert IEpochs.EpochOutdated(subject, given, present);
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
