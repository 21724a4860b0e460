// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Reports: a table accounts for its term
/// @notice The books give the proved figures, the table adds what the chain cannot know, and each of the ten agrees or
/// dissents. Reports are never changed: a correction is a new report that supersedes once it stands.
/// @dev One table signs one report: the term's own, or the one that sits when that is late. A report stands when more
/// than half of those agree who held a chair in the term's last second and still have their seat, at most as many as lane B
/// needs. Money in the settlement token's smallest unit, times in UTC seconds, reports numbered from 1.
/// Nonces (`nonceOf`): a filing counts for (seat, "file:<term>"), the number in decimal digits. A seat signs a report once,
/// so that needs none.
interface IReports {
    /// @dev What the table says, smallest unit.
    struct Attested {
        uint128 cashSales;
        uint128 payroll;
        uint128 goods;
        uint128 bankBalance;
    }

    /// @dev One category over the term.
    struct Spending {
        uint16 category;
        /// Voted for lane B.
        uint128 limit;
        /// Paid in lane B, inside the limit.
        uint128 inBudget;
        /// The account's movement in the books: both lanes, less what came back.
        int256 booked;
    }

    /// @dev What the books say. Figures are of the term's end and can change no more; head, count and block are of the
    /// filing.
    struct Proved {
        int256 openingCash;
        int256 closingCash;
        /// Owed in vouchers, above 0.
        int256 vouchersOwed;
        int256 donations;
        uint32 members;
        bytes32 journalHead;
        uint64 journalCount;
        uint48 filedAt;
        uint32 blockNumber;
        Spending[] spending;
    }

    struct Report {
        uint32 id;
        uint32 term;
        /// The seat that filed it.
        uint32 author;
        /// The term whose table files and signs: `term`, or a later one because its own did not in time.
        uint32 table;
        /// Hash of the report's text (a record).
        bytes32 text;
        uint16 agreed;
        uint16 dissented;
        /// How many must agree now; only who still has the seat counts.
        uint16 needed;
        /// Enough have agreed.
        bool stands;
        /// Another report of the same term counts. Nobody pushes a report aside by filing another one alone.
        bool superseded;
        Attested attested;
        Proved proved;
    }

    /// @dev One seat's word. `reason` is the hash of a text (a record), 0 = none.
    struct Signature {
        uint32 seat;
        bool agrees;
        uint48 signedAt;
        bytes32 reason;
    }

    /// @notice Says: `seat` files the report of `term`. EIP-712, domain "Runde Reports".
    struct Filing {
        uint32 term;
        uint32 seat;
        uint32 epoch;
        uint128 cashSales;
        uint128 payroll;
        uint128 goods;
        uint128 bankBalance;
        bytes32 text;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: `seat` agrees with the report, or dissents. EIP-712, domain "Runde Reports".
    struct Signing {
        uint32 report;
        uint32 seat;
        uint32 epoch;
        bool agrees;
        bytes32 reason;
        uint48 deadline;
    }

    /// @notice A report was filed.
    /// @param id Its number.
    /// @param term Number of the term; 0 = before term 1.
    /// @param author The seat that files.
    /// @param table The term whose table files: `term`, or a later one in its place.
    /// @param text Hash of the text.
    /// @param attested The figures that the table vouches for.
    /// @param journalHead Head of the books when it was filed.
    /// @param journalCount Entries in the books when it was filed.
    event ReportFiled(
        uint32 indexed id,
        uint32 indexed term,
        uint32 indexed author,
        uint32 table,
        bytes32 text,
        Attested attested,
        bytes32 journalHead,
        uint64 journalCount
    );
    /// @notice A seat said its word.
    /// @param id Its number.
    /// @param seat Number of the seat.
    /// @param agrees Whether the seat agrees.
    /// @param reason Hash of a text; 0 = none.
    event ReportSigned(uint32 indexed id, uint32 indexed seat, bool agrees, bytes32 reason);
    /// @notice Enough have agreed.
    /// @param id Its number.
    /// @param term Number of the term; 0 = before term 1.
    event ReportStands(uint32 indexed id, uint32 indexed term);

