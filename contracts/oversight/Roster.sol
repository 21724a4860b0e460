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
    using Pools for Pools.Order;
    using Lines for Lines.Masks;

    /// @dev Whoever is drawn by a late seating has so long to answer.
    uint48 private constant LATE_ANSWER_TIME = 7 days;

    IShare private immutable _share;

    Pools.Order private _pools;
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
    /// @dev The registry says so too, of a seat whose owner is appointed to an office: nobody oversees what they are paid for.
    function seatMoved(uint32 seat) external {
        // Check:
        if (msg.sender != address(registry)) _only(IRegistry.Part.Share);
        // Effect:
        _free(seat);
    }

    /// @inheritdoc ISeatObserver
    function seatEnded(uint32 seat) external only(IRegistry.Part.Share) {
        _free(seat);
        if (_frozenFor(uint48(block.timestamp)) == 0) {
            _goes(seat);
        } else {
            _leavers.push(seat);
            emit SeatQueued(seat);
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

    function _goes(uint32 seat) private {
        if (_pools.isGone(seat)) return;
        _pools.retire(seat);
        emit SeatGone(seat);
    }

    /// @dev Chair, reserve place and candidature are free from now on, and nobody declined. The table that sits and the one to
    /// come are the last two; an older one can only stand as caretakers, and then it is the last.
    function _free(uint32 seat) private {
        uint48 nowAt = uint48(block.timestamp);
        uint32 term = _lastSeated;
        for (uint256 i = 0; i < 2 && term != 0; ++i) {
            Table memory made = _table(term);
            (bool listed, uint256 index) = _lineOf(term, made.listed, seat);
            if (listed && uint32(_answers[term][index >> 2] >> (((index & 3) << 6) | 32)) == 0) {
                _vacate(term, index, seat, nowAt - made.seatedAt, nowAt);
            }
            term = made.previous;
        }
        _strike(seat);
    }

    function _lineOf(uint32 term, uint256 listed, uint32 seat) private view returns (bool found, uint256 index) {
        uint256 seats = 0;
        for (; index < listed; ++index) {
            if (index & 7 == 0) seats = _lists[term][index >> 3];
            if (uint32(seats) == seat) return (true, index);
            seats >>= 32;
        }
    }

    /// @inheritdoc IRoster
    function fill(
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
        Calendar memory dates = calendar(term);
        return
            Table({
                seatedAt: uint48(block.timestamp),
                answersUntil: _answersUntil(dates.answersUntil, dates.end),
                chairs: chairs,
                listed: listed,
                elected: elected,
                turnsAt: turnsAt < chairs ? uint8(turnsAt) : chairs,
                cycle: _pools.cycle,
                previous: _lastSeated,
                declined: 0,
                waived: 0,
                credited: false
            });
    }

    /// @dev Whoever hears late that they are asked has a week, within the term.
    function _answersUntil(uint48 planned, uint48 end) private view returns (uint48) {
        uint48 nowAt = uint48(block.timestamp);
        if (nowAt + LEAST_ANSWER_TIME <= planned) return planned;
        return nowAt + LATE_ANSWER_TIME < end ? nowAt + LATE_ANSWER_TIME : end;
    }

    function _keepList(uint32 term, uint32[] calldata seats) private {
        _lines[term].open(_table(term));
        for (uint256 first = 0; first < seats.length; first += 8) {
            uint256 word = 0;
            for (uint256 i = first; i < seats.length && i < first + 8; ++i) {
                word |= uint256(seats[i]) << ((i - first) << 5);
            }
            _lists[term][first >> 3] = word;
        }
    }

    /// @inheritdoc IRoster
    function answered(uint32 term, uint32 seat, bool yes) external only(IRegistry.Part.Elections) {
        // Check:
        (Table memory made, Chair[] memory list) = _seatedList(term);
        (bool listed, uint256 index) = _lineOf(term, made.listed, seat);
        if (!listed) revert NotOnTheList(term, seat);
        Chair memory chair = list[index];
        uint48 nowAt = uint48(block.timestamp);
        Calendar memory dates = calendar(term);
        if (nowAt >= dates.end) revert TermEnded(term, dates.end);
        if (chair.leftAt != 0) revert ChairWasLeft(term, seat, chair.leftAt);
        if (!yes) {
            // Effect: whoever gives up a chair before the term has declined it, said yes or not.
            _vacate(term, index, seat, nowAt - made.seatedAt, nowAt);
            if (chair.yesAt == 0 || nowAt < dates.start) _decline(term, index, made, seat);
            return;
        }
        if (chair.yesAt != 0) revert ChairTakenAlready(term, seat, chair.yesAt);
        if (nowAt >= made.answersUntil) {
            if (Bits.ones(_officeBits(term)) >= made.chairs) revert NoChairFree(term, made.chairs);
            _decline(term, index, made, seat);
        }
        // Effect:
        _write(term, index, 0, nowAt - made.seatedAt + 1);
        _lines[term].comes(index);
        emit ChairTaken(term, seat, nowAt);
    }

    /// @inheritdoc IRoster
    function passOver(uint32 term) external {
        // Check:
        (Table memory made, Chair[] memory list) = _seatedList(term);
        uint48 nowAt = uint48(block.timestamp);
        if (nowAt < made.answersUntil) revert AnswersStillOpen(term, made.answersUntil, nowAt);
        uint48 end = calendar(term).end;
        if (nowAt >= end) revert TermEnded(term, end);
        // Effect:
        if (!_passOver(term, made, list)) revert NobodyWasSilent(term);
    }

    /// @dev Chairs whose drawn member has said nothing until the answers' end.
    function _passOver(uint32 term, Table memory made, Chair[] memory list) private returns (bool found) {
        for (uint256 i = 0; i < made.chairs; ++i) {
            if (list[i].yesAt != 0 || list[i].leftAt != 0 || (made.declined >> i) & 1 == 1) continue;
            found = true;
            emit ChairUnanswered(term, list[i].seat);
            _decline(term, i, made, list[i].seat);
        }
    }

    /// @dev The first chair that a seat declines in a cycle defers, the second counts as a turn. A term counts once, and a
    /// reserve never.
    function _decline(uint32 term, uint256 index, Table memory made, uint32 seat) private {
        if (index >= made.chairs || (made.declined >> index) & 1 == 1) return;
        made.declined |= uint24(1 << index);
        _tables[term].declined = made.declined;
        (uint32 inCycle, uint8 times) = declinesOf(seat);
        uint32 cycleOfChair = _cycleOf(made, index);
        times = inCycle == cycleOfChair ? times + 1 : 1;
        _declines[seat] = (uint256(cycleOfChair) << 8) | times;
        if (times < 2 || cycleOfChair != _pools.cycle || _pools.hasServed(seat)) return;
        // While a draw is being prepared nobody leaves *waiting*: then the credit moves it.
        bool movesNow = _frozenFor(uint48(block.timestamp)) == 0;
        emit TurnWaived(term, seat, movesNow);
        if (movesNow) {
            _pools.serve(seat);
            _strike(seat);
        } else {
            made.waived |= uint24(1 << index);
            _tables[term].waived = made.waived;
        }
    }

    /// @dev Off the paper of the next ballot that begins.
    function _strike(uint32 seat) private {
        uint32 coming = _ballotAt(uint48(block.timestamp)) + 1;
        IElections(registry.part(IRegistry.Part.Elections)).strike(coming, seat);
    }

    /// @dev A line has left, `since` seconds after the seating; what it means for its turn is another matter.
    function _vacate(uint32 term, uint256 index, uint32 seat, uint48 since, uint48 leftAt) private {
        _write(term, index, 1, since + 1);
        _lines[term].goes(index);
        emit ChairLeft(term, seat, leftAt);
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
    function credit(uint32 term) external {
        // Check:
        (Table memory made, ) = _seatedList(term);
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
        Table memory made = _table(term);
        Chair[] memory list = _chairsOf(term, made);
        _passOver(term, made, list);
        uint256 turns = _turnsTaken(term, made, list) | _waivedNow(made);
        _tables[term].credited = true;
        // A seat cannot serve twice in a cycle, but it may stand in two lists of a small club, or have waived before it came.
        for (uint256 i = 0; i < list.length; ++i) if (_pools.hasServed(list[i].seat)) turns &= ~(1 << i);
        uint32[] memory served = _seatsOf(list, turns);
        for (uint256 i = 0; i < served.length; ++i) _pools.serve(served[i]);
        emit SeatsServed(term, _pools.cycle, served);
    }

    /// @dev Lines that waived their turn of the running cycle. If it turned since, everybody waits for the new one.
    function _waivedNow(Table memory made) private view returns (uint256 bits) {
        uint32 running = _pools.cycle;
        for (uint256 i = 0; i < made.chairs; ++i) if (_cycleOf(made, i) == running) bits |= 1 << i;
        return bits & made.waived;
    }

    /// @dev Lines that take their turn of the running cycle: half of the term in office, if nobody answers or leaves any more.
    function _turnsTaken(uint32 term, Table memory made, Chair[] memory list) private view returns (uint256 bits) {
        Calendar memory dates = calendar(term);
        uint48[] memory held = Lines.held(list, made.chairs, made.answersUntil, dates.start, dates.end);
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
        return _chairsOf(term, _table(term));
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
        made = _table(term);
        if (made.seatedAt == 0) revert TableNotSeated(term);
        list = _chairsOf(term, made);
    }

    /// @inheritdoc IRoster
    function seatedAt(uint32 term) external view returns (uint48) {
        return _tables[term].seatedAt;
    }

    /// @inheritdoc IRoster
    function table(uint32 term) external view returns (Table memory) {
        return _table(term);
    }

    /// @dev Copying a struct takes much code, so it stands once.
    function _table(uint32 term) private view returns (Table memory) {
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
        Table memory made = _table(term);
        Chair[] memory list = _chairsOf(term, made);
        uint48 last = calendar(term).end - 1;
        uint256 bits = Lines.standingAt(list, made.chairs, made.answersUntil, last).inOffice(last);
        bits &= ~uint256(Lines.standingAt(list, made.chairs, made.answersUntil, t).gone);
        return _seatsOf(list, _heardOf(list, bits, t));
    }

    function _inOffice(uint32 term, uint48 t) private view returns (uint32[] memory) {
        Table memory made = _table(term);
        Chair[] memory list = _chairsOf(term, made);
        uint256 bits = Lines.standingAt(list, made.chairs, made.answersUntil, t).inOffice(t);
        return _seatsOf(list, _heardOf(list, bits, t));
    }

    /// @dev Without lines whose seat moved or ended by `t` and whose news this roster did not take: they are gone all the same.
    function _heardOf(Chair[] memory list, uint256 bits, uint48 t) private view returns (uint256) {
        if (bits == 0 || _share.untold(0, 1).length == 0) return bits;
        for (uint256 i = 0; i < list.length; ++i) {
            uint32 seat = list[i].seat;
            if (_share.isTold(seat) || _share.heldSince(seat) + _share.endedAt(seat) > t) continue;
            bits &= ~(1 << i);
        }
        return bits;
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
        bits = _officeBits(term);
        if (bits != 0 && _share.untold(0, 1).length != 0) {
            bits = _heardOf(_chairsOf(term, _table(term)), bits, uint48(block.timestamp));
        }
        for (uint256 word = 0; bits >> (word << 3) != 0; ++word) eightSeats[word] = _lists[term][word];
    }

    function _officeBits(uint32 term) private view returns (uint256) {
        Lines.Masks memory masks = _lines[term];
        return masks.inOffice(block.timestamp);
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
    function isOverseer(uint32 seat, uint48 t) external view returns (bool) {
        uint32 term = termAt(t);
        return term != 0 && _contains(_inOffice(term, t), seat);
    }

    /// @inheritdoc IRoster
    function isCaretaker(uint32 seat, uint48 t) external view returns (bool) {
        (uint32[] memory seats, bool caretakers) = tableAt(t);
        return caretakers && _contains(seats, seat);
    }

    function _contains(uint32[] memory seats, uint32 seat) private pure returns (bool) {
        for (uint256 i = 0; i < seats.length; ++i) if (seats[i] == seat) return true;
        return false;
    }

    // ---- the pools -----------------------------------------------------------------------------------------------

    /// @inheritdoc IRoster
    function poolOf(uint32 seat) external view returns (uint8 pool) {
        if (seat == 0 || seat > _pools.size) return 0;
        if (_pools.isGone(seat)) return 3;
        return _pools.hasServed(seat) ? 2 : 1;
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
    ) external view returns (uint32 size, uint32 gone, uint32 served, uint32[] memory apart, uint32 stillWaiting) {
        uint48 from = calendar(term).ballotFrom;
        size = _share.lastSeatAt(from);
        (gone, served) = (_pools.gone, _pools.served);
        (apart, stillWaiting) = _apartAt(from, 0);
    }

    /// @inheritdoc IRoster
    function isApart(uint32 seat) external view returns (bool) {
        // A turn that was waived while a draw was prepared is taken, though it is not credited yet.
        (uint32[] memory apart, ) = _apartAt(uint48(block.timestamp), type(uint256).max);
        return _contains(apart, seat);
    }

    /// @dev Of the tables not credited yet: who holds a chair at `t` or is asked to, and whose turn is taken. First those
    /// who wait for a turn of this cycle all the same. What was waived while this very draw was prepared is not asked.
    function _apartAt(uint48 t, uint256 waived) private view returns (uint32[] memory apart, uint32 stillWaiting) {
        uint32 last = _lastSeated;
        if (last == 0) return (apart, 0);
        (uint32[] memory had, uint32[] memory open) = _apartOf(last, t, waived);
        (uint32[] memory hadBefore, uint32[] memory openBefore) = _apartOf(_tables[last].previous, t, waived);
        had = _joined(had, hadBefore);
        open = _joined(open, openBefore);
        apart = new uint32[](open.length + had.length);
        uint256 rest = 0;
        for (uint256 i = 0; i < open.length; ++i) {
            if (_contains(had, open[i]) || _pools.hasServed(open[i])) open[rest++] = open[i];
            else apart[stillWaiting++] = open[i];
        }
        for (uint256 i = 0; i < rest; ++i) apart[stillWaiting + i] = open[i];
        for (uint256 i = 0; i < had.length; ++i) apart[open.length + i] = had[i];
    }

    /// @dev `had`: their turn of this cycle is taken, or will be if they hold on. `open`: they hold a chair without that.
    function _apartOf(
        uint32 term,
        uint48 t,
        uint256 waived
    ) private view returns (uint32[] memory had, uint32[] memory open) {
        Table memory made = _table(term);
        if (made.seatedAt == 0 || made.credited) return (had, open);
        Chair[] memory list = _chairsOf(term, made);
        uint256 holding = 0;
        if (t < calendar(term).end) {
            holding = Lines.standingAt(list, made.chairs, made.answersUntil, t).holding(t);
            // What was said after `t` is not known then.
            for (uint256 i = 0; i < list.length; ++i) {
                if (list[i].yesAt > t) list[i].yesAt = 0;
                if (list[i].leftAt > t) list[i].leftAt = 0;
            }
        }
        uint256 turns = _turnsTaken(term, made, list) | (_waivedNow(made) & waived);
        return (_seatsOf(list, turns), _seatsOf(list, holding & ~turns));
    }

    function _joined(uint32[] memory one, uint32[] memory other) private pure returns (uint32[] memory both) {
        if (other.length == 0) return one;
        both = new uint32[](one.length + other.length);
        for (uint256 i = 0; i < one.length; ++i) both[i] = one[i];
        for (uint256 i = 0; i < other.length; ++i) both[one.length + i] = other[i];
    }

    /// @inheritdoc IRoster
    function declinesOf(uint32 seat) public view returns (uint32 inCycle, uint8 times) {
        uint256 kept = _declines[seat];
        return (uint32(kept >> 8), uint8(kept));
    }
}
