// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Bits} from "../lib/Bits.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IShare} from "../membership/IShare.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IBudgets} from "./IBudgets.sol";
import {ITreasury} from "./ITreasury.sol";

/// @title Requests for payment
/// @notice The half of the treasury that moves no money: who asks for a payment, and who of the table says yes to it.
abstract contract PaymentRequests is ITreasury, Housed, SignedCalls {
    using SafeCast for uint256;

    /// @dev A request as it is kept, four slots; what changes stands in one. Lapsing is not written: the term says it.
    struct StoredRequest {
        uint32 approvals; // bit = index in chairsOf(term)
        RequestState state;
        uint48 paidAt; // UTC seconds
        uint64 entry;
        uint32 term;
        uint48 requestedAt; // UTC seconds
        uint16 category;
        address payee;
        uint96 amount; // smallest unit
        address proposer;
        uint32 proposerSeat;
        bytes32 ref;
    }

    /// @dev Who is in office at this moment, in bits as `StoredRequest.approvals` has them, and who of them may not approve.
    /// Caretakers have no bit: they sit at no table of the running term.
    struct TableNow {
        uint256 inOffice;
        uint256[4] eightSeats; // the term's list, 32 bits a seat
        address payee;
        address proposer;
        uint32 proposerSeat; // when asking
    }

    bytes32 private constant PAYMENT_REQUEST_TYPEHASH = keccak256(
        "PaymentRequest(address proposer,address payee,uint128 amount,uint16 category,bytes32 ref,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant REQUEST_WITHDRAWAL_TYPEHASH = keccak256(
        "RequestWithdrawal(uint64 request,uint48 deadline)"
    );
    bytes32 private constant APPROVAL_TYPEHASH = keccak256("Approval(uint64 request,uint32 seat,uint48 deadline)");

    IShare private immutable _share;
    IRoster private immutable _roster;
    IBudgets internal immutable _budgets;
    address internal immutable _operator;
    uint96 internal immutable _voteThreshold;
    uint8 internal immutable _approvalsNeeded;

    uint64 private _count;
    mapping(uint64 id => StoredRequest) private _requests;

    constructor(IShare share, IRoster roster, IBudgets budgets) EIP712("Runde Treasury", "1") {
        _share = share;
        _roster = roster;
        _budgets = budgets;
        _operator = registry.operator();
        _voteThreshold = registry.figure(IRegistry.Figure.VoteThreshold).toUint96();
        _approvalsNeeded = uint8(registry.figure(IRegistry.Figure.Approvals));
    }

    /// @inheritdoc ITreasury
    function request(address payee, uint128 amount, uint16 category, bytes32 ref) external returns (uint64 id) {
        return _request(msg.sender, payee, amount, category, ref);
    }

    /// @inheritdoc ITreasury
    function requestBySig(PaymentRequest calldata wish, bytes calldata signature) external returns (uint64 id) {
        bytes32 structHash = keccak256(
            abi.encode(
                PAYMENT_REQUEST_TYPEHASH,
                wish.proposer,
                wish.payee,
                wish.amount,
                wish.category,
                wish.ref,
                wish.nonce,
                wish.deadline
            )
        );
        _requireSigned(wish.proposer, structHash, wish.deadline, signature);
        _useNonce(_subject(uint160(wish.proposer), "request"), wish.nonce);
        return _request(wish.proposer, wish.payee, wish.amount, wish.category, wish.ref);
    }

    function _request(
        address proposer,
        address payee,
        uint128 amount,
        uint16 category,
        bytes32 ref
    ) private returns (uint64 id) {
        // Check:
        uint48 nowAt = uint48(block.timestamp);
        uint32 term = _roster.termAt(nowAt);
        if (term == 0) revert LaneBClosed();
        uint32 seat = _share.seatOf(proposer);
        if (proposer != _operator && (seat == 0 || !_roster.isOverseer(seat, nowAt))) revert NotAProposer(proposer);
        _requirePayment(payee, amount, category);
        if (amount > _voteThreshold) revert OverVoteThreshold(amount, _voteThreshold);
        // Effect:
        id = ++_count;
        StoredRequest storage kept = _requests[id];
        kept.payee = payee;
        kept.category = category;
        kept.term = term;
        kept.requestedAt = nowAt;
        kept.amount = uint96(amount);
        kept.proposerSeat = seat;
        kept.proposer = proposer;
        kept.ref = ref;
        emit PaymentRequested(id, proposer, payee, amount, category, term, ref);
    }

    function _requirePayment(address payee, uint128 amount, uint16 category) internal view {
        if (payee == address(0) || payee == address(this)) revert NotAPayee(payee);
        if (amount == 0) revert PaymentOfNothing();
        if (!Accounts.isCategory(category)) revert IBudgets.NotACategory(category);
    }

    /// @inheritdoc ITreasury
    function withdrawRequest(uint64 id) external {
        _withdraw(id, msg.sender);
    }

    /// @inheritdoc ITreasury
    function withdrawRequestBySig(RequestWithdrawal calldata withdrawal, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(REQUEST_WITHDRAWAL_TYPEHASH, withdrawal.request, withdrawal.deadline)
        );
        address proposer = _known(withdrawal.request).proposer;
        _requireSigned(proposer, structHash, withdrawal.deadline, signature);
        _withdraw(withdrawal.request, proposer);
    }

    function _withdraw(uint64 id, address caller) private {
        // Check:
        StoredRequest storage kept = _running(id, _roster.termAt(uint48(block.timestamp)));
        if (caller != kept.proposer) revert NotTheProposer(id, kept.proposer, caller);
        // Effect:
        bool wasReserved = kept.state == RequestState.Approved;
        kept.state = RequestState.Withdrawn;
        emit RequestWithdrawn(id);
        if (wasReserved) _budgets.release(kept.term, kept.category, kept.amount);
    }

    function _known(uint64 id) private view returns (StoredRequest storage kept) {
        kept = _requests[id];
        if (kept.requestedAt == 0) revert UnknownRequest(id);
    }

    /// @dev A request that can still be approved, paid or withdrawn.
    function _running(uint64 id, uint32 present) private view returns (StoredRequest storage kept) {
        kept = _known(id);
        RequestState state = _stateOf(kept, present);
        if (state != RequestState.Open && state != RequestState.Approved) revert RequestClosed(id, state);
    }

    function _stateOf(StoredRequest storage kept, uint32 present) private view returns (RequestState) {
        RequestState state = kept.state;
        bool isOver = kept.term != present && (state == RequestState.Open || state == RequestState.Approved);
        return isOver ? RequestState.Lapsed : state;
    }

    /// @inheritdoc ITreasury
    function approve(uint64 id) external {
        _approve(id, _share.seatOf(msg.sender), msg.sender);
    }

    /// @inheritdoc ITreasury
    function approveBySig(Approval calldata approval, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(APPROVAL_TYPEHASH, approval.request, approval.seat, approval.deadline)
        );
        address owner = _share.ownerOf(approval.seat);
        _requireSigned(owner, structHash, approval.deadline, signature);
        _approve(approval.request, approval.seat, owner);
    }

    function _approve(uint64 id, uint32 seat, address owner) private {
        // Check:
        (StoredRequest storage kept, TableNow memory table) = _before(id);
        uint32 bit = _bitOf(table, id, seat, owner);
        uint32 approvals = kept.approvals;
        if (approvals & bit != 0) revert ApprovedAlready(id, seat);
        // Effect:
        approvals |= bit;
        kept.approvals = approvals;
        emit RequestApproved(id, seat);
        // Only the last one needs to know what has become of the others.
        if (Bits.ones(approvals) < _approvalsNeeded || kept.state != RequestState.Open) return;
        if (_approvers(table, kept) >= _approvalsNeeded) _reserve(id, kept);
    }

    function _reserve(uint64 id, StoredRequest storage kept) internal {
        kept.state = RequestState.Approved;
        emit RequestReserved(id, kept.amount);
        _budgets.reserve(kept.term, kept.category, kept.amount);
    }

    /// @dev A running request and the table before which it lies.
    function _before(uint64 id) internal view returns (StoredRequest storage kept, TableNow memory table) {
        uint32 present;
        (present, table.inOffice, table.eightSeats) = _roster.officeNow();
        kept = _running(id, present);
        table.payee = kept.payee;
        table.proposer = kept.proposer;
        table.proposerSeat = kept.proposerSeat;
    }

    /// @dev The bit of a seat's line, if it is in office; 0 = it is not.
    function _lineOf(TableNow memory table, uint32 seat) private pure returns (uint256) {
        if (seat == 0) return 0;
        uint256 left = table.inOffice;
        for (uint256 word = 0; left != 0; ++word) {
            uint256 seats = table.eightSeats[word];
            for (uint256 bit = 1 << (word << 3); seats != 0; bit <<= 1) {
                if (uint32(seats) == seat) return bit & table.inOffice;
                seats >>= 32;
            }
            left >>= 8;
        }
        return 0;
    }

    /// @dev The bit of a seat that may approve.
    function _bitOf(TableNow memory table, uint64 id, uint32 seat, address owner) private pure returns (uint32) {
        uint256 bit = _lineOf(table, seat);
        if (bit == 0) revert NotInOfficeForPayments(seat);
        if (owner == table.payee) revert ApproverIsPayee(id, seat);
        if (owner == table.proposer || seat == table.proposerSeat) revert ApproverIsProposer(id, seat);
        // A list has at most 32 lines.
        return uint32(bit);
    }

    /// @dev How many of those who approved are in office now, and neither proposer nor payee: either may have got a seat
    /// since.
    function _approvers(TableNow memory table, StoredRequest storage kept) internal view returns (uint256) {
        uint256 without = _lineOf(table, table.proposerSeat) | _lineOf(table, _share.seatOf(table.proposer));
        without |= _lineOf(table, _share.seatOf(table.payee));
        return Bits.ones(kept.approvals & table.inOffice & ~without);
    }

    /// @dev Adds the approvals of those who signed, and answers how many approvals count now.
    function _collect(
        uint64 id,
        StoredRequest storage kept,
        TableNow memory table,
        Approval[] calldata approvals,
        bytes[] calldata signatures
    ) internal returns (uint256 counting) {
        // Check:
        if (approvals.length != signatures.length) revert ApprovalListsDiffer(approvals.length, signatures.length);
        uint32 bits = kept.approvals;
        for (uint256 i = 0; i < approvals.length; ++i) {
            Approval calldata a = approvals[i];
            if (a.request != id) revert ApprovalForAnother(id, a.request);
            address owner = _share.ownerOf(a.seat);
            uint32 bit = _bitOf(table, id, a.seat, owner);
            // Somebody may have brought it on its own meanwhile.
            if (bits & bit != 0) continue;
            bytes32 structHash = keccak256(abi.encode(APPROVAL_TYPEHASH, a.request, a.seat, a.deadline));
            _requireSigned(owner, structHash, a.deadline, signatures[i]);
            bits |= bit;
            ++counting;
            emit RequestApproved(id, a.seat);
        }
        // Effect:
        kept.approvals = bits;
        // Who signs now is neither proposer nor payee; who approved before may have become it since.
        if (counting < _approvalsNeeded) counting = _approvers(table, kept);
    }

    /// @inheritdoc ITreasury
    function requests(uint64 first, uint64 count) external view returns (Request[] memory page) {
        uint32 present = _roster.termAt(uint48(block.timestamp));
        page = new Request[](Pages.size(first, count, _count));
        for (uint64 i = 0; i < page.length; ++i) page[i] = _read(first + i, present);
    }

    function _read(uint64 id, uint32 present) private view returns (Request memory r) {
        StoredRequest storage kept = _requests[id];
        r.id = id;
        r.payee = kept.payee;
        r.amount = kept.amount;
        r.category = kept.category;
        r.term = kept.term;
        r.requestedAt = kept.requestedAt;
        r.ref = kept.ref;
        r.proposer = kept.proposer;
        r.proposerSeat = kept.proposerSeat;
        r.approvals = kept.approvals;
        r.state = _stateOf(kept, present);
        r.paidAt = kept.paidAt;
        r.entry = kept.entry;
    }

    /// @inheritdoc ITreasury
    function requestCount() external view returns (uint64) {
        return _count;
    }
}
