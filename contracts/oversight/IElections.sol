// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Who oversees the house next: nomination, ballot, draw, answers
/// @notice A vote decides who goes now, a draw fills the rest, and both can be recomputed by anybody.
/// @dev Terms count from 1, seats from 1, candidates from 0 in the order of the ballot paper. Times are UTC seconds and
/// stand in `IRoster.calendar`; windows hold their first second and not their last. Nonces (`nonceOf`) count for (seat,
/// "nominate:<term>"), which a withdrawal uses too, and (seat, "answer:<term>"); a ballot carries its own, which rises, so
/// that the last one counts in any order of arrival.
interface IElections {
    /// @notice Says: `seat` stands for `term`. EIP-712, domain "Runde Elections". Anybody may bring it, so this is also
    /// how somebody accepts a nomination by another.
    /// @param statement Hash of a text (a record), 0 = none.
    struct Nomination {
        uint32 term;
        uint32 seat;
        bytes32 statement;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: `seat` does not stand any more.
    struct NominationWithdrawal {
        uint32 term;
        uint32 seat;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice How a seat votes. Bit i of `approvals` approves candidate i; at most as many bits as chairs; none = abstains.
    /// @param nonce From 1; only a higher one replaces a ballot.
    struct Ballot {
        uint32 term;
        uint32 seat;
        uint128 approvals;
        uint32 nonce;
        uint48 deadline;
    }

    /// @notice A drawn member's answer; `yes = false` also gives up a chair later.
    struct Answer {
        uint32 term;
        uint32 seat;
        bool yes;
        uint64 nonce;
        uint48 deadline;
    }

    /// @dev One line of the ballot paper.
    struct Candidate {
        uint32 seat;
        bytes32 statement;
        uint32 approvals;
    }

    /// @dev Where a term's election stands.
    /// @param electorate Seats live before the ballot's first second.
    /// @param turnout Seats that voted, abstentions included.
    /// @param quorum Turnout that is needed.
    /// @param candidates Names on the ballot paper.
    /// @param network The beacon's network that decides.
    /// @param round Its round that decides.
    /// @param roundAt When that round appears.
    /// @param beacon That round's number; 0 = not stored yet.
    /// @param seed 0 until it is known.
    /// @param seatedAt 0 = not seated.
    struct Election {
        uint32 electorate;
        uint32 turnout;
        uint32 quorum;
        uint32 candidates;
        uint32 network;
        uint64 round;
        uint48 roundAt;
        bytes32 beacon;
        bytes32 seed;
        uint48 seatedAt;
    }

    /// @notice `seat` stands for `term`, at the end of the ballot paper.
    event Nominated(uint32 indexed term, uint32 indexed seat, bytes32 statement);
    /// @notice `seat` does not stand any more; the last line of the paper took its place.
    event NominationWithdrawn(uint32 indexed term, uint32 indexed seat);
    /// @notice A seat voted, for the first time or anew: only its last ballot counts.
    event BallotCast(uint32 indexed term, uint32 indexed seat, uint128 approvals, uint32 nonce);
    /// @notice A ballot of a batch was left out; `reason` is the selector of the error it would have met alone.
    event BallotSkipped(uint32 indexed term, uint32 indexed seat, bytes4 reason);
    /// @notice The table of `term` was filled from this: with it and the ballots anybody recomputes the list.
    /// @param seed Everything that chance decides.
    /// @param byApprovals Whether the quorum was met.
    /// @param candidates Names on the ballot paper.
    /// @param size Positions of the pools' order that took part.
    /// @param served The first of them had served.
    event TableDrawn(
        uint32 indexed term,
        bytes32 seed,
        bool byApprovals,
        uint32 candidates,
        uint32 size,
        uint32 served
    );

