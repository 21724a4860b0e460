// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IDecisions} from "./IDecisions.sol";

/// @title How a proposal comes about
/// @notice A proposal is voted on if enough seats want it. A draft has only its future id; whoever sponsors it counts for 30
/// days, until they take it back, raise the seat's epoch, or the seat changes hands. A seat stands behind at most three
/// undecided proposals, as proposer and sponsor together.
/// @dev Times are UTC seconds, seats count from 1.
interface IProposals {
    /// @notice Says: this seat wants `proposal` to be voted on. EIP-712, domain "Runde Proposals".
    /// @dev Needs no nonce: a seat's sponsorship is taken back for good by `withdrawSponsorship`.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    /// @param epoch The seat's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct Sponsorship {
        uint256 proposal;
        uint32 seat;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice Says: this seat does not want it any more. EIP-712, as `SponsorshipWithdrawal`.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    /// @param epoch The seat's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct SponsorshipWithdrawal {
        uint256 proposal;
        uint32 seat;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice Says: this seat puts `proposal` to the vote, and stands behind it. EIP-712, domain "Runde Proposals".
    /// @dev Another message than a sponsorship: who proposes said so. Needs no nonce: a proposal is made once.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    /// @param epoch The seat's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct Proposing {
        uint256 proposal;
        uint32 seat;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice What is proposed, in OpenZeppelin's terms.
    /// @param targets Contracts of the house.
    /// @param values All 0: no decision moves the network's coin.
    /// @param calldatas Calls that `IDecisions` knows.
    /// @param description Title and reasons, not empty.
    struct Motion {
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        string description;
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
        /// Which majority it needs: the strictest of its calls.
        IDecisions.Majority majority;
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
    /// @notice A seat does not stand behind a draft any more, and cannot again.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    event SponsorshipWithdrawn(uint256 indexed proposal, uint32 indexed seat);
    /// @notice These seats stand behind the proposal that was made, the proposer's first.
    /// @param proposal Id of the proposal.
    /// @param seats Numbers of the seats.
    event ProposalBacked(uint256 indexed proposal, uint32[] seats);
    /// @notice Nobody is a member yet, so nobody can decide.
    error NoMembersYet();
    /// @notice A proposal needs words.
    error DescriptionMissing();
    /// @notice The proposal was made already, so it needs no sponsors any more.
    /// @param proposal Id of the proposal.
    error AlreadyProposed(uint256 proposal);
    /// @notice The message is for another proposal.
    /// @param given What came.
    /// @param proposal Id of the proposal.
    error SignedForAnother(uint256 given, uint256 proposal);
    /// @notice This seat stands behind the proposal already.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    error AlreadySponsored(uint256 proposal, uint32 seat);
    /// @notice This seat has taken its sponsorship back.
    /// @param proposal Id of the proposal.
    /// @param seat Number of the seat.
    error SponsorshipTakenBack(uint256 proposal, uint32 seat);
    /// @notice So many seats stand behind the draft already: more are never needed.
    /// @param proposal Id of the proposal.
    /// @param most How many are kept.
    error SponsorsComplete(uint256 proposal, uint256 most);
    /// @notice `given` seats stand behind the proposal, `needed` must.
    /// @param proposal Id of the proposal.
    /// @param given What came.
    /// @param needed What it takes.
    error SponsorsMissing(uint256 proposal, uint256 given, uint256 needed);
    /// @notice The seat stands behind `allowed` proposals that are not decided yet, as proposer or sponsor.
    /// @param seat Number of the seat.
    /// @param allowed How many are allowed.
    error TooManyOpenProposals(uint32 seat, uint256 allowed);
    /// @notice Stands behind a proposal that is not made yet. Owner of the seat, directly or with a signature. Emits
    /// `ProposalSponsored`.
    /// @param sponsorship The message; its `proposal` is the future id, `hashProposal(…)`.
    /// @param signature The owner's, over the message (EIP-712); empty if the owner calls.
    function sponsor(Sponsorship calldata sponsorship, bytes calldata signature) external;

    /// @notice Takes a sponsorship back for good, also one that was signed and has not arrived. Owner of the seat, directly or
    /// with a signature; not once the proposal is made. Emits `SponsorshipWithdrawn`.
    /// @param withdrawal The message.
    /// @param signature The owner's, over the message (EIP-712); empty if the owner calls.
    function withdrawSponsorship(SponsorshipWithdrawal calldata withdrawal, bytes calldata signature) external;

    /// @notice Puts a decision to the vote for the seat that says so in `proposing`, directly or with a signature, and brings
    /// the sponsors' signatures along. Emits `ProposalBacked` and OpenZeppelin's `ProposalCreated`.
    /// @dev A sponsor who took it back, or who stands behind too many others, is left out, and a seat counts once.
    /// If the description ends with `#proposer=0x…`, only that account proposes.
    /// @param proposing The proposer's message.
    /// @param motion What is proposed.
    /// @param sponsorships The sponsors' messages; those who sponsored before need none.
    /// @param signatures The proposer's, then one for each sponsorship.
    /// @return id The proposal's id.
    function proposeWithSponsors(
        Proposing calldata proposing,
        Motion calldata motion,
        Sponsorship[] calldata sponsorships,
        bytes[] calldata signatures
    ) external returns (uint256 id);

    /// @notice The seats that stand behind a draft now; empty once it is made (`ProposalBacked`).
    /// @param id Id of the proposal.
    /// @return In the order they came.
    function backersOf(uint256 id) external view returns (uint32[] memory);

    /// @notice Whether the seat took its sponsorship of a draft back.
    /// @param id Id of the proposal.
    /// @param seat Number of the seat.
    /// @return True if so.
    function isTakenBack(uint256 id, uint32 seat) external view returns (bool);

    /// @notice How many seats must stand behind a proposal that is made now: the figure, at most a third of the live seats, at
    /// least one.
    /// @return How many.
    function sponsorsNeeded() external view returns (uint256);

    /// @notice Whether the seat may stand behind one more proposal.
    /// @param seat Number of the seat.
    /// @return True if so.
    function hasPlace(uint32 seat) external view returns (bool);

    /// @notice The number of a proposal.
    /// @param id Id of the proposal.
    /// @return From 1; 0 = not proposed.
    function numberOf(uint256 id) external view returns (uint32);

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
