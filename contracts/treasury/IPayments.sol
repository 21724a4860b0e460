// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Payments: what the table says yes to
/// @notice Lane B: a payment inside its category's budget and below the vote threshold (all to one payee within 30 days
/// counts together), approved by six of the ten who are in office when it is paid, none of them its proposer or its payee.
/// Whatever is larger, or has too few in office to decide it, is the members' own to vote.
/// @dev The money is `Treasury`'s. Money in the settlement token's smallest unit, times in UTC seconds, requests numbered
/// from 1. A request ends with its term. EIP-712 domain "Runde Payments"; a nonce (`nonceOf`) is kept only where an act can be
/// repeated: (proposer, "request"). Whoever acts themself sends the same message without a signature.
interface IPayments {
    /// @dev `Approved` = enough approvals were collected and the amount is reserved. `Lapsed` = its term is over. `Closed` =
    /// enough of the table closed it.
    enum RequestState {
        Open,
        Approved,
        Paid,
        Withdrawn,
        Lapsed,
        Closed
    }

    /// @dev Why a request that has its approvals is open all the same: the category's budget, or the money that is free.
    enum Obstacle {
        None,
        Budget,
        Money
    }

    struct Request {
        uint64 id;
        /// 2 = B; no other is there yet.
        uint8 lane;
        address payee;
        uint128 amount;
        uint16 category;
        uint32 term;
        uint48 requestedAt;
        /// Hash of the text that says what it is for (a record).
        bytes32 ref;
        address proposer;
        /// The proposer's seat when asking; 0 = none.
        uint32 proposerSeat;
        /// Bit i = the i-th of `Roster.chairsOf(term)` approved.
        uint32 approvals;
        /// Bit i = it took its approval back, and cannot give it again.
        uint32 takenBack;
        RequestState state;
        /// What holds it up now, if it is open and has its approvals.
        Obstacle obstacle;
        /// 0 = not paid.
        uint48 paidAt;
        /// Number of the journal entry; 0 = not paid.
        uint64 entry;
    }

    /// @notice Says: `proposer` asks for a payment.
    /// @param proposer Who asks.
    /// @param epoch The account's epoch.
    /// @param lane 2 = B; no other is there yet.
    /// @param payee Who is paid.
    /// @param amount In the smallest unit.
    /// @param category Expense account, 500…580.
    /// @param ref Hash of the text that says what it is for.
    /// @param documents Hash of the list of its documents' hashes; 0 = none.
    /// @param order Reference of the order or bill, as the payee's bank wants to read it; 0 = none.
    /// @param nonce The account's, for "request".
    /// @param deadline UTC seconds, the last one that counts.
    struct PaymentRequest {
        address proposer;
        uint32 epoch;
        uint8 lane;
        address payee;
        uint128 amount;
        uint16 category;
        bytes32 ref;
        bytes32 documents;
        bytes32 order;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: the proposer takes the request back.
    /// @param request Number of the request.
    /// @param epoch The proposer's account's.
    /// @param deadline UTC seconds, the last one that counts.
    struct RequestWithdrawal {
        uint64 request;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice Says: `seat` approves the request.
    /// @param request Number of the request.
    /// @param seat Number of the seat.
    /// @param epoch The seat's epoch.
    /// @param deadline UTC seconds, the last one that counts.
    struct Approval {
        uint64 request;
        uint32 seat;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice Says: `seat` takes its approval back, and will not give it again.
    /// @param request Number of the request.
    /// @param seat Number of the seat.
    /// @param epoch The seat's epoch.
    /// @param deadline UTC seconds, the last one that counts.
    struct ApprovalTakenBack {
        uint64 request;
        uint32 seat;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice Says: `seat` wants the request closed.
    /// @param request Number of the request.
    /// @param seat Number of the seat.
    /// @param epoch The seat's epoch.
    /// @param deadline UTC seconds, the last one that counts.
    struct RequestClosing {
        uint64 request;
        uint32 seat;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice A payment is asked for.
    /// @param id Its number.
    /// @param proposer Who asked for it.
    /// @param payee Who is paid.
    /// @param amount In the smallest unit.
    /// @param category Expense account, 500…580.
    /// @param term Number of the term; 0 = before term 1.
    /// @param ref What it is for.
    /// @param documents Hash of the list of its documents' hashes; 0 = none.
    /// @param order Reference of the order or bill; 0 = none.
    event PaymentRequested(
        uint64 indexed id,
        address indexed proposer,
        address indexed payee,
        uint128 amount,
        uint16 category,
        uint32 term,
        bytes32 ref,
        bytes32 documents,
        bytes32 order
    );
    /// @notice The proposer took it back.
    /// @param id Its number.
    event RequestWithdrawn(uint64 indexed id);
    /// @notice `seat` approved.
    /// @param id Its number.
    /// @param seat Number of the seat.
    event RequestApproved(uint64 indexed id, uint32 indexed seat);
    /// @notice `seat` will not approve, or approves no more.
    /// @param id Its number.
    /// @param seat Number of the seat.
    event ApprovalRevoked(uint64 indexed id, uint32 indexed seat);
    /// @notice An approval that came with others does not count (any more), and was passed over.
    /// @param id Its number.
    /// @param seat Number of the seat.
    event ApprovalSkipped(uint64 indexed id, uint32 indexed seat);
    /// @notice Enough have approved: the amount is reserved until it is paid, or its term ends.
    /// @param id Its number.
    /// @param amount In the smallest unit.
    event RequestReserved(uint64 indexed id, uint128 amount);
    /// @notice Enough have approved, but budget or money does not reach: it stays open, and is paid once they do.
    /// @param id Its number.
    /// @param obstacle What does not reach.
    event RequestHeldUp(uint64 indexed id, Obstacle obstacle);
    /// @notice Too few still approve: the request is open again, and what was reserved for it is free.
    /// @param id Its number.
    /// @param amount In the smallest unit.
    event RequestReopened(uint64 indexed id, uint128 amount);
    /// @notice `seat` wants it closed.
    /// @param id Its number.
    /// @param seat Number of the seat.
    event ClosingWanted(uint64 indexed id, uint32 indexed seat);
    /// @notice Enough want it closed: it is over, and what was reserved for it is free.
    /// @param id Its number.
    event RequestClosedByTable(uint64 indexed id);
    /// @notice Lane B paid.
    /// @param id Its number.
    /// @param payee Who is paid.
    /// @param amount In the smallest unit.
    /// @param entry Its number in the journal.
    event RequestPaid(uint64 indexed id, address indexed payee, uint128 amount, uint64 entry);
    /// @notice The token did not let the payee receive. The request stays approved and may be paid later.
    /// @param id Its number.
    /// @param payee Who is paid.
    /// @param amount In the smallest unit.
    event PaymentFailed(uint64 indexed id, address indexed payee, uint128 amount);

