// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Bits} from "../lib/Bits.sol";
import {IShare} from "../membership/IShare.sol";
import {BallotPaper} from "./BallotPaper.sol";
import {IElections} from "./IElections.sol";
import {IRoster} from "./IRoster.sol";
import {Tallies} from "./Tallies.sol";

/// @title How people vote
/// @notice The half of the elections while the ballot is open: one ballot a seat, changeable until the close.
abstract contract BallotBox is BallotPaper {
    using Tallies for uint256[13];

    /// @dev A seat's last ballot; one slot, packed by hand: the compiler would read and write it once for each field.
    struct Kept {
        uint128 approvals;
        uint32 nonce;
        uint48 castAt; // UTC seconds
    }

    bytes32 private constant BALLOT_TYPEHASH = keccak256(
        "Ballot(uint32 term,uint32 seat,uint128 approvals,uint32 nonce,uint48 deadline)"
    );

    uint32 internal immutable _ballotFrom;
    uint32 internal immutable _ballotUntil;
    uint256 internal immutable _chairs;

    mapping(uint32 term => uint256[13] tenASlot) private _tallies;
    /// @dev Even and odd terms take turns: a slot that was written before costs a voter a quarter of a new one.
    mapping(uint32 seat => mapping(uint256 parity => uint256 kept)) private _ballots;

    constructor(IShare share, IRoster roster, address operator_) BallotPaper(share, roster, operator_) {
        IRoster.RotationTerms memory terms = roster.rotation();
        _ballotFrom = terms.ballotFrom;
        _ballotUntil = terms.ballotUntil;
        _chairs = terms.chairs;
    }

    /// @inheritdoc IElections
    function cast(uint32 term, uint128 approvals) external {
        uint32 seat = _callersSeat();
        Box memory box = _openBox(term);
        Kept memory before = _lastBallot(term, seat);
        Ballot memory ballot = Ballot(term, seat, approvals, before.nonce + 1, 0);
        bytes memory refusal = _whyNot(ballot, msg.sender, box, before.nonce);
        if (refusal.length != 0) LowLevelCall.bubbleRevert(refusal);
        _count(ballot, box, before);
        _keepBox(term, box);
    }

    /// @inheritdoc IElections
    function castBySig(Ballot calldata signed, bytes calldata signature) external {
        Ballot memory ballot = signed;
        Box memory box = _openBox(ballot.term);
        Kept memory before = _lastBallot(ballot.term, ballot.seat);
        bytes memory refusal = _whyNotSigned(ballot, signature, box, before.nonce);
        if (refusal.length != 0) LowLevelCall.bubbleRevert(refusal);
        _count(ballot, box, before);
        _keepBox(ballot.term, box);
    }

    /// @inheritdoc IElections
    function castManyBySig(Ballot[] calldata ballots, bytes[] calldata signatures) external {
        if (ballots.length != signatures.length) revert BallotsUnequal(ballots.length, signatures.length);
        uint32 term = 0;
        Box memory box;
        for (uint256 i = 0; i < ballots.length; ++i) {
            Ballot memory ballot = ballots[i];
            if (i == 0 || ballot.term != term) {
                // One box is open at a time: only one ballot can be.
                if (box.start != 0) _keepBox(term, box);
                term = ballot.term;
                box = _openBox(term);
            }
            Kept memory before = _lastBallot(term, ballot.seat);
            bytes memory refusal = _whyNotSigned(ballot, signatures[i], box, before.nonce);
            if (refusal.length == 0) _count(ballot, box, before);
            else emit BallotSkipped(term, ballot.seat, bytes4(refusal));
        }
        if (box.start != 0) _keepBox(term, box);
    }

    function _lastBallot(uint32 term, uint32 seat) private view returns (Kept memory last) {
        uint256 kept = _ballots[seat][term & 1];
        if (kept >> 208 == term) last = Kept(uint128(kept), uint32(kept >> 128), uint48(kept >> 160));
    }

    /// @dev The refusal that a signed ballot would meet, encoded; empty = it counts.
    function _whyNotSigned(
        Ballot memory b,
        bytes calldata signature,
        Box memory box,
        uint32 latest
    ) private view returns (bytes memory) {
        address owner = _ownerOf(b.seat);
        if (owner == address(0)) {
            bool born = _share.bornAt(b.seat) != 0;
            return abi.encodeWithSelector(born ? IShare.SeatNotClaimed.selector : IShare.NoSuchSeat.selector, b.seat);
        }
        bytes memory refusal = _whyNot(b, owner, box, latest);
        if (refusal.length != 0) return refusal;
        uint48 nowAt = uint48(block.timestamp);
        if (nowAt > b.deadline) return abi.encodeWithSelector(SignatureExpired.selector, b.deadline, nowAt);
        bytes32 structHash = keccak256(abi.encode(BALLOT_TYPEHASH, b.term, b.seat, b.approvals, b.nonce, b.deadline));
        if (_isSigned(owner, structHash, signature)) return refusal;
        return abi.encodeWithSelector(SignatureInvalid.selector, owner);
    }

    /// @dev The owner of a seat, zero if there is none: a batch must not stop at a seat that is not there.
    function _ownerOf(uint32 seat) private view returns (address) {
        address[] memory owners = _share.owners(seat, 1);
        return owners.length == 0 ? address(0) : owners[0];
    }

    /// @dev The refusal that `owner`'s ballot would meet whoever brings it, encoded; empty = it counts.
    function _whyNot(
        Ballot memory b,
        address owner,
        Box memory box,
        uint32 latest
    ) private view returns (bytes memory refusal) {
        if (b.term == 0) return abi.encodeWithSelector(NoElectionFor.selector, b.term);
        uint48 nowAt = uint48(block.timestamp);
        uint48 from = box.start - _ballotFrom;
        if (nowAt < from) return abi.encodeWithSelector(BallotNotOpen.selector, b.term, from, nowAt);
        uint48 until = box.start - _ballotUntil;
        if (nowAt >= until) return abi.encodeWithSelector(BallotClosed.selector, b.term, until, nowAt);
        if (_share.votes(owner, from) == 0) {
            return abi.encodeWithSelector(NoBallotAtSnapshot.selector, b.term, b.seat, from);
        }
        if (b.nonce <= latest) {
            return abi.encodeWithSelector(BallotOutdated.selector, b.term, b.seat, b.nonce, latest);
        }
        uint256 names = Bits.ones(b.approvals);
        if (names > _chairs) return abi.encodeWithSelector(TooManyNames.selector, names, _chairs);
        uint256 beyond = uint256(b.approvals) >> box.candidates;
        if (beyond == 0) return refusal;
        uint256 index = box.candidates + _lowest(beyond);
        return abi.encodeWithSelector(UnknownCandidate.selector, index, box.candidates);
    }

    function _lowest(uint256 bits) private pure returns (uint256 place) {
        for (; bits & 1 == 0; bits >>= 1) ++place;
    }

    /// @dev Writes a ballot that counts; the caller writes the box.
    function _count(Ballot memory b, Box memory box, Kept memory before) private {
        // Effect:
        if (before.nonce == 0) box.turnout += 1;
        _tallies[b.term].replace(before.approvals, b.approvals);
        uint256 kept = (uint256(b.term) << 208) | (block.timestamp << 160) | (uint256(b.nonce) << 128) | b.approvals;
        _ballots[b.seat][b.term & 1] = kept;
        emit BallotCast(b.term, b.seat, b.approvals, b.nonce);
    }

    /// @inheritdoc BallotPaper
    function _approvals(uint32 term, uint256 count) internal view override returns (uint256[] memory) {
        return _tallies[term].read(count);
    }

    /// @inheritdoc IElections
    function ballotOf(
        uint32 term,
        uint32 seat
    ) external view returns (bool cast_, uint128 approvals, uint32 nonce, uint48 castAt) {
        Kept memory last = _lastBallot(term, seat);
        return (last.nonce != 0, last.approvals, last.nonce, last.castAt);
    }
}
