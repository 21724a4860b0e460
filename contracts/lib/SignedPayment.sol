// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Taking a signed payment
/// @notice The one place where the house takes settlement money by its payer's signature (ERC-3009), in whichever form the
/// token knows: the signature whole, or in three parts (v, r, s) as the oldest tokens take it.
/// @dev The form is found by asking. Whoever does not know the whole one answers a revert without a word, and nothing has
/// happened then; what a token does say is handed on as it is. Written low because three contracts carry it and one of them
/// has no room: measured, 265 bytes less than with `abi.encode` and `bytes.concat`.
library SignedPayment {
    /// @dev `receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)`
    uint256 private constant WHOLE = 0x88b7ab63;
    /// @dev `receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)`
    uint256 private constant IN_PARTS = 0xef55bec6;
    /// @dev With these three bytes begins the code of an account that signs with a key still (EIP-7702), and no contract's.
    uint256 private constant DELEGATED = 0xef0100;

    /// @notice The money takes the signature of a key only; what came for `payer` is none: the account is a contract, or the
    /// signature is not 65 bytes with v of 27 or 28 and a low s.
    /// @param payer Whose money it is.
    error PaymentNeedsKey(address payer);

    /// @notice Has `token` move `value` (smallest unit) from `payer` to the house's contract that runs this.
    /// @dev How much arrives is for the caller to measure.
    /// @param token The settlement token: known since the deploy, never named by a caller.
    /// @param payer Whose money it is.
    /// @param value In the smallest unit.
    /// @param validBefore The authorization counts before this second.
    /// @param nonce The hash of what the money is for.
    /// @param signature The payer's, over the token's own message.
    function take(
        IERC20 token,
        address payer,
        uint256 value,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) internal {
        uint256 data;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // A word for the selector, six that both forms share, then offset, length and bytes of the signature.
            data := mload(0x40)
            mstore(data, WHOLE)
            mstore(add(data, 0x20), payer)
            mstore(add(data, 0x40), address())
            mstore(add(data, 0x60), value)
            mstore(add(data, 0x80), 0)
            mstore(add(data, 0xa0), validBefore)
            mstore(add(data, 0xc0), nonce)
            mstore(add(data, 0xe0), 0xe0)
            mstore(add(data, 0x100), signature.length)
            calldatacopy(add(data, 0x120), signature.offset, signature.length)
            mstore(add(add(data, 0x120), signature.length), 0)
        }
        if (_isTaken(token, data, 0x104 + ((signature.length + 31) & ~uint256(31)))) return;
        if (!_isOfKey(payer, signature)) revert PaymentNeedsKey(payer);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(data, IN_PARTS)
            mstore(add(data, 0xe0), byte(0, mload(add(data, 0x160)))) // v
            mcopy(add(data, 0x100), add(data, 0x120), 0x40) // r, s
        }
        // solhint-disable-next-line gas-custom-errors, reason-string
        if (!_isTaken(token, data, 0x124)) revert();
    }

    /// @dev Asks the token. Reverts with its words if it has any; false if it refuses without one.
    function _isTaken(IERC20 token, uint256 data, uint256 size) private returns (bool taken) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            taken := call(gas(), token, 0, add(data, 0x1c), size, 0, 0)
            if gt(returndatasize(), mul(taken, returndatasize())) {
                returndatacopy(data, 0, returndatasize())
                revert(data, returndatasize())
            }
        }
    }

    /// @dev Only a key's signature has three parts; a contract's (ERC-1271) is never cut. Every high s begins with a bit that
    /// is set, but for one in 2^128: that one the token refuses itself.
    function _isOfKey(address payer, bytes calldata signature) private view returns (bool) {
        uint256 head;
        uint256 s;
        uint256 parity;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(0, 0)
            extcodecopy(payer, 0x1d, 0, 3)
            head := mload(0)
            s := calldataload(add(signature.offset, 0x20))
            parity := sub(byte(0, calldataload(add(signature.offset, 0x40))), 27)
        }
        return signature.length == 65 && parity < 2 && s >> 255 == 0 && (head == 0 || head == DELEGATED);
    }
}
