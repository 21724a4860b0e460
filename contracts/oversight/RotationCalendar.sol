// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Bounds} from "../lib/Bounds.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IRoster} from "./IRoster.sol";

/// @title The rotation's calendar
/// @notice The half of the roster that knows only the clock: terms one after another from the founding on, in eras of one
/// length each. The twin is `protocol/oversight/calendar.ts`.
abstract contract RotationCalendar is IRoster, Housed {
    /// @dev Whoever is drawn in time has at least so long to answer.
    uint32 internal constant LEAST_ANSWER_TIME = uint32(Bounds.LEAST_ANSWER_TIME);

    uint256 private constant MOST_ERAS = 64;
    uint256 private constant LATER = 112;

    uint8 internal immutable _chairs;
    uint8 private immutable _reserves;
    uint32 private immutable _leadTime;
    uint32 private immutable _termLength;
    uint32 private immutable _nominationsFrom;
    uint32 private immutable _nominationsUntil;
    uint32 private immutable _ballotFrom;
    uint32 private immutable _ballotUntil;
    uint32 private immutable _answersUntil;

    /// @dev Eras in the order of time, one slot each, from the lowest bit on: start 48 (0 = not begun), first term 32, length
    /// 32. The first one also holds how many are later, 8.
    mapping(uint256 index => uint256) private _eras;

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
        uint48 start = uint48(_eras[0]);
        if (start != 0) revert CalendarBegunAlready(start);
        // Effect:
        start = uint48(block.timestamp) + _leadTime;
        _eras[0] = _packed(Era(1, _termLength, start));
        emit CalendarBegun(start);
        emit EraAdded(1, _termLength);
    }

    /// @inheritdoc IRoster
    function addEra(uint32 firstTerm, uint32 length) external only(IRegistry.Part.Timelock) {
        // Check:
        uint48 nowAt = uint48(block.timestamp);
        uint48 start = startOf(firstTerm);
        if (start <= nowAt + _nominationsFrom)
            revert EraTooLate(firstTerm, firstTerm == 0 ? 0 : start - _nominationsFrom, nowAt);
        uint32 least = _shortestTerm();
        if (length < least || length > Bounds.LONGEST_TERM) {
            revert TermLengthOutOfBounds(length, least, uint32(Bounds.LONGEST_TERM));
        }
        // Effect:
        _insert(firstTerm, length);
        emit EraAdded(firstTerm, length);
    }

    /// @dev Windows of two elections never overlap, and half of a term is no shorter than from its next ballot to its end.
    function _shortestTerm() private view returns (uint32 least) {
        least = _nominationsFrom > Bounds.SHORTEST_TERM ? _nominationsFrom : uint32(Bounds.SHORTEST_TERM);
        if (_ballotFrom * 2 > least) least = _ballotFrom * 2;
    }

    /// @dev Eras of later terms that were decided before keep their first term and their length; they begin when it comes.
    function _insert(uint32 firstTerm, uint32 length) private {
        uint256 later = _laterEras();
        uint256 place = _search(firstTerm, false);
        Era memory era = _era(place);
        if (era.firstTerm != firstTerm) {
            if (later + 1 == MOST_ERAS) revert TooManyEras(MOST_ERAS);
            for (uint256 i = ++later; i > place + 1; --i) _eras[i] = _eras[i - 1];
            era = Era(firstTerm, length, _startWithin(era, firstTerm));
            ++place;
        }
        era.termLength = length;
        _eras[place] = _packed(era);
        while (++place <= later) {
            Era memory next = _era(place);
            next.start = _startWithin(era, next.firstTerm);
            _eras[place] = _packed(next);
            era = next;
        }
        _eras[0] = _packed(_era(0)) | (later << LATER);
    }

    function _packed(Era memory era) private pure returns (uint256) {
        return (uint256(era.termLength) << 80) | (uint256(era.firstTerm) << 48) | era.start;
    }

    function _era(uint256 index) private view returns (Era memory) {
        uint256 word = _eras[index];
        return Era(uint32(word >> 48), uint32(word >> 80), uint48(word));
    }

    function _laterEras() private view returns (uint256) {
        return _eras[0] >> LATER;
    }

    /// @dev A term beyond all time has the last second there is: asking for it must not fail.
    function _startWithin(Era memory era, uint256 term) private pure returns (uint48) {
        uint256 start;
        unchecked {
            // Two numbers of 32 bits and one of 48.
            start = era.start + (term - era.firstTerm) * era.termLength;
        }
        return start > type(uint48).max ? type(uint48).max : uint48(start);
    }

    /// @dev The last era whose first term, or whose start, is not above `value`. With one era it reads one slot.
    function _search(uint256 value, bool byStart) private view returns (uint256 low) {
        uint256 high = _laterEras();
        while (low < high) {
            uint256 middle = (low + high + 1) / 2;
            uint256 word = _eras[middle];
            if ((byStart ? uint48(word) : uint32(word >> 48)) > value) high = middle - 1;
            else low = middle;
        }
    }

    /// @inheritdoc IRoster
    function begun() public view returns (bool) {
        return _eras[0] != 0;
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
    function eras() external view returns (Era[] memory all) {
        if (!begun()) return all;
        all = new Era[](_laterEras() + 1);
        for (uint256 i = 0; i < all.length; ++i) all[i] = _era(i);
    }

    /// @inheritdoc IRoster
    function termAt(uint48 t) public view returns (uint32) {
        uint48 first = uint48(_eras[0]);
        if (first == 0 || t < first) return 0;
        Era memory era = _era(_search(t, true));
        return uint32((t - era.start) / era.termLength + era.firstTerm);
    }

    /// @dev The last term whose ballot has begun at `t`; 0 before the first.
    function _ballotAt(uint48 t) internal view returns (uint32) {
        return termAt(t + _ballotFrom);
    }

    /// @inheritdoc IRoster
    function startOf(uint32 term) public view returns (uint48) {
        if (!begun()) revert CalendarNotBegun();
        return term == 0 ? 0 : _startWithin(_era(_search(term, false)), term);
    }

    /// @inheritdoc IRoster
    function calendar(uint32 term) public view returns (Calendar memory) {
        if (!begun()) revert CalendarNotBegun();
        if (term == 0) return Calendar(0, 0, 0, 0, 0, 0, uint48(_eras[0]));
        Era memory era = _era(_search(term, false));
        uint48 start = _startWithin(era, term);
        unchecked {
            // A start is later than the lead time, which is longer than all these.
            return
                Calendar({
                    nominationsFrom: start - _nominationsFrom,
                    nominationsUntil: start - _nominationsUntil,
                    ballotFrom: start - _ballotFrom,
                    ballotUntil: start - _ballotUntil,
                    answersUntil: start - _answersUntil,
                    start: start,
                    end: _startWithin(era, uint256(term) + 1)
                });
        }
    }
}
