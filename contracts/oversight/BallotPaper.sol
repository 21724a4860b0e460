// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SignedCalls} from "../lib/SignedCalls.sol";
import {IShare} from "../membership/IShare.sol";
import {IElections} from "./IElections.sol";
import {IRoster} from "./IRoster.sol";

/// @title Who stands
/// @notice The half of the elections before the ballot: nomination by oneself or with one's signature, and withdrawal.
abstract contract BallotPaper is IElections, SignedCalls {
    /// @dev What a ballot touches of its election; one slot, packed by hand: the compiler would read and write it once for
    /// each field.
    struct Box {
        uint40 start; // of the term, UTC seconds; 0 = nobody has asked the roster yet
        uint8 candidates;
        uint32 turnout; // seats
    }

    /// @dev A ballot has one bit for each.
    uint32 internal constant MOST_CANDIDATES = 128;

    bytes32 private constant NOMINATION_TYPEHASH = keccak256(
        "Nomination(uint32 term,uint32 seat,bytes32 statement,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant WITHDRAWAL_TYPEHASH = keccak256(
        "NominationWithdrawal(uint32 term,uint32 seat,uint64 nonce,uint48 deadline)"
    );

    /// @inheritdoc IElections
    address public immutable operator;

    IShare internal immutable _share;
    IRoster internal immutable _roster;
    uint32 private immutable _nominationsFrom;
    uint32 private immutable _nominationsUntil;

    mapping(uint32 term => uint256 box) private _boxes;
    mapping(uint32 term => mapping(uint256 word => uint256 eightSeats)) private _papers;
    mapping(uint32 term => mapping(uint32 seat => uint256 line)) private _lines; // index + 1, 0 = does not stand
    mapping(uint32 term => mapping(uint32 seat => bytes32)) private _statements;

    constructor(IShare share, IRoster roster, address operator_) {
        _share = share;
        _roster = roster;
        operator = operator_;
        IRoster.RotationTerms memory terms = roster.rotation();
        _nominationsFrom = terms.nominationsFrom;
        _nominationsUntil = terms.nominationsUntil;
    }

    /// @inheritdoc IElections
    function nominate(uint32 term, bytes32 statement) external {
        _nominate(term, _callersSeat(), statement);
    }

    /// @inheritdoc IElections
    function nominateBySig(Nomination calldata n, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(NOMINATION_TYPEHASH, n.term, n.seat, n.statement, n.nonce, n.deadline)
        );
        _requireSigned(_share.ownerOf(n.seat), structHash, n.deadline, signature);
        _useNonce(_subject(n.seat, _topic("nominate:", n.term)), n.nonce);
        _nominate(n.term, n.seat, n.statement);
    }

    function _callersSeat() internal view returns (uint32 seat) {
        seat = _share.seatOf(msg.sender);
        if (seat == 0) revert NoSeatForElections(msg.sender);
    }

    function _nominate(uint32 term, uint32 seat, bytes32 statement) private {
        // Check:
        _requireTerm(term);
        Box memory box = _openBox(term);
        _requireNominationsOpen(term, box.start);
        if (_lines[term][seat] != 0) revert NominatedAlready(term, seat);
        if (box.candidates == MOST_CANDIDATES) revert BallotPaperFull(term, MOST_CANDIDATES);
        if (_roster.poolOf(seat) != 1) revert HadItsTurn(seat, _roster.cycle());
        if (_roster.isApart(seat)) revert SitsAlready(seat);
        if (seat == _share.seatOf(operator)) revert OperatorCannotOversee(seat);
        // Effect:
        _putSeat(term, box.candidates, seat);
        box.candidates += 1;
        _lines[term][seat] = box.candidates;
        if (statement != 0) _statements[term][seat] = statement;
        _keepBox(term, box);
        emit Nominated(term, seat, statement);
    }

    function _requireTerm(uint32 term) internal pure {
        if (term == 0) revert NoElectionFor(term);
    }

    /// @dev The election's box; it learns the term's start when it is first needed. A term that starts beyond 40 bits keeps
    /// the last second there is: cut off, its start would lie in our days, and its ballot would be open.
    function _openBox(uint32 term) internal view returns (Box memory box) {
        box = _box(term);
        if (box.start != 0) return box;
        uint48 start = _roster.startOf(term);
        box.start = start > type(uint40).max ? type(uint40).max : uint40(start);
    }

    function _box(uint32 term) internal view returns (Box memory) {
        uint256 kept = _boxes[term];
        return Box(uint40(kept), uint8(kept >> 40), uint32(kept >> 48));
    }

    function _keepBox(uint32 term, Box memory box) internal {
        _boxes[term] = (uint256(box.turnout) << 48) | (uint256(box.candidates) << 40) | box.start;
    }

    function _requireNominationsOpen(uint32 term, uint48 start) private view {
        uint48 nowAt = uint48(block.timestamp);
        if (nowAt + _nominationsFrom < start) revert NominationsNotOpen(term, start - _nominationsFrom, nowAt);
        if (nowAt + _nominationsUntil >= start) revert NominationsClosed(term, start - _nominationsUntil, nowAt);
    }

    /// @inheritdoc IElections
    function withdrawNomination(uint32 term) external {
        _withdraw(term, _callersSeat());
    }

    /// @inheritdoc IElections
    function withdrawNominationBySig(NominationWithdrawal calldata w, bytes calldata signature) external {
        bytes32 structHash = keccak256(abi.encode(WITHDRAWAL_TYPEHASH, w.term, w.seat, w.nonce, w.deadline));
        _requireSigned(_share.ownerOf(w.seat), structHash, w.deadline, signature);
        _useNonce(_subject(w.seat, _topic("nominate:", w.term)), w.nonce);
        _withdraw(w.term, w.seat);
    }

    function _withdraw(uint32 term, uint32 seat) private {
        // Check:
        _requireTerm(term);
        Box memory box = _openBox(term);
        _requireNominationsOpen(term, box.start);
        if (_lines[term][seat] == 0) revert NotNominated(term, seat);
        _strike(term, seat);
    }

    /// @dev The last name of the paper moves up into the gap. Nothing happens if `seat` does not stand.
    function _strike(uint32 term, uint32 seat) internal {
        uint256 line = _lines[term][seat];
        if (line == 0) return;
        Box memory box = _openBox(term);
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
