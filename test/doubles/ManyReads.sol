// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Many questions in one: a test that compares a whole house after every step asks the chain once.
contract ManyReads {
    error NotAnswered(uint256 index, bytes why);

    function read(address[] calldata targets, bytes[] calldata calls) external view returns (bytes[] memory answers) {
        answers = new bytes[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            bool ok;
            (ok, answers[i]) = targets[i].staticcall(calls[i]);
            if (!ok) revert NotAnswered(i, answers[i]);
        }
    }
}
