// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

/// @title Members' votes
/// @notice What the ten may not decide: rounds, budgets, payments out of the ordinary. One seat, one vote.
/// @dev A decision: sponsored by k seats, proposed, after `votingDelay` put to the vote for `votingPeriod` (longer when the
/// quorum comes late), queued, after the timelock's delay carried out, by anybody, before it expires.
/// Times are UTC seconds, seats count from 1, proposals are numbered from 1 in the order they came.
/// Turnout = seats that voted, abstentions included. Passed = turnout ≥ quorum and more seats for than against.
/// OpenZeppelin's own functions keep their meaning, but for those that `FunctionClosed` names.
interface IHouseGovernor {
    /// @notice Says: this seat wants `proposal` to be voted on. EIP-712, domain "Runde HouseGovernor".
    /// @dev Needs no nonce: a seat sponsors a proposal once.
    struct Sponsorship {
        uint256 proposal;
        uint32 seat;
        uint48 deadline;
    }

    /// @notice Says: this seat puts `proposal` to the vote, and stands behind it. EIP-712, domain "Runde HouseGovernor".
    /// @dev Another message than a sponsorship: an open place is taken only from a seat that said so.
    /// Needs no nonce: a proposal is made once.
    struct Proposing {
        uint256 proposal;
        uint32 seat;
        uint48 deadline;
    }

    /// @notice Says how a seat votes. EIP-712, domain "Runde HouseGovernor".
    /// @dev Needs no nonce: a seat votes on a proposal once.
    struct Vote {
        uint256 proposal;
        uint32 seat;
        /// 0 against, 1 for, 2 abstain.
        uint8 support;
        uint48 deadline;
    }

    /// @notice A proposal as a list shows it.
    struct Proposal {
        uint256 id;
        uint32 number;
        uint32 proposerSeat;
        /// Sponsors when it was proposed.
        uint32 sponsors;
        /// The block whose log holds `ProposalCreated`: targets, calls, description.
        uint48 blockNumber;
        /// Seats born before this second vote.
        uint48 snapshot;
        /// Last second of the vote; may move once, when the quorum comes late.
        uint48 deadline;
        /// When it may be carried out; 0 = not queued.
        uint48 eta;
        /// Last second in which it can be carried out, if it passes.
        uint48 expiresAt;
        IGovernor.ProposalState state;
        uint32 inFavour;
        uint32 against;
        uint32 abstained;
        /// Seats that must vote.
        uint32 quorum;
        /// Seats live at the snapshot (now, while that lies ahead).
        uint32 electorate;
    }

    /// @notice A seat stands behind a proposal.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    event ProposalSponsored(uint256 indexed proposal, uint32 indexed seat);
    /// @notice A signed vote was left out of a batch; `reason` is the selector of the error, 0 if there was none.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    /// @param reason Selector of the refusal.
    event VoteSkipped(uint256 indexed proposal, uint32 indexed seat, bytes4 reason);

    /// @notice Nobody is a member yet, so nobody can decide.
    error NoMembersYet();
    /// @notice A proposal needs words.
    error DescriptionMissing();
    /// @notice Members do not decide on this call; see `isDecision`.
    /// @param target The contract.
    /// @param selector The function.
    error NotAHouseDecision(address target, bytes4 selector);
    /// @notice A decision moves no native coin.
    /// @param value In wei.
    error DecisionCarriesCoin(uint256 value);
    /// @notice `account` has no seat.
    /// @param account The account.
    error NoSeatToPropose(address account);
    /// @notice This seat stands behind the proposal already.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    error AlreadySponsored(uint256 proposal, uint32 seat);
    /// @notice The proposal was made already, so it needs no sponsors any more.
    /// @param proposal Id of the proposal.
    error AlreadyProposed(uint256 proposal);
    /// @notice `given` seats stand behind the proposal, `needed` must.
    /// @param proposal Id of the proposal.
    /// @param given What came.
    /// @param needed What it takes.
    error SponsorsMissing(uint256 proposal, uint256 given, uint256 needed);
    /// @notice The message is for another proposal.
    /// @param given What came.
    /// @param proposal Id of the proposal.
    error SignedForAnother(uint256 given, uint256 proposal);
    /// @notice The seat has `allowed` proposals that are not decided yet.
    /// @param seat Number of the seat.
    /// @param allowed How many are allowed.
    error TooManyOpenProposals(uint32 seat, uint256 allowed);
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
    /// vote names seat and deadline (`voteBySig`).
    /// @param selector The function.
    error FunctionClosed(bytes4 selector);

