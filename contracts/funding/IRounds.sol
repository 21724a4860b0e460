// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPlaces} from "../membership/IPlaces.sol";

/// @title Funding rounds: all or nothing, with an escrow of their own
/// @notice A round sells a fixed number of equal seats at one price until a deadline. If the minimum is reached the money
/// goes to the treasury and the seats are born; if not, every cent goes back to who paid it, for ever, without anybody's
/// permission. There is no other way out of the escrow.
/// @dev Money in the settlement token's smallest unit, times in UTC seconds, rounds numbered from 1.
/// `sellingEnds = deadline − coolOff`; `lock = soldOutAt + coolOff` once sold out before `sellingEnds`, else the deadline.
/// Until one day before the lock a place may be given back. Before `sellingEnds` that opens the sale again; after it the
/// places given back, and no others, may be taken until the lock, and no time changes. So nobody can fail a round in its
/// last second, and nobody can prolong it. After the lock the number of seats sold never changes.
/// A nonce counts for (account, the word "place:" with the round's number in its last bytes): taking a place and giving it
/// back are one subject. A gift takes its nonce at once; who pays for their own place takes it when the place is given
/// back: as long as somebody has a place there is no second one, and after it no join counts that was signed before. A
/// refund happens once, and needs none.
/// Journal: buy debits ESCROW and credits REFUNDS_PAYABLE; withdraw and refund the other way; finalise debits CASH,
/// credits ESCROW, and debits REFUNDS_PAYABLE, credits VOUCHERS_OWED. Reference: round × 2^160 + recipient
/// (recipient 0 when finalising). A surplus debits CASH and credits DONATIONS.
interface IRounds is IPlaces {
    /// @notice Frozen when the round is opened.
    /// @param price Of one seat.
    /// @param minSeats Fewer sold: the round fails.
    /// @param maxSeats More are not sold.
    /// @param opensAt First second of the sale.
    /// @param deadline The latest lock.
    /// @param coolOff Seconds between the end of the sale and the lock, in which a payer may still withdraw.
    /// @param termsHash keccak256 of the text that every buyer accepts.
    struct Terms {
        uint128 price;
        uint32 minSeats;
        uint32 maxSeats;
        uint48 opensAt;
        uint48 deadline;
        uint32 coolOff;
        bytes32 termsHash;
    }

    /// @notice Where a round stands, by the clock alone.
    enum RoundState {
        Upcoming,
        Open,
        CoolOff,
        Succeeded,
        Finalised,
        Failed
    }

    /// @param sold Places taken now.
    /// @param soldOutAt When the last place was taken; 0 = places left.
    /// @param lockAt From then on nothing changes any more (as things stand now).
    /// @param withdrawUntil From then on nobody gives a place back (as things stand now): one day before the lock.
    /// @param free Places that may be taken now, if the clock lets them.
    /// @param firstSeat Place i (from 0) became seat `firstSeat + i`; 0 = not finalised.
    /// @param claimed How many places `claim` has come to: their seats have owners, but for those it skipped.
    /// @param founding Whether it is (a repetition of) the round the house began with.
    struct Round {
        Terms terms;
        RoundState state;
        uint32 sold;
        uint48 soldOutAt;
        uint48 lockAt;
        uint48 withdrawUntil;
        uint32 free;
        uint48 finalisedAt;
        uint32 firstSeat;
        uint32 claimed;
        bool founding;
        bool cancelled;
    }

    /// @notice One place in a round.
    struct Purchase {
        address recipient;
        address payer;
        uint128 paid;
        bytes32 nullifier;
        uint48 boughtAt;
        bool refunded;
    }

    /// @notice Says: `recipient` takes a place in `round` under these terms, and `payer` pays for it. Both say it.
    /// @dev EIP-712, domain "Runde Rounds". Its struct hash is the nonce of the payer's ERC-3009 authorization.
    /// @param round Number of the round.
    /// @param recipient Whose place it will be.
    /// @param payer Who pays, and gets the money back.
    /// @param termsHash The terms that the recipient accepts.
    /// @param binding The recipient knows that the place can not be given back: the last day before the lock asks for it.
    /// @param epoch The epoch of the recipient's account now.
    /// @param payerEpoch The epoch of the payer's account now; not looked at where that is the recipient's.
    /// @param nonce Counts for (recipient, "place:" and the round).
    /// @param deadline UTC seconds, the last one that counts.
    struct Join {
        uint32 round;
        address recipient;
        address payer;
        bytes32 termsHash;
        bool binding;
        uint32 epoch;
        uint32 payerEpoch;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: give the recipient's place back before the lock. Said by the payer or by the recipient.
    /// @dev EIP-712, domain "Runde Rounds".
    /// @param round Number of the round.
    /// @param recipient Whose place it is.
    /// @param by Who says so.
    /// @param to Where the money goes: the payer's own account, unless the payer says another.
    /// @param epoch The epoch of the account `by` now.
    /// @param nonce Counts for (by, "place:" and the round).
    /// @param deadline UTC seconds, the last one that counts.
    struct Withdrawal {
        uint32 round;
        address recipient;
        address by;
        address to;
        uint32 epoch;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: send back the money for the recipient's place in a failed round. Said by the payer or by the recipient.
    /// @dev EIP-712, domain "Runde Rounds". It is used once, because the money goes back once.
    /// @param round Number of the round.
    /// @param recipient Whose place it is.
    /// @param by Who says so.
    /// @param to Where the money goes: the payer's own account, unless the payer says another.
    /// @param epoch The epoch of the account `by` now.
    /// @param deadline UTC seconds, the last one that counts.
    struct Refund {
        uint32 round;
        address recipient;
        address by;
        address to;
        uint32 epoch;
        uint48 deadline;
    }

