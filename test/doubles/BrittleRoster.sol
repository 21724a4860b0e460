// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISeatObserver} from "../../contracts/membership/ISeatObserver.sol";

/// @notice A roster that remembers what rounds and shares told it, in order, and fails or burns gas when the test says so.
contract BrittleRoster is ISeatObserver {
    struct Batch {
        uint32 first;
        uint32 count;
        bool begunBefore;
    }

    bool public begun;
    bool private _broken;
    bool private _hungry;
    int64[] private _heard;
    Batch[] private _born;

    error RosterIsBroken();
    error BegunTwice();

    function breakDown(bool broken) external {
        _broken = broken;
    }

    function burnGas(bool hungry) external {
        _hungry = hungry;
    }

    /// @dev A seat that moved is told as its number, one that ended as its number below zero.
    function seatMoved(uint32 seat) external {
        _hear(int64(uint64(seat)));
    }

    function seatEnded(uint32 seat) external {
        _hear(-int64(uint64(seat)));
    }

    function _hear(int64 news) private {
        if (_broken) revert RosterIsBroken();
        while (_hungry) _hungry = true;
        _heard.push(news);
    }

    function heard() external view returns (int64[] memory) {
        return _heard;
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
