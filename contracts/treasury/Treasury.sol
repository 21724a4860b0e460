// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IShare} from "../membership/IShare.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IBudgets} from "./IBudgets.sol";
import {IJournal} from "./IJournal.sol";
import {ITreasury} from "./ITreasury.sol";

/// @title Treasury
contract Treasury is ITreasury, Housed, SignedCalls, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;
    using Checkpoints for Checkpoints.Trace208;

    /// @dev A request as it is kept, four slots. Lapsing is not written: the term says it.
    struct Kept {
        address payee;
        uint16 category;
        uint32 term;
        uint48 requestedAt; // UTC seconds
        uint128 amount; // smallest unit
        uint32 approvals; // bit = index in chairsOf(term)
        uint32 proposerSeat;
        State state;
        uint48 paidAt; // UTC seconds
        address proposer;
        uint64 entry;
        bytes32 ref;
    }

    /// @dev Who may approve a request at this moment, in bits as `Kept.approvals` has them. Caretakers have no bit: they
    /// sit at no table of the running term.
    struct Table {
        uint256 inOffice; // bits of those who are in office now
        uint256 mayApprove; // the same without proposer and payee
        uint256[] eightSeats; // the term's list, 32 bits a seat
    }

    bytes32 private constant PAYMENT_REQUEST_TYPEHASH = keccak256(
        "PaymentRequest(address proposer,address payee,uint128 amount,uint16 category,bytes32 ref,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant REQUEST_WITHDRAWAL_TYPEHASH = keccak256(
        "RequestWithdrawal(uint64 request,uint48 deadline)"
    );
    bytes32 private constant APPROVAL_TYPEHASH = keccak256("Approval(uint64 request,uint32 seat,uint48 deadline)");

    uint256 private constant WHOLE_BPS = 10_000;
    /// @dev The promise behind the voucher: no club may keep less back.
    uint16 private constant LEAST_RESERVE_BPS = 1_000;
    /// @dev Seconds over which a payee's payments add up: a bill that is split is still one bill.
    uint48 private constant PAYEE_WINDOW = 30 days;

    IERC20 private immutable _token;
    IShare private immutable _share;
    IRoster private immutable _roster;
    IJournal private immutable _journal;
    IBudgets private immutable _budgets;
    address private immutable _operator;
    uint16 private immutable _reserveBps;
    uint128 private immutable _voteThreshold;
    uint8 private immutable _approvalsNeeded;

    uint64 private _count;
    mapping(uint64 id => Kept) private _requests;
    /// @dev All that lane B ever paid to somebody, by time; smallest unit.
    mapping(address payee => Checkpoints.Trace208) private _paidTo;

    constructor(
        IRegistry registry_,
        IERC20 token,
        IShare share,
        IRoster roster,
        IJournal journal,
        IBudgets budgets,
        TreasuryTerms memory t
    ) Housed(registry_) SignedCalls("Runde Treasury") {
        if (
            t.operator == address(0) ||
            t.reserveBps < LEAST_RESERVE_BPS ||
            t.reserveBps > WHOLE_BPS ||
            t.approvalsNeeded == 0
        ) revert TreasuryTermsRefused(t.operator, t.reserveBps, t.approvalsNeeded);
        _token = token;
        _share = share;
        _roster = roster;
        _journal = journal;
        _budgets = budgets;
        _operator = t.operator;
        _reserveBps = t.reserveBps;
        _voteThreshold = t.voteThreshold;
        _approvalsNeeded = t.approvalsNeeded;
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
        Kept storage kept = _requests[id];
        kept.payee = payee;
        kept.category = category;
        kept.term = term;
        kept.requestedAt = nowAt;
        kept.amount = amount;
        kept.proposerSeat = seat;
        kept.proposer = proposer;
        kept.ref = ref;
        emit PaymentRequested(id, proposer, payee, amount, category, term, ref);
    }

    function _requirePayment(address payee, uint128 amount, uint16 category) private view {
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
        Kept storage kept = _running(id);
        if (caller != kept.proposer) revert NotTheProposer(id, kept.proposer, caller);
        // Effect:
        bool wasReserved = kept.state == State.Approved;
        kept.state = State.Withdrawn;
        emit RequestWithdrawn(id);
        if (wasReserved) _budgets.release(kept.term, kept.category, kept.amount);
    }

    function _known(uint64 id) private view returns (Kept storage kept) {
        kept = _requests[id];
        if (kept.requestedAt == 0) revert UnknownRequest(id);
    }

    /// @dev A request that can still be approved, paid or withdrawn.
    function _running(uint64 id) private view returns (Kept storage kept) {
        kept = _known(id);
        State state = _stateOf(kept, _roster.termAt(uint48(block.timestamp)));
        if (state != State.Open && state != State.Approved) revert RequestClosed(id, state);
    }

    function _stateOf(Kept storage kept, uint32 present) private view returns (State) {
        State state = kept.state;
        bool isOver = kept.term != present && (state == State.Open || state == State.Approved);
        return isOver ? State.Lapsed : state;
    }

    /// @inheritdoc ITreasury
    function approve(uint64 id) external {
        _approve(id, _share.seatOf(msg.sender));
    }

    /// @inheritdoc ITreasury
    function approveBySig(Approval calldata approval, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(APPROVAL_TYPEHASH, approval.request, approval.seat, approval.deadline)
        );
        _requireSigned(_share.ownerOf(approval.seat), structHash, approval.deadline, signature);
        _approve(approval.request, approval.seat);
    }

    function _approve(uint64 id, uint32 seat) private {
        // Check:
        Kept storage kept = _running(id);
        Table memory table = _table(kept);
        uint32 bit = _bitOf(table, kept, id, seat);
        uint32 approvals = kept.approvals;
        if (approvals & bit != 0) revert ApprovedAlready(id, seat);
        // Effect:
        approvals |= bit;
        kept.approvals = approvals;
        emit RequestApproved(id, seat);
        bool enough = _ones(approvals & table.mayApprove) >= _approvalsNeeded;
        if (kept.state == State.Open && enough) _reserve(id, kept);
    }

    function _reserve(uint64 id, Kept storage kept) private {
        kept.state = State.Approved;
        emit RequestReserved(id, kept.amount);
        _budgets.reserve(kept.term, kept.category, kept.amount);
    }

    function _table(Kept storage kept) private view returns (Table memory table) {
        (table.inOffice, table.eightSeats) = _roster.officeBits(kept.term, uint48(block.timestamp));
        // The proposer may have got a seat since, the payee too.
        uint256 without = _lineOf(table, kept.proposerSeat) | _lineOf(table, _share.seatOf(kept.proposer));
        table.mayApprove = table.inOffice & ~(without | _lineOf(table, _share.seatOf(kept.payee)));
    }

    /// @dev The bit of a seat's line; 0 = it stands in no line.
    function _lineOf(Table memory table, uint32 seat) private pure returns (uint256) {
        if (seat == 0) return 0;
        for (uint256 word = 0; word < table.eightSeats.length; ++word) {
            uint256 seats = table.eightSeats[word];
            for (uint256 bit = 1 << (word * 8); seats != 0; bit <<= 1) {
                if (uint32(seats) == seat) return bit;
                seats >>= 32;
            }
        }
        return 0;
    }

    /// @dev The bit of a seat that may approve.
    function _bitOf(Table memory table, Kept storage kept, uint64 id, uint32 seat) private view returns (uint32) {
        uint256 bit = _lineOf(table, seat);
        if (bit & table.inOffice == 0) revert NotInOfficeForPayments(seat);
        // A list has at most 32 lines.
        if (bit & table.mayApprove != 0) return uint32(bit);
        if (seat == _share.seatOf(kept.payee)) revert ApproverIsPayee(id, seat);
        revert ApproverIsProposer(id, seat);
    }

    function _ones(uint256 bits) private pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) ++count;
    }

    /// @inheritdoc ITreasury
    function approveAndPay(
        uint64 id,
        Approval[] calldata approvals,
        bytes[] calldata signatures
    ) external nonReentrant {
        // Check:
        if (approvals.length != signatures.length) revert ApprovalListsDiffer(approvals.length, signatures.length);
        Kept storage kept = _running(id);
        Table memory table = _table(kept);
        uint32 bits = kept.approvals;
        for (uint256 i = 0; i < approvals.length; ++i) {
            Approval calldata a = approvals[i];
            if (a.request != id) revert ApprovalForAnother(id, a.request);
            uint32 bit = _bitOf(table, kept, id, a.seat);
            // Somebody may have brought it on its own meanwhile.
            if (bits & bit != 0) continue;
            bytes32 structHash = keccak256(abi.encode(APPROVAL_TYPEHASH, a.request, a.seat, a.deadline));
            _requireSigned(_share.ownerOf(a.seat), structHash, a.deadline, signatures[i]);
            bits |= bit;
            emit RequestApproved(id, a.seat);
        }
        // Effect:
        kept.approvals = bits;
        if (_pay(id, kept, _ones(bits & table.mayApprove))) return;
        if (kept.state == State.Open) _reserve(id, kept);
        emit PaymentFailed(id, kept.payee, kept.amount);
    }

    /// @inheritdoc ITreasury
    function pay(uint64 id) external nonReentrant {
        Kept storage kept = _running(id);
        if (!_pay(id, kept, _ones(kept.approvals & _table(kept).mayApprove))) revert PayeeCannotReceive(kept.payee);
    }

    /// @dev Lane B's payment, or false if the token did not let the payee receive. The token comes before the books,
    /// because only a payment that was made is booked; `nonReentrant` keeps everybody out meanwhile.
    function _pay(uint64 id, Kept storage kept, uint256 inOffice) private returns (bool) {
        // Check:
        if (inOffice < _approvalsNeeded) revert ApprovalsMissing(id, inOffice, _approvalsNeeded);
        uint128 amount = kept.amount;
        bool wasReserved = kept.state == State.Approved;
        _requireReserve(amount, wasReserved ? amount : 0);
        uint256 lately = paidLately(kept.payee);
        if (lately + amount > _voteThreshold) revert PayeeOverThreshold(kept.payee, lately, amount, _voteThreshold);
        // Interaction:
        if (!_token.trySafeTransfer(kept.payee, amount)) return false;
        // Effect:
        kept.state = State.Paid;
        kept.paidAt = uint48(block.timestamp);
        Checkpoints.Trace208 storage paid = _paidTo[kept.payee];
        paid.push(uint48(block.timestamp), paid.latest() + amount);
        uint16 category = kept.category;
        _budgets.spend(kept.term, category, amount, wasReserved);
        uint64 entry = _journal.append(category, Accounts.CASH, amount, bytes32(uint256(id)), kept.proposer);
        kept.entry = entry;
        emit RequestPaid(id, kept.payee, amount, entry);
        return true;
    }

    /// @dev cash − amount ≥ ceil(ρ × vouchers owed) + all reserved but `own` (I10).
    function _requireReserve(uint256 amount, uint256 own) private view {
        (uint256 cash, uint256 owed) = _cashAndOwed();
        _requireWhole(cash);
        uint256 needed = _reserveFor(owed) + _budgets.totalReserved() - own;
        if (cash < needed + amount) revert ReserveBroken(cash, amount, needed);
    }

    function _cashAndOwed() private view returns (uint256 cash, uint256 owed) {
        uint16[] memory accounts = new uint16[](2);
        accounts[0] = Accounts.CASH;
        accounts[1] = Accounts.VOUCHERS_OWED;
        int256[] memory balances = _journal.balances(accounts);
        return (balances[0].toUint256(), (-balances[1]).toUint256());
    }

    function _requireWhole(uint256 booked) private view {
        uint256 held = _token.balanceOf(address(this));
        if (held < booked) revert TreasuryShort(held, booked);
    }

    function _reserveFor(uint256 owed) private view returns (uint256) {
        return (owed * _reserveBps + WHOLE_BPS - 1) / WHOLE_BPS;
    }

    /// @inheritdoc ITreasury
    function payByVote(
        address payee,
        uint128 amount,
        uint16 category,
        bytes32 ref
    ) external nonReentrant only(IRegistry.Part.House) {
        (uint256 cash, ) = _cashAndOwed();
        if (category == Accounts.LOSS && payee == address(this)) return _bookLoss(cash, amount, ref);
        // Check:
        _requirePayment(payee, amount, category);
        _requireWhole(cash);
        if (cash < amount) revert CashTooLow(cash, amount);
        // Effect:
        uint64 entry = _journal.append(category, Accounts.CASH, amount, ref, msg.sender);
        emit PaidByVote(payee, amount, category, ref, entry);
        // Interaction:
        _token.safeTransfer(payee, amount);
    }

    /// @dev The vote says how much at most: what a stranger sends after it must not stop it.
    function _bookLoss(uint256 cash, uint128 most, bytes32 ref) private {
        // Check:
        uint256 held = _token.balanceOf(address(this));
        if (held >= cash) revert NothingMissing(held, cash);
        // Effect:
        uint256 missing = cash - held;
        uint128 amount = missing < most ? uint128(missing) : most;
        uint64 entry = _journal.append(Accounts.LOSS, Accounts.CASH, amount, ref, msg.sender);
        emit LossBooked(amount, ref, entry);
    }

    /// @inheritdoc ITreasury
    function deposit(uint16 account, uint128 amount, bytes32 ref) external nonReentrant {
        // Check:
        if (account != Accounts.SALES_CASH && !Accounts.isCategory(account)) revert DepositAccountRefused(account);
        // Interaction:
        uint256 before = _token.balanceOf(address(this));
        _token.safeTransferFrom(msg.sender, address(this), amount);
        uint128 received = (_token.balanceOf(address(this)) - before).toUint128();
        // Effect:
        uint64 entry = _journal.append(Accounts.CASH, account, received, ref, msg.sender);
        emit Deposited(msg.sender, account, received, ref, entry);
    }

    /// @inheritdoc ITreasury
    function bookUnannounced() external nonReentrant {
        // Check:
        uint256 held = _token.balanceOf(address(this));
        (uint256 booked, ) = _cashAndOwed();
        if (held <= booked) revert NothingUnannounced(held, booked);
        // Effect:
        uint128 amount = (held - booked).toUint128();
        uint64 entry = _journal.append(Accounts.CASH, Accounts.DONATIONS, amount, 0, address(0));
        emit UnannouncedBooked(amount, entry);
    }

    /// @inheritdoc ITreasury
    function requests(uint64 first, uint64 count) external view returns (Request[] memory page) {
        if (first == 0 || first > _count) return page;
        uint64 left = _count - first + 1;
        uint32 present = _roster.termAt(uint48(block.timestamp));
        page = new Request[](count < left ? count : left);
        for (uint64 i = 0; i < page.length; ++i) page[i] = _read(first + i, present);
    }

    function _read(uint64 id, uint32 present) private view returns (Request memory r) {
        Kept storage kept = _requests[id];
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

    /// @inheritdoc ITreasury
    function paidLately(address payee) public view returns (uint256) {
        Checkpoints.Trace208 storage paid = _paidTo[payee];
        return paid.latest() - paid.upperLookupRecent(uint48(block.timestamp) - PAYEE_WINDOW);
    }

    /// @inheritdoc ITreasury
    function freeToSpend() external view returns (uint256) {
        (uint256 cash, uint256 owed) = _cashAndOwed();
        uint256 bound = _reserveFor(owed) + _budgets.totalReserved();
        return cash > bound ? cash - bound : 0;
    }

    /// @inheritdoc ITreasury
    function reserveNeeded() external view returns (uint256) {
        (, uint256 owed) = _cashAndOwed();
        return _reserveFor(owed);
    }

    /// @inheritdoc ITreasury
    function isShort() external view returns (bool) {
        (uint256 cash, ) = _cashAndOwed();
        return _token.balanceOf(address(this)) < cash;
    }

    /// @inheritdoc ITreasury
    function terms() external view returns (TreasuryTerms memory) {
        return TreasuryTerms(_operator, _reserveBps, _voteThreshold, _approvalsNeeded);
    }
}
