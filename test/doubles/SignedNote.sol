// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignedCalls} from "../../contracts/lib/SignedCalls.sol";

/// @dev The smallest action that the rules of signed calls apply to.
contract SignedNote is SignedCalls {
    struct Note {
        address account;
        bytes32 text;
        uint64 nonce;
        uint48 deadline;
    }

    bytes32 private constant NOTE_TYPEHASH = keccak256(
        "Note(address account,bytes32 text,uint64 nonce,uint48 deadline)"
    );

    mapping(address account => bytes32) public textOf;

    constructor() EIP712("Runde Note", "1") {}

    function note(Note calldata n, bytes calldata signature) external {
        bytes32 structHash = keccak256(abi.encode(NOTE_TYPEHASH, n.account, n.text, n.nonce, n.deadline));
        _requireSigned(n.account, structHash, n.deadline, signature);
        _useNonce(_subject(uint160(n.account), "note"), n.nonce);
        textOf[n.account] = n.text;
    }
}