    /// @param round Number of the round.
    /// @param founding Whether it is (a repetition of) the round the house began with.
    /// @param terms Its terms.
    event RoundOpened(uint32 indexed round, bool founding, Terms terms);
    /// @param round Number of the round.
    event RoundCancelled(uint32 indexed round);
    /// @notice A place was taken. `paid` is the round's price.
    /// @param round Number of the round.
    /// @param recipient Whose place it is.
    /// @param payer Who pays, or paid.
    /// @param paid What was paid, smallest unit.
    event SeatBought(uint32 indexed round, address indexed recipient, address indexed payer, uint128 paid);
    /// @notice A place was given back before the lock; the money went to `to`.
    /// @param round Number of the round.
    /// @param recipient Whose place it is.
    /// @param payer Who pays, or paid.
    /// @param to Where it goes.
    /// @param paid What was paid, smallest unit.
    event SeatWithdrawn(
        uint32 indexed round,
        address indexed recipient,
        address indexed payer,
        address to,
        uint128 paid
    );
    /// @notice The money for a place in a failed round went to `to`.
    /// @param round Number of the round.
    /// @param recipient Whose place it is.
    /// @param payer Who pays, or paid.
    /// @param to Where it goes.
    /// @param paid What was paid, smallest unit.
    event SeatRefunded(
        uint32 indexed round,
        address indexed recipient,
        address indexed payer,
        address to,
        uint128 paid
    );
    /// @notice `seats` seats from `firstSeat` on are born, `amount` went to `treasury`.
    /// @param round Number of the round.
    /// @param firstSeat The lowest of the seats.
    /// @param seats How many there are.
    /// @param amount In the smallest unit.
    /// @param treasury Where the money went.
    event RoundFinalised(
        uint32 indexed round,
        uint32 firstSeat,
        uint32 seats,
        uint128 amount,
        address indexed treasury
    );
    /// @notice A seat has its owner, who got `vouchers` worth of coffee.
    /// @param round Number of the round.
    /// @param seat Number of the seat.
    /// @param owner Who owns it.
    /// @param vouchers What the owner got in vouchers, smallest unit.
    event SeatClaimed(uint32 indexed round, uint32 indexed seat, address indexed owner, uint128 vouchers);

    /// @notice More lay in the escrow than is owed back; it went to the treasury as a donation that names nobody.
    /// @param amount In the smallest unit.
    event EscrowSurplusGiven(uint256 amount);

    /// @notice A seat could not be given to `recipient`, who owns another; it waits for `claimSkipped`.
    /// @param round Number of the round.
    /// @param seat Number of the seat.
    /// @param recipient Whose place it is.
    event ClaimSkipped(uint32 indexed round, uint32 indexed seat, address indexed recipient);

