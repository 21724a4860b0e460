// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What an account that tries something is for one question: the refusal is an answer, and nothing has happened.
contract AnyCaller {
    function attempt(address target, bytes calldata data) external returns (bool ok, bytes memory answer) {
        (ok, answer) = target.call(data);
    }
}
