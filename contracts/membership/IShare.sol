// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IERC5192} from "./IERC5192.sol";

/// @title The share: one equal, soulbound seat for each person
/// @notice Token id = seat number, 1…N; a number is never given twice. A seat is *minted* when its round is finalised: from
/// that second it is live and counts for every quorum. It is *assigned* to its owner a little later, when somebody claims it
/// for them. It is *moved* to another person by a hand-over or to another account by a recovery, and *ended* when its owner
/// leaves or the members decide so; it is never sold, sent or lent.
/// @dev Seats are minted in batches, so that finalising a round costs the same for ten seats and for ten thousand.
/// Times are UTC seconds. What was live in a past second, and so every electorate and quorum of the past, never changes.
interface IShare is IERC721, IERC5192, IEpochs {
    /// @notice Seats `firstSeat` … `firstSeat + count - 1` are live from this second.
    /// @param firstSeat The lowest of the seats.
    /// @param count How many there are.
    event SeatsMinted(uint32 indexed firstSeat, uint32 count);
    /// @notice The seat is no more. A `Transfer` to zero says so to standard readers.
    /// @param seat Number of the seat.
    /// @param owner Who owned it.
    event SeatEnded(uint32 indexed seat, address indexed owner);
    /// @notice An observer did not take the news; anybody may tell it later, and until then offices treat the seat as gone.
    /// @param seat Number of the seat.
    event ObserverNotTold(uint32 indexed seat);
    /// @notice The observer knows how the seat stands.
    /// @param seat Number of the seat.
    event ObserverTold(uint32 indexed seat);

    /// @notice No such seat was ever minted.
    /// @param seat Number of the seat.
    error NoSuchSeat(uint256 seat);
    /// @notice The seat is live, but nobody has claimed it for its owner yet.
    /// @param seat Number of the seat.
    error SeatNotClaimed(uint256 seat);
    /// @notice The seat ended at `endedAt`.
    /// @param seat Number of the seat.
    /// @param endedAt UTC seconds.
    error SeatHasEnded(uint256 seat, uint48 endedAt);
    /// @notice The seat was assigned to `owner` already.
    /// @param seat Number of the seat.
    /// @param owner Who owns it.
    error SeatAlreadyAssigned(uint32 seat, address owner);
    /// @notice `account` owns `seat`, and nobody owns two.
    /// @param account The account.
    /// @param seat Number of the seat.
    error OwnsSeatAlready(address account, uint32 seat);
    /// @notice A share belongs to a person: it can not be sold, sent or lent.
    /// @param seat Number of the seat.
    error ShareIsBound(uint256 seat);
    /// @notice A share can not be given into anybody's hands, so there is nothing to approve.
    /// @param asked Who was to be given a say.
    error ShareHasNoOperators(address asked);
    /// @notice The zero address owns nothing.
    error NoOwner();
    /// @notice Too little gas is left to give an observer what it may use.
    /// @param left What is left.
    /// @param needed What it takes.
    error TooLittleGasForObserver(uint256 left, uint256 needed);
    /// @notice Every observer knows how the seat stands.
    /// @param seat Number of the seat.
    error NothingToTell(uint32 seat);

    /// @notice Brings `count` seats to life. Only Rounds. Emits `SeatsMinted`.
    /// @param count How many.
    /// @param paid What was paid for each, in the settlement token's smallest unit.
    /// @return firstSeat The lowest of the new numbers; they follow each other without a gap.
    function mint(uint32 count, uint112 paid) external returns (uint32 firstSeat);

    /// @notice Writes the owner of a seat that was minted. Only Rounds. Emits `Transfer` and `Locked`.
    /// @dev Calls nothing on `owner`: a contract that refuses can not block those who come after it.
    /// @param seat Number of the seat.
    /// @param owner Who owns it.
    function assign(uint32 seat, address owner) external;

    /// @notice Gives a seat another owner. Only Exit. Emits `Transfer`, `EpochRaised` and `Locked`; tells the observer.
    /// @param seat Number of the seat.
    /// @param to Who owns it from now on.
    function move(uint32 seat, address to) external;

    /// @notice Gives a seat another account of the same person. Only Exit. Emits `Transfer`, `EpochRaised` and `Locked`; no
    /// observer hears of it, since nobody has gone: chair, candidature and place on a list stay.
    /// @param seat Number of the seat.
    /// @param to The person's account from now on.
    function rekey(uint32 seat, address to) external;

