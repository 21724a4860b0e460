// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Who is in office when
/// @notice Terms, tables and pools by the clock: nobody has to call anything for a table to begin or to end.
/// @dev Times are UTC seconds; windows hold their first second and not their last. Terms count from 1, term 0 is all
/// before. Every seat is in exactly one pool: *waiting*, *served*, or *gone* once it has ended (R1).
interface IRoster {
    /// @dev Fixed at the deploy; seconds before a term's start, except `leadTime` and `termLength` (of the first era).
    struct RotationTerms {
        uint8 chairs;
        uint8 reserves;
        uint32 leadTime;
        uint32 termLength;
        uint32 nominationsFrom;
        uint32 nominationsUntil;
        uint32 ballotFrom;
        uint32 ballotUntil;
        uint32 answersUntil;
    }

    /// @dev One of a term's ordered chairs and reserves. Times in UTC seconds, 0 = not.
    struct Chair {
        uint32 seat;
        bool elected;
        uint48 yesAt;
        uint48 leftAt;
    }

    /// @dev UTC seconds.
    struct Calendar {
        uint48 nominationsFrom;
        uint48 nominationsUntil;
        uint48 ballotFrom;
        uint48 ballotUntil;
        uint48 answersUntil;
        uint48 start;
        uint48 end;
    }

    /// @dev Terms from `firstTerm` on, until another era's first term.
    /// @param firstTerm The lowest of its terms.
    /// @param termLength Of each of its terms, in seconds.
    /// @param start When its first term begins: where the term before it ends. UTC seconds.
    struct Era {
        uint32 firstTerm;
        uint32 termLength;
        uint48 start;
    }

    /// @notice How a term was seated; `chairsOf` holds the people.
    /// @param seatedAt 0 = not seated.
    /// @param answersUntil When silence counts as a no: the calendar's second, or later if the seating was late.
    /// @param chairs How many of the list got a chair, the rest are reserves.
    /// @param listed How many the list has.
    /// @param elected How many of these were elected, always the first ones.
    /// @param turnsAt Chairs from this one on belong to the cycle after `cycle`; = `chairs` if it did not turn.
    /// @param cycle The cycle at the seating.
    /// @param previous The table seated before, 0 = none.
    /// @param declined Bit i: the member of chair i has declined it, or was silent; once a term.
    /// @param waived Bit i: chair i counts as served at the credit, because it declined twice in a cycle; not if that cycle is
    /// over by then.
    /// @param credited Whether those who served have moved to *served*.
    struct Table {
        uint48 seatedAt;
        uint48 answersUntil;
        uint8 chairs;
        uint8 listed;
        uint8 elected;
        uint8 turnsAt;
        uint32 cycle;
        uint32 previous;
        uint24 declined;
        uint24 waived;
        bool credited;
    }

