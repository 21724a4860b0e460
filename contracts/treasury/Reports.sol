// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IShare} from "../membership/IShare.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IBudgets} from "./IBudgets.sol";
import {IJournal} from "./IJournal.sol";
import {IReports} from "./IReports.sol";
import {ITreasury} from "./ITreasury.sol";

/// @title Reports
contract Reports is IReports, Housed, SignedCalls {
    /// @dev What only the filing knows. Figures of the term's end are not kept twice: an entry is always of the running
    /// term, so the books of an ended one say the same for ever.
    struct StoredReport {
        uint32 term;
        uint32 author;
        bool inTheirPlace;
        uint16 agreed;
        uint16 dissented;
        uint48 filedAt; // UTC seconds
        uint32 blockNumber;
        uint64 journalCount;
        bytes32 journalHead;
        bytes32 text;
        Attested attested;
    }

    /// @inheritdoc IReports
    uint48 public constant DUE_AFTER = 21 days;
    /// @inheritdoc IReports
    uint48 public constant IN_THEIR_PLACE_AFTER = 35 days;

    /// @dev A house that had no table for so many terms has no one left whose report could be overdue.
    uint32 private constant TERMS_LOOKED_BACK = 6;

    bytes32 private constant FILING_TYPEHASH = keccak256(
        "Filing(uint32 term,uint32 seat,uint128 cashSales,uint128 payroll,uint128 goods,uint128 bankBalance,bytes32 text,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant SIGNING_TYPEHASH = keccak256(
        "Signing(uint32 report,uint32 seat,bool agrees,bytes32 reason,uint64 nonce,uint48 deadline)"
    );

    IShare private immutable _share;
    IRoster private immutable _roster;
    IJournal private immutable _journal;
    IBudgets private immutable _budgets;
    uint256 private immutable _needed;

    uint32 private _count;
    mapping(uint32 id => StoredReport) private _reports;
    mapping(uint32 term => uint32 id) private _latest;
    mapping(uint32 term => uint32 id) private _standing;
    mapping(uint32 id => Signature[]) private _signatures;
    mapping(uint32 id => mapping(uint32 seat => bool)) private _hasSigned;

    constructor(
        IRegistry registry_,
        IShare share,
        IRoster roster,
        IJournal journal,
        IBudgets budgets,
        ITreasury treasury
    ) Housed(registry_) EIP712("Runde Reports", "1") {
        _share = share;
        _roster = roster;
        _journal = journal;
        _budgets = budgets;
        _needed = treasury.terms().approvalsNeeded;
    }

    /// @inheritdoc IReports
    function file(uint32 term, Attested calldata attested, bytes32 text) external returns (uint32 id) {
        return _file(term, _share.seatOf(msg.sender), attested, text);
    }

    /// @inheritdoc IReports
    function fileBySig(Filing calldata filing, bytes calldata signature) external returns (uint32 id) {
        bytes32 structHash = keccak256(
            abi.encode(
                FILING_TYPEHASH,
                filing.term,
                filing.seat,
                filing.cashSales,
                filing.payroll,
                filing.goods,
                filing.bankBalance,
                filing.text,
                filing.nonce,
                filing.deadline
            )
        );
        _requireSigned(_share.ownerOf(filing.seat), structHash, filing.deadline, signature);
        _useNonce(_subject(filing.seat, _topic("file:", filing.term)), filing.nonce);
        return
            _file(
                filing.term,
                filing.seat,
                Attested(filing.cashSales, filing.payroll, filing.goods, filing.bankBalance),
                filing.text
            );
    }

    function _file(uint32 term, uint32 seat, Attested memory attested, bytes32 text) private returns (uint32 id) {
        // Check:
        bool inTheirPlace = _requireSeated(term, seat);
        uint32 standing = _standing[term];
        if (inTheirPlace && standing != 0) revert TermReportedAlready(term, standing);
        // Effect:
        id = ++_count;
        _latest[term] = id;
        bytes32 head = _journal.journalHead();
        uint64 count = _journal.journalCount();
        _reports[id] = StoredReport({
            term: term,
            author: seat,
            inTheirPlace: inTheirPlace,
            agreed: 0,
            dissented: 0,
            filedAt: uint48(block.timestamp),
            blockNumber: uint32(block.number),
            journalCount: count,
            journalHead: head,
            text: text,
            attested: attested
        });
        emit ReportFiled(id, term, seat, inTheirPlace, text, attested, head, count);
    }

    /// @dev Whether `seat` speaks for an ended term: at its own table, or at the sitting one when that is late.
    function _requireSeated(uint32 term, uint32 seat) private view returns (bool inTheirPlace) {
        uint48 nowAt = uint48(block.timestamp);
        uint48 end = term == 0 ? 0 : _roster.calendar(term).end;
        if (nowAt < end) revert TermNotOver(term, end);
        if (seat == 0 || term == 0) revert NotSeatedInTerm(seat, term);
        if (_contains(_roster.tableOf(term), seat)) return false;
        if (nowAt < end + IN_THEIR_PLACE_AFTER) revert NotSeatedInTerm(seat, term);
        (uint32[] memory sitting, ) = _roster.tableAt(nowAt);
        if (!_contains(sitting, seat)) revert NotSeatedInTerm(seat, term);
        return true;
    }

    function _contains(uint32[] memory seats, uint32 seat) private pure returns (bool) {
        for (uint256 i = 0; i < seats.length; ++i) if (seats[i] == seat) return true;
        return false;
    }

    /// @inheritdoc IReports
    function sign(uint32 report, bool agrees, bytes32 reason) external {
        _sign(report, _share.seatOf(msg.sender), agrees, reason);
    }

    /// @inheritdoc IReports
    function signBySig(Signing calldata signing, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(
                SIGNING_TYPEHASH,
                signing.report,
                signing.seat,
                signing.agrees,
                signing.reason,
                signing.nonce,
                signing.deadline
            )
        );
        _requireSigned(_share.ownerOf(signing.seat), structHash, signing.deadline, signature);
        _useNonce(_subject(signing.seat, _topic("sign:", signing.report)), signing.nonce);
        _sign(signing.report, signing.seat, signing.agrees, signing.reason);
    }

    function _sign(uint32 id, uint32 seat, bool agrees, bytes32 reason) private {
        // Check:
        StoredReport storage kept = _reports[id];
        if (kept.filedAt == 0) revert UnknownReport(id);
        _requireSeated(kept.term, seat);
        if (_hasSigned[id][seat]) revert SignedAlready(id, seat);
        if (!agrees && reason == 0) revert DissentNeedsReason(id, seat);
        // Effect:
        _hasSigned[id][seat] = true;
        _signatures[id].push(Signature(seat, agrees, uint48(block.timestamp), reason));
        emit ReportSigned(id, seat, agrees, reason);
        if (!agrees) {
            kept.dissented += 1;
            return;
        }
        kept.agreed += 1;
        if (kept.agreed != _needed) return;
        if (id > _standing[kept.term]) _standing[kept.term] = id;
        emit ReportStands(id, kept.term);
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
        r.inTheirPlace = kept.inTheirPlace;
        r.text = kept.text;
        r.agreed = kept.agreed;
        r.dissented = kept.dissented;
        r.stands = kept.agreed >= _needed;
        r.superseded = _standing[kept.term] > id;
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
            if (_roster.chairsOf(term).length == 0) continue;
            return block.timestamp > _roster.calendar(term).end + DUE_AFTER && _standing[term] == 0;
        }
        return false;
    }
}
