// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Bits} from "../lib/Bits.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {ISeatObserver} from "../membership/ISeatObserver.sol";
import {IShare} from "../membership/IShare.sol";
import {IElections} from "./IElections.sol";
import {IRoster} from "./IRoster.sol";
import {Lines} from "./Lines.sol";
import {Pools} from "./Pools.sol";
import {RotationCalendar} from "./RotationCalendar.sol";

/// @title Roster
/// @dev At most two tables wait to be credited: the one that sits and, until the next seating, the one before it.
contract Roster is RotationCalendar, ISeatObserver {
    using Pools for Pools.State;
    using Lines for Lines.Masks;

    IShare private immutable _share;

    Pools.State private _pools;
    uint32 private _lastSeated; // term; 0 = none
    mapping(uint32 term => Table) private _tables;
    mapping(uint32 term => mapping(uint256 word => uint256 eightSeats)) private _lists;
    /// @dev Four lines a slot; each has two 32-bit numbers, yes and left: seconds since the seating plus one, 0 = not.
    mapping(uint32 term => mapping(uint256 word => uint256 fourAnswers)) private _answers;
    mapping(uint32 term => Lines.Masks) private _lines;
    mapping(uint32 seat => uint256 cycleAndTimes) private _declines;
    /// @dev Seats that ended while a draw was being prepared; those before `_moved` are *gone*.
    uint32[] private _leavers;
    uint32 private _moved;

    constructor(IRegistry registry_, IShare share) Housed(registry_) {
        _share = share;
        _pools.cycle = 1;
    }

    // ---- the story: seats join, a table is seated, answers, credit -----------------------------------------------

    /// @inheritdoc IRoster
    function seatsBorn(uint32 first, uint32 count) external only(IRegistry.Part.Rounds) {
        // Check:
        if (first != _pools.size + 1) revert SeatsOutOfOrder(first, _pools.size + 1);
        // Effect:
        _pools.size += count;
        emit SeatsJoined(first, count);
    }

    /// @inheritdoc ISeatObserver
    function seatMoved(uint32 seat_) external only(IRegistry.Part.Share) {
        _free(seat_);
    }

    /// @inheritdoc ISeatObserver
    function seatEnded(uint32 seat_) external only(IRegistry.Part.Share) {
        _free(seat_);
        if (_frozenFor(uint48(block.timestamp)) == 0) {
            _goes(seat_);
        } else {
            _leavers.push(seat_);
            emit SeatQueued(seat_);
        }
    }

    /// @inheritdoc IRoster
    function moveLeavers(uint32 most) external {
        // Check:
        uint32 frozenFor = _frozenFor(uint48(block.timestamp));
        if (frozenFor != 0) revert PoolsFrozen(frozenFor);
        uint256 left = _leavers.length - _moved;
        if (left == 0) revert NobodyLeft();
        // Effect:
        uint256 count = most < left ? most : left;
        uint256 first = _moved;
        _moved += uint32(count);
        for (uint256 i = 0; i < count; ++i) _goes(_leavers[first + i]);
    }

    function _goes(uint32 seat_) private {
        if (_pools.isGone(seat_)) return;
        _pools.retire(seat_);
        emit SeatGone(seat_);
    }

    /// @dev Chair, reserve place and candidature are free from now on, and nobody declined. The table that sits and the one to
    /// come are the last two; an older one can only stand as caretakers, and then it is the last.
    function _free(uint32 seat_) private {
        uint48 nowAt = uint48(block.timestamp);
        uint32 term = _lastSeated;
        for (uint256 i = 0; i < 2 && term != 0; ++i) {
            Table memory made = _tables[term];
            (bool listed, uint256 index) = _lineOf(term, made.listed, seat_);
            if (listed && uint32(_answers[term][index >> 2] >> (((index & 3) << 6) | 32)) == 0) {
                _vacate(term, index, seat_, nowAt - made.seatedAt, nowAt);
            }
            term = made.previous;
        }
        IElections(registry.part(IRegistry.Part.Elections)).strike(_ballotAt(nowAt) + 1, seat_);
    }

    function _lineOf(uint32 term, uint256 listed, uint32 seat_) private view returns (bool found, uint256 index) {
        uint256 seats = 0;
        for (; index < listed; ++index) {
            if (index & 7 == 0) seats = _lists[term][index >> 3];
            if (uint32(seats) == seat_) return (true, index);
            seats >>= 32;
        }
    }

    /// @inheritdoc IRoster
    function seat(
        uint32 term,
        uint32[] calldata seats,
        uint8 elected,
        uint256 turnsAt,
        uint32[] calldata apart,
        uint256 mayNotSit
    ) external only(IRegistry.Part.Elections) {
        // Check:
        if (_tables[term].seatedAt != 0) revert TableSeatedAlready(term, _tables[term].seatedAt);
        // Effect:
        Table memory made = _made(term, uint8(seats.length), elected, turnsAt);
        _tables[term] = made;
        _lastSeated = term;
        _keepList(term, seats);
        _tell(term, seats, made, apart);
        for (uint256 i = 0; mayNotSit >> i != 0; ++i) {
            if ((mayNotSit >> i) & 1 == 1) _vacate(term, i, seats[i], 0, made.seatedAt);
        }
        if (made.turnsAt < made.chairs) {
            _pools.turn();
            emit CycleTurned(term, _pools.cycle);
        }
        // The table before the sitting one is over for sure; nobody may have asked for its credit.
        uint32 before = _tables[made.previous].previous;
        if (before != 0 && !_tables[before].credited) _credit(before);
    }

    function _tell(uint32 term, uint32[] calldata seats, Table memory made, uint32[] calldata apart) private {
        emit TableSeated(term, seats, made.chairs, made.elected, made.turnsAt, apart, made.seatedAt, made.answersUntil);
    }

    function _made(uint32 term, uint8 listed, uint8 elected, uint256 turnsAt) private view returns (Table memory) {
        uint8 chairs = listed < _chairs ? listed : _chairs;
        uint48 until = calendar(term).answersUntil;
        uint48 least = uint48(block.timestamp) + LEAST_ANSWER_TIME;
        return
            Table({
                seatedAt: uint48(block.timestamp),
                answersUntil: until > least ? until : least,
                chairs: chairs,
                listed: listed,
                elected: elected,
                turnsAt: turnsAt < chairs ? uint8(turnsAt) : chairs,
                cycle: _pools.cycle,
                previous: _lastSeated,
                waived: 0,
                credited: false
            });
    }

    function _keepList(uint32 term, uint32[] calldata seats) private {
        _lines[term].open(_tables[term]);
        for (uint256 first = 0; first < seats.length; first += 8) {
            uint256 word = 0;
            for (uint256 i = first; i < seats.length && i < first + 8; ++i) {
                word |= uint256(seats[i]) << ((i - first) << 5);
            }
            _lists[term][first >> 3] = word;
        }
    }

    /// @inheritdoc IRoster
    function answered(uint32 term, uint32 seat_, bool yes) external only(IRegistry.Part.Elections) {
        // Check:
        (Table memory made, Chair[] memory list) = _seatedList(term);
        uint256 index = 0;
        while (index < list.length && list[index].seat != seat_) ++index;
        if (index == list.length) revert NotOnTheList(term, seat_);
        Chair memory chair = list[index];
        uint48 nowAt = uint48(block.timestamp);
        uint48 end = calendar(term).end;
        if (nowAt >= end) revert TermEnded(term, end);
        if (chair.leftAt != 0) revert ChairWasLeft(term, chair.seat, chair.leftAt);
        if (!yes) return _leave(term, index, made, chair, nowAt);
        if (chair.yesAt != 0) revert ChairTakenAlready(term, chair.seat, chair.yesAt);
        if (nowAt >= made.answersUntil) {
            Lines.Masks memory masks = _lines[term];
            if (Bits.ones(masks.inOffice(nowAt)) >= made.chairs) revert NoChairFree(term, made.chairs);
        }
        // Effect:
        _write(term, index, 0, nowAt - made.seatedAt + 1);
        _lines[term].comes(index);
        emit ChairTaken(term, chair.seat, nowAt);
    }

    /// @inheritdoc IRoster
    function passOver(uint32 term, uint256 index) external only(IRegistry.Part.Elections) {
        // Check:
        (Table memory made, Chair[] memory list) = _seatedList(term);
        if (index >= list.length) revert NoSuchChair(term, index, made.listed);
        Chair memory chair = list[index];
        if (chair.leftAt != 0) revert ChairWasLeft(term, chair.seat, chair.leftAt);
        if (chair.yesAt != 0 || index >= made.chairs) revert NotWaitedFor(term, index);
        uint48 nowAt = uint48(block.timestamp);
        if (nowAt < made.answersUntil) revert AnswersStillOpen(term, made.answersUntil, nowAt);
        uint48 end = calendar(term).end;
        if (nowAt >= end) revert TermEnded(term, end);
        // Effect: the chair went on at the answers' end, not when somebody noticed.
        _leave(term, index, made, chair, made.answersUntil);
    }

    /// @dev A drawn member who never sat has declined: the first time in a cycle defers, the second counts as a turn.
    function _leave(uint32 term, uint256 index, Table memory made, Chair memory chair, uint48 leftAt) private {
        _vacate(term, index, chair.seat, leftAt - made.seatedAt, leftAt);
        if (chair.yesAt != 0 || index >= made.chairs) return;
        (uint32 inCycle, uint8 times) = declinesOf(chair.seat);
        uint32 cycleOfChair = _cycleOf(made, index);
        times = inCycle == cycleOfChair ? times + 1 : 1;
        _declines[chair.seat] = (uint256(cycleOfChair) << 8) | times;
        if (times < 2 || cycleOfChair != _pools.cycle || _pools.hasServed(chair.seat)) return;
        // While a draw is being prepared nobody leaves *waiting*: then the credit moves it.
        bool movesNow = _frozenFor(uint48(block.timestamp)) == 0;
        if (movesNow) _pools.serve(chair.seat);
        else _tables[term].waived |= uint32(1 << index);
        emit TurnWaived(term, chair.seat, movesNow);
    }

    /// @dev A line has left, `since` seconds after the seating; what it means for its turn is another matter.
    function _vacate(uint32 term, uint256 index, uint32 seat_, uint48 since, uint48 leftAt) private {
        _write(term, index, 1, since + 1);
        _lines[term].goes(index);
        emit ChairLeft(term, seat_, leftAt);
    }

    /// @dev The term whose ballot has begun and whose table is not seated; 0 = none, and seats may move.
    function _frozenFor(uint48 t) private view returns (uint32 term) {
        term = _ballotAt(t);
        if (term != 0 && _tables[term].seatedAt != 0) return 0;
    }

    function _write(uint32 term, uint256 index, uint256 half, uint48 offset) private {
        uint256 shift = ((index & 3) << 6) | (half << 5);
        _answers[term][index >> 2] |= uint256(offset) << shift;
    }

    /// @inheritdoc IRoster
    function credit(uint32 term) external only(IRegistry.Part.Elections) {
        // Check:
        Table storage made = _tables[term];
        if (made.seatedAt == 0) revert TableNotSeated(term);
        if (made.credited) revert CreditedAlready(term);
        uint48 nowAt = uint48(block.timestamp);
        uint48 end = calendar(term).end;
        if (nowAt < end) revert TermStillRuns(term, end);
        uint32 frozenFor = _frozenFor(nowAt);
        if (frozenFor != 0) revert PoolsFrozen(frozenFor);
        // Effect:
        _credit(term);
    }

    function _credit(uint32 term) private {
        Table memory made = _tables[term];
        Chair[] memory list = _chairsOf(term, made);
        uint256 turns = _turnsTaken(term, made, list, calendar(term).end) | _waivedNow(made);
        _tables[term].credited = true;
        uint32[] memory served = new uint32[](Bits.ones(turns));
        uint256 count = 0;
        for (uint256 i = 0; i < list.length; ++i) {
            if ((turns >> i) & 1 == 0) continue;
            // A seat cannot serve twice in a cycle, but it may stand in two lists of a small club.
            if (_pools.hasServed(list[i].seat)) continue;
            _pools.serve(list[i].seat);
            served[count++] = list[i].seat;
        }
        emit SeatsServed(term, _pools.cycle, served);
    }

    /// @dev Lines that waived their turn of the running cycle. If it turned since, everybody waits for the new one.
    function _waivedNow(Table memory made) private view returns (uint256 bits) {
        uint32 running = _pools.cycle;
        for (uint256 i = 0; i < made.chairs; ++i) if (_cycleOf(made, i) == running) bits |= 1 << i;
        return bits & made.waived;
    }

    /// @dev Lines whose turn of the running cycle is taken by `until`: half of the term in office.
    function _turnsTaken(
        uint32 term,
        Table memory made,
        Chair[] memory list,
        uint48 until
    ) private view returns (uint256 bits) {
        Calendar memory dates = calendar(term);
        if (until > dates.end) until = dates.end;
        uint48[] memory held = Lines.held(list, made.chairs, made.answersUntil, dates.start, until);
        uint256 half = (dates.end - dates.start + 1) / 2;
        uint32 running = _pools.cycle;
        for (uint256 i = 0; i < list.length; ++i) {
            if (held[i] >= half && _cycleOf(made, i) == running) bits |= 1 << i;
        }
    }

    /// @dev The cycle in which line `index` takes its turn. A reserve takes it in the later one.
    function _cycleOf(Table memory made, uint256 index) private pure returns (uint32) {
        return index < made.turnsAt || made.turnsAt == made.chairs ? made.cycle : made.cycle + 1;
    }

    // ---- who sits when -------------------------------------------------------------------------------------------

    /// @inheritdoc IRoster
    function chairsOf(uint32 term) external view returns (Chair[] memory) {
        return _chairsOf(term, _tables[term]);
    }

    function _chairsOf(uint32 term, Table memory made) private view returns (Chair[] memory list) {
        list = new Chair[](made.listed);
        uint256 seats = 0;
        uint256 answers = 0;
        for (uint256 i = 0; i < list.length; ++i) {
            if (i & 7 == 0) seats = _lists[term][i >> 3];
            if (i & 3 == 0) answers = _answers[term][i >> 2];
            Chair memory chair = list[i];
            chair.seat = uint32(seats);
            chair.elected = i < made.elected;
            uint32 yes = chair.elected ? 1 : uint32(answers);
            uint32 left = uint32(answers >> 32);
            if (yes != 0) chair.yesAt = made.seatedAt + yes - 1;
            if (left != 0) chair.leftAt = made.seatedAt + left - 1;
            seats >>= 32;
            answers >>= 64;
        }
    }

    function _seatedList(uint32 term) private view returns (Table memory made, Chair[] memory list) {
        made = _tables[term];
        if (made.seatedAt == 0) revert TableNotSeated(term);
        list = _chairsOf(term, made);
    }

    /// @inheritdoc IRoster
    function seatedAt(uint32 term) external view returns (uint48) {
        return _tables[term].seatedAt;
    }

    /// @inheritdoc IRoster
    function table(uint32 term) external view returns (Table memory) {
        return _tables[term];
    }

    /// @inheritdoc IRoster
    function tableAt(uint48 t) public view returns (uint32[] memory seats, bool caretakers) {
        uint32 term = termAt(t);
        if (term == 0) return (seats, false);
        seats = _inOffice(term, t);
        if (seats.length != 0) return (seats, false);
        uint32 before = _seatedBefore(term);
        if (before == 0) return (seats, false);
        seats = _caretakers(before, t);
        return (seats, seats.length != 0);
    }

    /// @dev Who sat in the last second of `term` and has not lost the seat by `t`.
    function _caretakers(uint32 term, uint48 t) private view returns (uint32[] memory) {
        Table memory made = _tables[term];
        Chair[] memory list = _chairsOf(term, made);
        uint48 last = calendar(term).end - 1;
        uint256 bits = Lines.standingAt(list, made.chairs, made.answersUntil, last).inOffice(last);
        return _seatsOf(list, bits & ~uint256(Lines.standingAt(list, made.chairs, made.answersUntil, t).gone));
    }

    function _inOffice(uint32 term, uint48 t) private view returns (uint32[] memory) {
        Table memory made = _tables[term];
        Chair[] memory list = _chairsOf(term, made);
        return _seatsOf(list, Lines.standingAt(list, made.chairs, made.answersUntil, t).inOffice(t));
    }

    /// @dev The seats of these lines, in the list's order.
    function _seatsOf(Chair[] memory list, uint256 bits) private pure returns (uint32[] memory seats) {
        seats = new uint32[](Bits.ones(bits));
        uint256 count = 0;
        for (uint256 i = 0; bits >> i != 0; ++i) if ((bits >> i) & 1 == 1) seats[count++] = list[i].seat;
    }

    /// @inheritdoc IRoster
    function officeNow() external view returns (uint32 term, uint256 bits, uint256[4] memory eightSeats) {
        term = termAt(uint48(block.timestamp));
        Lines.Masks memory masks = _lines[term];
        bits = masks.inOffice(block.timestamp);
        for (uint256 word = 0; bits >> (word << 3) != 0; ++word) eightSeats[word] = _lists[term][word];
    }

    /// @dev The last table that was seated before `term`'s; 0 = none. Walks only when somebody asks about the past.
    function _seatedBefore(uint32 term) private view returns (uint32 before) {
        if (_tables[term].seatedAt != 0) return _tables[term].previous;
        for (before = _lastSeated; before >= term && before != 0;) before = _tables[before].previous;
    }

    /// @inheritdoc IRoster
    function tableOf(uint32 term) external view returns (uint32[] memory seats) {
        if (_tables[term].seatedAt == 0) return seats;
        uint48 last = calendar(term).end - 1;
        uint48 nowAt = uint48(block.timestamp);
        return _inOffice(term, nowAt < last ? nowAt : last);
    }

    /// @inheritdoc IRoster
    function isOverseer(uint32 seat_, uint48 t) external view returns (bool) {
        uint32 term = termAt(t);
        return term != 0 && _contains(_inOffice(term, t), seat_);
    }

    /// @inheritdoc IRoster
    function isCaretaker(uint32 seat_, uint48 t) external view returns (bool) {
        (uint32[] memory seats, bool caretakers) = tableAt(t);
        return caretakers && _contains(seats, seat_);
    }

    function _contains(uint32[] memory seats, uint32 seat_) private pure returns (bool) {
        for (uint256 i = 0; i < seats.length; ++i) if (seats[i] == seat_) return true;
        return false;
    }

    // ---- the pools -----------------------------------------------------------------------------------------------

    /// @inheritdoc IRoster
    function poolOf(uint32 seat_) external view returns (uint8 pool) {
        if (seat_ == 0 || seat_ > _pools.size) return 0;
        if (_pools.isGone(seat_)) return 3;
        return _pools.hasServed(seat_) ? 2 : 1;
    }

    /// @inheritdoc IRoster
    function cycle() external view returns (uint32) {
        return _pools.cycle;
    }

    /// @inheritdoc IRoster
    function poolSizes() external view returns (uint32 waiting, uint32 served) {
        return (_pools.size - _pools.served, _pools.served - _pools.gone);
    }

    /// @inheritdoc IRoster
    function leavers() external view returns (uint32 gone, uint32 queued) {
        return (_pools.gone, uint32(_leavers.length) - _moved);
    }

    /// @inheritdoc IRoster
    function order(uint32 position, uint32 count) external view returns (uint32[] memory seats) {
        if (position >= _pools.size) return seats;
        uint32 left = _pools.size - position;
        seats = new uint32[](count < left ? count : left);
        for (uint256 i = 0; i < seats.length; ++i) seats[i] = _pools.seatAt(position + i);
    }

    /// @inheritdoc IRoster
    function seatAt(uint256 position) external view returns (uint32) {
        return _pools.seatAt(position);
    }

    /// @inheritdoc IRoster
    function drawnFrom(
        uint32 term
    ) external view returns (uint32 size, uint32 gone, uint32 served, uint32[] memory apart) {
        uint48 from = calendar(term).ballotFrom;
        size = _share.lastSeatAt(from);
        (gone, served) = (_pools.gone, _pools.served);
        apart = _apartAt(from);
    }

    /// @inheritdoc IRoster
    function isApart(uint32 seat_) external view returns (bool) {
        return _contains(_apartAt(uint48(block.timestamp)), seat_);
    }

    /// @dev Of the tables not credited yet: who holds a chair at `t` or is asked to, and whose turn is taken.
    function _apartAt(uint48 t) private view returns (uint32[] memory apart) {
        uint32 last = _lastSeated;
        if (last == 0) return apart;
        uint32[] memory recent = _apartOf(last, t);
        uint32[] memory earlier = _apartOf(_tables[last].previous, t);
        apart = new uint32[](recent.length + earlier.length);
        for (uint256 i = 0; i < recent.length; ++i) apart[i] = recent[i];
        for (uint256 i = 0; i < earlier.length; ++i) apart[recent.length + i] = earlier[i];
    }

    function _apartOf(uint32 term, uint48 t) private view returns (uint32[] memory apart) {
        Table memory made = _tables[term];
        if (made.seatedAt == 0 || made.credited) return apart;
        Chair[] memory list = _chairsOf(term, made);
        uint256 bits = _turnsTaken(term, made, list, t);
        if (t < calendar(term).end) bits |= Lines.standingAt(list, made.chairs, made.answersUntil, t).holding(t);
        return _seatsOf(list, bits);
    }

    /// @inheritdoc IRoster
    function declinesOf(uint32 seat_) public view returns (uint32 inCycle, uint8 times) {
        uint256 kept = _declines[seat_];
        return (uint32(kept >> 8), uint8(kept));
    }
}
