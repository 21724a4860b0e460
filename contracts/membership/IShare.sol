// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC5192} from "./IERC5192.sol";

/// @title The share: one equal, soulbound seat for each person
/// @notice Token id = seat number, 1…N. A seat is *born* when its round is finalised: from that second it is live and
/// counts for every quorum. It is *given* to its owner a little later, when somebody claims it for them.
/// @dev Seats are born in batches, so that finalising a round costs the same for ten seats and for ten thousand.
/// Times are UTC seconds.
interface IShare is IERC721, IERC5192 {
    /// @notice Seats `firstSeat` … `firstSeat + count - 1` are live from this second.
    /// @param firstSeat The lowest of the seats.
    /// @param count How many there are.
    event SeatsMinted(uint32 indexed firstSeat, uint32 count);

    /// @notice No such seat was ever born.
    /// @param seat Number of the seat.
    error NoSuchSeat(uint256 seat);
    /// @notice The seat is live, but nobody has claimed it for its owner yet.
    /// @param seat Number of the seat.
    error SeatNotClaimed(uint256 seat);
    /// @notice The seat was given to `owner` already.
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

    /// @notice Brings `count` seats to life. Only Rounds. Emits `SeatsMinted`.
    /// @param count How many.
    /// @return firstSeat The lowest of the new numbers; they follow each other without a gap.
    function mint(uint32 count) external returns (uint32 firstSeat);

    /// @notice Writes the owner of a seat that was born. Only Rounds. Emits `Transfer` and `Locked`.
    /// @dev Calls nothing on `owner`: a contract that refuses can not block those who come after it.
    /// @param seat Number of the seat.
    /// @param owner Who owns it.
    function assign(uint32 seat, address owner) external;

    /// @notice The seat of `account`; 0 = none.
    /// @param account The account.
    /// @return Its number.
    function seatOf(address account) external view returns (uint32);

    /// @notice The highest seat number ever born; 0 before the first.
    /// @return Its number.
    function lastSeat() external view returns (uint32);

    /// @notice The highest seat number born strictly before `t`: seats are numbered in the order of their birth.
    /// @param t UTC seconds.
    /// @return Its number; 0 = none.
    function lastSeatAt(uint48 t) external view returns (uint32);

    /// @notice When the seat was born; 0 = no such seat.
    /// @param seat Number of the seat.
    /// @return UTC seconds.
    function bornAt(uint32 seat) external view returns (uint48);

    /// @notice How many seats are live now.
    /// @return How many.
    function liveSeats() external view returns (uint32);

    /// @notice How many seats born strictly before `t` were live then: the electorate of a vote with snapshot `t`.
    /// @param t UTC seconds.
    /// @return How many.
    function liveSeatsAt(uint48 t) external view returns (uint32);

    /// @notice 1 if `account` owns a seat that was born strictly before `t`, else 0. Never more (I5).
    /// @param account The account.
    /// @param t UTC seconds.
    /// @return 0 or 1.
    function votes(address account, uint48 t) external view returns (uint8);

    /// @notice The owners of `count` seats from `firstSeat` on; the list ends with the last seat. Zero = not claimed.
    /// @param firstSeat The lowest of the seats.
    /// @param count How many at most.
    /// @return In the order of the numbers.
    function owners(uint32 firstSeat, uint32 count) external view returns (address[] memory);
}
