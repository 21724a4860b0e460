// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Bits} from "../lib/Bits.sol";
import {SignatureCheck} from "../lib/SignatureCheck.sol";
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
    struct StoredBallot {
        uint128 approvals;
        uint32 nonce;
        uint48 castAt; // UTC seconds
    }

    bytes32 private constant BALLOT_TYPEHASH = keccak256(
        "Ballot(uint32 term,uint32 seat,uint32 epoch,uint128 approvals,uint32 nonce,uint48 deadline)"
    );

    uint32 internal immutable _ballotFrom;
    uint32 internal immutable _ballotUntil;
    uint256 internal immutable _chairs;

    mapping(uint32 term => uint256[13] tenASlot) private _tallies;
    /// @dev Even and odd terms take turns: a slot that was written before costs a voter a quarter of a new one.
    mapping(uint32 seat => mapping(uint256 parity => uint256 kept)) private _ballots;

    constructor(IShare share, IRoster roster) BallotPaper(share, roster) {
        IRoster.RotationTerms memory terms = roster.rotation();
        _ballotFrom = terms.ballotFrom;
        _ballotUntil = terms.ballotUntil;
        _chairs = terms.chairs;
    }

    /// @inheritdoc IElections
    function cast(Ballot calldata b, bytes calldata signature) external {
        // Check:
        bytes32 structHash = keccak256(
            abi.encode(BALLOT_TYPEHASH, b.term, b.seat, b.epoch, b.approvals, b.nonce, b.deadline)
        );
        address owner = _said(b.seat, b.epoch, structHash, b.deadline, signature);
        OpenElection memory box = _openBox(b.term);
        uint48 from = box.start - _ballotFrom;
        _requireBallotOpen(b.term, from, box.start - _ballotUntil);
        if (_share.votes(owner, from) == 0) revert NoBallotAtSnapshot(b.term, b.seat, from);
        StoredBallot memory before = _lastBallot(b.term, b.seat);
        if (b.nonce <= before.nonce) revert BallotOutdated(b.term, b.seat, b.nonce, before.nonce);
        _requireNames(b.approvals, box.candidates);
        // Effect:
        if (before.nonce == 0) {
            box.turnout += 1;
            _keepBox(b.term, box);
        }
        _tallies[b.term].replace(before.approvals, b.approvals);
        _ballots[b.seat][b.term & 1] =
            (uint256(b.term) << 208) |
            (block.timestamp << 160) |
            (uint256(b.nonce) << 128) |
            b.approvals;
        emit BallotCast(b.term, b.seat, b.approvals, b.nonce);
    }

    function _requireBallotOpen(uint32 term, uint48 from, uint48 until) private view {
        uint48 nowAt = uint48(block.timestamp);
        if (nowAt < from) revert BallotNotOpen(term, from, nowAt);
        if (nowAt >= until) revert BallotClosed(term, until, nowAt);
    }

    function _requireNames(uint256 approvals, uint256 standing) private view {
        uint256 names = Bits.ones(approvals);
        if (names > _chairs) revert TooManyNames(names, _chairs);
        uint256 beyond = approvals >> standing;
        if (beyond != 0) revert UnknownCandidate(standing + _lowest(beyond), standing);
    }

    function _lowest(uint256 bits) private pure returns (uint256 place) {
        for (; bits & 1 == 0; bits >>= 1) ++place;
    }

    /// @inheritdoc IElections
    function castMany(Ballot[] calldata ballots, bytes[] calldata signatures) external {
        if (ballots.length != signatures.length) revert BallotsUnequal(ballots.length, signatures.length);
        for (uint256 i = 0; i < ballots.length; ++i) {
            try this.cast(ballots[i], signatures[i]) {} catch (bytes memory reason) {
                bytes4 why = bytes4(reason);
                // No gas left, or too little for the signer's contract: that is the batch's fault.
                bool isOurs = reason.length == 0 || why == SignatureCheck.TooLittleGasForSigner.selector;
                if (isOurs) LowLevelCall.bubbleRevert(reason);
                emit BallotSkipped(ballots[i].term, ballots[i].seat, why);
            }
        }
    }

    function _lastBallot(uint32 term, uint32 seat) private view returns (StoredBallot memory last) {
        uint256 kept = _ballots[seat][term & 1];
        if (kept >> 208 == term) last = StoredBallot(uint128(kept), uint32(kept >> 128), uint48(kept >> 160));
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
        StoredBallot memory last = _lastBallot(term, seat);
        return (last.nonce != 0, last.approvals, last.nonce, last.castAt);
    }
}
