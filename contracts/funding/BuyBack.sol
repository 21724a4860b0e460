// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IExit} from "../membership/IExit.sol";
import {IShare} from "../membership/IShare.sol";
import {ITreasury} from "../treasury/ITreasury.sol";
import {IVoucher} from "../voucher/IVoucher.sol";
import {IBuyBack} from "./IBuyBack.sol";

/// @title Buy-back
/// @dev Owns nothing: vouchers pass through within the call, money never comes here.
contract BuyBack is IBuyBack, SignedCalls, Housed, ReentrancyGuardTransient {
    using SafeERC20 for IVoucher;

    /// @notice An offer counts for so many seconds.
    uint48 public constant OFFER_LASTS = 30 days;

    bytes32 private constant OFFER_TAKEN_TYPEHASH = keccak256(
        "OfferTaken(uint32 seat,uint128 amount,uint32 epoch,uint48 deadline)"
    );

    IShare private immutable _share;
    IExit private immutable _exit;
    ITreasury private immutable _treasury;
    IVoucher private immutable _voucher;

    mapping(uint32 seat => Offer) private _offers;

    constructor(
        IRegistry registry_,
        IShare share,
        IExit exit,
        ITreasury treasury,
        IVoucher voucher
    ) EIP712("Runde BuyBack", "1") Housed(registry_) {
        _share = share;
        _exit = exit;
        _treasury = treasury;
        _voucher = voucher;
    }

    /// @inheritdoc IBuyBack
    function offer(uint32 seat, address holder, uint128 amount) external only(IRegistry.Part.Timelock) {
        // Check:
        address owner = _share.ownerOf(seat);
        if (owner != holder) revert BuyBackOfAnother(seat, owner, holder);
        uint128 paid = _share.paidFor(seat);
        if (amount == 0 || amount > paid) revert BuyBackAmountImpossible(seat, amount, paid);
        // Effect:
        uint48 until = uint48(block.timestamp) + OFFER_LASTS;
        _offers[seat] = Offer(holder, until, amount);
        emit BuyBackOffered(seat, holder, amount, until);
    }

    /// @inheritdoc IBuyBack
    function take(OfferTaken calldata wish, bytes calldata signature) external nonReentrant {
        // Check:
        (address owner, uint32 epoch) = _share.signerOf(wish.seat);
        _requireInTime(wish.deadline);
        _requireEpoch(wish.seat, wish.epoch, epoch);
        _requireOffered(wish, owner);
        // Effect:
        delete _offers[wish.seat];
        emit SeatBoughtBack(wish.seat, owner, wish.amount);
        // Interaction: the vouchers are the owner's word too; without them all of it is undone.
        _takeVouchers(wish, owner, signature);
        _voucher.surrender(wish.amount);
        _exit.endByBuyBack(wish.seat);
        _treasury.payBuyBack(owner, wish.amount);
    }

    function _requireOffered(OfferTaken calldata wish, address owner) private view {
        Offer memory offered = _offers[wish.seat];
        if (offered.holder != owner) revert NoBuyBackOffered(wish.seat);
        if (block.timestamp > offered.until) revert BuyBackOver(wish.seat, offered.until, uint48(block.timestamp));
        if (wish.amount != offered.amount) revert BuyBackDiffers(wish.seat, wish.amount, offered.amount);
    }

    /// @dev An allowance is drawn on only when its owner calls; the voucher checks a signature, which names this very message.
    function _takeVouchers(OfferTaken calldata wish, address owner, bytes calldata signature) private {
        if (signature.length == 0 && msg.sender == owner) {
            return _voucher.safeTransferFrom(owner, address(this), wish.amount);
        }
        bytes32 structHash = keccak256(abi.encode(OFFER_TAKEN_TYPEHASH, wish));
        _voucher.receiveWithAuthorization(owner, address(this), wish.amount, 0, wish.deadline, structHash, signature);
    }

    /// @inheritdoc IBuyBack
    function offerFor(uint32 seat) external view returns (Offer memory) {
        return _offers[seat];
    }
}
