// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The wiring of the house, its offices and its figures
/// @notice Names the one contract that fills each part. Lower rooms ask it who may write to them, and remember the
/// answer, because it is final. Who holds an office and how large a figure is can change by a members' vote: that is asked
/// anew each time.
interface IRegistry {
    /// @dev `Timelock` is the only voice of the members' votes. The order is the order of `seal`.
    enum Part {
        Timelock,
        Governor,
        Decisions,
        Proposals,
        Share,
        Persons,
        Admission,
        Exit,
        Roster,
        Beacon,
        Elections,
        Journal,
        Budgets,
        Treasury,
        Team,
        Payments,
        Reports,
        Voucher,
        Terminals,
        Counter,
        Pockets,
        ExactPayments,
        Corrections,
        Closings,
        Rounds,
        BuyBack,
        Donations
    }

    /// @dev What a club decides in numbers. Money in the settlement token's smallest unit, times in seconds, quorums and
    /// the reserve in hundredths of a percent. Ends and relations stand in `Bounds`, the changes in `ICharter`.
    enum Figure {
        // A members' vote:
        VotingDelay, // from the proposal to the snapshot and the first vote
        VotingPeriod,
        LateExtension, // at least so much of the vote is left when the quorum is reached
        TimelockDelay, // between queueing and carrying out
        Expiry, // after the end of the vote a passed decision must be carried out within it
        VoteQuorum, // turnout that is needed, of the seats live at the snapshot
        Sponsors, // seats that stand behind a proposal, the proposer's among them
        // The rotation; seconds before a term's start, except `LeadTime` and `TermLength`:
        Chairs,
        Reserves,
        LeadTime, // from the founding to term 1
        TermLength, // of the first era
        NominationsFrom,
        NominationsUntil,
        BallotFrom,
        BallotUntil,
        AnswersUntil,
        BallotQuorum, // turnout that is needed, of the seats live at the ballot's start
        // Members:
        MaxMembers,
        LeaverBar, // for how long somebody who gave up a seat can hold no other
        // Money:
        Approvals, // of the table, for a payment
        Reserve, // of the vouchers owed, that stays in cash
        VoteThreshold, // most that the table may pay at once, and to one payee within 30 days
        // The counter:
        PocketCap,
        LateWindow, // after a till accepted a code the redemption must arrive within it
        ExitDelay, // between asking for vouchers back and getting them
        RefundBudget // most that may be refunded on a business day
    }

    /// @notice The wiring is not finished yet, so nothing may act.
    error HouseNotSealed();
    /// @notice The figure cannot be `given`: beside the others as they are, it lies between `least` and `most`.
    /// @param which The figure.
    /// @param given What it should be.
    /// @param least The least that is possible.
    /// @param most The most that is possible.
    error FigureOutOfBounds(Figure which, uint256 given, uint256 least, uint256 most);

    /// @notice The contract that fills a part.
    /// @dev Reverts `HouseNotSealed` until `seal` has run.
    /// @param which The part.
    /// @return Its address.
    function part(Part which) external view returns (address);

    /// @notice Whether `account` is a contract of the house, which is nobody and owns nothing of its own.
    /// @param account Any address.
    /// @return True if it fills a part, or is this registry or the settlement token.
    function isPart(address account) external view returns (bool);

    /// @notice The settlement token (ERC-20) that prices, vouchers and books are counted in.
    /// @return Its address.
    function token() external view returns (address);

    /// @notice Whether the wiring is finished.
    /// @return True if so.
    function isSealed() external view returns (bool);

    /// @notice Who works for the house: asks for payments, approves none, oversees nothing.
    /// @return The account, now.
    function operator() external view returns (address);

    /// @notice Since when there is this operator; one who comes back begins anew.
    /// @return UTC seconds.
    function operatorSince() external view returns (uint48);

    /// @notice Whose signature admits.
    /// @return The account, now.
    function registrar() external view returns (address);

    /// @notice A figure as it is now.
    /// @param which The figure.
    /// @return In its own unit.
    function figure(Figure which) external view returns (uint256);

    /// @notice A figure as it was in a second: what was counted by it keeps its outcome.
    /// @param which The figure.
    /// @param when UTC seconds; one that lies ahead is answered as now.
    /// @return In its own unit.
    function figureAt(Figure which, uint48 when) external view returns (uint256);

    /// @notice The house that this one moves to, if a vote has named one: vouchers may be surrendered to it, and a vote may
    /// pay it.
    /// @return account Its contract; zero = none.
    /// @return from UTC seconds: it counts from then on.
    function successor() external view returns (address account, uint48 from);

    /// @notice From now on the reserve is never less than it is now: the terms of a round that is offered name it. Only
    /// `Rounds`. Emits `ReservePledged` if that is more than was pledged before.
    function pledgeReserve() external;
}
