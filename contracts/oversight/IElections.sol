// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Who oversees the house next: nomination, ballot, draw, answers
/// @notice A vote decides who goes now, a draw fills the rest, and both can be recomputed by anybody.
/// @dev Terms count from 1, seats from 1, candidates from 0 in the order of the ballot paper. Times are UTC seconds and
/// stand in `IRoster.calendar`; windows hold their first second and not their last. Every message is an EIP-712 struct of
/// the domain "Runde Elections" with the seat's epoch: the owner of the seat sends it, then the signature may be empty, or
/// signs it and anybody brings it. Nonces (`nonceOf`) count for (seat, "nominate:<term>"), which a withdrawal uses too, and
/// (seat, "answer:<term>"); a ballot carries its own. The highest one counts, in any order of arrival.
interface IElections {
    /// @notice Says: `seat` stands for `term`. This is also how somebody accepts a nomination by another.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param epoch The seat's.
    /// @param statement Hash of a text (a record), 0 = none.
    /// @param nonce Of (seat, "nominate:<term>").
    /// @param deadline UTC seconds, the last one that counts.
    struct Nomination {
        uint32 term;
        uint32 seat;
        uint32 epoch;
        bytes32 statement;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: `seat` does not stand any more.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param epoch The seat's.
    /// @param nonce Of (seat, "nominate:<term>").
    /// @param deadline UTC seconds, the last one that counts.
    struct NominationWithdrawal {
        uint32 term;
        uint32 seat;
        uint32 epoch;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice How a seat votes.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param epoch The seat's.
    /// @param approvals Bit i approves candidate i; at most as many bits as chairs; none = abstains.
    /// @param nonce From 1; only a higher one replaces a ballot.
    /// @param deadline UTC seconds, the last one that counts.
    struct Ballot {
        uint32 term;
        uint32 seat;
        uint32 epoch;
        uint128 approvals;
        uint32 nonce;
        uint48 deadline;
    }

    /// @notice A drawn member's answer.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param epoch The seat's.
    /// @param yes False declines, and gives up a chair later.
    /// @param nonce Of (seat, "answer:<term>").
    /// @param deadline UTC seconds, the last one that counts.
    struct Answer {
        uint32 term;
        uint32 seat;
        uint32 epoch;
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
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param statement Hash of a text (a record), 0 = none.
    event Nominated(uint32 indexed term, uint32 indexed seat, bytes32 statement);
    /// @notice `seat` does not stand any more; the last line of the paper took its place.
    /// @param term The term.
    /// @param seat Number of the seat.
    event NominationWithdrawn(uint32 indexed term, uint32 indexed seat);
    /// @notice A seat voted, for the first time or anew: only its last ballot counts.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param approvals Bit i approves candidate i.
    /// @param nonce Its number, from 1; the highest counts.
    event BallotCast(uint32 indexed term, uint32 indexed seat, uint128 approvals, uint32 nonce);
    /// @notice A ballot of a batch was left out; `reason` is the selector of the error it would have met alone.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param reason Selector of the error.
    event BallotSkipped(uint32 indexed term, uint32 indexed seat, bytes4 reason);
    /// @notice The table of `term` was filled from this: with it and the ballots anybody recomputes the list.
    /// @param seed Everything that chance decides.
    /// @param byApprovals Whether the quorum was met.
    /// @param candidates Names on the ballot paper.
    /// @param size Positions of the pools' order that took part.
    /// @param served The first of them had served.
    /// @param term The term.
    event TableDrawn(
        uint32 indexed term,
        bytes32 seed,
        bool byApprovals,
        uint32 candidates,
        uint32 size,
        uint32 served
    );

