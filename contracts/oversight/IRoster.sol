// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Who is in office when
/// @notice Terms, tables and pools by the clock: nobody has to call anything for a table to begin or to end.
interface IRoster {
    /// @dev Fixed at the deploy; seconds before a term's start, except `leadTime` and `termLength`.
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
        uint16 quorumBps;
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

    /// @notice Starts the calendar, at the founding round's finalising. Only Rounds.
    function begin() external;

    /// @notice Newcomers join *waiting*. Only Rounds.
    function seatsBorn(uint32 first, uint32 count) external;

    /// @notice Whether the calendar runs.
    function begun() external view returns (bool);

    /// @notice The term at `t`; 0 before term 1.
    function termAt(uint48 t) external view returns (uint32);

    /// @notice The dates of a term.
    function calendar(uint32 term) external view returns (Calendar memory);

    /// @notice Chairs first, then reserves; empty = not seated yet.
    function chairsOf(uint32 term) external view returns (Chair[] memory);

    /// @notice Who sits at `t`, and whether they only take care until the next table is seated.
    function tableAt(uint48 t) external view returns (uint32[] memory seats, bool caretakers);

    /// @notice Who sits in a term: by now if it runs or is to come, by its end if it is over.
    function tableOf(uint32 term) external view returns (uint32[] memory seats);

    /// @notice In office at `t` and no caretaker: may approve.
    function isOverseer(uint32 seat, uint48 t) external view returns (bool);

    /// @notice Takes care at `t` because no table was seated.
    function isCaretaker(uint32 seat, uint48 t) external view returns (bool);

    /// @notice 1 = waiting, 2 = served, 0 = no such seat.
    function poolOf(uint32 seat) external view returns (uint8 pool);

    /// @notice The running cycle, from 1.
    function cycle() external view returns (uint32);
}
