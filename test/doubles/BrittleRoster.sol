// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A roster that remembers what rounds told it, in order, and fails when the test says so.
contract BrittleRoster {
    struct Batch {
        uint32 first;
        uint32 count;
        bool begunBefore;
    }

    bool public begun;
    bool private _broken;
    Batch[] private _born;

    error RosterIsBroken();
    error BegunTwice();

    function breakDown(bool broken) external {
        _broken = broken;
    }

    function begin() external {
        if (_broken) revert RosterIsBroken();
        if (begun) revert BegunTwice();
        begun = true;
    }

    function seatsBorn(uint32 first, uint32 count) external {
        if (_broken) revert RosterIsBroken();
        _born.push(Batch(first, count, begun));
    }

    function born() external view returns (Batch[] memory) {
        return _born;
    }
}
