// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Accounts} from "../lib/Accounts.sol";
import {Bits} from "../lib/Bits.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IShare} from "../membership/IShare.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IBudgets} from "./IBudgets.sol";
import {IPayments} from "./IPayments.sol";
import {ITeam} from "./ITeam.sol";
import {ITreasury} from "./ITreasury.sol";

/// @title Requests for payment
/// @notice The half that has nothing paid: who asks for a payment, who of the table says yes to it, takes that back, or
/// closes it.
abstract contract PaymentRequests is IPayments, Housed, SignedCalls {
    /// @dev A request as it is kept, four slots; what changes stands in one, with 16 bits to spare for lane A's vetoes and for
    /// advances. Lapsing is not written: the term says it.
    struct StoredRequest {
        uint32 approvals; // bit = index in chairsOf(term)
        uint32 takenBack; // as approvals
        RequestState state;
        uint8 lane;
        uint48 paidAt; // UTC seconds
        uint64 entry;
        uint32 term; // 0 = no such request
        uint16 category;
        address payee;
        uint96 amount; // smallest unit
        address proposer;
        uint32 proposerSeat;
        uint48 requestedAt; // UTC seconds
        bytes32 ref;
    }

    /// @dev Who is in office at this moment, in bits as `StoredRequest.approvals` has them, and who of them may not approve.
    /// Caretakers have no bit: they sit at no table of the running term.
    struct TableNow {
        uint32 term;
        uint256 inOffice;
        uint256[4] eightSeats; // the term's list, 32 bits a seat
        uint256 needed; // approvals
        bool knowsParties; // they are looked up only where they can matter: a look at each costs 5 k gas
        uint256 parties; // the lines of proposer and payee, who do not approve
    }

    uint8 private constant LANE_B = 2;

    bytes32 private constant PAYMENT_REQUEST_TYPEHASH = keccak256(
        "PaymentRequest(address proposer,uint32 epoch,uint8 lane,address payee,uint128 amount,uint16 category,bytes32 ref,bytes32 documents,bytes32 order,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant REQUEST_WITHDRAWAL_TYPEHASH = keccak256(
        "RequestWithdrawal(uint64 request,uint32 epoch,uint48 deadline)"
    );
    bytes32 private constant APPROVAL_TYPEHASH = keccak256(
        "Approval(uint64 request,uint32 seat,uint32 epoch,uint48 deadline)"
    );
    bytes32 private constant APPROVAL_TAKEN_BACK_TYPEHASH = keccak256(
        "ApprovalTakenBack(uint64 request,uint32 seat,uint32 epoch,uint48 deadline)"
    );
    bytes32 private constant REQUEST_CLOSING_TYPEHASH = keccak256(
        "RequestClosing(uint64 request,uint32 seat,uint32 epoch,uint48 deadline)"
    );

    IShare private immutable _share;
    IEpochs private immutable _persons;
    IRoster private immutable _roster;
    ITeam private immutable _team;
    IBudgets internal immutable _budgets;
    ITreasury internal immutable _treasury;

    uint64 private _count;
    mapping(uint64 id => StoredRequest) private _requests;
    mapping(uint64 id => uint32[] seats) private _closers;

    constructor(IShare share, IEpochs persons, IRoster roster, IBudgets budgets, ITreasury treasury, ITeam team) {
        _share = share;
        _persons = persons;
        _roster = roster;
        _budgets = budgets;
        _treasury = treasury;
        _team = team;
    }

    // ---- asking ----------------------------------------------------------------------------------------------------

    /// @inheritdoc IPayments
    function request(PaymentRequest calldata wish, bytes calldata signature) external returns (uint64 id) {
        // Check:
        _requireAccount(wish.proposer, wish.epoch, _hashOf(wish), wish.deadline, signature);
        _useNonce(_subject(uint160(wish.proposer), "request"), wish.nonce);
        TableNow memory table = _tableNow();
        if (table.term == 0) revert LaneBClosed();
        uint32 seat = _share.seatOf(wish.proposer);
        bool mayAsk = _lineOf(table, seat) != 0 || _team.may(wish.proposer, ITeam.Right.AskForPayments);
        if (!mayAsk) revert NotAProposer(wish.proposer);
        _requireWish(wish);
        if (_isSmall(table)) {
            _setParties(table, seat, wish.proposer, wish.payee);
            _requireEnough(table);
        }
        return _keep(wish, table.term, seat);
    }

    function _keep(PaymentRequest calldata wish, uint32 term, uint32 seat) private returns (uint64 id) {
        // Effect:
        id = ++_count;
        StoredRequest storage kept = _requests[id];
        kept.lane = wish.lane;
        kept.term = term;
        kept.category = wish.category;
        kept.payee = wish.payee;
        kept.amount = uint96(wish.amount);
        kept.proposer = wish.proposer;
        kept.proposerSeat = seat;
        kept.requestedAt = uint48(block.timestamp);
        kept.ref = wish.ref;
        _tell(id, wish, term);
    }

    function _tell(uint64 id, PaymentRequest calldata w, uint32 term) private {
        emit PaymentRequested(id, w.proposer, w.payee, w.amount, w.category, term, w.ref, w.documents, w.order);
    }

    function _hashOf(PaymentRequest calldata wish) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    PAYMENT_REQUEST_TYPEHASH,
                    wish.proposer,
                    wish.epoch,
                    wish.lane,
                    wish.payee,
                    wish.amount,
                    wish.category,
                    wish.ref,
                    wish.documents,
                    wish.order,
                    wish.nonce,
                    wish.deadline
                )
            );
    }

    /// @dev It is the word of an account, of its present epoch.
    function _requireAccount(
        address account,
        uint32 epoch,
        bytes32 structHash,
        uint48 deadline,
        bytes calldata signature
    ) private view {
        _requireSigned(account, structHash, deadline, signature);
        _requireEpoch(uint160(account), epoch, _persons.epochOf(uint160(account)));
    }

    function _requireWish(PaymentRequest calldata wish) private view {
        if (wish.lane != LANE_B) revert LaneNotThere(wish.lane, LANE_B);
        _requireReachable(wish.payee);
        if (wish.amount == 0) revert ITreasury.PaymentOfNothing();
        if (!Accounts.isCategory(wish.category)) revert IBudgets.NotACategory(wish.category);
        uint256 threshold = _voteThreshold();
        if (wish.amount > threshold) revert OverVoteThreshold(wish.amount, threshold);
    }

    /// @dev At most what 96 bits hold.
    function _voteThreshold() internal view returns (uint256) {
        return registry.figure(IRegistry.Figure.VoteThreshold);
    }

    function _tableNow() private view returns (TableNow memory table) {
        (table.term, table.inOffice, table.eightSeats) = _roster.officeNow();
        table.needed = registry.figure(IRegistry.Figure.Approvals);
    }

    /// @dev Whether proposer and payee decide if enough are left: they are two at most.
    function _isSmall(TableNow memory table) private pure returns (bool) {
        return Bits.ones(table.inOffice) < table.needed + 2;
    }

    /// @dev Who asked for a payment or receives it does not approve it, whichever seat they have by now.
    function _setParties(TableNow memory table, uint32 proposerSeat, address proposer, address payee) private view {
        if (table.knowsParties) return;
        table.knowsParties = true;
        table.parties = _lineOf(table, proposerSeat) | _lineOf(table, _share.seatOf(proposer));
        table.parties |= _lineOf(table, _share.seatOf(payee));
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

    /// @dev With fewer than it takes nobody begins what cannot end: the members decide.
    function _requireEnough(TableNow memory table) private pure {
        uint256 mayApprove = Bits.ones(table.inOffice & ~table.parties);
        if (mayApprove < table.needed) revert TableTooSmall(mayApprove, table.needed);
    }

    /// @inheritdoc IPayments
    function withdrawRequest(RequestWithdrawal calldata withdrawal, bytes calldata signature) external {
        // Check:
        uint64 id = withdrawal.request;
        address proposer = _known(id).proposer;
        bytes32 structHash = keccak256(
            abi.encode(REQUEST_WITHDRAWAL_TYPEHASH, id, withdrawal.epoch, withdrawal.deadline)
        );
        _requireAccount(proposer, withdrawal.epoch, structHash, withdrawal.deadline, signature);
        StoredRequest storage kept = _running(id, _roster.termAt(uint48(block.timestamp)));
        // Effect:
        emit RequestWithdrawn(id);
        _end(kept, RequestState.Withdrawn);
    }

    function _known(uint64 id) private view returns (StoredRequest storage kept) {
        kept = _requests[id];
        if (kept.term == 0) revert UnknownRequest(id);
    }

    /// @dev A request that can still be approved, paid, closed or withdrawn.
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

    function _end(StoredRequest storage kept, RequestState state) private {
        bool wasReserved = kept.state == RequestState.Approved;
        kept.state = state;
        if (wasReserved) _budgets.release(kept.term, kept.category, kept.amount);
    }

    // ---- saying yes, and taking it back ------------------------------------------------------------------------------

    /// @inheritdoc IPayments
    function approve(Approval calldata approval, bytes calldata signature) external {
        // Check:
        (uint64 id, uint32 seat) = (approval.request, approval.seat);
        (StoredRequest storage kept, TableNow memory table) = _before(id);
        address owner = _requireSeat(seat, approval.epoch, _hashOf(approval), approval.deadline, signature);
        uint32 bit = _bitOf(table, id, seat, owner, kept);
        uint32 approvals = kept.approvals;
        if (approvals & bit != 0) revert ApprovedAlready(id, seat);
        if (kept.takenBack & bit != 0) revert ApprovalWasTakenBack(id, seat);
        // Effect:
        approvals |= bit;
        kept.approvals = approvals;
        emit RequestApproved(id, seat);
        // Only the last one needs to know what has become of the others.
        if (Bits.ones(approvals) < table.needed || kept.state != RequestState.Open) return;
        if (_counting(table, kept, approvals) >= table.needed) _reserveIfItFits(id, kept);
    }

    function _hashOf(Approval calldata a) private pure returns (bytes32) {
        return keccak256(abi.encode(APPROVAL_TYPEHASH, a.request, a.seat, a.epoch, a.deadline));
    }

    /// @dev It is the word of whoever owns the seat now, of its present epoch.
    function _requireSeat(
        uint32 seat,
        uint32 epoch,
        bytes32 structHash,
        uint48 deadline,
        bytes calldata signature
    ) private view returns (address owner) {
        uint32 present;
        (owner, present) = _share.signerOf(seat);
        _requireSigned(owner, structHash, deadline, signature);
        _requireEpoch(seat, epoch, present);
    }

    /// @dev A running request and the table before which it lies, with enough of it left to decide.
    function _before(uint64 id) internal view returns (StoredRequest storage kept, TableNow memory table) {
        table = _tableNow();
        kept = _running(id, table.term);
        if (!_isSmall(table)) return (kept, table);
        _setParties(table, kept.proposerSeat, kept.proposer, kept.payee);
        _requireEnough(table);
    }

    /// @dev The bit of a seat that may approve.
    function _bitOf(
        TableNow memory table,
        uint64 id,
        uint32 seat,
        address owner,
        StoredRequest storage kept
    ) private view returns (uint32) {
        uint256 bit = _lineOf(table, seat);
        if (bit == 0) revert NotInOfficeForPayments(seat);
        if (owner == kept.payee) revert ApproverIsPayee(id, seat);
        if (_isProposer(kept, seat, owner)) revert ApproverIsProposer(id, seat);
        // A list has at most 32 lines.
        return uint32(bit);
    }

    function _isProposer(StoredRequest storage kept, uint32 seat, address owner) private view returns (bool) {
        return owner == kept.proposer || seat == kept.proposerSeat;
    }

    /// @dev How many of those who approved are in office now, and neither proposer nor payee: either may have got a seat
    /// since.
    function _counting(
        TableNow memory table,
        StoredRequest storage kept,
        uint32 approvals
    ) internal view returns (uint256) {
        _setParties(table, kept.proposerSeat, kept.proposer, kept.payee);
        return Bits.ones(approvals & table.inOffice & ~table.parties);
    }

    /// @dev The approval that is enough must fit the budget and the money.
    function _reserveIfItFits(uint64 id, StoredRequest storage kept) private {
        Obstacle obstacle = _obstacleOf(kept);
        if (obstacle != Obstacle.None) {
            emit RequestHeldUp(id, obstacle);
            return;
        }
        _reserve(id, kept);
    }

    function _obstacleOf(StoredRequest storage kept) private view returns (Obstacle) {
        IBudgets.Line memory line = _budgets.line(kept.term, kept.category);
        uint256 amount = kept.amount;
        if (uint256(line.spent) + line.reserved + amount > line.limit) return Obstacle.Budget;
        return _treasury.isFree(amount) ? Obstacle.None : Obstacle.Money;
    }

    function _reserve(uint64 id, StoredRequest storage kept) internal {
        kept.state = RequestState.Approved;
        emit RequestReserved(id, kept.amount);
        _budgets.reserve(kept.term, kept.category, kept.amount);
    }

    /// @inheritdoc IPayments
    function takeBackApproval(ApprovalTakenBack calldata taking, bytes calldata signature) external {
        // Check:
        (uint64 id, uint32 seat) = (taking.request, taking.seat);
        TableNow memory table = _tableNow();
        StoredRequest storage kept = _running(id, table.term);
        bytes32 structHash = keccak256(
            abi.encode(APPROVAL_TAKEN_BACK_TYPEHASH, id, seat, taking.epoch, taking.deadline)
        );
        _requireSeat(seat, taking.epoch, structHash, taking.deadline, signature);
        uint32 bit = uint32(_lineOf(table, seat));
        if (bit == 0) revert NotInOfficeForPayments(seat);
        if (kept.takenBack & bit != 0) revert ApprovalWasTakenBack(id, seat);
        // Effect:
        uint32 approvals = kept.approvals & ~bit;
        kept.takenBack |= bit;
        kept.approvals = approvals;
        emit ApprovalRevoked(id, seat);
        if (kept.state != RequestState.Approved) return;
        if (_counting(table, kept, approvals) >= table.needed) return;
        emit RequestReopened(id, kept.amount);
        _end(kept, RequestState.Open);
    }

    /// @inheritdoc IPayments
    function closeRequest(RequestClosing calldata closing, bytes calldata signature) external {
        // Check:
        (uint64 id, uint32 seat) = (closing.request, closing.seat);
        uint48 nowAt = uint48(block.timestamp);
        StoredRequest storage kept = _running(id, _roster.termAt(nowAt));
        bytes32 structHash = keccak256(abi.encode(REQUEST_CLOSING_TYPEHASH, id, seat, closing.epoch, closing.deadline));
        _requireSeat(seat, closing.epoch, structHash, closing.deadline, signature);
        (uint32[] memory sitting, ) = _roster.tableAt(nowAt);
        if (!_contains(sitting, seat)) revert NotInOfficeForPayments(seat);
        uint32[] memory closers = _closers[id];
        if (_contains(closers, seat)) revert ClosingWantedAlready(id, seat);
        // Effect:
        _closers[id].push(seat);
        emit ClosingWanted(id, seat);
        uint256 wanting = 1;
        for (uint256 i = 0; i < closers.length; ++i) if (_contains(sitting, closers[i])) ++wanting;
        if (wanting < registry.figure(IRegistry.Figure.Approvals)) return;
        emit RequestClosedByTable(id);
        _end(kept, RequestState.Closed);
    }

    function _contains(uint32[] memory seats, uint32 seat) private pure returns (bool) {
        for (uint256 i = 0; i < seats.length; ++i) if (seats[i] == seat) return true;
        return false;
    }

    /// @dev Adds the approvals of those who signed, and answers how many approvals count now. What counts no more is passed
    /// over: one of ten cannot spoil what the others signed.
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
            uint256 bit = _lineOf(table, a.seat);
            // Somebody may have brought it on its own meanwhile.
            if (bits & bit != 0) continue;
            bool counts = bit & ~kept.takenBack != 0 && a.request == id && block.timestamp <= a.deadline;
            if (counts && _isSeatsWord(kept, a, signatures[i])) {
                bits |= uint32(bit);
                ++counting;
                emit RequestApproved(id, a.seat);
            } else {
                emit ApprovalSkipped(id, a.seat);
            }
        }
        // Effect:
        kept.approvals = bits;
        // Who signs now is neither proposer nor payee; who approved before may have become it since.
        if (counting < table.needed) counting = _counting(table, kept, bits);
    }

    /// @dev Whether it is the word of a seat that may approve, of its present epoch.
    function _isSeatsWord(
        StoredRequest storage kept,
        Approval calldata a,
        bytes calldata signature
    ) private view returns (bool) {
        if (a.deadline > block.timestamp + LONGEST_DEADLINE) return false;
        (address owner, uint32 present) = _share.signerOf(a.seat);
        if (owner == kept.payee || _isProposer(kept, a.seat, owner)) return false;
        return a.epoch == present && _isSaidBy(owner, _hashOf(a), signature);
    }

    // ---- views -----------------------------------------------------------------------------------------------------

    /// @inheritdoc IPayments
    function requests(uint64 first, uint64 count) external view returns (Request[] memory page) {
        TableNow memory table = _tableNow();
        page = new Request[](Pages.size(first, count, _count));
        for (uint64 i = 0; i < page.length; ++i) page[i] = _read(first + i, table);
    }

    function _read(uint64 id, TableNow memory table) private view returns (Request memory r) {
        StoredRequest storage kept = _requests[id];
        r.id = id;
        r.lane = kept.lane;
        r.payee = kept.payee;
        r.amount = kept.amount;
        r.category = kept.category;
        r.term = kept.term;
        r.requestedAt = kept.requestedAt;
        r.ref = kept.ref;
        r.proposer = kept.proposer;
        r.proposerSeat = kept.proposerSeat;
        r.approvals = kept.approvals;
        r.takenBack = kept.takenBack;
        r.state = _stateOf(kept, table.term);
        r.paidAt = kept.paidAt;
        r.entry = kept.entry;
        if (r.state != RequestState.Open || Bits.ones(r.approvals) < table.needed) return r;
        table.knowsParties = false;
        if (_counting(table, kept, r.approvals) >= table.needed) r.obstacle = _obstacleOf(kept);
    }

    /// @inheritdoc IPayments
    function requestCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IPayments
    function closersOf(uint64 id) external view returns (uint32[] memory) {
        return _closers[id];
    }
}