    /// @notice The calendar runs: term 1 starts at `start`.
    /// @param start UTC seconds.
    event CalendarBegun(uint48 start);
    /// @notice Terms from `firstTerm` on last `length` seconds, until another era's first term.
    /// @param firstTerm The first term concerned.
    /// @param length In seconds.
    event EraAdded(uint32 indexed firstTerm, uint32 length);
    /// @notice Seats `first` … `first + count - 1` stand at the end of *waiting*.
    /// @param first Number of the first seat.
    /// @param count How many.
    event SeatsJoined(uint32 first, uint32 count);
    /// @notice `seat` has ended and is *gone*.
    /// @param seat Number of the seat.
    event SeatGone(uint32 indexed seat);
    /// @notice `seat` has ended while a draw is being prepared: it is moved to *gone* afterwards.
    /// @param seat Number of the seat.
    event SeatQueued(uint32 indexed seat);
    /// @notice The table of `term`: chairs first (the elected before the drawn), then reserves. `apart` were left out of the draw
    /// because they sit or just sat; they are called last. Silence counts as a no from `answersUntil` on.
    /// @param term The term.
    /// @param seats Numbers of the seats, in the order of the list.
    /// @param chairs How many of the list got a chair.
    /// @param elected How many of the first were elected.
    /// @param turnsAt The first chair of the next cycle.
    /// @param apart Seats that are called last.
    /// @param seatedAt UTC seconds.
    /// @param answersUntil UTC seconds.
    event TableSeated(
        uint32 indexed term,
        uint32[] seats,
        uint8 chairs,
        uint8 elected,
        uint8 turnsAt,
        uint32[] apart,
        uint48 seatedAt,
        uint48 answersUntil
    );
    /// @notice Everybody had their turn, so everybody waits again: `cycle` begins.
    /// @param term The term.
    /// @param cycle Number of the cycle.
    event CycleTurned(uint32 indexed term, uint32 cycle);
    /// @notice These moved from *waiting* to *served*, in this order, after `term`.
    /// @param term The term.
    /// @param cycle Number of the cycle.
    /// @param seats Numbers of the seats, in the order of the list.
    event SeatsServed(uint32 indexed term, uint32 cycle, uint32[] seats);
    /// @notice A drawn member takes the chair, or stands ready as a reserve.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param yesAt UTC seconds.
    event ChairTaken(uint32 indexed term, uint32 indexed seat, uint48 yesAt);
    /// @notice A member declined or gave up the chair; from `leftAt` on the next reserve has it.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param leftAt UTC seconds.
    event ChairLeft(uint32 indexed term, uint32 indexed seat, uint48 leftAt);
    /// @notice A drawn member had not answered by the answers' end, which counts as a decline. The line stays open: a chair that
    /// is free may still be taken.
    /// @param term The term.
    /// @param seat Number of the seat.
    event ChairUnanswered(uint32 indexed term, uint32 indexed seat);
    /// @notice It was the second chair that `seat` declined in a cycle: that counts as a turn.
    /// @param moved It is *served* now; if not, it will be with the term's credit, unless the cycle turns before.
    /// @param term The term.
    /// @param seat Number of the seat.
    event TurnWaived(uint32 indexed term, uint32 indexed seat, bool moved);

    /// @notice The founding round is not finalised yet, so no term has dates.
    error CalendarNotBegun();
    /// @notice The calendar runs since the founding; term 1 starts or started at `start`.
    /// @param start UTC seconds.
    error CalendarBegunAlready(uint48 start);
    /// @notice Seats join in their order without a gap: the next one is `expected`.
    /// @param first Number of the first seat.
    /// @param expected The number that comes next.
    error SeatsOutOfOrder(uint32 first, uint32 expected);
    /// @notice The nominations for `firstTerm` opened at `opensAt`, it is `nowAt`: its dates stand.
    /// @param firstTerm The first term concerned.
    /// @param opensAt UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error EraTooLate(uint32 firstTerm, uint48 opensAt, uint48 nowAt);
    /// @notice A term cannot last `length` seconds, only `least` to `most`.
    /// @param length In seconds.
    /// @param least The least that is possible.
    /// @param most The most that is possible.
    error TermLengthOutOfBounds(uint32 length, uint32 least, uint32 most);
    /// @notice The calendar has room for `allowed` eras.
    /// @param allowed How many there can be.
    error TooManyEras(uint256 allowed);
    /// @notice `term` has its table since `seatedAt`.
    /// @param term The term.
    /// @param seatedAt UTC seconds.
    error TableSeatedAlready(uint32 term, uint48 seatedAt);
    /// @notice `term` has no table.
    /// @param term The term.
    error TableNotSeated(uint32 term);
    /// @notice `seat` is not on the list of `term`.
    /// @param term The term.
    /// @param seat Number of the seat.
    error NotOnTheList(uint32 term, uint32 seat);
    /// @notice `seat` has taken the chair already.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param yesAt UTC seconds.
    error ChairTakenAlready(uint32 term, uint32 seat, uint48 yesAt);
    /// @notice `seat` declined or gave up the chair: the next one has it.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param leftAt UTC seconds.
    error ChairWasLeft(uint32 term, uint32 seat, uint48 leftAt);
    /// @notice All `chairs` chairs are taken; a late answer counts only for a free one.
    /// @param term The term.
    /// @param chairs How many of the list got a chair.
    error NoChairFree(uint32 term, uint8 chairs);
    /// @notice Members answer until `until`, it is `nowAt`.
    /// @param term The term.
    /// @param until UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error AnswersStillOpen(uint32 term, uint48 until, uint48 nowAt);
    /// @notice Nobody was silent whose silence is not counted yet.
    /// @param term The term.
    error NobodyWasSilent(uint32 term);
    /// @notice The term is over since `end`.
    /// @param term The term.
    /// @param end UTC seconds.
    error TermEnded(uint32 term, uint48 end);
    /// @notice The term runs until `end`.
    /// @param term The term.
    /// @param end UTC seconds.
    error TermStillRuns(uint32 term, uint48 end);
    /// @notice Those who served in `term` were moved already.
    /// @param term The term.
    error CreditedAlready(uint32 term);
    /// @notice From the ballot of `term` until its seating nobody leaves *waiting*, or the last caller could choose the draw.
    /// @param term The term.
    error PoolsFrozen(uint32 term);
    /// @notice No ended seat waits to be moved.
    error NobodyLeft();

