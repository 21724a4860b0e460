// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Bounds} from "../lib/Bounds.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IShare} from "../membership/IShare.sol";
import {IDecisions} from "./IDecisions.sol";
import {IHouseGovernor} from "./IHouseGovernor.sol";

/// @title Counting by seat
/// @notice A module for OpenZeppelin's Governor: the seat votes, not the account, and each seat weighs one.
/// @dev A hand-over or a recovery moves a vote with its seat and never doubles it (R9). One bit a seat, 256 a word.
abstract contract SeatCounting is IHouseGovernor, Housed, Governor, SignedCalls {
    uint8 private constant AGAINST = 0;
    uint8 private constant IN_FAVOUR = 1;
    uint8 private constant ABSTAIN = 2;

    /// @dev Turnout that the stricter majority needs at least, hundredths of a percent of the seats live at the snapshot.
    uint256 private constant TWO_THIRDS_TURNOUT = 4000;

    /// @dev Seats are numbers of 32 bits, 256 a word.
    uint256 private constant NO_WORD = type(uint256).max;

    bytes32 private constant VOTE_TYPEHASH = keccak256(
        "Vote(uint256 proposal,uint32 seat,uint8 support,uint32 epoch,uint48 deadline)"
    );

    /// @dev One slot, all that a vote reads and writes beside its own bit: the first vote copies here what no longer
    /// changes once voting has begun, or else every vote would read six slots for it.
    struct ProposalTally {
        uint32 against; // seats
        uint32 inFavour; // seats
        uint32 abstained; // seats
        uint32 needed; // seats, the quorum
        uint32 lastSeat; // the highest that was born before the snapshot
        uint48 snapshot; // UTC seconds; 0 = nobody has voted
        uint48 deadline; // UTC seconds, without an extension
    }

    /// @dev A proposal while votes are put into it; in memory only.
    struct OpenTally {
        uint256 id;
        ProposalTally tally;
        uint256 turnout; // when it was opened
        uint256 word; // of `_voted`, whose bits are these; `NO_WORD` = none
        uint256 bits;
        bytes refusal; // why it takes no votes, encoded; empty = it does
    }

    /// @notice Whose seats vote.
    IShare public immutable share;

    mapping(uint256 proposal => ProposalTally) private _tallies;
    /// @dev Not OpenZeppelin's `BitMaps`: it reads and writes the word at every vote of a batch (measured: 370 gas a vote).
    mapping(uint256 proposal => mapping(uint256 word => uint256 bits)) private _voted;

    constructor(IShare share_) {
        share = share_;
    }

    // ---- vote ---------------------------------------------------------------------------------------------------

    /// @dev A member's own call: counts the vote of the seat that `account` owns now, or says why not.
    function _vote(uint256 id, address account, uint8 support) internal returns (uint256 weight) {
        OpenTally memory open = _openTally(id);
        bytes memory refusal = _count(open, share.seatOf(account), account, support);
        if (refusal.length != 0) LowLevelCall.bubbleRevert(refusal);
        _storeTally(open);
        return 1;
    }

    /// @inheritdoc IHouseGovernor
    function vote(Vote[] calldata votes, bytes[] calldata signatures) external {
        _requireAll(votes.length, signatures.length);
        OpenTally memory open;
        uint256 latest = block.timestamp + LONGEST_DEADLINE;
        for (uint256 i = 0; i < votes.length; ++i) {
            Vote calldata v = votes[i];
            if (i == 0 || v.proposal != open.id) {
                _storeTally(open);
                open = _openTally(v.proposal);
            }
            bytes memory refusal = _countSaid(open, v, signatures[i], latest);
            if (refusal.length == 0) continue;
            if (votes.length == 1) LowLevelCall.bubbleRevert(refusal);
            emit VoteSkipped(v.proposal, v.seat, bytes4(refusal));
        }
        _storeTally(open);
    }

    /// @dev Counts the vote that somebody says for a seat, or returns why not, as the error encoded. A deadline beyond
    /// `latest` does not count. Each field is read once: in a batch every further reading is paid for every vote.
    function _countSaid(
        OpenTally memory open,
        Vote calldata v,
        bytes calldata signature,
        uint256 latest
    ) private returns (bytes memory) {
        (uint32 seat, uint8 support, uint32 said, uint48 deadline) = (v.seat, v.support, v.epoch, v.deadline);
        try share.signerOf(seat) returns (address voter, uint32 epoch) {
            if (block.timestamp > deadline) {
                return abi.encodeWithSelector(SignatureExpired.selector, deadline, block.timestamp);
            }
            if (deadline > latest) {
                return abi.encodeWithSelector(DeadlineTooFar.selector, deadline, latest);
            }
            bytes32 structHash = keccak256(abi.encode(VOTE_TYPEHASH, open.id, seat, support, said, deadline));
            if (!_isSaidBy(voter, structHash, signature)) {
                return abi.encodeWithSelector(SignatureInvalid.selector, voter);
            }
            if (said != epoch) {
                return abi.encodeWithSelector(IEpochs.EpochOutdated.selector, seat, said, epoch);
            }
            return _count(open, seat, voter, support);
        } catch (bytes memory reason) {
            return reason;
        }
    }

    /// @dev Counts the vote of a seat whoever brought it, or returns why not, as the error encoded. The seat is marked in
    /// what is open, so that the same vote twice in a batch counts once. `_storeTally` writes it; until then only views are
    /// called (a signer's contract by `staticcall`), so nobody can come between.
    function _count(
        OpenTally memory open,
        uint32 seat,
        address account,
        uint8 support
    ) private returns (bytes memory refusal) {
        // Check:
        if (open.refusal.length != 0) return open.refusal;
        ProposalTally memory tally = open.tally;
        // Seats are numbered in the order of their birth.
        if (seat == 0 || seat > tally.lastSeat) {
            return abi.encodeWithSelector(NoVoteAtSnapshot.selector, open.id, account, tally.snapshot);
        }
        if (support > ABSTAIN) return abi.encodeWithSelector(GovernorInvalidVoteType.selector);
        if (seat >> 8 != open.word) _openWord(open, seat >> 8);
        (uint256 bits, uint256 bit) = (open.bits, 1 << (seat & 0xff));
        if (bits & bit != 0) return abi.encodeWithSelector(AlreadyVoted.selector, open.id, seat);
        // Effect:
        open.bits = bits | bit;
        // No more than there are seats, whose numbers have 32 bits.
        unchecked {
            if (support == AGAINST) ++tally.against;
            else if (support == IN_FAVOUR) ++tally.inFavour;
            else ++tally.abstained;
        }
        emit VoteCast(account, open.id, support, 1, "");
    }

    /// @dev Writes the word of seats that is open, and opens another. Those of a batch lie next to each other.
    function _openWord(OpenTally memory open, uint256 word) private {
        mapping(uint256 word => uint256 bits) storage voted = _voted[open.id];
        if (open.word != NO_WORD) voted[open.word] = open.bits;
        (open.word, open.bits) = (word, voted[word]);
    }

    /// @dev Opened once for all votes of a proposal that follow each other.
    function _openTally(uint256 id) private view returns (OpenTally memory open) {
        ProposalTally memory tally = _tallies[id];
        if (tally.snapshot == 0) {
            tally.snapshot = uint48(proposalSnapshot(id));
            tally.deadline = uint48(Governor.proposalDeadline(id));
            tally.needed = uint32(quorumOf(id));
            tally.lastSeat = share.lastSeatAt(tally.snapshot);
        }
        (open.id, open.tally, open.turnout, open.word) = (id, tally, _turnout(tally), NO_WORD);
        if (tally.snapshot == 0) {
            open.refusal = abi.encodeWithSelector(GovernorNonexistentProposal.selector, id);
        } else if (!_takesVotes(id, tally)) {
            bytes32 active = _encodeStateBitmap(ProposalState.Active);
            open.refusal = abi.encodeWithSelector(GovernorUnexpectedProposalState.selector, id, state(id), active);
        }
    }

    /// @dev Whether the proposal is `Active`: nothing cancels one, and none is carried out while it is voted on.
    function _takesVotes(uint256 id, ProposalTally memory tally) private view returns (bool) {
        if (block.timestamp <= tally.snapshot) return false;
        return block.timestamp <= tally.deadline || block.timestamp <= proposalDeadline(id);
    }

    /// @dev Writes what was counted. OpenZeppelin's module for late quorums asks after each vote whether the quorum is
    /// reached, until it is; here only the votes that reach it ask, with the same outcome.
    function _storeTally(OpenTally memory open) private {
        uint256 turnout = _turnout(open.tally);
        if (turnout == open.turnout) return;
        _tallies[open.id] = open.tally;
        _voted[open.id][open.word] = open.bits;
        if (open.turnout < open.tally.needed && turnout >= open.tally.needed) _tallyUpdated(open.id);
    }

    /// @inheritdoc Governor
    /// @dev Never asked: `_vote` judges and counts in one.
    function _countVote(uint256, address, uint8, uint256, bytes memory) internal pure override returns (uint256) {
        revert FunctionClosed(msg.sig);
    }

    // ---- signatures ---------------------------------------------------------------------------------------------

    /// @dev Every message needs its signature.
    function _requireAll(uint256 messages, uint256 signatures) internal pure {
        if (messages != signatures) revert SignaturesUnequal(messages, signatures);
    }

    // ---- views --------------------------------------------------------------------------------------------------

    /// @dev 0 or 1; `timepoint` is the snapshot.
    function _getVotes(address account, uint256 timepoint, bytes memory) internal view override returns (uint256) {
        return share.votes(account, uint48(timepoint));
    }

    /// @dev Turnout counts: who votes against a decision may not thereby let it fail less.
    function _quorumReached(uint256 id) internal view override returns (bool) {
        ProposalTally memory tally = _tallies[id];
        return tally.snapshot != 0 && _turnout(tally) >= tally.needed;
    }

    function _turnout(ProposalTally memory tally) private pure returns (uint256) {
        return uint256(tally.against) + tally.inFavour + tally.abstained;
    }

    /// @dev More for than against, hence at least one for; or, where the proposal needs it, two thirds of those who are for
    /// or against.
    function _voteSucceeded(uint256 id) internal view override returns (bool) {
        ProposalTally memory tally = _tallies[id];
        if (tally.inFavour <= tally.against) return false;
        return tally.inFavour >= 2 * uint256(tally.against) || !_needsTwoThirds(id);
    }

    /// @inheritdoc IHouseGovernor
    function majorityOf(uint256 id) public view virtual returns (IDecisions.Majority);

    function _needsTwoThirds(uint256 id) private view returns (bool) {
        return majorityOf(id) == IDecisions.Majority.TwoThirds;
    }

    /// @inheritdoc IHouseGovernor
    function quorumOf(uint256 id) public view returns (uint256 needed) {
        uint256 snapshot = proposalSnapshot(id);
        needed = quorum(snapshot);
        if (!_needsTwoThirds(id)) return needed;
        uint256 seats = share.liveSeatsAt(uint48(snapshot));
        return Math.max(needed, Math.ceilDiv(seats * TWO_THIRDS_TURNOUT, Bounds.WHOLE));
    }

    /// @notice Seats that must vote, for a snapshot at `timepoint`: the share of the live seats rounded up, at least 1. The
    /// share is that of the snapshot too: a vote that changes it leaves what is under way and what is past as it was.
    function quorum(uint256 timepoint) public view override returns (uint256) {
        uint256 seats = share.liveSeatsAt(uint48(timepoint));
        uint256 share_ = registry.figureAt(IRegistry.Figure.VoteQuorum, uint48(timepoint));
        return Math.max(1, Math.ceilDiv(seats * share_, Bounds.WHOLE));
    }

    /// @inheritdoc IGovernor
    /// @dev By the seat that `account` owns now.
    function hasVoted(uint256 id, address account) external view returns (bool) {
        uint32 seat = share.seatOf(account);
        return seat != 0 && hasSeatVoted(id, seat);
    }

    /// @inheritdoc IHouseGovernor
    function hasSeatVoted(uint256 id, uint32 seat) public view returns (bool) {
        return (_voted[id][seat >> 8] >> (seat & 0xff)) & 1 == 1;
    }

    /// @inheritdoc IHouseGovernor
    function proposalVotes(uint256 id) public view returns (uint32 against, uint32 inFavour, uint32 abstained) {
        ProposalTally memory tally = _tallies[id];
        return (tally.against, tally.inFavour, tally.abstained);
    }

    /// @inheritdoc IGovernor
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() external pure returns (string memory) {
        return "support=bravo&quorum=against,for,abstain";
    }

    /// @inheritdoc IERC6372
    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }
}
