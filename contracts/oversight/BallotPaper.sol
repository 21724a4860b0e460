// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Housed} from "../lib/Housed.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IShare} from "../membership/IShare.sol";
import {IElections} from "./IElections.sol";
import {IRoster} from "./IRoster.sol";

/// @title Who stands
/// @notice The half of the elections before the ballot: nomination by oneself or with one's signature, and withdrawal.
abstract contract BallotPaper is IElections, SignedCalls, Housed {
    /// @dev What a ballot touches of its election; one slot, packed by hand: the compiler would read and write it once for
    /// each field.
    struct OpenElection {
        uint40 start; // of the term, UTC seconds; 0 = nobody stands, nobody voted
        uint8 candidates;
        uint32 turnout; // seats
    }

    /// @dev A ballot has one bit for each.
    uint32 internal constant MOST_CANDIDATES = 128;

    bytes32 private constant NOMINATION_TYPEHASH = keccak256(
        "Nomination(uint32 term,uint32 seat,uint32 epoch,bytes32 statement,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant WITHDRAWAL_TYPEHASH = keccak256(
        "NominationWithdrawal(uint32 term,uint32 seat,uint32 epoch,uint64 nonce,uint48 deadline)"
    );

    IShare internal immutable _share;
    IRoster internal immutable _roster;
    uint32 private immutable _nominationsFrom;
    uint32 private immutable _nominationsUntil;

    mapping(uint32 term => uint256 box) private _boxes;
    mapping(uint32 term => mapping(uint256 word => uint256 eightSeats)) private _papers;
    mapping(uint32 term => mapping(uint32 seat => uint256 line)) private _lines; // index + 1, 0 = does not stand
    mapping(uint32 term => mapping(uint32 seat => bytes32)) private _statements;

    constructor(IShare share, IRoster roster) {
        _share = share;
        _roster = roster;
        IRoster.RotationTerms memory terms = roster.rotation();
        _nominationsFrom = terms.nominationsFrom;
        _nominationsUntil = terms.nominationsUntil;
    }

    /// @inheritdoc IElections
    function nominate(Nomination calldata n, bytes calldata signature) external {
        // Check:
        bytes32 structHash = keccak256(
            abi.encode(NOMINATION_TYPEHASH, n.term, n.seat, n.epoch, n.statement, n.nonce, n.deadline)
        );
        address owner = _said(n.seat, n.epoch, structHash, n.deadline, signature);
        _useNonce(_subject(n.seat, _topic("nominate:", n.term)), n.nonce);
        OpenElection memory box = _openBox(n.term);
        _requireNominationsOpen(n.term, box.start);
        if (_lines[n.term][n.seat] != 0) revert NominatedAlready(n.term, n.seat);
        if (box.candidates == MOST_CANDIDATES) revert BallotPaperFull(n.term, MOST_CANDIDATES);
        if (_roster.poolOf(n.seat) != 1) revert HadItsTurn(n.term, n.seat, _roster.cycle());
        if (_roster.isApart(n.seat)) revert SitsAlready(n.seat);
        _requireNoOffice(n.seat, owner);
        // Effect:
        _putSeat(n.term, box.candidates, n.seat);
        box.candidates += 1;
        _lines[n.term][n.seat] = box.candidates;
        if (n.statement != 0) _statements[n.term][n.seat] = n.statement;
        _keepBox(n.term, box);
        emit Nominated(n.term, n.seat, n.statement);
    }

    /// @dev Operator and registrar work for the house and do not oversee it. A vote may have changed who they are.
    function _requireNoOffice(uint32 seat, address owner) internal view {
        if (owner == registry.operator()) revert OperatorCannotOversee(seat);
        if (owner == registry.registrar()) revert RegistrarCannotOversee(seat);
    }

    /// @dev The owner of `seat`, whose word the message is, made in the seat's present epoch.
    function _said(
        uint32 seat,
        uint32 epoch,
        bytes32 structHash,
        uint48 deadline,
        bytes calldata signature
    ) internal view returns (address owner) {
        uint32 present;
        (owner, present) = _share.signerOf(seat);
        _requireSigned(owner, structHash, deadline, signature);
        _requireEpoch(seat, epoch, present);
    }

    function _requireTerm(uint32 term) internal pure {
        if (term == 0) revert NoElectionFor(term);
    }

    /// @dev The election's box, with the term's start. It is kept by what counts, and so only when the dates stand: before the
    /// nominations an era may still move them. A term that starts beyond 40 bits has the last second there is: cut off, its
    /// start would lie in our days, and its ballot would be open.
    function _openBox(uint32 term) internal view returns (OpenElection memory box) {
        _requireTerm(term);
        box = _box(term);
        if (box.start != 0) return box;
        uint48 start = _roster.startOf(term);
        box.start = start > type(uint40).max ? type(uint40).max : uint40(start);
    }

    function _box(uint32 term) internal view returns (OpenElection memory) {
        uint256 kept = _boxes[term];
        return OpenElection(uint40(kept), uint8(kept >> 40), uint32(kept >> 48));
    }

    function _keepBox(uint32 term, OpenElection memory box) internal {
        _boxes[term] = (uint256(box.turnout) << 48) | (uint256(box.candidates) << 40) | box.start;
    }

    function _requireNominationsOpen(uint32 term, uint48 start) private view {
        uint48 nowAt = uint48(block.timestamp);
        if (nowAt + _nominationsFrom < start) revert NominationsNotOpen(term, start - _nominationsFrom, nowAt);
        if (nowAt + _nominationsUntil >= start) revert NominationsClosed(term, start - _nominationsUntil, nowAt);
    }

    /// @inheritdoc IElections
    function withdrawNomination(NominationWithdrawal calldata w, bytes calldata signature) external {
        // Check:
        bytes32 structHash = keccak256(abi.encode(WITHDRAWAL_TYPEHASH, w.term, w.seat, w.epoch, w.nonce, w.deadline));
        _said(w.seat, w.epoch, structHash, w.deadline, signature);
        _useNonce(_subject(w.seat, _topic("nominate:", w.term)), w.nonce);
        _requireNominationsOpen(w.term, _openBox(w.term).start);
        if (_lines[w.term][w.seat] == 0) revert NotNominated(w.term, w.seat);
        // Effect:
        _strike(w.term, w.seat);
    }

    /// @dev The last name of the paper moves up into the gap. Nothing happens if `seat` does not stand.
    function _strike(uint32 term, uint32 seat) internal {
        uint256 line = _lines[term][seat];
        if (line == 0) return;
        OpenElection memory box = _openBox(term);
        box.candidates -= 1;
        uint32 last = _seatOnLine(term, box.candidates);
        if (last != seat) {
            _putSeat(term, line - 1, last);
            _lines[term][last] = line;
        }
        delete _lines[term][seat];
        delete _statements[term][seat];
        _keepBox(term, box);
        emit NominationWithdrawn(term, seat);
    }

    function _putSeat(uint32 term, uint256 index, uint32 seat) private {
        uint256 shift = (index & 7) << 5;
        uint256 word = _papers[term][index >> 3] & ~(uint256(type(uint32).max) << shift);
        _papers[term][index >> 3] = word | (uint256(seat) << shift);
    }

    function _seatOnLine(uint32 term, uint256 index) private view returns (uint32) {
        return uint32(_papers[term][index >> 3] >> ((index & 7) << 5));
    }

    /// @dev The seats on the paper, in its order.
    function _paper(uint32 term, uint256 count) internal view returns (uint32[] memory seats) {
        seats = new uint32[](count);
        uint256 word = 0;
        for (uint256 i = 0; i < count; ++i) {
            if (i & 7 == 0) word = _papers[term][i >> 3];
            seats[i] = uint32(word);
            word >>= 32;
        }
    }

    /// @inheritdoc IElections
    function candidates(uint32 term) external view returns (Candidate[] memory list) {
        uint32[] memory seats = _paper(term, _box(term).candidates);
        uint256[] memory approvals = _approvals(term, seats.length);
        list = new Candidate[](seats.length);
        for (uint256 i = 0; i < seats.length; ++i) {
            list[i] = Candidate(seats[i], _statements[term][seats[i]], uint32(approvals[i]));
        }
    }

    /// @dev The count of the ballots, which the other half keeps.
    function _approvals(uint32 term, uint256 count) internal view virtual returns (uint256[] memory);

    /// @inheritdoc IElections
    function candidacyOf(uint32 term, uint32 seat) external view returns (bool stands, uint32 index) {
        uint256 line = _lines[term][seat];
        return line == 0 ? (false, 0) : (true, uint32(line - 1));
    }
}