    /// @notice Stands behind a proposal that is not made yet. Owner of a seat. Emits `ProposalSponsored`.
    /// @param id Its future id, `hashProposal(…)`.
    function sponsor(uint256 id) external;

    /// @notice The same with a signature; anybody submits.
    /// @param sponsorship The message.
    /// @param signature Of the person whose act it is, over the message (EIP-712).
    function sponsorBySig(Sponsorship calldata sponsorship, bytes calldata signature) external;

    /// @notice Puts a decision to the vote for the seat that signed `proposing`; anybody submits, and brings the sponsors'
    /// signatures along. Emits `ProposalSponsored`, OpenZeppelin's `ProposalCreated`.
    /// @dev The direct call is OpenZeppelin's `propose`, after `sponsor` and `sponsorBySig`.
    /// A seat that sponsored before is not looked at again, so nobody blocks by submitting its signature first.
    /// If `description` ends with `#proposer=0x…`, only that account proposes.
    /// @param proposing The proposer's message.
    /// @param targets Parts of the house.
    /// @param values All 0.
    /// @param calldatas Calls that `isDecision` allows.
    /// @param description The proposal's text, not empty.
    /// @param sponsorships The sponsors' messages.
    /// @param signatures The proposer's, then one for each sponsorship.
    /// @return id The proposal's id.
    function proposeBySig(
        Proposing calldata proposing,
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas,
        string calldata description,
        Sponsorship[] calldata sponsorships,
        bytes[] calldata signatures
    ) external returns (uint256 id);

    /// @notice Counts signed votes; anybody submits. Emits OpenZeppelin's `VoteCast` for each.
    /// @dev A single vote that cannot count reverts with its reason; in a batch it is left out with `VoteSkipped`.
    /// Too little gas for a signer's contract reverts the whole batch: who submits cannot have a vote skipped that way.
    /// @param votes The messages.
    /// @param signatures One for each message, in the same order.
    function voteBySig(Vote[] calldata votes, bytes[] calldata signatures) external;

    /// @notice Whether members may decide on this call.
    /// @param target The contract.
    /// @param selector The function.
    /// @return True if so.
    function isDecision(address target, bytes4 selector) external view returns (bool);

    /// @notice How many seats stand behind a proposal, made or not.
    /// @param id Id of the proposal.
    /// @return How many.
    function sponsorsOf(uint256 id) external view returns (uint256);

    /// @notice Whether the seat stands behind a proposal, made or not.
    /// @param id Id of the proposal.
    /// @param seat Number of the seat.
    /// @return True if so.
    function hasSponsored(uint256 id, uint32 seat) external view returns (bool);

    /// @notice How many seats must stand behind a proposal.
    /// @return How many.
    function sponsorsNeeded() external view returns (uint256);

    /// @notice How many proposals were ever made.
    /// @return How many.
    function proposalCount() external view returns (uint32);

    /// @notice `count` proposals from number `first` (≥ 1) on; the list ends with the last one.
    /// @param first Number of the first one, from 1.
    /// @param count How many at most.
    /// @return The page that was asked for.
    function proposalsPage(uint32 first, uint32 count) external view returns (Proposal[] memory);

    /// @notice One proposal by its id; reverts with OpenZeppelin's `GovernorNonexistentProposal`.
    /// @param id Id of the proposal.
    /// @return All of it.
    function proposal(uint256 id) external view returns (Proposal memory);
}