    /// @param round Number of the round.
    error NoSuchRound(uint32 round);
    /// @notice The terms can not be: `what` names the field that says so.
    /// @param what The field that says so.
    error TermsImpossible(bytes32 what);
    /// @notice `asked` seats do not fit: members and places in undecided rounds leave `free` of `maxMembers`.
    /// @param asked What was asked for.
    /// @param free How many seats are free.
    /// @param maxMembers Members and places, at most.
    error TooManySeats(uint32 asked, uint32 free, uint32 maxMembers);
    /// @notice So many rounds are undecided at once already.
    /// @param allowed How many are allowed.
    error TooManyRounds(uint256 allowed);
    /// @notice The sale opens at `opensAt`, it is `nowAt`.
    /// @param round Number of the round.
    /// @param opensAt UTC seconds, the first one.
    /// @param nowAt UTC seconds of this block.
    error SaleNotOpen(uint32 round, uint48 opensAt, uint48 nowAt);
    /// @notice The sale ended at `endedAt`, it is `nowAt`.
    /// @param round Number of the round.
    /// @param endedAt UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error SaleEnded(uint32 round, uint48 endedAt, uint48 nowAt);
    /// @notice All `maxSeats` places are taken.
    /// @param round Number of the round.
    /// @param maxSeats Places of the round.
    error RoundFull(uint32 round, uint32 maxSeats);
    /// @notice The buyer accepted other terms than the round's.
    /// @param round Number of the round.
    /// @param given What came.
    /// @param expected What would have counted.
    error TermsMismatch(uint32 round, bytes32 given, bytes32 expected);
    /// @notice The escrow received another amount than the price.
    /// @param received What arrived, smallest unit.
    /// @param price Of one place, smallest unit.
    error PaymentMismatch(uint256 received, uint256 price);
    /// @notice `payer` has less than the price. Only `checkJoin` says so; a payment fails with the token's own words.
    /// @param payer Who pays, or paid.
    /// @param balance What is there, smallest unit.
    /// @param price Of one place, smallest unit.
    error NotEnoughMoney(address payer, uint256 balance, uint256 price);
    /// @notice The money is not signed for, so only `payer` can bring it; this was `caller`.
    /// @param round Number of the round.
    /// @param payer Who pays, or paid.
    /// @param caller Who called.
    error NotThePayer(uint32 round, address payer, address caller);
    /// @notice Only who has the place and who paid for it can give it back; this was `by`.
    /// @param round Number of the round.
    /// @param recipient Whose place it is.
    /// @param payer Who paid.
    /// @param by Who asked.
    error NotOnesPlace(uint32 round, address recipient, address payer, address by);
    /// @notice The money goes to `payer`, who paid it; only `payer` could name `to`.
    /// @param round Number of the round.
    /// @param payer Who paid.
    /// @param to Where it was to go.
    error MoneyIsThePayers(uint32 round, address payer, address to);
    /// @notice Places could be given back before `endedAt`, one day before the lock; it is `nowAt`.
    /// @param round Number of the round.
    /// @param endedAt UTC seconds, the first one that is too late.
    /// @param nowAt UTC seconds of this block.
    error WithdrawalsOver(uint32 round, uint48 endedAt, uint48 nowAt);
    /// @notice Since `since` a place can not be given back any more, and the message does not say that this is known.
    /// @param round Number of the round.
    /// @param since UTC seconds.
    error PlaceWouldBind(uint32 round, uint48 since);
    /// @notice The escrow holds `held` and owes `owed`: no round is finalised with the money of another.
    /// @param held What is there, smallest unit.
    /// @param owed What it owes back, smallest unit.
    error EscrowShort(uint256 held, uint256 owed);
    /// @notice The escrow holds no more than it owes back.
    error NoEscrowSurplus();
    /// @notice The round was locked at `lockAt`: nothing about its places changes any more.
    /// @param round Number of the round.
    /// @param lockAt UTC seconds of the lock.
    error RoundLocked(uint32 round, uint48 lockAt);
    /// @notice The round has failed: ask for the refund.
    /// @param round Number of the round.
    error RoundHasFailed(uint32 round);
    /// @notice Money goes back only after a round has failed; it is in `state`.
    /// @param round Number of the round.
    /// @param state Where it stands now.
    error RoundHasNotFailed(uint32 round, RoundState state);
    /// @notice `recipient` has no place in the round.
    /// @param round Number of the round.
    /// @param recipient Whose place it is.
    error NothingToRefund(uint32 round, address recipient);
    /// @notice The money for this place went back already.
    /// @param round Number of the round.
    /// @param recipient Whose place it is.
    error AlreadyRefunded(uint32 round, address recipient);
    /// @notice Only a round that has succeeded is finalised, once; it is in `state`.
    /// @param round Number of the round.
    /// @param state Where it stands now.
    error RoundNotSucceeded(uint32 round, RoundState state);
    /// @notice Seats are born by `finalise`.
    /// @param round Number of the round.
    /// @param state Where it stands now.
    error RoundNotFinalised(uint32 round, RoundState state);
    /// @notice `claim` has not come to this place yet.
    /// @param round Number of the round.
    /// @param recipient Whose place it is.
    error ClaimNotSkipped(uint32 round, address recipient);
    /// @notice Every seat of the round has its owner.
    /// @param round Number of the round.
    error NothingToClaim(uint32 round);
    /// @notice Only after the founding round `round` has failed it can be offered again; it is in `state`.
    /// @param round Number of the round.
    /// @param state Where it stands now.
    error FoundingNotFailed(uint32 round, RoundState state);
    /// @notice A repetition opens between `earliest` and `latest`.
    /// @param opensAt UTC seconds, the first one.
    /// @param earliest The earliest that counts.
    /// @param latest The latest that counts.
    error OfferOutOfTime(uint48 opensAt, uint48 earliest, uint48 latest);

