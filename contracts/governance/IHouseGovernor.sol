// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IDecisions} from "./IDecisions.sol";
import {IProposals} from "./IProposals.sol";

/// @title Members' votes
/// @notice What the ten may not decide: rounds, budgets, payments out of the ordinary. One seat, one vote.
/// @dev A decision: sponsored by k seats, proposed, after `votingDelay` put to the vote for `votingPeriod` (longer when the
/// quorum comes late), queued, after the timelock's delay carried out, by anybody, before it expires.
/// Times are UTC seconds, seats count from 1, proposals are numbered from 1 in the order they came.
/// Turnout = seats that voted, abstentions included. Passed = turnout ≥ quorum and more seats for than against, or the
/// stricter majority that `IDecisions` names for one of its calls.
/// How a proposal comes about is the business of `IProposals`.
/// OpenZeppelin's own functions keep their meaning, but for those that `FunctionClosed` names.
interface IHouseGovernor {
    /// @notice Says how a seat votes. EIP-712, domain "Runde HouseGovernor".
    /// @dev Needs no nonce: a seat votes on a proposal once.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    /// @param support 0 against, 1 for, 2 abstain.
    /// @param epoch The seat's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct Vote {
        uint256 proposal;
        uint32 seat;
        uint8 support;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice A signed vote was left out of a batch; `reason` is the selector of the error, 0 if there was none.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    /// @param reason Selector of the refusal.
    event VoteSkipped(uint256 indexed proposal, uint32 indexed seat, bytes4 reason);

    /// @notice A decision moves no native coin.
    /// @param value In wei.
    error DecisionCarriesCoin(uint256 value);
    /// @notice The seat was not born before `snapshot`, or `account` has none: it cannot vote on this.
    /// @param proposal Id of the proposal.
    /// @param account The account.
    /// @param snapshot UTC seconds; who was a member then votes.
    error NoVoteAtSnapshot(uint256 proposal, address account, uint48 snapshot);
    /// @notice This seat has voted, whoever owns it now.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    error AlreadyVoted(uint256 proposal, uint32 seat);
    /// @notice Each message needs its signature: `messages` came with `signatures`.
    /// @param messages How many messages came.
    /// @param signatures How many signatures came.
    error SignaturesUnequal(uint256 messages, uint256 signatures);
    /// @notice A contract that the decision calls is not the one that was voted on.
    /// @param proposal Id of the proposal.
    error DecisionTargetChanged(uint256 proposal);
    /// @notice This house has closed OpenZeppelin's function: rules are fixed, a proposal is not taken back, and a signed
    /// vote names seat and deadline (`vote`).
    /// @param selector The function.
    error FunctionClosed(bytes4 selector);

    /// @notice Counts votes, each its owner's own call or signed. Emits OpenZeppelin's `VoteCast` for each.
    /// @dev A single vote that cannot count reverts with its reason; in a batch it is left out with `VoteSkipped`.
    /// Too little gas for a signer's contract reverts the whole batch: who submits cannot have a vote skipped that way.
    /// OpenZeppelin's `castVote` does the same for the caller's seat.
    /// @param votes The messages.
    /// @param signatures One for each message, in the same order; empty where the owner calls.
    function vote(Vote[] calldata votes, bytes[] calldata signatures) external;

    /// @notice Puts to the vote what enough seats stand behind. Only `Proposals`. Emits OpenZeppelin's `ProposalCreated`.
    /// @param proposer Whom the log names. If `description` ends with `#proposer=0x…`, only that account proposes.
    /// @param motion What is proposed.
    /// @return id The proposal's id.
    function proposeFor(address proposer, IProposals.Motion calldata motion) external returns (uint256 id);

    /// @notice Which majority a proposal needs: the strictest of its calls.
    /// @param id Id of the proposal.
    /// @return `None` = there is no such proposal.
    function majorityOf(uint256 id) external view returns (IDecisions.Majority);

    /// @notice Turnout that a proposal needs, in seats.
    /// @param id Id of the proposal.
    /// @return How many must vote.
    function quorumOf(uint256 id) external view returns (uint256);

    /// @notice The last second in which a proposal can be carried out, if it passes.
    /// @param id Id of the proposal.
    /// @return UTC seconds.
    function expiresAt(uint256 id) external view returns (uint48);

    /// @notice The votes counted so far, in seats.
    /// @param id Id of the proposal.
    /// @return against Seats against it.
    /// @return inFavour Seats for it.
    /// @return abstained Seats that abstained.
    function proposalVotes(uint256 id) external view returns (uint32 against, uint32 inFavour, uint32 abstained);

    /// @notice Whether the seat has voted, whoever owned it.
    /// @param id Id of the proposal.
    /// @param seat Number of the seat.
    /// @return True if so.
    function hasSeatVoted(uint256 id, uint32 seat) external view returns (bool);
}
