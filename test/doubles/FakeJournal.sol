// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Stands in for the journal: keeps what was appended, as it came.
contract FakeJournal {
    struct Line {
        uint16 debit;
        uint16 credit;
        uint128 amount;
        bytes32 ref;
        address actor;
        address writer;
    }

    Line[] private _lines;
    mapping(uint16 account => int256) public balance;

    function append(uint16 debit, uint16 credit, uint128 amount, bytes32 ref, address actor) external returns (uint64) {
        _lines.push(Line(debit, credit, amount, ref, actor, msg.sender));
        balance[debit] += int256(uint256(amount));
        balance[credit] -= int256(uint256(amount));
        return uint64(_lines.length);
    }

    function lines() external view returns (Line[] memory) {
        return _lines;
    }
}
