// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEpochs} from "../lib/IEpochs.sol";

/// @title Persons: who holds what
/// @notice The only place that knows what a person holds: nothing, a place in a round, a seat, or a bar until a second. A
/// person may have several accounts and never holds two things. An account belongs to one person for ever, from the first
/// act that it signed itself; a credential alone binds nothing.
/// @dev A person is the registrar's nullifier. Rounds and Exit write; every gate asks. Times are UTC seconds.
interface IPersons is IEpochs {
    /// @notice What a person holds.
    enum Standing {
        Nothing,
        Place,
        Seat,
        Barred
    }

    /// @notice Says: nothing that `account`, or its seat, signed before counts any more.
    /// @dev EIP-712, domain "Runde Persons". It is used once, because it raises the epoch that it carries.
    /// @param account Whose messages become void.
    /// @param epoch The account's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct EpochRaise {
        address account;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice `account` belongs to `person` from now on.
    /// @param account The account.
    /// @param person The person.
    event AccountBound(address indexed account, bytes32 indexed person);
    /// @notice A person took a place.
    /// @param person The person.
    /// @param round Number of the round.
    /// @param account Whose place it is.
    event PlaceTaken(bytes32 indexed person, uint32 indexed round, address account);
    /// @notice A person has a seat that was another's.
    /// @param person The person.
    /// @param seat Number of the seat.
    /// @param account Who owns it.
    event SeatTaken(bytes32 indexed person, uint32 indexed seat, address account);
    /// @notice A person's seat is gone; another is possible after `until`.
    /// @param person The person.
    /// @param seat Number of the seat.
    /// @param until UTC seconds, the last one of the bar.
    event SeatGivenUp(bytes32 indexed person, uint32 indexed seat, uint48 until);

    /// @notice A contract of the house is no person.
    /// @param account The contract.
    error HouseContract(address account);
    /// @notice `account` belongs to the person `nullifier` for ever.
    /// @param account The account.
    /// @param nullifier The person.
    error AccountOfAnotherPerson(address account, bytes32 nullifier);
    /// @notice `account`, or another account of the same person, is a member with `seat`.
    /// @param account The account.
    /// @param seat Number of the seat.
    error AlreadyHoldsSeat(address account, uint32 seat);
    /// @notice `account`, or another account of the same person, has a place in `round`, which is undecided.
    /// @param account The account.
    /// @param round Number of the round.
    error AlreadyHasPlace(address account, uint32 round);
    /// @notice The person of `account` gave up a seat and may hold another after `until`; it is `nowAt`.
    /// @param account The account.
    /// @param until UTC seconds, the last one of the bar.
    /// @param nowAt UTC seconds of this block.
    error PersonBarred(address account, uint48 until, uint48 nowAt);

    /// @notice Writes down that a person takes a place. Only Rounds, which has the recipient's own signature. Emits
    /// `PlaceTaken`, and `AccountBound` for a new account. Reverts as `requireFree`.
    /// @param person The person.
    /// @param account Whose place it is.
    /// @param round Number of the round.
    function takePlace(bytes32 person, address account, uint32 round) external;

    /// @notice Writes down that a person takes over a seat. Only Exit, which has the taker's own signature. Emits
    /// `SeatTaken`, and `AccountBound` for a new account. Reverts as `requireFree`.
    /// @param person The person.
    /// @param account Who owns the seat.
    /// @param seat Number of the seat.
    function takeSeat(bytes32 person, address account, uint32 seat) external;

    /// @notice Writes down that the person of `account` has no seat any more, and bars it. Only Exit. Emits `SeatGivenUp`.
    /// @param account Who owned the seat.
    /// @param seat Number of the seat.
    /// @param until UTC seconds, the last one of the bar.
    function leaveSeat(address account, uint32 seat, uint48 until) external;

    /// @notice Writes down that a person's seat is under another account of theirs. Only Exit, which has the new account's own
    /// signature. Emits `SeatTaken`, `EpochRaised` for the old account, and `AccountBound` for a new one. Reverts as
    /// `requireOwn`.
    /// @param from The account that owned the seat.
    /// @param to The account that owns it from now on.
    /// @param seat Number of the seat.
    function moveSeat(address from, address to, uint32 seat) external;

    /// @notice Makes everything void that an account and its seat signed before. The account, directly or with its
    /// signature. Emits `EpochRaised`.
    /// @param wish What the account says.
    /// @param signature The account's, over the message; empty if the account itself calls.
    function raiseEpoch(EpochRaise calldata wish, bytes calldata signature) external;

    /// @notice Reverts with the reason why `person` could not take a place or seat under `account` now.
    /// @param person The person.
    /// @param account The account.
    function requireFree(bytes32 person, address account) external view;

    /// @notice Reverts with the reason why `to` cannot be another account of the person of `from`: it must be unknown or
    /// theirs.
    /// @param from An account of the person.
    /// @param to The other account.
    function requireOwn(address from, address to) external view;

    /// @notice What a person holds now.
    /// @param person The person.
    /// @return standing What it is.
    /// @return number Of the round for a place, of the seat for a seat and for a bar; else 0.
    /// @return account Under which account; for a bar the one that gave the seat up.
    /// @return until UTC seconds, the last one of the bar; 0 = no bar.
    function standingOf(
        bytes32 person
    ) external view returns (Standing standing, uint32 number, address account, uint48 until);

    /// @notice The person that `account` belongs to; 0 = it was never bound.
    /// @param account The account.
    /// @return The person.
    function personOf(address account) external view returns (bytes32);
}