    /// @notice The term runs until `end`.
    /// @param term Number of the term; 0 = before term 1.
    /// @param end UTC seconds, the first one after it.
    error TermNotOver(uint32 term, uint48 end);
    /// @notice `seat` did not sit at this term's table.
    /// @param seat Number of the seat.
    /// @param term Number of the term; 0 = before term 1.
    error NotSeatedInTerm(uint32 seat, uint32 term);
    /// @notice Report `report` of this term stands: only who sat at its own table may correct it.
    /// @param term Number of the term; 0 = before term 1.
    /// @param report Number of the report.
    error TermReportedAlready(uint32 term, uint32 report);
    /// @notice Of those who still have their seat `agreeing` agree with the report; `needed` must.
    /// @param report Number of the report.
    /// @param agreeing How many agree.
    /// @param needed What it takes.
    error AgreementsMissing(uint32 report, uint256 agreeing, uint256 needed);
    /// @notice The report stands.
    /// @param report Number of the report.
    error ReportStandsAlready(uint32 report);
    /// @notice There is no such report.
    /// @param id Its number.
    error UnknownReport(uint32 id);
    /// @notice `seat` has said its word on this report.
    /// @param report Number of the report.
    /// @param seat Number of the seat.
    error SignedAlready(uint32 report, uint32 seat);
    /// @notice Whoever dissents says why.
    /// @param report Number of the report.
    /// @param seat Number of the seat.
    error DissentNeedsReason(uint32 report, uint32 seat);

    /// @notice Files the report of a term that is over. Who sat at its table when it ended and has the seat still; from
    /// `IN_THEIR_PLACE_AFTER` on the sitting table too, as long as no report of the term's own stands. Filing is not
    /// agreeing. Emits `ReportFiled`.
    /// @param filing The message.
    /// @param signature The seat's, over the message (EIP-712); empty if its owner calls.
    /// @return id Number of the report.
    function file(Filing calldata filing, bytes calldata signature) external returns (uint32 id);

    /// @notice Agrees, or dissents with a reason. Who sits or sat at the table that filed it, once. Emits `ReportSigned`,
    /// perhaps `ReportStands`.
    /// @param signing The message.
    /// @param signature The seat's, over the message (EIP-712); empty if its owner calls.
    function sign(Signing calldata signing, bytes calldata signature) external;

    /// @notice Writes that a report stands: seats were given up since, and of those that are left enough agree. Anybody.
    /// Emits `ReportStands`.
    /// @param report Number of the report.
    function letStand(uint32 report) external;

    /// @notice At most `count` reports from number `first` (≥ 1) on; the list ends with the last one.
    /// @param first Number of the first one, from 1.
    /// @param count How many at most.
    /// @return The page that was asked for.
    function reports(uint32 first, uint32 count) external view returns (Report[] memory);

    /// @notice How many reports there are.
    /// @return How many.
    function reportCount() external view returns (uint32);

    /// @notice The newest report of a term; 0 = none.
    /// @param term Number of the term; 0 = before term 1.
    /// @return id Its number.
    function latestOf(uint32 term) external view returns (uint32 id);

    /// @notice The report of a term that counts: the newest that stands, its own table's before another's; 0 = none.
    /// @param term Number of the term; 0 = before term 1.
    /// @return id Its number.
    function standingOf(uint32 term) external view returns (uint32 id);

    /// @notice Everybody's word on a report, in order of arrival.
    /// @param report Number of the report.
    /// @return In order of arrival.
    function signaturesOf(uint32 report) external view returns (Signature[] memory);

    /// @notice The books' figures of a term: what a report filed now would say.
    /// @param term Number of the term; 0 = before term 1.
    /// @return The figures.
    function provedOf(uint32 term) external view returns (Proved memory);

    /// @notice Whether the last ended term that had a table has no standing report `DUE_AFTER` its end, though somebody who
    /// could give it still has the seat.
    /// @return True if so.
    function isOverdue() external view returns (bool);

    /// @notice Seconds after a term's end in which its report is due.
    /// @return In seconds.
    function DUE_AFTER() external view returns (uint48);

    /// @notice Seconds after a term's end from which the sitting table may file it.
    /// @return In seconds.
    function IN_THEIR_PLACE_AFTER() external view returns (uint48);
}
