// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The treasury: two ways out, each with its own keepers
/// @notice Lane B: a payment inside its category's budget and below the vote threshold (all to one payee within 30 days
/// counts together), approved by six of the ten who are in office when it is paid, none of them its proposer or its payee.
/// Lane C: whatever the members vote.
/// @dev Money in the settlement token's smallest unit, times in UTC seconds, requests numbered from 1.
/// Assumes a token without hooks: while it moves money nobody else may act.
interface ITreasury {
    /// @dev Fixed at the deploy.
    struct TreasuryTerms {
        /// May ask for payments and approves none.
        address operator;
        /// Share of the vouchers owed that lane B must leave in cash, hundredths of a percent.
        uint16 reserveBps;
        /// Most that lane B may pay at once, and to one payee within 30 days, smallest unit; more needs a vote.
        uint128 voteThreshold;
        /// How many of the table lane B needs.
        uint8 approvalsNeeded;
    }

    /// @dev `Approved` = enough approvals were collected and the amount is reserved. `Lapsed` = its term is over.
    enum RequestState {
        Open,
        Approved,
        Paid,
        Withdrawn,
        Lapsed
    }

    struct Request {
        uint64 id;
        address payee;
        uint128 amount;
        uint16 category;
        uint32 term;
        uint48 requestedAt;
        /// Hash of the document (a record).
        bytes32 ref;
        address proposer;
        /// The proposer's seat when asking; 0 = none.
        uint32 proposerSeat;
        /// Bit i = the i-th of `Roster.chairsOf(term)` approved.
        uint32 approvals;
        RequestState state;
        /// 0 = not paid.
        uint48 paidAt;
        /// Number of the journal entry; 0 = not paid.
        uint64 entry;
    }

    /// @notice Says: `proposer` asks for a payment. EIP-712, domain "Runde Treasury"; nonce of (proposer, "request").
    struct PaymentRequest {
        address proposer;
        address payee;
        uint128 amount;
        uint16 category;
        bytes32 ref;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: the proposer takes the request back. Once for each request, so it needs no nonce.
    struct RequestWithdrawal {
        uint64 request;
        uint48 deadline;
    }

    /// @notice Says: `seat` approves the request. A seat approves once, so it needs no nonce.
    struct Approval {
        uint64 request;
        uint32 seat;
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
    event PaymentRequested(
        uint64 indexed id,
        address indexed proposer,
        address indexed payee,
        uint128 amount,
        uint16 category,
        uint32 term,
        bytes32 ref
    );
    /// @notice The proposer took it back.
    /// @param id Its number.
    event RequestWithdrawn(uint64 indexed id);
    /// @notice `seat` approved.
    /// @param id Its number.
    /// @param seat Number of the seat.
    event RequestApproved(uint64 indexed id, uint32 indexed seat);
    /// @notice Enough have approved: the amount is reserved until it is paid, or its term ends.
    /// @param id Its number.
    /// @param amount In the smallest unit.
    event RequestReserved(uint64 indexed id, uint128 amount);
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
    /// @notice Lane C paid.
    /// @param payee Who is paid.
    /// @param amount In the smallest unit.
    /// @param category Expense account, 500…580.
    /// @param ref What it is for.
    /// @param entry Its number in the journal.
    event PaidByVote(address indexed payee, uint128 amount, uint16 indexed category, bytes32 ref, uint64 entry);
    /// @notice The members accept that `amount` is gone.
    /// @param amount In the smallest unit.
    /// @param ref What it is for.
    /// @param entry Its number in the journal.
    event LossBooked(uint128 amount, bytes32 ref, uint64 entry);
    /// @notice Money came in for `account`.
    /// @param from Where it comes from.
    /// @param account The account.
    /// @param amount In the smallest unit.
    /// @param ref What it is for.
    /// @param entry Its number in the journal.
    event Deposited(address indexed from, uint16 indexed account, uint128 amount, bytes32 ref, uint64 entry);
    /// @notice Money that nobody announced is a gift of nobody known.
    /// @param amount In the smallest unit.
    /// @param entry Its number in the journal.
    event UnannouncedBooked(uint128 amount, uint64 entry);

