// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The counter's tablets
/// @notice Which tablets may hand in redemptions, until when and how much a day. The table in office lets them in
/// with two signatures and any one of it shuts one out.
interface ITerminals {
    /// @dev A tablet's P-256 key (`x`, `y`) never leaves the tablet.
    struct Terminal {
        uint256 x;
        uint256 y;
        /// Most it may take on one business day, smallest unit of the voucher.
        uint128 dayCap;
        /// Last second at which it may accept a code, UTC.
        uint48 expiry;
        /// 0 = in force; otherwise since this second it is shut out.
        uint48 revokedAt;
        /// Its name as UTF-8, padded with zeros.
        bytes32 label;
        uint48 enrolledAt;
    }

    /// @dev The part of it that every batch is judged by.
    struct TerminalKey {
        uint256 x;
        uint256 y;
        uint128 dayCap;
        uint48 expiry;
        uint48 revokedAt;
    }

    /// @notice Says: let this tablet in. Signed by each of `SIGNATURES_NEEDED` overseers over their own seat.
    /// @dev EIP-712, domain "Runde Terminals". It is used once, because a key can be enrolled once.
    /// @param terminal Whose place the tablet takes: 0, a new one. None is renewed yet.
    /// @param x First half of the public key.
    /// @param y Second half of the public key.
    /// @param dayCap Most it may take on one business day, smallest unit of the voucher.
    /// @param expiry Last second at which it may accept a code, UTC.
    /// @param label Its name as UTF-8, padded with zeros.
    /// @param seat Whose word it is.
    /// @param epoch The seat's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct Enrolment {
        uint32 terminal;
        uint256 x;
        uint256 y;
        uint128 dayCap;
        uint48 expiry;
        bytes32 label;
        uint32 seat;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice Says: shut this tablet out. Signed by a seat of the table.
    /// @dev EIP-712, domain "Runde Terminals". It is used once, because a terminal is shut out once.
    /// @param terminal Its number.
    /// @param seat Whose word it is.
    /// @param epoch The seat's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct Revocation {
        uint32 terminal;
        uint32 seat;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice A tablet was let in by these seats.
    /// @param id Its number.
    /// @param x First half of the public key.
    /// @param y Second half of the public key.
    /// @param dayCap At most in a day, hundredths.
    /// @param expiry UTC seconds, the last one that counts.
    /// @param label What the terminal is called.
    /// @param seats Who of the table signed.
    event TerminalEnrolled(
        uint32 indexed id,
        uint256 x,
        uint256 y,
        uint128 dayCap,
        uint48 expiry,
        bytes32 label,
        uint32[] seats
    );
    /// @notice A tablet was shut out by this seat.
    /// @param id Its number.
    /// @param seat Number of the seat.
    event TerminalShutOut(uint32 indexed id, uint32 seat);

    /// @notice No terminal has this number.
    /// @param id Its number.
    error UnknownTerminal(uint32 id);
    /// @notice This terminal is shut out since `since` (UTC seconds).
    /// @param id Its number.
    /// @param since UTC seconds.
    error TerminalRevoked(uint32 id, uint48 since);
    /// @notice This terminal's time was over at `ended` (UTC seconds).
    /// @param id Its number.
    /// @param ended UTC seconds.
    error TerminalExpired(uint32 id, uint48 ended);
    /// @notice This key is terminal `id` already.
    /// @param id Its number.
    error TerminalKeyTaken(uint32 id);
    /// @notice These two numbers are no point of the curve P-256.
    /// @param x First half of the public key.
    /// @param y Second half of the public key.
    error TerminalKeyInvalid(uint256 x, uint256 y);
    /// @notice The end asked for, `expiry`, is not after `nowAt` (UTC seconds).
    /// @param expiry UTC seconds, the last one that counts.
    /// @param nowAt UTC seconds of this block.
    error TerminalExpiryPassed(uint48 expiry, uint48 nowAt);
    /// @notice `given` signatures came for an enrolment; `needed` must come, one for each seat named.
    /// @param given What came.
    /// @param needed What it takes.
    error EnrolmentSignaturesMissing(uint256 given, uint256 needed);
    /// @notice Seats are named in rising order, each once: `next` does not follow `previous`.
    /// @param previous The seat before.
    /// @param next The seat after, which is not higher.
    error EnrolmentSeatsOutOfOrder(uint32 previous, uint32 next);
    /// @notice Seat `seat` speaks for another tablet, or of another cap, end or label, than the first one.
    /// @param seat Number of the seat.
    error EnrolmentsDiffer(uint32 seat);
    /// @notice Terminal `id` can not be renewed; a tablet gets a new number.
    /// @param id Its number.
    error TerminalNotRenewable(uint32 id);
    /// @notice This seat is not in office now, so it cannot let a terminal in.
    /// @param seat Number of the seat.
    error NotInOfficeForTerminals(uint32 seat);
    /// @notice This seat is neither in office nor a caretaker now, so it cannot shut a terminal out.
    /// @param seat Number of the seat.
    error NotAtTheTableForTerminals(uint32 seat);

    /// @notice Lets a tablet in. Anyone submits; an overseer who does may leave their own signature empty.
    /// @dev Emits `TerminalEnrolled`. Caretakers cannot let a terminal in.
    /// @param enrolments What each of them says: the same tablet, each over their own seat, in rising order of seats,
    /// exactly as many as are needed. `deadline` and `expiry` must lie ahead.
    /// @param signatures Theirs, over their own message, in the same order.
    /// @return id The terminal's number, from 1.
    function enrol(Enrolment[] calldata enrolments, bytes[] calldata signatures) external returns (uint32 id);

    /// @notice Shuts a tablet out for ever. One seat of the table, caretakers included; directly or with a signature.
    /// @dev Emits `TerminalShutOut`. What it accepted and did not hand in yet is lost to it: a stolen tablet could
    /// backdate.
    /// @param wish What the seat says.
    /// @param signature Its owner's, over the message; empty if the owner calls.
    function revoke(Revocation calldata wish, bytes calldata signature) external;

    /// @notice One terminal; reverts `UnknownTerminal`.
    /// @param id Its number.
    /// @return All of it.
    function terminal(uint32 id) external view returns (Terminal memory);

    /// @notice What the counter needs to judge a batch; reverts `UnknownTerminal`.
    /// @param id Its number.
    /// @return The key with its caps.
    function keyOf(uint32 id) external view returns (TerminalKey memory);

    /// @notice The number of the terminal with this key; 0 = none.
    /// @param x First half of the public key.
    /// @param y Second half of the public key.
    /// @return Its number.
    function terminalOf(uint256 x, uint256 y) external view returns (uint32);

    /// @notice How many were ever enrolled; numbers run from 1.
    /// @return How many.
    function terminalCount() external view returns (uint32);

    /// @notice How many overseers must sign an enrolment.
    /// @return How many.
    function SIGNATURES_NEEDED() external view returns (uint256);
}