    /// @notice Starts the calendar, at the founding round's finalising. Only Rounds. Emits `CalendarBegun`.
    function begin() external;

    /// @notice Gives the terms from `firstTerm` on another length. Only the members' vote, for terms whose nominations have not
    /// opened, so no date that somebody relies on moves; eras of later terms keep their length and begin when it comes.
    /// Emits `EraAdded`.
    /// @param firstTerm The first term of that length.
    /// @param length Seconds: 35 to 366 days, at least from the nominations to the start, and twice from the ballot to it.
    function addEra(uint32 firstTerm, uint32 length) external;

    /// @notice Newcomers join *waiting*. Only Rounds. Emits `SeatsJoined`.
    /// @param first Number of the first seat.
    /// @param count How many.
    function seatsBorn(uint32 first, uint32 count) external;

    /// @notice Moves seats that ended while a draw was being prepared to *gone*, in the order of their ending. Anybody, not
    /// while the pools are frozen. Emits `SeatGone` for each.
    /// @param most So many at most.
    function moveLeavers(uint32 most) external;

    /// @notice Writes a term's table, turns the cycle if the list says so, and credits the tables that are over. Only
    /// Elections, once a term. Emits `TableSeated`, perhaps `ChairLeft`, `CycleTurned` and `SeatsServed`.
    /// @param term Not seated yet.
    /// @param seats Chairs, then reserves.
    /// @param elected How many of the first were elected.
    /// @param turnsAt The first chair of the next cycle; any number from the count of chairs on = none.
    /// @param apart Who was left out of the draw, for the record.
    /// @param mayNotSit Bit i: line i leaves in this second, without having declined; the next reserve moves up.
    function fill(
        uint32 term,
        uint32[] calldata seats,
        uint8 elected,
        uint256 turnsAt,
        uint32[] calldata apart,
        uint256 mayNotSit
    ) external;

    /// @notice Writes a member's answer. Only Elections. Emits `ChairTaken`, or `ChairLeft` and perhaps `TurnWaived`.
    /// @dev After the answers' end a yes counts only for a free chair. Whoever gives up a chair before the term begins has
    /// declined it, even after a yes.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param yes False declines, or gives the chair up.
    function answered(uint32 term, uint32 seat, bool yes) external;

    /// @notice Writes that drawn members were silent, which is a decline. Anybody, from the answers' end until the term's. Their
    /// lines stay open. Emits `ChairUnanswered` for each, and perhaps `TurnWaived`.
    /// @param term The term.
    function passOver(uint32 term) external;

    /// @notice Moves those who held a chair of an ended term for at least half of it, and who waived, to *served*, if it was
    /// a turn of the running cycle. Anybody, once a term, not while the pools are frozen. Emits `SeatsServed`.
    /// @param term The term.
    function credit(uint32 term) external;

    /// @notice Whether the calendar runs.
    /// @return True if so.
    function begun() external view returns (bool);

    /// @notice What the club decided.
    /// @return All figures.
    function rotation() external view returns (RotationTerms memory);

    /// @notice The eras of the calendar in the order of time; none before it runs.
    /// @return In the order of time.
    function eras() external view returns (Era[] memory);

    /// @notice The term at `t`; 0 before term 1.
    /// @param t UTC seconds.
    /// @return Number of the term.
    function termAt(uint48 t) external view returns (uint32);

    /// @notice The first second of a term. Reverts `CalendarNotBegun`.
    /// @param term The term.
    /// @return UTC seconds.
    function startOf(uint32 term) external view returns (uint48);

    /// @notice The dates of a term. Reverts `CalendarNotBegun`. Term 0 has only an end.
    /// @param term The term.
    /// @return All its dates.
    function calendar(uint32 term) external view returns (Calendar memory);