    /// @notice Ends a seat for ever. Only Exit. Emits `Transfer` to zero, `EpochRaised` and `SeatEnded`; tells the observer.
    /// @param seat Number of the seat.
    function end(uint32 seat) external;

    /// @notice Makes everything void that was signed for the seat before. Only Persons. Emits `EpochRaised`.
    /// @param seat Number of the seat.
    function raiseEpoch(uint32 seat) external;

    /// @notice Tells the observer once more about a seat of which it did not hear. Anybody. Emits `ObserverTold`; reverts
    /// with the observer's own refusal.
    /// @param seat Number of the seat.
    function tell(uint32 seat) external;

    /// @notice Whether the observers know how the seat stands. Until then offices treat it as gone.
    /// @param seat Number of the seat.
    /// @return True if so, and for every seat that never moved or ended.
    function isTold(uint32 seat) external view returns (bool);

    /// @notice Seats of which the observer did not hear, in no order: `tell` is due for each.
    /// @param start The first one, from 0.
    /// @param count How many at most.
    /// @return Their numbers.
    function untold(uint256 start, uint256 count) external view returns (uint32[] memory);

    /// @notice The seat of `account`; 0 = none.
    /// @param account The account.
    /// @return Its number.
    function seatOf(address account) external view returns (uint32);

    /// @notice Who speaks for a seat, and the epoch that their message must carry: both in one slot.
    /// @dev Reverts like `ownerOf` if nobody owns it.
    /// @param seat Number of the seat.
    /// @return owner Its owner.
    /// @return epoch Its epoch.
    function signerOf(uint32 seat) external view returns (address owner, uint32 epoch);

    /// @notice Which seats have ended, have changed hands since `t`, or have changed and the observer does not know.
    /// @dev A first owner is no change of hands.
    /// @param seats Numbers of seats, at most 256.
    /// @param t UTC seconds.
    /// @return bits Bit i: so it is with `seats[i]`.
    function changedSince(uint32[] calldata seats, uint48 t) external view returns (uint256 bits);

    /// @notice Since when the seat has its present owner, or another account of theirs; 0 = it has none.
    /// @param seat Number of the seat.
    /// @return UTC seconds.
    function heldSince(uint32 seat) external view returns (uint48);

    /// @notice When the seat ended; 0 = it has not.
    /// @param seat Number of the seat.
    /// @return UTC seconds.
    function endedAt(uint32 seat) external view returns (uint48);

    /// @notice Whether the seat was minted strictly before `t` and had not ended before `t`.
    /// @param seat Number of the seat.
    /// @param t UTC seconds.
    /// @return True if so.
    function isLiveAt(uint32 seat, uint48 t) external view returns (bool);

    /// @notice The highest seat number ever minted; 0 before the first.
    /// @return Its number.
    function lastSeat() external view returns (uint32);

    /// @notice The highest seat number minted strictly before `t`: seats are numbered in the order of their birth.
    /// @param t UTC seconds.
    /// @return Its number; 0 = none.
    function lastSeatAt(uint48 t) external view returns (uint32);

    /// @notice When the seat was minted; 0 = no such seat.
    /// @param seat Number of the seat.
    /// @return UTC seconds.
    function bornAt(uint32 seat) external view returns (uint48);

    /// @notice What was paid for the seat in its round; 0 = no such seat.
    /// @param seat Number of the seat.
    /// @return In the smallest unit.
    function paidFor(uint32 seat) external view returns (uint112);

    /// @notice How many seats are live now.
    /// @return How many.
    function liveSeats() external view returns (uint32);

    /// @notice How many seats were live at `t`, as `isLiveAt` has it: the electorate of a vote with snapshot `t`.
    /// @param t UTC seconds.
    /// @return How many.
    function liveSeatsAt(uint48 t) external view returns (uint32);

    /// @notice 1 if `account` owns a seat that was minted strictly before `t`, else 0. Never more (I5).
    /// @dev The seat votes: whoever owns it now has its voice.
    /// @param account The account.
    /// @param t UTC seconds.
    /// @return 0 or 1.
    function votes(address account, uint48 t) external view returns (uint8);

    /// @notice The owners of `count` seats from `firstSeat` on; the list ends with the last seat. Zero = not claimed, or ended.
    /// @param firstSeat The lowest of the seats.
    /// @param count How many at most.
    /// @return In the order of the numbers.
    function owners(uint32 firstSeat, uint32 count) external view returns (address[] memory);
}
