// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IShare} from "../membership/IShare.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {ITerminals} from "./ITerminals.sol";

/// @title Terminals
/// @notice The tablets at the counter: two overseers in office let one in or renew it, one seat of the table shuts it out.
contract Terminals is ITerminals, Housed, SignedCalls {
    /// @inheritdoc ITerminals
    uint256 public constant SIGNATURES_NEEDED = 2;

    bytes32 private constant ENROLMENT_TYPEHASH = keccak256(
        "Enrolment(uint32 terminal,uint256 x,uint256 y,uint128 dayCap,uint48 expiry,bytes32 label,uint32 seat,uint32 epoch,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant REVOCATION_TYPEHASH = keccak256(
        "Revocation(uint32 terminal,uint32 seat,uint32 epoch,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant LATE_HAND_IN_TYPEHASH = keccak256(
        "LateHandIn(uint32 terminal,bytes32 batch,uint32 seat,uint32 epoch,uint48 deadline)"
    );

    /// @dev What became of a key.
    struct KeyLife {
        uint32 id; // whose key it is, for ever
        uint48 endedAt; // UTC seconds, when it was shut out or replaced; 0 = in force
    }

    IShare private immutable _share;
    IRoster private immutable _roster;

    uint32 private _count;
    mapping(uint32 id => Terminal) private _terminals;
    mapping(bytes32 keyHash => KeyLife) private _lives;

    constructor(IRegistry registry_, IShare share, IRoster roster) Housed(registry_) EIP712("Runde Terminals", "1") {
        _share = share;
        _roster = roster;
    }

    /// @inheritdoc ITerminals
    function enrol(Enrolment[] calldata enrolments, bytes[] calldata signatures) external returns (uint32 id) {
        // Check:
        _requireTwo(enrolments.length, signatures.length);
        Enrolment calldata tablet = enrolments[0];
        bytes32 keyHash = _requireTablet(tablet);
        uint32[] memory seats = new uint32[](SIGNATURES_NEEDED);
        for (uint256 i = 0; i < SIGNATURES_NEEDED; ++i) {
            Enrolment calldata e = enrolments[i];
            if (i != 0) _requireRising(seats[i - 1], e.seat);
            if (_aboutTablet(e) != _aboutTablet(tablet)) revert EnrolmentsDiffer(e.seat);
            bytes32 structHash = keccak256(abi.encode(ENROLMENT_TYPEHASH, e));
            _requireOverseer(e.seat, e.epoch, e.deadline, structHash, signatures[i]);
            seats[i] = e.seat;
        }
        // Effect:
        id = tablet.terminal;
        uint48 enrolledAt = uint48(block.timestamp);
        if (id == 0) {
            id = ++_count;
            emit TerminalEnrolled(id, tablet.x, tablet.y, tablet.dayCap, tablet.expiry, tablet.label, seats);
        } else {
            _useNonce(_subject(id, "terminal"), tablet.nonce);
            enrolledAt = _known(id).enrolledAt;
            _endKey(id);
            emit TerminalRenewed(id, tablet.x, tablet.y, tablet.dayCap, tablet.expiry, tablet.label, seats);
        }
        _lives[keyHash] = KeyLife(id, 0);
        _terminals[id] = Terminal({
            x: tablet.x,
            y: tablet.y,
            dayCap: tablet.dayCap,
            expiry: tablet.expiry,
            revokedAt: 0,
            label: tablet.label,
            enrolledAt: enrolledAt
        });
    }

    function _requireTwo(uint256 words, uint256 signatures) private pure {
        if (words == SIGNATURES_NEEDED && signatures == SIGNATURES_NEEDED) return;
        revert EnrolmentSignaturesMissing(words < signatures ? words : signatures, SIGNATURES_NEEDED);
    }

    function _requireTablet(Enrolment calldata tablet) private view returns (bytes32 keyHash) {
        if (tablet.terminal != 0) _known(tablet.terminal);
        keyHash = _hashOf(tablet.x, tablet.y);
        uint32 holder = _lives[keyHash].id;
        if (holder != 0 && holder != tablet.terminal) revert TerminalKeyTaken(holder);
        if (!P256.isValidPublicKey(bytes32(tablet.x), bytes32(tablet.y))) {
            revert TerminalKeyInvalid(tablet.x, tablet.y);
        }
        if (tablet.expiry <= block.timestamp) revert TerminalExpiryPassed(tablet.expiry, uint48(block.timestamp));
    }

    function _hashOf(uint256 x, uint256 y) private pure returns (bytes32) {
        return keccak256(abi.encode(x, y));
    }

    function _requireRising(uint32 previous, uint32 next) private pure {
        if (next <= previous) revert EnrolmentSeatsOutOfOrder(previous, next);
    }

    /// @dev What two messages must have in common.
    function _aboutTablet(Enrolment calldata e) private pure returns (bytes32) {
        return keccak256(abi.encode(e.terminal, e.x, e.y, e.dayCap, e.expiry, e.label, e.nonce));
    }

    function _requireOverseer(
        uint32 seat,
        uint32 epoch,
        uint48 deadline,
        bytes32 structHash,
        bytes calldata signature
    ) private view {
        if (!_roster.isOverseer(seat, uint48(block.timestamp))) revert NotInOfficeForTerminals(seat);
        (address owner, uint32 present) = _share.signerOf(seat);
        _requireSigned(owner, structHash, deadline, signature);
        _requireEpoch(seat, epoch, present);
    }

    /// @dev The present key's life is over now, if it was not before.
    function _endKey(uint32 id) private {
        KeyLife storage life = _lives[_hashOf(_terminals[id].x, _terminals[id].y)];
        if (life.endedAt == 0) life.endedAt = uint48(block.timestamp);
    }

    /// @inheritdoc ITerminals
    function revoke(Revocation calldata wish, bytes calldata signature) external {
        // Check:
        (address owner, uint32 epoch) = _share.signerOf(wish.seat);
        _requireSigned(owner, keccak256(abi.encode(REVOCATION_TYPEHASH, wish)), wish.deadline, signature);
        _requireEpoch(wish.seat, wish.epoch, epoch);
        uint48 nowAt = uint48(block.timestamp);
        if (!_roster.isOverseer(wish.seat, nowAt) && !_roster.isCaretaker(wish.seat, nowAt)) {
            revert NotAtTheTableForTerminals(wish.seat);
        }
        Terminal storage known = _known(wish.terminal);
        if (known.revokedAt != 0) revert TerminalRevoked(wish.terminal, known.revokedAt);
        _useNonce(_subject(wish.terminal, "terminal"), wish.nonce);
        // Effect:
        known.revokedAt = nowAt;
        _endKey(wish.terminal);
        emit TerminalShutOut(wish.terminal, wish.seat);
    }

    function _known(uint32 id) private view returns (Terminal storage known) {
        known = _terminals[id];
        if (known.enrolledAt == 0) revert UnknownTerminal(id);
    }

    /// @inheritdoc ITerminals
    function terminal(uint32 id) external view returns (Terminal memory) {
        return _known(id);
    }

    /// @inheritdoc ITerminals
    function keyOf(uint32 id) external view returns (TerminalKey memory) {
        Terminal storage known = _terminals[id];
        // Every terminal has an expiry; asking for it keeps this at three slots.
        if (known.expiry == 0) revert UnknownTerminal(id);
        return TerminalKey(known.x, known.y, known.dayCap, known.expiry, known.revokedAt);
    }

    /// @inheritdoc ITerminals
    function requireVouched(
        LateHandIn[] calldata words,
        bytes[] calldata signatures,
        uint32 id,
        bytes32 batch,
        uint256 x,
        uint256 y
    ) external view returns (uint48 acceptedUntil) {
        _requireTwo(words.length, signatures.length);
        for (uint256 i = 0; i < SIGNATURES_NEEDED; ++i) {
            LateHandIn calldata word = words[i];
            if (i != 0) _requireRising(words[i - 1].seat, word.seat);
            if (word.terminal != id || word.batch != batch) revert LateHandInsDiffer(word.seat);
            bytes32 structHash = keccak256(abi.encode(LATE_HAND_IN_TYPEHASH, word));
            _requireOverseer(word.seat, word.epoch, word.deadline, structHash, signatures[i]);
        }
        KeyLife memory life = _lives[_hashOf(x, y)];
        if (id == 0 || life.id != id) revert TerminalKeyForeign(id, x, y);
        return life.endedAt == 0 ? uint48(block.timestamp) : life.endedAt;
    }

    /// @inheritdoc ITerminals
    function terminalOf(uint256 x, uint256 y) external view returns (uint32 id, uint48 endedAt) {
        KeyLife memory life = _lives[_hashOf(x, y)];
        return (life.id, life.endedAt);
    }

    /// @inheritdoc ITerminals
    function terminalCount() external view returns (uint32) {
        return _count;
    }
}
