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
        "Enrolment(uint256 x,uint256 y,uint128 dayCap,uint48 expiry,bytes32 label,uint48 deadline)"
    );
    bytes32 private constant REVOCATION_TYPEHASH = keccak256("Revocation(uint32 terminal,uint32 seat,uint48 deadline)");

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
    function enrol(
        Enrolment calldata enrolment,
        uint32[] calldata seats,
        bytes[] calldata signatures
    ) external returns (uint32 id) {
        // Check:
        bytes32 keyHash = keccak256(abi.encode(enrolment.x, enrolment.y));
        if (_idOf[keyHash] != 0) revert TerminalKeyTaken(_idOf[keyHash]);
        if (!P256.isValidPublicKey(bytes32(enrolment.x), bytes32(enrolment.y))) {
            revert TerminalKeyInvalid(enrolment.x, enrolment.y);
        }
        if (enrolment.expiry <= block.timestamp) {
            revert TerminalExpiryPassed(enrolment.expiry, uint48(block.timestamp));
        }
        _requireOverseers(enrolment, seats, signatures);
        // Effect:
        id = ++_count;
        _idOf[keyHash] = id;
        _terminals[id] = Terminal({
            x: enrolment.x,
            y: enrolment.y,
            dayCap: enrolment.dayCap,
            expiry: enrolment.expiry,
            revokedAt: 0,
            label: enrolment.label,
            enrolledAt: uint48(block.timestamp)
        });
        emit TerminalEnrolled(id, enrolment.x, enrolment.y, enrolment.dayCap, enrolment.expiry, enrolment.label, seats);
    }

    /// @dev Exactly the signatures needed, each by another seat that is in office now.
    function _requireOverseers(
        Enrolment calldata e,
        uint32[] calldata seats,
        bytes[] calldata signatures
    ) private view {
        if (seats.length != SIGNATURES_NEEDED) revert EnrolmentSignaturesMissing(seats.length, SIGNATURES_NEEDED);
        if (signatures.length != SIGNATURES_NEEDED) {
            revert EnrolmentSignaturesMissing(signatures.length, SIGNATURES_NEEDED);
        }
        bytes32 structHash = keccak256(
            abi.encode(ENROLMENT_TYPEHASH, e.x, e.y, e.dayCap, e.expiry, e.label, e.deadline)
        );
        uint32 previous = 0;
        for (uint256 i = 0; i < SIGNATURES_NEEDED; ++i) {
            uint32 seat = seats[i];
            if (seat <= previous) revert EnrolmentSeatsOutOfOrder(previous, seat);
            if (!_roster.isOverseer(seat, uint48(block.timestamp))) revert NotInOfficeForTerminals(seat);
            _requireSigned(_share.ownerOf(seat), structHash, e.deadline, signatures[i]);
            previous = seat;
        }
    }

    /// @inheritdoc ITerminals
    function revoke(uint32 id) external {
        _revoke(id, _share.seatOf(msg.sender));
    }

    /// @inheritdoc ITerminals
    function revokeBySig(Revocation calldata revocation, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(REVOCATION_TYPEHASH, revocation.terminal, revocation.seat, revocation.deadline)
        );
        _requireSigned(_share.ownerOf(revocation.seat), structHash, revocation.deadline, signature);
        _revoke(revocation.terminal, revocation.seat);
    }

    function _revoke(uint32 id, uint32 seat) private {
        // Check:
        uint48 nowAt = uint48(block.timestamp);
        if (!_roster.isOverseer(seat, nowAt) && !_roster.isCaretaker(seat, nowAt)) {
            revert NotAtTheTableForTerminals(seat);
        }
        Terminal storage known = _known(id);
        if (known.revokedAt != 0) revert TerminalRevoked(id, known.revokedAt);
        // Effect:
        known.revokedAt = nowAt;
        emit TerminalShutOut(id, seat);
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
