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
/// @notice The tablets at the counter: two overseers in office let one in, one seat of the table shuts it out.
contract Terminals is ITerminals, Housed, SignedCalls {
    /// @inheritdoc ITerminals
    uint256 public constant SIGNATURES_NEEDED = 2;

    bytes32 private constant ENROLMENT_TYPEHASH = keccak256(
        "Enrolment(uint32 terminal,uint256 x,uint256 y,uint128 dayCap,uint48 expiry,bytes32 label,uint32 seat,uint32 epoch,uint48 deadline)"
    );
    bytes32 private constant REVOCATION_TYPEHASH = keccak256(
        "Revocation(uint32 terminal,uint32 seat,uint32 epoch,uint48 deadline)"
    );

    IShare private immutable _share;
    IRoster private immutable _roster;

    uint32 private _count;
    mapping(uint32 id => Terminal) private _terminals;
    mapping(bytes32 keyHash => uint32 id) private _idOf;

    constructor(IRegistry registry_, IShare share, IRoster roster) Housed(registry_) EIP712("Runde Terminals", "1") {
        _share = share;
        _roster = roster;
    }

    /// @inheritdoc ITerminals
    function enrol(Enrolment[] calldata enrolments, bytes[] calldata signatures) external returns (uint32 id) {
        // Check:
        uint256 given = enrolments.length < signatures.length ? enrolments.length : signatures.length;
        if (enrolments.length != SIGNATURES_NEEDED || signatures.length != SIGNATURES_NEEDED) {
            revert EnrolmentSignaturesMissing(given, SIGNATURES_NEEDED);
        }
        Enrolment calldata tablet = enrolments[0];
        bytes32 keyHash = _requireTablet(tablet);
        uint32[] memory seats = new uint32[](SIGNATURES_NEEDED);
        for (uint256 i = 0; i < SIGNATURES_NEEDED; ++i) {
            uint32 seat = enrolments[i].seat;
            if (i != 0 && seat <= seats[i - 1]) revert EnrolmentSeatsOutOfOrder(seats[i - 1], seat);
            if (_aboutTablet(enrolments[i]) != _aboutTablet(tablet)) revert EnrolmentsDiffer(seat);
            _requireOverseer(enrolments[i], signatures[i]);
            seats[i] = seat;
        }
        // Effect:
        id = ++_count;
        _idOf[keyHash] = id;
        _terminals[id] = Terminal({
            x: tablet.x,
            y: tablet.y,
            dayCap: tablet.dayCap,
            expiry: tablet.expiry,
            revokedAt: 0,
            label: tablet.label,
            enrolledAt: uint48(block.timestamp)
        });
        emit TerminalEnrolled(id, tablet.x, tablet.y, tablet.dayCap, tablet.expiry, tablet.label, seats);
    }

    function _requireTablet(Enrolment calldata tablet) private view returns (bytes32 keyHash) {
        if (tablet.terminal != 0) revert TerminalNotRenewable(tablet.terminal);
        keyHash = keccak256(abi.encode(tablet.x, tablet.y));
        if (_idOf[keyHash] != 0) revert TerminalKeyTaken(_idOf[keyHash]);
        if (!P256.isValidPublicKey(bytes32(tablet.x), bytes32(tablet.y))) {
            revert TerminalKeyInvalid(tablet.x, tablet.y);
        }
        if (tablet.expiry <= block.timestamp) revert TerminalExpiryPassed(tablet.expiry, uint48(block.timestamp));
    }

    /// @dev What two messages must have in common.
    function _aboutTablet(Enrolment calldata e) private pure returns (bytes32) {
        return keccak256(abi.encode(e.terminal, e.x, e.y, e.dayCap, e.expiry, e.label));
    }

    function _requireOverseer(Enrolment calldata e, bytes calldata signature) private view {
        if (!_roster.isOverseer(e.seat, uint48(block.timestamp))) revert NotInOfficeForTerminals(e.seat);
        (address owner, uint32 epoch) = _share.signerOf(e.seat);
        _requireSigned(owner, keccak256(abi.encode(ENROLMENT_TYPEHASH, e)), e.deadline, signature);
        _requireEpoch(e.seat, e.epoch, epoch);
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
        // Effect:
        known.revokedAt = nowAt;
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
    function terminalOf(uint256 x, uint256 y) external view returns (uint32) {
        return _idOf[keccak256(abi.encode(x, y))];
    }

    /// @inheritdoc ITerminals
    function terminalCount() external view returns (uint32) {
        return _count;
    }
}
