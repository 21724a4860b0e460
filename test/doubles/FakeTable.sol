// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Stands in for the roster: the test says who sits at the table.
contract FakeTable {
    mapping(uint32 seat => bool) private _inOffice;
    mapping(uint32 seat => bool) private _caretaker;
    uint32[] private _seats;

    function seatAtTable(uint32 seat, bool inOffice, bool caretaker) external {
        _inOffice[seat] = inOffice;
        _caretaker[seat] = caretaker;
        if (inOffice) _seats.push(seat);
    }

    function isOverseer(uint32 seat, uint48) external view returns (bool) {
        return _inOffice[seat];
    }

    function tableAt(uint48) external view returns (uint32[] memory seats, bool caretakers) {
        return (_seats, false);
    }

    function isCaretaker(uint32 seat, uint48) external view returns (bool) {
        return _caretaker[seat];
    }
}
