// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The closing of the day (Z)
/// @notice What a terminal took, in closings that follow each other without a gap: each payment is in one of them and in no
/// other. The till says that it has handed in all it accepted, a manager signs the sums, and the contract counts them itself.
/// @dev A closing begins where the one before it ended and covers batches, late hand-ins and exact payments up to the numbers
/// that it names, and everything that was taken back since. Anybody can count it again from the logs
/// (`protocol/voucher/closing.ts`).
interface IClosings {
    /// @notice Says: this is closing `number` of a terminal. Signed by a manager, and by the till over the same digest.
    /// @dev EIP-712, domain "Runde Closings". It is used once, because numbers go up without a gap.
    /// @param terminal Number of the terminal.
    /// @param number Counts 1, 2, 3 … for each terminal, without a gap.
    /// @param businessDay Which day it closes, days since 1970 on the club's clock.
    /// @param lastBatch Number of the last batch in it.
    /// @param lastLate Number of the last late hand-in in it.
    /// @param lastExact Number of the last exact payment in it.
    /// @param payments How many payments it holds.
    /// @param total What they come to, hundredths; nothing is taken off.
    /// @param voided What was void since the closing before, hundredths.
    /// @param refunded What was refunded since then, hundredths.
    /// @param unpaid What was green at the till and is not paid, as the till says, hundredths: the house bears it.
    /// @param manager Who says it.
    /// @param epoch The manager's account's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct Closing {
        uint32 terminal;
        uint32 number;
        uint32 businessDay;
        uint32 lastBatch;
        uint32 lastLate;
        uint32 lastExact;
        uint32 payments;
        uint64 total;
        uint64 voided;
        uint64 refunded;
        uint64 unpaid;
        address manager;
        uint32 epoch;
        uint48 deadline;
    }

    /// @dev How far a closing reaches: the last number of each kind.
    struct Reach {
        uint32 batch;
        uint32 late;
        uint32 exact;
    }

    /// @dev What there is to close; money in hundredths.
    struct Sums {
        uint32 payments;
        uint64 total;
        uint64 voided;
        uint64 refunded;
        /// The latest business day among them; 0 = there is no payment.
        uint32 latestDay;
    }

    /// @dev What is kept of a closing.
    struct ClosingRecord {
        uint32 businessDay;
        uint32 lastBatch;
        uint32 lastLate;
        uint32 lastExact;
        uint32 payments;
        /// UTC seconds.
        uint48 closedAt;
        /// False: the tablet was shut out or its time was over, and a manager signed alone.
        bool byTill;
        /// Hundredths.
        uint64 total;
        /// Hundredths.
        uint64 unpaid;
        /// Ever, up to this closing, hundredths.
        uint64 voidedSoFar;
        /// Ever, up to this closing, hundredths.
        uint64 refundedSoFar;
        address manager;
    }

    /// @notice A day was closed at a terminal.
    /// @param terminal Number of the terminal.
    /// @param number The closing's number there, from 1.
    /// @param businessDay Which day it closes.
    /// @param reach The last number of each kind that it holds.
    /// @param sums What it comes to.
    /// @param unpaid What was green and is not paid, hundredths.
    /// @param manager Who signed.
    /// @param byTill Whether the till signed too.
    event DayClosed(
        uint32 indexed terminal,
        uint32 indexed number,
        uint32 indexed businessDay,
        Reach reach,
        Sums sums,
        uint64 unpaid,
        address manager,
        bool byTill
    );

    /// @notice The terminal's next closing is `expected`, `given` came.
    /// @param terminal Number of the terminal.
    /// @param given What came.
    /// @param expected What would have counted.
    error ClosingOutOfOrder(uint32 terminal, uint32 given, uint32 expected);
    /// @notice A closing cannot reach to `given`: it reaches from `least` to `most`, what there is.
    /// @param terminal Number of the terminal.
    /// @param given What was named.
    /// @param least Where the closing before it ended.
    /// @param most The last there is.
    error ClosingReachRefused(uint32 terminal, uint32 given, uint32 least, uint32 most);
    /// @notice One closing holds at most `most` batches and exact payments, not `given`.
    /// @param given What it would hold.
    /// @param most The most that is allowed.
    error ClosingTooLong(uint256 given, uint256 most);
    /// @notice It cannot close day `given`: with what it holds it closes one of `least` to `most`.
    /// @param given What was named.
    /// @param least The latest day in it, and not before the closing before it.
    /// @param most Today, or the latest day in it.
    error ClosingDayRefused(uint32 given, uint32 least, uint32 most);
    /// @notice The sums that were signed are not what the record says: `total` of `payments`, `voided`, `refunded`.
    /// @param payments How many there are.
    /// @param total Hundredths.
    /// @param voided Hundredths.
    /// @param refunded Hundredths.
    error ClosingSumsDiffer(uint32 payments, uint64 total, uint64 voided, uint64 refunded);
    /// @notice The closing does not carry the signature of terminal `terminal`, which is in force.
    /// @param terminal Number of the terminal.
    error ClosingSignatureInvalid(uint32 terminal);

    /// @notice Closes a terminal's day. A manager, directly or with a signature, and the till. Anyone submits. Emits `DayClosed`.
    /// @param closing What both say.
    /// @param r First half of the terminal's P-256 signature over sha256 of the closing's EIP-712 digest; zeros when the tablet
    /// is shut out or its time is over.
    /// @param s Second half of it.
    /// @param signature The manager's, over the message; empty if the manager calls.
    function close(Closing calldata closing, bytes32 r, bytes32 s, bytes calldata signature) external;

    /// @notice What the terminal's next closing comes to if it reaches so far; reverts as `close` would.
    /// @param terminal Number of the terminal.
    /// @param reach The last number of each kind.
    /// @return sums What is to be signed.
    function sumsUpTo(uint32 terminal, Reach calldata reach) external view returns (Sums memory sums);

    /// @notice How many closings a terminal has.
    /// @param terminal Number of the terminal.
    /// @return How many.
    function closingCount(uint32 terminal) external view returns (uint32);

    /// @notice Closings of a terminal from `first` (≥ 1), at most `count`, fewer at the end.
    /// @param terminal Number of the terminal.
    /// @param first Number of the first one, from 1.
    /// @param count How many at most.
    /// @return The page that was asked for.
    function closings(uint32 terminal, uint32 first, uint32 count) external view returns (ClosingRecord[] memory);
}