    /// @notice Before term 1 money leaves only by members' vote.
    error LaneBClosed();
    /// @notice A request goes by lane `only`; there is no lane `lane` yet.
    /// @param lane What was asked for.
    /// @param only What there is.
    error LaneNotThere(uint8 lane, uint8 only);
    /// @notice Only the operator, those of the team who may, and those in office ask for payments.
    /// @param account The account.
    error NotAProposer(address account);
    /// @notice Of those in office only `mayApprove` could approve this payment; `needed` must. The members can vote on it.
    /// @param mayApprove In office, neither proposer nor payee.
    /// @param needed What it takes.
    error TableTooSmall(uint256 mayApprove, uint256 needed);
    /// @notice `amount` is over `threshold`: that takes a members' vote.
    /// @param amount In the smallest unit.
    /// @param threshold From here on members vote, smallest unit.
    error OverVoteThreshold(uint128 amount, uint256 threshold);
    /// @notice With `lately`, what lane B paid to `payee` in 30 days, `amount` is over `threshold`. Wait, or vote.
    /// @param payee Who is paid.
    /// @param lately What was paid in the last 30 days, smallest unit.
    /// @param amount In the smallest unit.
    /// @param threshold From here on members vote, smallest unit.
    error PayeeOverThreshold(address payee, uint256 lately, uint128 amount, uint256 threshold);
    /// @notice There is no such request.
    /// @param id Its number.
    error UnknownRequest(uint64 id);
    /// @notice The request is in `state`: nothing can be done with it.
    /// @param id Its number.
    /// @param state Where it stands now.
    error RequestClosed(uint64 id, RequestState state);
    /// @notice `seat` is not in office, so it has no say in payments.
    /// @param seat Number of the seat.
    error NotInOfficeForPayments(uint32 seat);
    /// @notice `seat` asked for this payment, so it cannot approve it.
    /// @param id Its number.
    /// @param seat Number of the seat.
    error ApproverIsProposer(uint64 id, uint32 seat);
    /// @notice `seat` receives this payment, so it cannot approve it.
    /// @param id Its number.
    /// @param seat Number of the seat.
    error ApproverIsPayee(uint64 id, uint32 seat);
    /// @notice `seat` has approved already.
    /// @param id Its number.
    /// @param seat Number of the seat.
    error ApprovedAlready(uint64 id, uint32 seat);
    /// @notice `seat` took its approval of this request back: it is closed to it.
    /// @param id Its number.
    /// @param seat Number of the seat.
    error ApprovalWasTakenBack(uint64 id, uint32 seat);
    /// @notice `seat` wants it closed already.
    /// @param id Its number.
    /// @param seat Number of the seat.
    error ClosingWantedAlready(uint64 id, uint32 seat);
    /// @notice There must be one signature for each approval.
    /// @param approvals How many messages came.
    /// @param signatures How many signatures came.
    error ApprovalListsDiffer(uint256 approvals, uint256 signatures);
    /// @notice `inOffice` of those who approved are in office now; `needed` must be.
    /// @param id Its number.
    /// @param inOffice Approvals that count now.
    /// @param needed What it takes.
    error ApprovalsMissing(uint64 id, uint256 inOffice, uint256 needed);
    /// @notice The token did not let the payee receive.
    /// @param payee Who is paid.
    error PayeeCannotReceive(address payee);

