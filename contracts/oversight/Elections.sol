// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Bounds} from "../lib/Bounds.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IShare} from "../membership/IShare.sol";
import {BallotBox} from "./BallotBox.sol";
import {IBeacon} from "./IBeacon.sol";
import {IElections} from "./IElections.sol";
import {IRoster} from "./IRoster.sol";
import {Seating} from "./Seating.sol";

/// @title Elections
/// @dev Who stands and how people vote are the halves it is made of; here stand the seating and the answers.
contract Elections is BallotBox {
    bytes32 private constant SEED_DOMAIN = keccak256("Runde seating");
    bytes32 private constant ANSWER_TYPEHASH = keccak256(
        "Answer(uint32 term,uint32 seat,uint32 epoch,bool yes,uint64 nonce,uint48 deadline)"
    );

    IBeacon private immutable _beacon;
    uint256 private immutable _reserves;

    constructor(
        IRegistry registry_,
        IShare share,
        IRoster roster,
        IBeacon beacon
    ) Housed(registry_) EIP712("Runde Elections", "1") BallotBox(share, roster) {
        IRoster.RotationTerms memory terms = roster.rotation();
        _beacon = beacon;
        _reserves = terms.reserves;
    }

    // ---- the seating ---------------------------------------------------------------------------------------------

    /// @inheritdoc IElections
    function seatTable(uint32 term) external {
        // Check:
        OpenElection memory box = _openBox(term);
        _requireSeatable(term, box.start);
        // Effect:
        Seating.Draw memory draw = _drawOf(term, _seedOf(term, _storedBeacon(term)));
        (, uint256 quorum) = _electorateOf(box.start - _ballotFrom);
        bool byApprovals = box.turnout >= quorum;
        (uint32[] memory seats, uint256 elected, uint256 turnsAt) = Seating.list(
            Seating.Field(_paper(term, box.candidates), _approvals(term, box.candidates), byApprovals),
            draw,
            _seatAt
        );
        emit TableDrawn(term, draw.seed, byApprovals, box.candidates, uint32(draw.size), uint32(draw.served));
        // Interaction:
        uint256 mayNotSit = _mayNotSit(seats, box.start - _ballotFrom);
        _roster.fill(term, seats, uint8(elected), turnsAt, draw.apart, mayNotSit);
    }

    /// @dev Between the ballot's end and the next ballot's beginning, and not seated yet.
    function _requireSeatable(uint32 term, uint48 start) private view {
        uint48 nowAt = uint48(block.timestamp);
        if (nowAt + _ballotUntil < start) revert BallotStillOpen(term, start - _ballotUntil, nowAt);
        uint48 seatedAt = _roster.seatedAt(term);
        if (seatedAt != 0) revert IRoster.TableSeatedAlready(term, seatedAt);
        uint48 since = _roster.startOf(term + 1) - _ballotFrom;
        if (nowAt >= since) revert SeatingTooLate(term, since, nowAt);
    }

    function _storedBeacon(uint32 term) private view returns (bytes32) {
        (uint32 network, uint64 round, uint48 appearsAt, bytes32 value) = _beacon.beaconOf(term);
        if (value == 0) revert IBeacon.BeaconNotStored(term, network, round, appearsAt);
        return value;
    }

    function _seedOf(uint32 term, bytes32 beacon) private view returns (bytes32) {
        return keccak256(abi.encode(SEED_DOMAIN, block.chainid, address(this), term, beacon));
    }

    function _drawOf(uint32 term, bytes32 seed) private view returns (Seating.Draw memory draw) {
        (draw.size, draw.gone, draw.served, draw.apart, draw.stillWaiting) = _roster.drawnFrom(term);
        draw.seed = seed;
        draw.chairs = _chairs;
        draw.reserves = _reserves;
    }

    /// @dev Lines of those who may not sit: the list itself knows nothing of it, or the last caller could choose the draw.
    function _mayNotSit(uint32[] memory seats, uint48 from) private view returns (uint256 lines) {
        lines = _share.changedSince(seats, from);
        uint32 operators = _share.seatOf(registry.operator());
        uint32 registrars = _share.seatOf(registry.registrar());
        for (uint256 i = 0; i < seats.length; ++i) {
            if (seats[i] == operators || seats[i] == registrars) lines |= 1 << i;
        }
    }

    /// @dev Seats that may vote, and how many of them must: a share, rounded up, as it was when the ballot began.
    function _electorateOf(uint48 from) private view returns (uint32 seats, uint256 quorum) {
        seats = _share.liveSeatsAt(from);
        quorum = Math.ceilDiv(seats * registry.figureAt(IRegistry.Figure.BallotQuorum, from), Bounds.WHOLE);
    }

    function _seatAt(uint256 position) private view returns (uint32) {
        return _roster.seatAt(position);
    }

    /// @inheritdoc IElections
    function strike(uint32 term, uint32 seat) external only(IRegistry.Part.Roster) {
        _strike(term, seat);
    }

    // ---- after the seating ---------------------------------------------------------------------------------------

    /// @inheritdoc IElections
    function answer(Answer calldata a, bytes calldata signature) external {
        // Check:
        bytes32 structHash = keccak256(
            abi.encode(ANSWER_TYPEHASH, a.term, a.seat, a.epoch, a.yes, a.nonce, a.deadline)
        );
        address owner = _said(a.seat, a.epoch, structHash, a.deadline, signature);
        _useNonce(_subject(a.seat, _topic("answer:", a.term)), a.nonce);
        // Operator or registrar may have come to a seat that was drawn before: then the chair goes on to the next.
        if (a.yes) _requireNoOffice(a.seat, owner);
        // Interaction:
        _roster.answered(a.term, a.seat, a.yes);
    }

    // ---- where an election stands --------------------------------------------------------------------------------

    /// @inheritdoc IElections
    function election(uint32 term) external view returns (Election memory e) {
        _requireTerm(term);
        OpenElection memory box = _box(term);
        uint256 quorum;
        (e.electorate, quorum) = _electorateOf(_roster.startOf(term) - _ballotFrom);
        e.turnout = box.turnout;
        e.quorum = uint32(quorum);
        e.candidates = box.candidates;
        (e.network, e.round, e.roundAt, e.beacon) = _beacon.beaconOf(term);
        if (e.beacon != 0) e.seed = _seedOf(term, e.beacon);
        e.seatedAt = _roster.seatedAt(term);
    }
}