    /// @notice Before term 1 money leaves only by members' vote.
    error LaneBClosed();
    /// @notice Only the operator and those in office ask for payments.
    /// @param account The account.
    error NotAProposer(address account);
    /// @notice The treasury pays others, not `payee`.
    /// @param payee Who is paid.
    error NotAPayee(address payee);
    /// @notice A payment of nothing.
    error PaymentOfNothing();
    /// @notice `amount` is over `threshold`: that takes a members' vote.
    /// @param amount In the smallest unit.
    /// @param threshold From here on members vote, smallest unit.
    error OverVoteThreshold(uint128 amount, uint128 threshold);
    /// @notice With `lately`, what lane B paid to `payee` in 30 days, `amount` is over `threshold`. Wait, or vote.
    /// @param payee Who is paid.
    /// @param lately What was paid in the last 30 days, smallest unit.
    /// @param amount In the smallest unit.
    /// @param threshold From here on members vote, smallest unit.
    error PayeeOverThreshold(address payee, uint256 lately, uint128 amount, uint128 threshold);
    /// @notice There is no such request.
    /// @param id Its number.
    error UnknownRequest(uint64 id);
    /// @notice The request is in `state`: nothing can be done with it.
    /// @param id Its number.
    /// @param state Where it stands now.
    error RequestClosed(uint64 id, RequestState state);
    /// @notice Only `proposer` takes the request back.
    /// @param id Its number.
    /// @param proposer Who asked for it.
    /// @param caller Who called.
    error NotTheProposer(uint64 id, address proposer, address caller);
    /// @notice `seat` is not in office, so it cannot approve.
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
    /// @notice The approval is for another request.
    /// @param id Its number.
    /// @param approved The request that the signature names.
    error ApprovalForAnother(uint64 id, uint64 approved);
    /// @notice There must be one signature for each approval.
    /// @param approvals How many messages came.
    /// @param signatures How many signatures came.
    error ApprovalListsDiffer(uint256 approvals, uint256 signatures);
    /// @notice `inOffice` of those who approved are in office now; `needed` must be.
    /// @param id Its number.
    /// @param inOffice Approvals that count now.
    /// @param needed What it takes.
    error ApprovalsMissing(uint64 id, uint256 inOffice, uint256 needed);
    /// @notice Of `cash`, `needed` must stay for vouchers owed and other approved payments; `asked` is too much.
    /// @param cash What the books say is in cash, smallest unit.
    /// @param asked What was asked for.
    /// @param needed What it takes.
    error ReserveBroken(uint256 cash, uint256 asked, uint256 needed);
    /// @notice The treasury has `cash`, `asked` is more.
    /// @param cash What the books say is in cash, smallest unit.
    /// @param asked What was asked for.
    error CashTooLow(uint256 cash, uint256 asked);
    /// @notice The treasury holds less than its books say: nothing leaves it until that is cleared up.
    /// @param held What the contract has, smallest unit.
    /// @param booked What the books say, smallest unit.
    error TreasuryShort(uint256 held, uint256 booked);
    /// @notice The token did not let the payee receive.
    /// @param payee Who is paid.
    error PayeeCannotReceive(address payee);
    /// @notice There is no loss to book: the treasury holds what its books say.
    /// @param held What the contract has, smallest unit.
    /// @param booked What the books say, smallest unit.
    error NothingMissing(uint256 held, uint256 booked);
    /// @notice Deposits are cash sales (410) or an expense that comes back.
    /// @param account The account.
    error DepositAccountRefused(uint16 account);
    /// @notice The books name all the money there is.
    /// @param held What the contract has, smallest unit.
    /// @param booked What the books say, smallest unit.
    error NothingUnannounced(uint256 held, uint256 booked);

    /// @notice Asks for a payment in the running term. The operator, or one in office. Emits `PaymentRequested`.
    /// @param payee Who is paid.
    /// @param amount Smallest unit, at most the vote threshold.
    /// @param category Expense account, 500…580.
    /// @param ref Hash of the document that shows what it is for.
    /// @return id Number of the request.
    function request(address payee, uint128 amount, uint16 category, bytes32 ref) external returns (uint64 id);

    /// @notice The same with the proposer's signature; anybody submits.
    /// @param wish The message.
    /// @param signature Of the person whose act it is, over the message (EIP-712).
    /// @return id Number of the request.
    function requestBySig(PaymentRequest calldata wish, bytes calldata signature) external returns (uint64 id);