    /// @notice Takes a place. Recipient and payer both say so; whoever of them calls needs no signature. Emits
    /// `SeatBought`.
    /// @param join What the recipient takes, and who pays.
    /// @param recipientSignature The recipient's over `join`; empty if the recipient pays or calls.
    /// @param payment The payer's ERC-3009 authorization over the exact price, to this contract, valid from 0 and before
    /// `join.deadline`, with the struct hash of `join` as its nonce. Empty if the payer calls: then the escrow must be
    /// allowed to take the price.
    function buy(Join calldata join, bytes calldata recipientSignature, bytes calldata payment) external;

    /// @notice Reverts as `buy` would, but looks at the payer's balance instead of at signatures.
    /// @dev For asking before anything is signed.
    /// @param join What the recipient takes, and who pays.
    function checkJoin(Join calldata join) external view;

    /// @notice Gives a place back until one day before the lock. The payer or the recipient; the money is the payer's. Emits
    /// `SeatWithdrawn`.
    /// @param wish What they say.
    /// @param signature Theirs, over the message; empty if they call.
    function withdraw(Withdrawal calldata wish, bytes calldata signature) external;

    /// @notice Sends the money for a place in a failed round back, for ever. The payer or the recipient; the money is the
    /// payer's. Emits `SeatRefunded`.
    /// @param wish What they say.
    /// @param signature Theirs, over the message; empty if they call.
    function refund(Refund calldata wish, bytes calldata signature) external;

    /// @notice Sends the money of a failed round back to who paid it. Anybody calls. Emits `SeatRefunded`.
    /// @dev One payer whom the token refuses blocks nobody else.
    /// @param id Number of the round.
    /// @param recipient Whose place it is.
    function pushRefund(uint32 id, address recipient) external;

    /// @notice Ends a round that has succeeded, in constant work: money to the treasury, seats born. Anybody calls.
    /// @dev The founding round also begins the calendar of terms. If the token refuses the treasury for 30 days after
    /// the lock, the round has failed instead. A shortfall of the escrow stops this, and nothing else.
    /// @param id Number of the round.
    function finalise(uint32 id) external;

    /// @notice Gives the next `count` seats of a finalised round their owners and vouchers. Anybody calls. Whom it cannot
    /// serve it skips with `ClaimSkipped`, so that nobody blocks those behind (S9).
    /// @param id Number of the round.
    /// @param count How many at most.
    function claim(uint32 id, uint32 count) external;

    /// @notice Gives one place of a finalised round its seat and vouchers, if `claim` has skipped it. Anybody calls.
    /// @param id Number of the round.
    /// @param recipient Whose place it is.
    function claimSkipped(uint32 id, address recipient) external;

    /// @notice Sends what lies in the escrow beyond what it owes to the treasury, as a donation that names nobody. Anybody
    /// calls. Emits `EscrowSurplusGiven`.
    function giveSurplus() external;

    /// @notice Opens a round. Only the timelock (a members' vote). Emits `RoundOpened`.
    /// @param terms Its terms.
    /// @return round Number of the round.
    function open(Terms calldata terms) external returns (uint32 round);

    /// @notice Ends a round before its lock: it has failed. Only the timelock (a members' vote). Emits `RoundCancelled`.
    /// @param id Number of the round.
    function cancel(uint32 id) external;

    /// @notice Offers a failed founding round once more: same price, seats, terms and length. Anybody calls.
    /// @param opensAt From now to 30 days ahead.
    /// @return round Number of the new round.
    function offerAgain(uint48 opensAt) external returns (uint32 round);

    /// @notice A round with its state now.
    /// @param id Number of the round.
    /// @return All of it, as of now.
    function round(uint32 id) external view returns (Round memory);
    /// @return How many.
    function roundCount() external view returns (uint32);

    /// @notice `count` places of a round from place `start` on; the list ends with the last one sold.
    /// @dev A withdrawal moves the last place into the gap, so before the lock the order may change.
    /// @param id Number of the round.
    /// @param start The first one, from 0.
    /// @param count How many at most.
    /// @return The page that was asked for.
    function purchases(uint32 id, uint32 start, uint32 count) external view returns (Purchase[] memory);

    /// @notice The place of `recipient`; all zero = none.
    /// @param id Number of the round.
    /// @param recipient Whose place it is.
    /// @return All of it.
    function purchaseOf(uint32 id, address recipient) external view returns (Purchase memory);

    /// @notice Whether the escrow holds less than it owes back: the token took money away. Nothing is finalised then; a vote
    /// may pay into it.
    /// @return True if so.
    function isShort() external view returns (bool);

    /// @notice Members and places in undecided rounds are never more than this.
    /// @return How many.
    function maxMembers() external view returns (uint32);

    /// @notice How many seats a new round could have now.
    /// @return How many.
    function freeSeats() external view returns (uint32);
}
