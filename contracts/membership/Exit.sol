// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {SignedPayment} from "../lib/SignedPayment.sol";
import {IAdmission} from "./IAdmission.sol";
import {IExit} from "./IExit.sol";
import {IPersons} from "./IPersons.sol";
import {IShare} from "./IShare.sol";

/// @title Exit
/// @dev Owns nothing: the price passes through within the call. It keeps what the members decided until it is taken.
contract Exit is IExit, SignedCalls, Housed, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    bytes32 private constant HAND_OVER_TYPEHASH = keccak256(
        "HandOver(uint32 seat,address to,uint128 price,uint32 seatEpoch,uint32 toEpoch,uint48 deadline)"
    );
    bytes32 private constant LEAVING_TYPEHASH = keccak256("Leaving(uint32 seat,uint32 epoch,uint48 deadline)");

    bytes32 private constant MOVE_TAKEN_TYPEHASH = keccak256(
        "MoveTaken(uint32 seat,address from,uint32 epoch,uint48 deadline)"
    );

    /// @notice A moved seat can be taken for so many seconds.
    uint48 public constant MOVE_LASTS = 30 days;

    IERC20 private immutable _token;
    IShare private immutable _share;
    IPersons private immutable _persons;
    IAdmission private immutable _admission;

    mapping(uint32 seat => Move) private _moves;

    /// @param token The settlement token.
    constructor(
        IRegistry registry_,
        IERC20 token,
        IShare share,
        IPersons persons,
        IAdmission admission
    ) EIP712("Runde Exit", "1") Housed(registry_) {
        _token = token;
        _share = share;
        _persons = persons;
        _admission = admission;
    }

    // ---- hand over -----------------------------------------------------------------------------------------------

    /// @inheritdoc IExit
    function handOver(
        HandOver calldata wish,
        bytes calldata ownerSignature,
        bytes calldata takerSignature,
        bytes calldata payment
    ) external nonReentrant {
        // Check:
        address owner = _share.ownerOf(wish.seat);
        bytes32 structHash = _hashOf(wish);
        _requireSigned(owner, structHash, wish.deadline, ownerSignature);
        // A contract of the house can say nothing, so it is named before its word is missed.
        if (registry.isPart(wish.to)) revert IPersons.HouseContract(wish.to);
        // The payment is the taker's word too: it carries the hash of this very message.
        bool saidByPayment = wish.price != 0 && payment.length != 0;
        if (!saidByPayment) _requireSigned(wish.to, structHash, wish.deadline, takerSignature);
        _requireHandOver(wish, owner);
        // Effect:
        _persons.takeSeat(_admission.requireAdmitted(wish.to), wish.to, wish.seat);
        _share.move(wish.seat, wish.to);
        _persons.leaveSeat(owner, wish.seat, _barredUntil());
        emit SeatHandedOver(wish.seat, owner, wish.to, wish.price);
        // Interaction:
        if (wish.price != 0) _pay(wish, owner, structHash, payment);
    }

    function _hashOf(HandOver calldata wish) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    HAND_OVER_TYPEHASH,
                    wish.seat,
                    wish.to,
                    wish.price,
                    wish.seatEpoch,
                    wish.toEpoch,
                    wish.deadline
                )
            );
    }

    function _requireHandOver(HandOver calldata wish, address owner) private view {
        if (wish.to == owner) revert HandOverToSelf(wish.seat, owner);
        _requireEpoch(wish.seat, wish.seatEpoch, _share.epochOf(wish.seat));
        _requireEpoch(uint160(wish.to), wish.toEpoch, _persons.epochOf(uint160(wish.to)));
        uint128 paid = _share.paidFor(wish.seat);
        if (wish.price > paid) revert PriceAbovePaid(wish.seat, wish.price, paid);
    }

    /// @dev The last second of a bar that begins now.
    function _barredUntil() private view returns (uint48) {
        return uint48(block.timestamp + registry.figure(IRegistry.Figure.LeaverBar) - 1);
    }

    /// @dev What arrives must be what both said: a token that keeps a fee undoes the hand-over.
    function _pay(HandOver calldata wish, address owner, bytes32 structHash, bytes calldata payment) private {
        uint256 before = _token.balanceOf(owner);
        _movePrice(wish, owner, structHash, payment);
        uint256 received = _token.balanceOf(owner) - before;
        if (received != wish.price) revert PriceNotReceived(wish.seat, received, wish.price);
    }

    /// @dev An allowance is drawn on only when its owner calls.
    function _movePrice(HandOver calldata wish, address owner, bytes32 structHash, bytes calldata payment) private {
        if (payment.length == 0 && msg.sender == wish.to) {
            return _token.safeTransferFrom(wish.to, owner, wish.price);
        }
        // The money is the taker's before it is the owner's: a token that refuses the owner undoes the hand-over.
        SignedPayment.take(_token, wish.to, wish.price, wish.deadline, structHash, payment);
        _token.safeTransfer(owner, wish.price);
    }

    // ---- leave, and be ended ---------------------------------------------------------------------------------------

    /// @inheritdoc IExit
    function leaveHouse(Leaving calldata wish, bytes calldata signature) external nonReentrant {
        // Check:
        (address owner, uint32 epoch) = _share.signerOf(wish.seat);
        bytes32 structHash = keccak256(abi.encode(LEAVING_TYPEHASH, wish.seat, wish.epoch, wish.deadline));
        _requireSigned(owner, structHash, wish.deadline, signature);
        _requireEpoch(wish.seat, wish.epoch, epoch);
        // Effect:
        _end(wish.seat, owner);
        emit MemberLeft(wish.seat, owner);
    }

    /// @inheritdoc IExit
    function endByVote(uint32 seat, bytes32 reason) external nonReentrant only(IRegistry.Part.Timelock) {
        address owner = _share.ownerOf(seat);
        // Effect:
        _end(seat, owner);
        emit SeatEndedByVote(seat, owner, reason);
    }

    /// @inheritdoc IExit
    function endByBuyBack(uint32 seat) external nonReentrant only(IRegistry.Part.BuyBack) {
        address owner = _share.ownerOf(seat);
        // Effect:
        _end(seat, owner);
        emit SeatEndedByBuyBack(seat, owner);
    }

    function _end(uint32 seat, address owner) private {
        _share.end(seat);
        _persons.leaveSeat(owner, seat, _barredUntil());
    }

    // ---- be moved by vote ------------------------------------------------------------------------------------------

    /// @inheritdoc IExit
    function moveByVote(
        uint32 seat,
        address holder,
        address to,
        bytes32 reason
    ) external only(IRegistry.Part.Timelock) {
        // Check:
        address owner = _share.ownerOf(seat);
        if (owner != holder) revert MoveOfAnother(seat, owner, holder);
        if (to == owner) revert MoveToSelf(seat, owner);
        _persons.requireOwn(owner, to);
        // Effect:
        uint48 until = uint48(block.timestamp) + MOVE_LASTS;
        _moves[seat] = Move(holder, to, until);
        emit SeatMoveOffered(seat, holder, to, until, reason);
    }

    /// @inheritdoc IExit
    function takeMove(MoveTaken calldata wish, bytes calldata signature) external nonReentrant {
        // Check:
        Move memory moved = _moves[wish.seat];
        _requireMoved(wish, moved);
        bytes32 structHash = keccak256(
            abi.encode(MOVE_TAKEN_TYPEHASH, wish.seat, wish.from, wish.epoch, wish.deadline)
        );
        _requireSigned(moved.to, structHash, wish.deadline, signature);
        _requireEpoch(uint160(moved.to), wish.epoch, _persons.epochOf(uint160(moved.to)));
        // Effect:
        delete _moves[wish.seat];
        // Nobody oversees what they are paid for, or whom they admit: then the chair is freed, as when a vote appoints them.
        if (moved.to == registry.operator() || moved.to == registry.registrar()) _share.move(wish.seat, moved.to);
        else _share.rekey(wish.seat, moved.to);
        _persons.moveSeat(moved.holder, moved.to, wish.seat);
        emit SeatMoved(wish.seat, moved.holder, moved.to);
    }

    /// @dev Whoever handed the seat on meanwhile is not moved from it, and whoever has it now is not either.
    function _requireMoved(MoveTaken calldata wish, Move memory moved) private view {
        if (moved.to == address(0) || moved.holder != wish.from) revert NoMoveOffered(wish.seat, wish.from);
        if (block.timestamp > moved.until) revert MoveOver(wish.seat, moved.until, uint48(block.timestamp));
        address owner = _share.ownerOf(wish.seat);
        if (owner != moved.holder) revert MoveOfAnother(wish.seat, owner, moved.holder);
    }

    /// @inheritdoc IExit
    function moveFor(uint32 seat) external view returns (Move memory) {
        return _moves[seat];
    }
}