    /// @notice Chairs first, then reserves; empty = not seated yet.
    /// @param term The term.
    /// @return In the order of the list.
    function chairsOf(uint32 term) external view returns (Chair[] memory);

    /// @notice When a term was seated, 0 = not yet.
    /// @param term The term.
    /// @return UTC seconds.
    function seatedAt(uint32 term) external view returns (uint48);

    /// @notice How a term was seated.
    /// @param term The term.
    /// @return All but the people.
    function table(uint32 term) external view returns (Table memory);

    /// @notice Who sits at `t`, and whether they only take care until somebody of the next table has taken a chair.
    /// @param t UTC seconds.
    /// @return seats Numbers of the seats, in the order of the list.
    /// @return caretakers Whether they only take care.
    function tableAt(uint48 t) external view returns (uint32[] memory seats, bool caretakers);

    /// @notice The running term and who of its list is in office, for whoever asks often: bit i = line i of `chairsOf`.
    /// @return term 0 before term 1.
    /// @return bits 0 while caretakers sit.
    /// @return eightSeats The list's seats, 32 bits each, the first lowest, as far as there is somebody in office.
    function officeNow() external view returns (uint32 term, uint256 bits, uint256[4] memory eightSeats);

    /// @notice Who sits in a term: by now if it runs or is to come, by its end if it is over.
    /// @param term The term.
    /// @return seats Numbers of the seats, in the order of the list.
    function tableOf(uint32 term) external view returns (uint32[] memory seats);

    /// @notice In office at `t` and no caretaker: may approve.
    /// @param seat Number of the seat.
    /// @param t UTC seconds.
    /// @return True if so.
    function isOverseer(uint32 seat, uint48 t) external view returns (bool);

    /// @notice Takes care at `t` because no table was seated.
    /// @param seat Number of the seat.
    /// @param t UTC seconds.
    /// @return True if so.
    function isCaretaker(uint32 seat, uint48 t) external view returns (bool);

    /// @notice 1 = waiting, 2 = served, 3 = gone, 0 = no such seat.
    /// @param seat Number of the seat.
    /// @return pool 1, 2, 3 or 0.
    function poolOf(uint32 seat) external view returns (uint8 pool);

    /// @notice The running cycle, from 1.
    /// @return Its number.
    function cycle() external view returns (uint32);

    /// @notice How many seats are in each pool; those that ended and are queued still count.
    /// @return waiting Seats that wait.
    /// @return served Seats that have served.
    function poolSizes() external view returns (uint32 waiting, uint32 served);

    /// @notice How many seats have ended.
    /// @return gone They stand in front of the order.
    /// @return queued They are still in a pool, until a draw is made and somebody moves them.
    function leavers() external view returns (uint32 gone, uint32 queued);

    /// @notice The pools' order from `position` (0 = first) on: first *gone*, then *served*, then *waiting*. Ends with the last seat.
    /// @param position From 0.
    /// @param count How many.
    /// @return seats Numbers of the seats.
    function order(uint32 position, uint32 count) external view returns (uint32[] memory seats);

    /// @notice The seat at one position of that order.
    /// @param position From 0.
    /// @return Number of the seat.
    function seatAt(uint256 position) external view returns (uint32);

    /// @notice What a term's draw is made from; exact from the ballot's first second until the seating.
    /// @param term The term.
    /// @return size Positions `gone` … `size - 1` take part; newcomers stand behind.
    /// @return gone Positions below it are *gone*.
    /// @return served The first of the others, up to this position, are *served*.
    /// @return apart Who sits when the ballot begins, or just sat: called last. A seat may stand here twice.
    /// @return stillWaiting The first of them, who wait for a turn of this cycle all the same: they come before it turns.
    function drawnFrom(
        uint32 term
    ) external view returns (uint32 size, uint32 gone, uint32 served, uint32[] memory apart, uint32 stillWaiting);

    /// @notice Whether `seat` is apart now: it holds a chair, or its turn just passed.
    /// @param seat Number of the seat.
    /// @return True if so.
    function isApart(uint32 seat) external view returns (bool);

    /// @notice The cycle in which `seat` last declined a chair, and how often in it.
    /// @param seat Number of the seat.
    /// @return inCycle Number of the cycle; 0 = never.
    /// @return times How often in it.
    function declinesOf(uint32 seat) external view returns (uint32 inCycle, uint8 times);
}
