// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Transfers with authorization
/// @notice ERC-3009 with signatures as bytes, so that a contract can sign too (ERC-1271): the voucher's form. Settlement money
/// may know the other one alone (`SignedPayment`).
/// @dev Source: https://eips.ethereum.org/EIPS/eip-3009
interface IAuthorizations {
    /// @notice An authorization was taken.
    /// @param authorizer Whose money it is.
    /// @param nonce Nonce of the message.
    event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce);
    /// @notice An authorization was withdrawn before it was taken.
    /// @param authorizer Whose money it is.
    /// @param nonce Nonce of the message.
    event AuthorizationCanceled(address indexed authorizer, bytes32 indexed nonce);

    /// @notice Only `to` may take this authorization.
    /// @param to Where it goes.
    /// @param caller Who called.
    error AuthorizationNotForCaller(address to, address caller);
    /// @notice It is `nowAt`; the authorization starts after `validAfter` (UTC seconds).
    /// @param validAfter UTC seconds, the last one before it.
    /// @param nowAt UTC seconds of this block.
    error AuthorizationNotYetValid(uint256 validAfter, uint256 nowAt);
    /// @notice It is `nowAt`; the authorization ended at `validBefore` (UTC seconds).
    /// @param validBefore UTC seconds, the first one after it.
    /// @param nowAt UTC seconds of this block.
    error AuthorizationExpired(uint256 validBefore, uint256 nowAt);
    /// @notice This authorization was taken or withdrawn already.
    /// @param authorizer Whose money it is.
    /// @param nonce Nonce of the message.
    error AuthorizationAlreadyUsed(address authorizer, bytes32 nonce);
    /// @notice The signature is not `authorizer`'s, or it names another amount, receiver or time.
    /// @param authorizer Whose money it is.
    error AuthorizationInvalid(address authorizer);

    /// @notice Moves `value` (smallest unit) from `from` to the caller.
    /// @param from Whose money it is.
    /// @param to Must be the caller, so that nobody can take the money out of the call it was meant for.
    /// @param value In the smallest unit.
    /// @param validAfter The authorization counts after this second.
    /// @param validBefore And before this one.
    /// @param nonce Any 32 bytes, once for each authorizer. The house puts the hash of the purpose here.
    /// @param signature Of the person whose act it is, over the message (EIP-712).
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice Withdraws an authorization that was not taken yet; anybody may bring the owner's signature.
    /// @param authorizer Whose money it is.
    /// @param nonce Nonce of the message.
    /// @param signature Of the person whose act it is, over the message (EIP-712).
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external;

    /// @notice Whether the authorization was taken or withdrawn.
    /// @param authorizer Whose money it is.
    /// @param nonce Nonce of the message.
    /// @return In the smallest unit.
    function authorizationState(address authorizer, bytes32 nonce) external view returns (bool);
}