    /// @notice `account` has no seat.
    error NoSeatForElections(address account);
    /// @notice Terms count from 1.
    error NoElectionFor(uint32 term);
    /// @notice Nominations for `term` open at `opensAt`, it is `nowAt`.
    error NominationsNotOpen(uint32 term, uint48 opensAt, uint48 nowAt);
    /// @notice Nominations for `term` closed at `closedAt`, it is `nowAt`.
    error NominationsClosed(uint32 term, uint48 closedAt, uint48 nowAt);
    /// @notice The ballot paper has room for `allowed` names.
    error BallotPaperFull(uint32 term, uint32 allowed);
    /// @notice `seat` stands already.
    error NominatedAlready(uint32 term, uint32 seat);
    /// @notice `seat` does not stand.
    error NotNominated(uint32 term, uint32 seat);
    /// @notice `seat` had its turn in this cycle; others go first.
    error HadItsTurn(uint32 seat, uint32 cycle);
    /// @notice `seat` holds a chair, or is asked to, or its turn just passed.
    error SitsAlready(uint32 seat);
    /// @notice The operator is paid by the house and cannot oversee it.
    error OperatorCannotOversee(uint32 seat);
    /// @notice The ballot of `term` opens at `opensAt`, it is `nowAt`.
    error BallotNotOpen(uint32 term, uint48 opensAt, uint48 nowAt);
    /// @notice The ballot of `term` closed at `closedAt`, it is `nowAt`.
    error BallotClosed(uint32 term, uint48 closedAt, uint48 nowAt);
    /// @notice The ballot names `given` candidates, `allowed` are.
    error TooManyNames(uint256 given, uint256 allowed);
    /// @notice The ballot names candidate `index`; the paper has `candidates`, counted from 0.
    error UnknownCandidate(uint256 index, uint256 candidates);
    /// @notice A ballot with nonce `latest` counts already; this one has `given`.
    error BallotOutdated(uint32 term, uint32 seat, uint32 given, uint32 latest);
    /// @notice `seat` was not live before the ballot's first second, `snapshot`.
    error NoBallotAtSnapshot(uint32 term, uint32 seat, uint48 snapshot);
    /// @notice So many ballots came with so many signatures.
    error BallotsUnequal(uint256 ballots, uint256 signatures);
    /// @notice The ballot of `term` closes at `closesAt`, it is `nowAt`.
    error BallotStillOpen(uint32 term, uint48 closesAt, uint48 nowAt);
    /// @notice The next term's ballot began at `since`: `term` stays without a table.
    error SeatingTooLate(uint32 term, uint48 since, uint48 nowAt);

    /// @notice The caller's seat stands for `term`. While nominations are open; only a seat that waits for its turn. Emits
    /// `Nominated`.
    function nominate(uint32 term, bytes32 statement) external;
    /// @notice The same with the seat's signature, brought by anybody.
    function nominateBySig(Nomination calldata nomination, bytes calldata signature) external;
    /// @notice The caller's seat does not stand any more. While nominations are open. Emits `NominationWithdrawn`.
    function withdrawNomination(uint32 term) external;
    /// @notice The same with the seat's signature, brought by anybody.
    function withdrawNominationBySig(NominationWithdrawal calldata withdrawal, bytes calldata signature) external;

    /// @notice Takes a seat that ended or changed hands off the paper of `term`, whose ballot has not begun. Only Roster. Emits
    /// `NominationWithdrawn` if it stood.
    /// @param term The next whose ballot begins.
    /// @param seat Number of the seat.
    function strike(uint32 term, uint32 seat) external;

    /// @notice The caller's seat votes, or votes anew. While the ballot is open; only a seat that was live before it began.
    /// Emits `BallotCast`.
    function cast(uint32 term, uint128 approvals) external;
    /// @notice The same with the seat's signature, brought by anybody.
    function castBySig(Ballot calldata ballot, bytes calldata signature) external;
    /// @notice Many at once. A ballot that alone would be refused is left out with `BallotSkipped` and hinders no other.
    /// @dev Too little gas for a signer's contract is no fault of the ballot, so it reverts the batch.
    function castManyBySig(Ballot[] calldata ballots, bytes[] calldata signatures) external;

    /// @notice Fills the table of `term`: the elected, the drawn, the reserves. Anybody, once, from when the beacon's number
    /// (`IBeacon.beaconOf`) is stored until the next term's ballot begins. Who may not sit leaves in the same second. Emits
    /// `TableDrawn`.
    function seatTable(uint32 term) external;

    /// @notice The caller's seat takes its chair or stands ready (yes), or declines or gives it up (no). Not the operator's. See
    /// `IRoster.answered`.
    function answer(uint32 term, bool yes) external;
    /// @notice The same with the seat's signature, brought by anybody.
    function answerBySig(Answer calldata answer_, bytes calldata signature) external;

    /// @notice Passes over a drawn member who was silent until the answers' end. Anybody.
    /// @param index The line in `IRoster.chairsOf`.
    function release(uint32 term, uint256 index) external;

    /// @notice Moves those who held a chair of an ended term for at least half of it to *served*. Anybody.
    function credit(uint32 term) external;

    /// @notice Where a term's election stands.
    function election(uint32 term) external view returns (Election memory);

    /// @notice The ballot paper, in its order, with the count so far.
    function candidates(uint32 term) external view returns (Candidate[] memory);

    /// @notice Whether `seat` stands for `term`, and on which line.
    function candidacyOf(uint32 term, uint32 seat) external view returns (bool stands, uint32 index);

    /// @notice A seat's last ballot, as long as the seat has not voted two terms later; older ones stand in `BallotCast`, and
    /// their effect in `candidates` for ever.
    function ballotOf(
        uint32 term,
        uint32 seat
    ) external view returns (bool cast_, uint128 approvals, uint32 nonce, uint48 castAt);

    /// @notice The account of the operator who works for the house. Its seat cannot oversee it.
    function operator() external view returns (address);
}
