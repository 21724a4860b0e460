// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Bits} from "../lib/Bits.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IShare} from "../membership/IShare.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IBudgets} from "./IBudgets.sol";
import {IJournal} from "./IJournal.sol";
import {IReports} from "./IReports.sol";

/// @title Reports
contract Reports is IReports, Housed, SignedCalls {
    /// @dev What only the filing knows. Figures of the term's end are not kept twice: an entry is always of the running
    /// term, so the books of an ended one say the same for ever.
    struct StoredReport {
        uint32 term;
        uint32 table; // the term whose table files and signs
        uint32 author;
        bool stands;
        uint16 agreed;
        uint16 dissented;
        uint48 filedAt; // UTC seconds
        uint32 blockNumber;
        uint64 journalCount;
        bytes32 journalHead;
        bytes32 text;
        Attested attested;
    }

    /// @dev What a seat said of a report.
    enum Word {
        Nothing,
        Agrees,
        Dissents
    }

    /// @dev Those who speak for a table: they held a chair in its term's last second, or do while it runs. Bit i of `gone`:
    /// the i-th has given up the seat since.
    struct Speakers {
        uint32[] seats;
        uint256 gone;
    }

    /// @inheritdoc IReports
    uint48 public constant DUE_AFTER = 21 days;
    /// @inheritdoc IReports
    uint48 public constant IN_THEIR_PLACE_AFTER = 35 days;

    /// @dev A house that had no table for so many terms has no one left whose report could be overdue.
    uint32 private constant TERMS_LOOKED_BACK = 6;

    bytes32 private constant FILING_TYPEHASH = keccak256(
        "Filing(uint32 term,uint32 seat,uint32 epoch,uint128 cashSales,uint128 payroll,uint128 goods,uint128 bankBalance,bytes32 text,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant SIGNING_TYPEHASH = keccak256(
        "Signing(uint32 report,uint32 seat,uint32 epoch,bool agrees,bytes32 reason,uint48 deadline)"
    );

    IShare private immutable _share;
    IRoster private immutable _roster;
    IJournal private immutable _journal;
    IBudgets private immutable _budgets;

    uint32 private _count;
    mapping(uint32 id => StoredReport) private _reports;
    mapping(uint32 term => uint32 id) private _latest;
    mapping(uint32 term => uint32 id) private _standing;
    mapping(uint32 id => Signature[]) private _signatures;
    mapping(uint32 id => mapping(uint32 seat => Word)) private _said;

    constructor(
        IRegistry registry_,
        IShare share,
        IRoster roster,
        IJournal journal,
        IBudgets budgets
    ) Housed(registry_) EIP712("Runde Reports", "1") {
        _share = share;
        _roster = roster;
        _journal = journal;
        _budgets = budgets;
    }

    /// @inheritdoc IReports
    function file(Filing calldata filing, bytes calldata signature) external returns (uint32 id) {
        // Check:
        _requireWord(filing.seat, filing.epoch, _hashOf(filing), filing.deadline, signature);
        _useNonce(_subject(filing.seat, _topic("file:", filing.term)), filing.nonce);
        uint32 table = _tableToFile(filing.term, filing.seat);
        _requireOwnToCorrect(filing.term, table);
        // Effect:
        id = ++_count;
        _latest[filing.term] = id;
        bytes32 head = _journal.journalHead();
        uint64 count = _journal.journalCount();
        Attested memory attested = Attested(filing.cashSales, filing.payroll, filing.goods, filing.bankBalance);
        StoredReport storage kept = _reports[id];
        kept.term = filing.term;
        kept.table = table;
        kept.author = filing.seat;
        kept.filedAt = uint48(block.timestamp);
        kept.blockNumber = uint32(block.number);
        kept.journalCount = count;
        kept.journalHead = head;
        kept.text = filing.text;
        kept.attested = attested;
        emit ReportFiled(id, filing.term, filing.seat, table, filing.text, attested, head, count);
    }

    function _hashOf(Filing calldata filing) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    FILING_TYPEHASH,
                    filing.term,
                    filing.seat,
                    filing.epoch,
                    filing.cashSales,
                    filing.payroll,
                    filing.goods,
                    filing.bankBalance,
                    filing.text,
                    filing.nonce,
                    filing.deadline
                )
            );
    }

    /// @dev It is the word of whoever owns the seat now.
    function _requireWord(
        uint32 seat,
        uint32 epoch,
        bytes32 structHash,
        uint48 deadline,
        bytes calldata signature
    ) private view {
        (address owner, uint32 present) = _share.signerOf(seat);
        _requireSigned(owner, structHash, deadline, signature);
        _requireEpoch(seat, epoch, present);
    }

    /// @dev The table for which `seat` files: the ended term's own, or the sitting one once that is late.
    function _tableToFile(uint32 term, uint32 seat) private view returns (uint32 table) {
        uint48 nowAt = uint48(block.timestamp);
        uint48 end = term == 0 ? 0 : _roster.calendar(term).end;
        if (nowAt < end) revert TermNotOver(term, end);
        if (term == 0) revert NotSeatedInTerm(seat, term);
        if (_speaks(_speakersOf(term), seat)) return term;
        table = nowAt < end + IN_THEIR_PLACE_AFTER ? 0 : _sittingTable(nowAt);
        if (table == 0 || !_speaks(_speakersOf(table), seat)) revert NotSeatedInTerm(seat, term);
    }

    /// @dev The term whose table sits or takes care now; 0 = nobody has for long.
    function _sittingTable(uint48 nowAt) private view returns (uint32) {
        (, bool caretakers) = _roster.tableAt(nowAt);
        uint32 present = _roster.termAt(nowAt);
        if (!caretakers) return present;
        for (uint32 back = 1; back <= TERMS_LOOKED_BACK && back < present; ++back) {
            if (_roster.seatedAt(present - back) != 0) return present - back;
        }
        return 0;
    }

    function _speakersOf(uint32 table) private view returns (Speakers memory s) {
        s.seats = _roster.tableOf(table);
        uint48 nowAt = uint48(block.timestamp);
        uint48 end = _roster.calendar(table).end;
        s.gone = _share.changedSince(s.seats, end < nowAt ? end : nowAt);
    }

    function _speaks(Speakers memory s, uint32 seat) private pure returns (bool) {
        for (uint256 i = 0; i < s.seats.length; ++i) if (s.seats[i] == seat) return (s.gone >> i) & 1 == 0;
        return false;
    }

    /// @dev A report of the term's own table that stands is corrected by that table only.
    function _requireOwnToCorrect(uint32 term, uint32 table) private view {
        uint32 standing = _standing[term];
        if (table != term && standing != 0 && _reports[standing].table == term) {
            revert TermReportedAlready(term, standing);
        }
    }

    /// @inheritdoc IReports
    function sign(Signing calldata signing, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(
                SIGNING_TYPEHASH,
                signing.report,
                signing.seat,
                signing.epoch,
                signing.agrees,
                signing.reason,
                signing.deadline
            )
        );
        // Check:
        (uint32 id, uint32 seat) = (signing.report, signing.seat);
        StoredReport storage kept = _known(id);
        _requireWord(seat, signing.epoch, structHash, signing.deadline, signature);
        Speakers memory speakers = _speakersOf(kept.table);
        if (!_speaks(speakers, seat)) revert NotSeatedInTerm(seat, kept.table);
        if (_said[id][seat] != Word.Nothing) revert SignedAlready(id, seat);
        if (!signing.agrees && signing.reason == 0) revert DissentNeedsReason(id, seat);
        _requireOwnToCorrect(kept.term, kept.table);
        // Effect:
        _said[id][seat] = signing.agrees ? Word.Agrees : Word.Dissents;
        _signatures[id].push(Signature(seat, signing.agrees, uint48(block.timestamp), signing.reason));
        emit ReportSigned(id, seat, signing.agrees, signing.reason);
        if (!signing.agrees) {
            kept.dissented += 1;
            return;
        }
        kept.agreed += 1;
        uint256 needed = _neededOf(speakers);
        // Only the last one needs to know what has become of the others.
        if (kept.stands || kept.agreed < needed || _agreeing(id, speakers) < needed) return;
        _stand(id, kept);
    }

    function _known(uint32 id) private view returns (StoredReport storage kept) {
        kept = _reports[id];
        if (kept.filedAt == 0) revert UnknownReport(id);
    }

    /// @dev More than half of those who are left, at most what lane B needs.
    function _neededOf(Speakers memory s) private view returns (uint256) {
        return Math.min(_left(s) / 2 + 1, registry.figure(IRegistry.Figure.Approvals));
    }

    function _left(Speakers memory s) private pure returns (uint256) {
        return s.seats.length - Bits.ones(s.gone);
    }

    /// @dev How many of those who are left agree.
    function _agreeing(uint32 id, Speakers memory s) private view returns (uint256 agreeing) {
        for (uint256 i = 0; i < s.seats.length; ++i) {
            if ((s.gone >> i) & 1 == 0 && _said[id][s.seats[i]] == Word.Agrees) ++agreeing;
        }
    }

    /// @dev Of several that stand the newest counts, but the word of the term's own table always before another's.
    function _stand(uint32 id, StoredReport storage kept) private {
        kept.stands = true;
        uint32 standing = _standing[kept.term];
        bool firstOfItsOwn = kept.table == kept.term && _reports[standing].table != kept.term;
        if (id > standing || firstOfItsOwn) _standing[kept.term] = id;
        emit ReportStands(id, kept.term);
    }

    /// @inheritdoc IReports
    function letStand(uint32 report) external {
        // Check:
        StoredReport storage kept = _known(report);
        if (kept.stands) revert ReportStandsAlready(report);
        _requireOwnToCorrect(kept.term, kept.table);
        Speakers memory speakers = _speakersOf(kept.table);
        uint256 agreeing = _agreeing(report, speakers);
        uint256 needed = _neededOf(speakers);
        if (agreeing < needed) revert AgreementsMissing(report, agreeing, needed);
        // Effect:
        _stand(report, kept);
    }

    /// @inheritdoc IReports
    function reports(uint32 first, uint32 count) external view returns (Report[] memory page) {
        page = new Report[](Pages.size(first, count, _count));
        for (uint32 i = 0; i < page.length; ++i) page[i] = _read(first + i);
    }

    function _read(uint32 id) private view returns (Report memory r) {
        StoredReport storage kept = _reports[id];
        r.id = id;
        r.term = kept.term;
        r.author = kept.author;
        r.table = kept.table;
        r.text = kept.text;
        r.agreed = kept.agreed;
        r.dissented = kept.dissented;
        r.needed = uint16(_neededOf(_speakersOf(kept.table)));
        r.stands = kept.stands;
        uint32 standing = _standing[kept.term];
        r.superseded = standing > id || (kept.stands && standing != id);
        r.attested = kept.attested;
        r.proved = _figures(kept.term);
        r.proved.journalHead = kept.journalHead;
        r.proved.journalCount = kept.journalCount;
        r.proved.filedAt = kept.filedAt;
        r.proved.blockNumber = kept.blockNumber;
    }

    /// @dev The books at the term's end.
    function _figures(uint32 term) private view returns (Proved memory p) {
        p.openingCash = _journal.closing(term - 1, Accounts.CASH);
        p.closingCash = _journal.closing(term, Accounts.CASH);
        p.vouchersOwed = -_journal.closing(term, Accounts.VOUCHERS_OWED);
        p.donations = -_journal.balanceIn(term, Accounts.DONATIONS);
        p.members = _share.liveSeatsAt(_roster.calendar(term).end);
        IBudgets.Line[] memory lines = _budgets.lines(term);
        p.spending = new Spending[](lines.length);
        for (uint256 i = 0; i < lines.length; ++i) {
            uint16 category = lines[i].category;
            p.spending[i] = Spending({
                category: category,
                limit: lines[i].limit,
                inBudget: lines[i].spent,
                booked: _journal.balanceIn(term, category)
            });
        }
    }

    /// @inheritdoc IReports
    function provedOf(uint32 term) external view returns (Proved memory p) {
        uint48 end = term == 0 ? 0 : _roster.calendar(term).end;
        if (term == 0 || block.timestamp < end) revert TermNotOver(term, end);
        p = _figures(term);
        p.journalHead = _journal.journalHead();
        p.journalCount = _journal.journalCount();
        p.filedAt = uint48(block.timestamp);
        p.blockNumber = uint32(block.number);
    }

    /// @inheritdoc IReports
    function reportCount() external view returns (uint32) {
        return _count;
    }

    /// @inheritdoc IReports
    function latestOf(uint32 term) external view returns (uint32) {
        return _latest[term];
    }

    /// @inheritdoc IReports
    function standingOf(uint32 term) external view returns (uint32) {
        return _standing[term];
    }

    /// @inheritdoc IReports
    function signaturesOf(uint32 report) external view returns (Signature[] memory) {
        return _signatures[report];
    }

    /// @inheritdoc IReports
    function isOverdue() external view returns (bool) {
        uint32 present = _roster.termAt(uint48(block.timestamp));
        for (uint32 back = 1; back <= TERMS_LOOKED_BACK && back < present; ++back) {
            uint32 term = present - back;
            if (_roster.seatedAt(term) == 0) continue;
            if (block.timestamp <= _roster.calendar(term).end + DUE_AFTER || _standing[term] != 0) return false;
            // If all of them have given up their seats, nobody is left to ask.
            return _left(_speakersOf(term)) != 0;
        }
        return false;
    }
}