    /// @notice Asks for a payment in the running term. The operator, one of the team with that right, or one in office; as long
    /// as enough could approve it. Emits `PaymentRequested`.
    /// @param wish The message; its amount is at most the vote threshold, its payee no contract of the house.
    /// @param signature The proposer's, over the message (EIP-712); empty if the proposer calls.
    /// @return id Number of the request.
    function request(PaymentRequest calldata wish, bytes calldata signature) external returns (uint64 id);

    /// @notice Takes a request back that is not paid. Its proposer. Emits `RequestWithdrawn`.
    /// @param withdrawal The message.
    /// @param signature The proposer's, over the message (EIP-712); empty if the proposer calls.
    function withdrawRequest(RequestWithdrawal calldata withdrawal, bytes calldata signature) external;

    /// @notice Approves. A seat in office, not the proposer's or the payee's, once, as long as enough could. With enough
    /// approvals the amount is set aside, if budget and money reach; else the request stays open, with its obstacle. Emits
    /// `RequestApproved` and perhaps `RequestReserved` or `RequestHeldUp`.
    /// @param approval The message.
    /// @param signature The seat's, over the message (EIP-712); empty if its owner calls.
    function approve(Approval calldata approval, bytes calldata signature) external;

    /// @notice Takes an approval back until it is paid, given or not: after that this seat's approval of this request is closed,
    /// and one that was signed before and has not arrived counts no more. A seat in office. Emits `ApprovalRevoked` and perhaps
    /// `RequestReopened`.
    /// @param taking The message.
    /// @param signature The seat's, over the message (EIP-712); empty if its owner calls.
    function takeBackApproval(ApprovalTakenBack calldata taking, bytes calldata signature) external;

    /// @notice Wants a request closed that is not paid. A seat in office, a caretaker's too, once. With as many of them as lane B
    /// needs it is over. Emits `ClosingWanted` and perhaps `RequestClosedByTable`.
    /// @param closing The message.
    /// @param signature The seat's, over the message (EIP-712); empty if its owner calls.
    function closeRequest(RequestClosing calldata closing, bytes calldata signature) external;

    /// @notice Approves with collected signatures and pays. Anybody submits. Approvals that are stored already are
    /// passed over, those that count no more are skipped. If only the payee cannot receive, the approvals are kept. Emits
    /// `RequestApproved` or `ApprovalSkipped` for each, then `RequestPaid`, or `RequestReserved` and `PaymentFailed`.
    /// @param id Its number.
    /// @param approvals The messages.
    /// @param signatures One for each message, in the same order.
    function approveAndPay(uint64 id, Approval[] calldata approvals, bytes[] calldata signatures) external;

    /// @notice Pays what enough of those in office have approved. Anybody. Emits `RequestPaid`.
    /// @dev Journal: debit category, credit CASH, reference: the request's number, actor: its proposer.
    /// @param id Its number.
    function pay(uint64 id) external;

    /// @notice At most `count` requests from number `first` (≥ 1) on; the list ends with the last one.
    /// @param first Number of the first one, from 1.
    /// @param count How many at most.
    /// @return The page that was asked for.
    function requests(uint64 first, uint64 count) external view returns (Request[] memory);

    /// @notice How many requests there were.
    /// @return How many.
    function requestCount() external view returns (uint64);

    /// @notice The seats that want a request closed, in order of arrival.
    /// @param id Its number.
    /// @return Numbers of seats.
    function closersOf(uint64 id) external view returns (uint32[] memory);

    /// @notice What lane B paid to `payee` within the last 30 days, smallest unit.
    /// @param payee Who is paid.
    /// @return In the smallest unit.
    function paidLately(address payee) external view returns (uint256);
}
