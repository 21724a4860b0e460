// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IPersons} from "./IPersons.sol";
import {IPlaces} from "./IPlaces.sol";
import {IShare} from "./IShare.sol";

/// @title Persons
/// @dev Keeps kind and reference and asks the rounds what has become of a place, so nothing has to be written for a person to
/// be free again.
contract Persons is IPersons, SignedCalls, Housed {
    bytes32 private constant EPOCH_RAISE_TYPEHASH = keccak256(
        "EpochRaise(address account,uint32 epoch,uint48 deadline)"
    );

    /// @dev What a person took last; one slot. `Nothing` is never written.
    struct StoredStanding {
        Standing kind;
        uint32 number; // of the round, or of the seat
        address account;
        uint48 until; // UTC seconds, the last one of a bar
    }

    IShare private immutable _share;

    mapping(bytes32 person => StoredStanding) private _standings;
    mapping(address account => bytes32 person) private _persons;
    /// @dev How often an account lost a seat or raised its epoch.
    mapping(address account => uint32) private _raised;

    constructor(IRegistry registry_, IShare share) EIP712("Runde Persons", "1") Housed(registry_) {
        _share = share;
    }

    // ---- the story of a person: a place, a seat, a bar ---------------------------------------------------------------

    /// @inheritdoc IPersons
    function takePlace(bytes32 person, address account, uint32 round) external only(IRegistry.Part.Rounds) {
        _take(person, account, StoredStanding(Standing.Place, round, account, 0));
        emit PlaceTaken(person, round, account);
    }

    /// @inheritdoc IPersons
    function takeSeat(bytes32 person, address account, uint32 seat) external only(IRegistry.Part.Exit) {
        _take(person, account, StoredStanding(Standing.Seat, seat, account, 0));
        emit SeatTaken(person, seat, account);
    }

    function _take(bytes32 person, address account, StoredStanding memory standing) private {
        // Check:
        requireFree(person, account);
        // Effect:
        _bind(person, account, standing);
    }

    function _bind(bytes32 person, address account, StoredStanding memory standing) private {
        if (_persons[account] == bytes32(0)) {
            _persons[account] = person;
            emit AccountBound(account, person);
        }
        _standings[person] = standing;
    }

    /// @inheritdoc IPersons
    function moveSeat(address from, address to, uint32 seat) external only(IRegistry.Part.Exit) {
        // Check:
        requireOwn(from, to);
        // Effect:
        bytes32 person = _persons[from];
        _bind(person, to, StoredStanding(Standing.Seat, seat, to, 0));
        _raise(from);
        emit SeatTaken(person, seat, to);
    }

    /// @inheritdoc IPersons
    function leaveSeat(address account, uint32 seat, uint48 until) external only(IRegistry.Part.Exit) {
        bytes32 person = _persons[account];
        // Effect:
        _standings[person] = StoredStanding(Standing.Barred, seat, account, until);
        _raise(account);
        emit SeatGivenUp(person, seat, until);
    }

    // ---- epochs ------------------------------------------------------------------------------------------------------

    /// @inheritdoc IPersons
    function raiseEpoch(EpochRaise calldata wish, bytes calldata signature) external {
        // Check:
        bytes32 structHash = keccak256(abi.encode(EPOCH_RAISE_TYPEHASH, wish.account, wish.epoch, wish.deadline));
        _requireSigned(wish.account, structHash, wish.deadline, signature);
        _requireEpoch(uint160(wish.account), wish.epoch, epochOf(uint160(wish.account)));
        // Effect:
        _raise(wish.account);
        uint32 seat = _share.seatOf(wish.account);
        if (seat != 0) _share.raiseEpoch(seat);
    }

    function _raise(address account) private {
        ++_raised[account];
        emit EpochRaised(uint160(account), epochOf(uint160(account)));
    }

    /// @inheritdoc IEpochs
    /// @dev Gaining a seat raises it too, and that needs no write: while the account owns one it is odd.
    function epochOf(uint256 subject) public view returns (uint32) {
        address account = address(uint160(subject));
        return 2 * _raised[account] + (_share.seatOf(account) == 0 ? 0 : 1);
    }

    // ---- what every gate asks ----------------------------------------------------------------------------------------

    /// @inheritdoc IPersons
    function requireFree(bytes32 person, address account) public view {
        _requireUnboundOrOf(person, account);
        (Standing standing, uint32 number, , uint48 until) = standingOf(person);
        if (standing == Standing.Seat) revert AlreadyHoldsSeat(account, number);
        if (standing == Standing.Place) revert AlreadyHasPlace(account, number);
        if (standing == Standing.Barred) revert PersonBarred(account, until, uint48(block.timestamp));
    }

    function _requireUnboundOrOf(bytes32 person, address account) private view {
        bytes32 bound = _persons[account];
        if (bound != bytes32(0) && bound != person) revert AccountOfAnotherPerson(account, bound);
        if (bound == bytes32(0) && registry.isPart(account)) revert HouseContract(account);
    }

    /// @inheritdoc IPersons
    function requireOwn(address from, address to) public view {
        _requireUnboundOrOf(_persons[from], to);
    }

    /// @inheritdoc IPersons
    function standingOf(
        bytes32 person
    ) public view returns (Standing standing, uint32 number, address account, uint48 until) {
        StoredStanding memory stored = _standings[person];
        if (stored.kind == Standing.Nothing) return (Standing.Nothing, 0, address(0), 0);
        if (stored.kind == Standing.Barred) {
            if (block.timestamp > stored.until) return (Standing.Nothing, 0, address(0), 0);
        } else if (stored.kind == Standing.Place) {
            IPlaces places = IPlaces(registry.part(IRegistry.Part.Rounds));
            (IPlaces.PlaceState state, uint32 seat) = places.placeOf(stored.number, stored.account);
            if (state == IPlaces.PlaceState.Void) return (Standing.Nothing, 0, address(0), 0);
            if (state == IPlaces.PlaceState.Seat) return (Standing.Seat, seat, stored.account, 0);
        }
        return (stored.kind, stored.number, stored.account, stored.until);
    }

    /// @inheritdoc IPersons
    function personOf(address account) external view returns (bytes32) {
        return _persons[account];
    }
}
