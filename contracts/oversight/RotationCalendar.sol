// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Bounds} from "../lib/Bounds.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IRoster} from "./IRoster.sol";

/// @title The rotation's calendar
/// @notice The half of the roster that knows only the clock: terms of one length, one after another, from the founding on.
abstract contract RotationCalendar is IRoster, Housed {
    /// @dev Who was drawn has at least so long to answer, however late the seating was.
    uint32 internal constant LEAST_ANSWER_TIME = uint32(Bounds.LEAST_ANSWER_TIME);

    uint8 internal immutable _chairs;
    uint8 private immutable _reserves;
    uint32 private immutable _leadTime;
    uint32 private immutable _termLength;
    uint32 private immutable _nominationsFrom;
    uint32 private immutable _nominationsUntil;
    uint32 private immutable _ballotFrom;
    uint32 private immutable _ballotUntil;
    uint32 private immutable _answersUntil;

    uint48 private _start; // of term 1, UTC seconds; 0 = not begun

    /// @dev No vote moves these figures, so they are asked for once.
    constructor() {
        _chairs = uint8(registry.figure(IRegistry.Figure.Chairs));
        _reserves = uint8(registry.figure(IRegistry.Figure.Reserves));
        _leadTime = uint32(registry.figure(IRegistry.Figure.LeadTime));
        _termLength = uint32(registry.figure(IRegistry.Figure.TermLength));
        _nominationsFrom = uint32(registry.figure(IRegistry.Figure.NominationsFrom));
        _nominationsUntil = uint32(registry.figure(IRegistry.Figure.NominationsUntil));
        _ballotFrom = uint32(registry.figure(IRegistry.Figure.BallotFrom));
        _ballotUntil = uint32(registry.figure(IRegistry.Figure.BallotUntil));
        _answersUntil = uint32(registry.figure(IRegistry.Figure.AnswersUntil));
    }

    /// @inheritdoc IRoster
    function begin() external only(IRegistry.Part.Rounds) {
        // Check:
        if (_start != 0) revert CalendarBegunAlready(_start);
        // Effect:
        _start = uint48(block.timestamp) + _leadTime;
        emit CalendarBegun(_start);
    }

    /// @inheritdoc IRoster
    function begun() public view returns (bool) {
        return _start != 0;
    }

    /// @inheritdoc IRoster
    function rotation() external view returns (RotationTerms memory) {
        return
            RotationTerms({
                chairs: _chairs,
                reserves: _reserves,
                leadTime: _leadTime,
                termLength: _termLength,
                nominationsFrom: _nominationsFrom,
                nominationsUntil: _nominationsUntil,
                ballotFrom: _ballotFrom,
                ballotUntil: _ballotUntil,
                answersUntil: _answersUntil
            });
    }

    /// @inheritdoc IRoster
    function termAt(uint48 t) public view returns (uint32) {
        uint48 start = _start;
        if (start == 0 || t < start) return 0;
        return uint32((t - start) / _termLength + 1);
    }

    /// @dev The last term whose ballot has begun at `t`; 0 before the first.
    function _ballotAt(uint48 t) internal view returns (uint32) {
        return _start == 0 ? 0 : termAt(t + _ballotFrom);
    }

    /// @inheritdoc IRoster
    function startOf(uint32 term) public view returns (uint48) {
        if (_start == 0) revert CalendarNotBegun();
        if (term == 0) return 0;
        // A term beyond all time has the last second there is: asking for it must not fail.
        uint256 start = _start + uint256(term - 1) * _termLength;
        return start > type(uint48).max ? type(uint48).max : uint48(start);
    }

    /// @inheritdoc IRoster
    function calendar(uint32 term) public view returns (Calendar memory) {
        uint48 start = startOf(term);
        if (term == 0) return Calendar(0, 0, 0, 0, 0, 0, _start);
        uint256 end = uint256(start) + _termLength;
        return
            Calendar({
                nominationsFrom: start - _nominationsFrom,
                nominationsUntil: start - _nominationsUntil,
                ballotFrom: start - _ballotFrom,
                ballotUntil: start - _ballotUntil,
                answersUntil: start - _answersUntil,
                start: start,
                end: end > type(uint48).max ? type(uint48).max : uint48(end)
            });
    }
}
