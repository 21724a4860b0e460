// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoster} from "../../contracts/oversight/IRoster.sol";

/// @notice Stands in for the roster: terms of one length by the clock, and the test says who sits where. It answers what
/// the treasury's room asks, and no more.
contract FakeRoster {
    uint48 private _start;
    uint32 private _length;
    mapping(uint32 term => IRoster.Chair[]) private _chairs;

    /// @notice Term 1 starts at `start`; 0 = the calendar does not run.
    function run(uint48 start, uint32 length) external {
        (_start, _length) = (start, length);
    }

    function seatTable(uint32 term, uint32[] calldata seats) external {
        for (uint256 i = 0; i < seats.length; ++i) _chairs[term].push(IRoster.Chair(seats[i], true, 0, 0));
    }

    function giveUp(uint32 term, uint256 index, uint48 when) external {
        _chairs[term][index].leftAt = when;
    }

    function begun() external view returns (bool) {
        return _start != 0;
    }

    function termAt(uint48 t) public view returns (uint32) {
        return _start == 0 || t < _start ? 0 : uint32((t - _start) / _length) + 1;
    }

    function calendar(uint32 term) public view returns (IRoster.Calendar memory c) {
        if (_start == 0) return c;
        c.start = _start + (term - 1) * _length;
        c.end = c.start + _length;
    }

    function seatedAt(uint32 term) external view returns (uint48) {
        return _chairs[term].length == 0 ? 0 : 1;
    }

    function chairsOf(uint32 term) external view returns (IRoster.Chair[] memory) {
        return _chairs[term];
    }

    function tableAt(uint48 t) public view returns (uint32[] memory seats, bool caretakers) {
        uint32 present = termAt(t);
        for (uint32 term = present; term != 0; --term) {
            seats = _sitting(term, t);
            if (seats.length != 0) return (seats, term != present);
        }
    }

    function officeNow() external view returns (uint32 term, uint256 bits, uint256[4] memory eightSeats) {
        term = termAt(uint48(block.timestamp));
        IRoster.Chair[] storage chairs = _chairs[term];
        for (uint256 i = 0; i < chairs.length; ++i) {
            if (chairs[i].leftAt == 0 || chairs[i].leftAt > block.timestamp) bits |= 1 << i;
            eightSeats[i / 8] |= uint256(chairs[i].seat) << (32 * (i % 8));
        }
    }

    function _sitting(uint32 term, uint48 t) private view returns (uint32[] memory seats) {
        IRoster.Chair[] storage chairs = _chairs[term];
        uint256 count = 0;
        seats = new uint32[](chairs.length);
        for (uint256 i = 0; i < chairs.length; ++i) {
            if (chairs[i].leftAt == 0 || chairs[i].leftAt > t) seats[count++] = chairs[i].seat;
        }
        assembly ("memory-safe") {
            mstore(seats, count)
        }
    }

    function tableOf(uint32 term) external view returns (uint32[] memory seats) {
        uint48 last = calendar(term).end - 1;
        return _sitting(term, block.timestamp < last ? uint48(block.timestamp) : last);
    }

    function isOverseer(uint32 seat, uint48 t) external view returns (bool) {
        (uint32[] memory seats, bool caretakers) = tableAt(t);
        return !caretakers && _contains(seats, seat);
    }

    function isCaretaker(uint32 seat, uint48 t) external view returns (bool) {
        (uint32[] memory seats, bool caretakers) = tableAt(t);
        return caretakers && _contains(seats, seat);
    }

    function _contains(uint32[] memory seats, uint32 seat) private pure returns (bool) {
        for (uint256 i = 0; i < seats.length; ++i) if (seats[i] == seat) return true;
        return false;
    }
}
