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
    /// @dev EIP-712, domain "Runde Terminals". For a new terminal it is used once, because a key is let in as new once; for a
    /// renewal the nonce sees to it.
    /// @param terminal 0 = a new one; else the terminal that is renewed: same number and sequence, another key, cap, end.
    /// @param x First half of the public key.
    /// @param y Second half of the public key.
    /// @param dayCap Most it may take on one business day, smallest unit of the voucher.
    /// @param expiry Last second at which it may accept a code, UTC.
    /// @param label Its name as UTF-8, padded with zeros.
    /// @param seat Whose word it is.
    /// @param epoch The seat's epoch now.
    /// @param nonce Counts for (terminal, "terminal"): the last word about it holds. Not counted for a new one.
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
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: shut this tablet out. Signed by a seat of the table.
    /// @dev EIP-712, domain "Runde Terminals".
    /// @param terminal Its number.
    /// @param seat Whose word it is.
    /// @param epoch The seat's epoch now.
    /// @param nonce Counts for (terminal, "terminal"): a renewal that was signed before is void.
    /// @param deadline UTC seconds, the last one that counts.
    struct Revocation {
        uint32 terminal;
        uint32 seat;
        uint32 epoch;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: what this batch carries was accepted before the terminal's end; book it. Signed by each of
    /// `SIGNATURES_NEEDED` overseers over their own seat.
    /// @dev EIP-712, domain "Runde Terminals". It may be used again: a code counts once.
    /// @param terminal Its number.
    /// @param batch The EIP-712 struct hash of the terminal's `Batch`.
    /// @param seat Whose word it is.
    /// @param epoch The seat's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct LateHandIn {
        uint32 terminal;
        bytes32 batch;
        uint32 seat;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice A tablet was let in by these seats.
    /// @param id Its number.
    /// @param x First half of the public key.
    /// @param y Second half of the public key.
    /// @param dayCap At most in a day, smallest unit.
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
    /// @notice A terminal was renewed under its number by these seats; the key before is over.
    /// @param id Its number.
    /// @param x First half of the public key.
    /// @param y Second half of the public key.
    /// @param dayCap At most in a day, smallest unit.
    /// @param expiry UTC seconds, the last one that counts.
    /// @param label What the terminal is called.
    /// @param seats Who of the table signed.
    event TerminalRenewed(
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
    /// @notice `given` signatures of the table came; `needed` must come, one for each seat named.
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
    /// @notice This key was never that of terminal `id`.
    /// @param id Its number.
    /// @param x First half of the public key.
    /// @param y Second half of the public key.
    error TerminalKeyForeign(uint32 id, uint256 x, uint256 y);
    /// @notice Seat `seat` vouches for another batch, or for another terminal.
    /// @param seat Number of the seat.
    error LateHandInsDiffer(uint32 seat);
    /// @notice This seat is not in office now, so it cannot let a terminal in.
    /// @param seat Number of the seat.
    error NotInOfficeForTerminals(uint32 seat);
    /// @notice This seat is neither in office nor a caretaker now, so it cannot shut a terminal out.
    /// @param seat Number of the seat.
    error NotAtTheTableForTerminals(uint32 seat);

    /// @notice Lets a tablet in, or renews a terminal under its number, shut out and over ones too. Anyone submits; an overseer
    /// who does may leave their own signature empty.
    /// @dev Emits `TerminalEnrolled` or `TerminalRenewed`. Caretakers cannot. A key that was ever let in is never let in under
    /// another number.
    /// @param enrolments What each of them says: the same tablet, each over their own seat, in rising order of seats,
    /// exactly as many as are needed. `deadline` and `expiry` must lie ahead.
    /// @param signatures Theirs, over their own message, in the same order.
    /// @return id The terminal's number, from 1.
    function enrol(Enrolment[] calldata enrolments, bytes[] calldata signatures) external returns (uint32 id);

    /// @notice Shuts a tablet out. One seat of the table, caretakers included; directly or with a signature.
    /// @dev Emits `TerminalShutOut`. What it accepted and did not hand in yet needs the word of two overseers
    /// (`ICounter.redeemLate`): a stolen tablet could backdate. Two overseers may let it in again (`enrol`).
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

    /// @notice Until when a batch that two overseers vouch for may have been accepted; reverts unless they do, and unless the key
    /// is or was the terminal's.
    /// @param words What each of them says, in rising order of seats.
    /// @param signatures Theirs, in the same order.
    /// @param id Its number.
    /// @param batch The EIP-712 struct hash of the terminal's `Batch`.
    /// @param x First half of the public key.
    /// @param y Second half of the public key.
    /// @return acceptedUntil UTC seconds, the last one: when the key was shut out or replaced; the present if it was not.
    function requireVouched(
        LateHandIn[] calldata words,
        bytes[] calldata signatures,
        uint32 id,
        bytes32 batch,
        uint256 x,
        uint256 y
    ) external view returns (uint48 acceptedUntil);

    /// @notice The number of the terminal whose key this is or was; 0 = none.
    /// @param x First half of the public key.
    /// @param y Second half of the public key.
    /// @return id Its number.
    /// @return endedAt When the key was shut out or replaced, UTC seconds; 0 = it was not.
    function terminalOf(uint256 x, uint256 y) external view returns (uint32 id, uint48 endedAt);

    /// @notice How many were ever enrolled; numbers run from 1.
    /// @return How many.
    function terminalCount() external view returns (uint32);

    /// @notice How many overseers must sign an enrolment.
    /// @return How many.
    function SIGNATURES_NEEDED() external view returns (uint256);
}