    /// @notice Terms count from 1.
    /// @param term The term.
    error NoElectionFor(uint32 term);
    /// @notice Nominations for `term` open at `opensAt`, it is `nowAt`.
    /// @param term The term.
    /// @param opensAt UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error NominationsNotOpen(uint32 term, uint48 opensAt, uint48 nowAt);
    /// @notice Nominations for `term` closed at `closedAt`, it is `nowAt`.
    /// @param term The term.
    /// @param closedAt UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error NominationsClosed(uint32 term, uint48 closedAt, uint48 nowAt);
    /// @notice The ballot paper has room for `allowed` names.
    /// @param term The term.
    /// @param allowed How many there can be.
    error BallotPaperFull(uint32 term, uint32 allowed);
    /// @notice `seat` stands already.
    /// @param term The term.
    /// @param seat Number of the seat.
    error NominatedAlready(uint32 term, uint32 seat);
    /// @notice `seat` does not stand.
    /// @param term The term.
    /// @param seat Number of the seat.
    error NotNominated(uint32 term, uint32 seat);
    /// @notice `seat` cannot stand for `term`: it had its turn in `cycle`, which is not over; others go first.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param cycle Number of the cycle.
    error HadItsTurn(uint32 term, uint32 seat, uint32 cycle);
    /// @notice `seat` holds a chair, or is asked to, or its turn just passed.
    /// @param seat Number of the seat.
    error SitsAlready(uint32 seat);
    /// @notice The operator is paid by the house and cannot oversee it.
    /// @param seat Number of the seat.
    error OperatorCannotOversee(uint32 seat);
    /// @notice The registrar decides who is admitted and cannot oversee the house.
    /// @param seat Number of the seat.
    error RegistrarCannotOversee(uint32 seat);
    /// @notice The ballot of `term` opens at `opensAt`, it is `nowAt`.
    /// @param term The term.
    /// @param opensAt UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error BallotNotOpen(uint32 term, uint48 opensAt, uint48 nowAt);
    /// @notice The ballot of `term` closed at `closedAt`, it is `nowAt`.
    /// @param term The term.
    /// @param closedAt UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error BallotClosed(uint32 term, uint48 closedAt, uint48 nowAt);
    /// @notice The ballot names `given` candidates, `allowed` are.
    /// @param given What came.
    /// @param allowed How many there can be.
    error TooManyNames(uint256 given, uint256 allowed);
    /// @notice The ballot names candidate `index`; the paper has `candidates`, counted from 0.
    /// @param index Place on the paper, from 0.
    /// @param candidates How many names the paper has.
    error UnknownCandidate(uint256 index, uint256 candidates);
    /// @notice A ballot with nonce `latest` counts already; this one has `given`.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param given What came.
    /// @param latest The one that counts now.
    error BallotOutdated(uint32 term, uint32 seat, uint32 given, uint32 latest);
    /// @notice `seat` was not live before the ballot's first second, `snapshot`.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @param snapshot UTC seconds.
    error NoBallotAtSnapshot(uint32 term, uint32 seat, uint48 snapshot);
    /// @notice So many ballots came with so many signatures.
    /// @param ballots How many ballots came.
    /// @param signatures How many signatures came.
    error BallotsUnequal(uint256 ballots, uint256 signatures);
    /// @notice The ballot of `term` closes at `closesAt`, it is `nowAt`.
    /// @param term The term.
    /// @param closesAt UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error BallotStillOpen(uint32 term, uint48 closesAt, uint48 nowAt);
    /// @notice The next term's ballot began at `since`: `term` stays without a table.
    /// @param term The term.
    /// @param since UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error SeatingTooLate(uint32 term, uint48 since, uint48 nowAt);

    /// @notice The seat stands for `term`. While nominations are open; only a seat that waits for its turn, and as long as the
    /// paper has room. Emits `Nominated`.
    /// @param n The message.
    /// @param signature Empty if the owner of the seat sends it.
    function nominate(Nomination calldata n, bytes calldata signature) external;

    /// @notice The seat does not stand any more. While nominations are open. Emits `NominationWithdrawn`.
    /// @param w The message.
    /// @param signature Empty if the owner of the seat sends it.
    function withdrawNomination(NominationWithdrawal calldata w, bytes calldata signature) external;

    /// @notice Takes a seat that ended, changed hands or has served off the paper of `term`, whose ballot has not begun. Only
    /// Roster. Emits
    /// `NominationWithdrawn` if it stood.
    /// @param term The next whose ballot begins.
    /// @param seat Number of the seat.
    function strike(uint32 term, uint32 seat) external;

    /// @notice The seat votes, or votes anew. While the ballot is open; only a seat that was live before it began. Emits
    /// `BallotCast`.
    /// @param b The message.
    /// @param signature Empty if the owner of the seat sends it.
    function cast(Ballot calldata b, bytes calldata signature) external;

    /// @notice Many at once. A ballot that alone would be refused is left out with `BallotSkipped` and hinders no other.
    /// @dev Too little gas for a signer's contract is no fault of the ballot, so it reverts the batch.
    /// @param ballots How many ballots came.
    /// @param signatures How many signatures came.
    function castMany(Ballot[] calldata ballots, bytes[] calldata signatures) external;

    /// @notice Fills the table of `term`: the elected, the drawn, the reserves. Anybody, once, from when the beacon's number
    /// (`IBeacon.beaconOf`) is stored until the next term's ballot begins. Who may not sit leaves in the same second. Emits
    /// `TableDrawn`.
    /// @param term The term.
    function seatTable(uint32 term) external;

    /// @notice The seat takes its chair or stands ready (yes), or declines or gives it up (no). Not the operator's or registrar's. See
    /// `IRoster.answered`.
    /// @param a The message.
    /// @param signature Empty if the owner of the seat sends it.
    function answer(Answer calldata a, bytes calldata signature) external;

    /// @notice Where a term's election stands.
    /// @param term The term.
    /// @return All figures.
    function election(uint32 term) external view returns (Election memory);

    /// @notice The ballot paper, in its order, with the count so far.
    /// @param term The term.
    /// @return In the order of the paper.
    function candidates(uint32 term) external view returns (Candidate[] memory);

    /// @notice Whether `seat` stands for `term`, and on which line.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @return stands True if so.
    /// @return index Place on the paper, from 0.
    function candidacyOf(uint32 term, uint32 seat) external view returns (bool stands, uint32 index);

    /// @notice A seat's last ballot, as long as the seat has not voted two terms later; older ones stand in `BallotCast`, and
    /// their effect in `candidates` for ever.
    /// @param term The term.
    /// @param seat Number of the seat.
    /// @return cast_ Whether there is one.
    /// @return approvals Bit i approves candidate i.
    /// @return nonce Its number, from 1.
    /// @return castAt UTC seconds.
    function ballotOf(
        uint32 term,
        uint32 seat
    ) external view returns (bool cast_, uint128 approvals, uint32 nonce, uint48 castAt);
}
