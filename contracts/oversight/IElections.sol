// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Who oversees the house next: nomination, ballot, draw, answers
/// @notice A vote decides who goes now, a draw fills the rest, and both can be recomputed by anybody.
/// @dev Terms count from 1, seats from 1, candidates from 0 in the order of the ballot paper. Times are UTC seconds and
/// stand in `IRoster.calendar`. Nonces (`nonceOf`) count for (seat, "nominate:<term>") and (seat, "answer:<term>"); a
/// ballot carries its own, which rises, so that the last one counts in any order of arrival.
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
    /// @param salt Anything; it flows into the draw's seed. @param nonce From 1; only a higher one replaces a ballot.
    struct Ballot {
        uint32 term;
        uint32 seat;
        uint128 approvals;
        bytes32 salt;
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
    /// @param electorate Seats live before the ballot's first second. @param turnout Seats that voted, abstentions included.
    /// @param quorum Turnout that is needed. @param beaconBlock The block whose hash decides; 0 = not armed.
    /// @param beacon That hash, once stored. @param saltsHash Over all salts in their order.
    /// @param seed 0 until it is known. @param seatedAt 0 = not seated.
    struct Election {
        uint32 electorate;
        uint32 turnout;
        uint32 quorum;
        uint32 candidates;
        uint64 beaconBlock;
        bytes32 beacon;
        bytes32 saltsHash;
        bytes32 seed;
        uint48 seatedAt;
    }

    // The owner of this interface adds events, errors and what the draw's page needs; these signatures stay.

    function nominate(uint32 term, bytes32 statement) external;
    function nominateBySig(Nomination calldata nomination, bytes calldata signature) external;
    function withdrawNomination(uint32 term) external;
    function withdrawNominationBySig(NominationWithdrawal calldata withdrawal, bytes calldata signature) external;

    function cast(uint32 term, uint128 approvals, bytes32 salt) external;
    function castBySig(Ballot calldata ballot, bytes calldata signature) external;
    function castManyBySig(Ballot[] calldata ballots, bytes[] calldata signatures) external;

    function arm(uint32 term) external;
    function storeBeacon(uint32 term) external;
    function seatTable(uint32 term) external;

    function answer(uint32 term, bool yes) external;
    function answerBySig(Answer calldata answer_, bytes calldata signature) external;

    /// @notice Passes over a drawn member who was silent until the answers' end. Anybody.
    function release(uint32 term, uint256 index) external;

    /// @notice Moves those who held a chair of an ended term for at least half of it to *served*. Anybody.
    function credit(uint32 term) external;

    function election(uint32 term) external view returns (Election memory);
    function candidates(uint32 term) external view returns (Candidate[] memory);
    function ballotOf(
        uint32 term,
        uint32 seat
    ) external view returns (bool cast_, uint128 approvals, uint32 nonce, uint48 castAt);
}