    /// @notice Takes a request back that is not paid. Its proposer. Emits `RequestWithdrawn`.
    /// @param id Its number.
    function withdrawRequest(uint64 id) external;

    /// @notice The same with the proposer's signature; anybody submits.
    /// @param withdrawal The message.
    /// @param signature Of the person whose act it is, over the message (EIP-712).
    function withdrawRequestBySig(RequestWithdrawal calldata withdrawal, bytes calldata signature) external;

    /// @notice Approves. A seat in office, not the proposer's or the payee's, once. With enough approvals the amount is
    /// reserved in the budget. Emits `RequestApproved` and perhaps `RequestReserved`.
    /// @param id Its number.
    function approve(uint64 id) external;

    /// @notice The same with the seat's signature; anybody submits.
    /// @param approval The message.
    /// @param signature Of the person whose act it is, over the message (EIP-712).
    function approveBySig(Approval calldata approval, bytes calldata signature) external;

    /// @notice Approves with collected signatures and pays. Anybody submits. Approvals that are stored already are
    /// passed over. If only the payee cannot receive, the approvals are kept. Emits `RequestApproved` for each, then
    /// `RequestPaid`, or `RequestReserved` and `PaymentFailed`.
    /// @param id Its number.
    /// @param approvals The messages.
    /// @param signatures One for each message, in the same order.
    function approveAndPay(uint64 id, Approval[] calldata approvals, bytes[] calldata signatures) external;

    /// @notice Pays what enough of those in office have approved. Anybody. Emits `RequestPaid`.
    /// @dev Journal: debit category, credit CASH, reference: the request's number, actor: its proposer.
    /// @param id Its number.
    function pay(uint64 id) external;

    /// @notice Pays by members' vote, whatever budget and reserve say. Only the timelock (a members' vote). Emits `PaidByVote`.
    /// With category 590 (LOSS) and the treasury itself as the payee it books what is missing, at most `amount`, and pays
    /// nobody: so the members clear a shortfall. Emits `LossBooked`.
    /// @param payee Who is paid.
    /// @param amount In the smallest unit.
    /// @param category Expense account, 500…580.
    /// @param ref What it is for.
    function payByVote(address payee, uint128 amount, uint16 category, bytes32 ref) external;

    /// @notice Pays a holder for vouchers that were surrendered in the same call. Only the buy-back, which a members' vote has
    /// told how much.
    /// @dev Journal: debit VOUCHERS_OWED, credit CASH, reference and actor: the holder.
    /// @param to The holder.
    /// @param amount In the smallest unit.
    function payBuyBack(address to, uint128 amount) external;

    /// @notice Brings money in, by allowance. Anybody. What arrives is booked. Emits `Deposited`.
    /// @param account 410 for cash sales, or the category of an expense that comes back (its budget stays spent).
    /// @param amount In the smallest unit.
    /// @param ref What it is for.
    function deposit(uint16 account, uint128 amount, bytes32 ref) external;

    /// @notice Books what the treasury holds beyond its books as a donation nobody is known for. Anybody.
    /// Emits `UnannouncedBooked`.
    function bookUnannounced() external;

    /// @notice At most `count` requests from number `first` (≥ 1) on; the list ends with the last one.
    /// @param first Number of the first one, from 1.
    /// @param count How many at most.
    /// @return The page that was asked for.
    function requests(uint64 first, uint64 count) external view returns (Request[] memory);

    /// @notice How many requests there were.
    /// @return How many.
    function requestCount() external view returns (uint64);

    /// @notice What lane B paid to `payee` within the last 30 days, smallest unit.
    /// @param payee Who is paid.
    /// @return In the smallest unit.
    function paidLately(address payee) external view returns (uint256);

    /// @notice What lane B could pay now: cash less `reserveNeeded` less all reserved, never below 0.
    /// @return In the smallest unit.
    function freeToSpend() external view returns (uint256);

    /// @notice The part of the vouchers owed that must stay in cash, rounded up.
    /// @return In the smallest unit.
    function reserveNeeded() external view returns (uint256);

    /// @notice Whether the treasury holds less than its books say. Nothing leaves it while this is so.
    /// @return True if so.
    function isShort() external view returns (bool);

    /// @notice What was fixed at the deploy.
    /// @return All of them.
    function terms() external view returns (TreasuryTerms memory);
}
