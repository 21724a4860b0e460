// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Bounds} from "../lib/Bounds.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {ICounter} from "./ICounter.sol";
import {IVoucher} from "./IVoucher.sol";
import {ReplayWindow} from "./ReplayWindow.sol";

/// @title Pockets
/// @notice What an account set aside for paying by code, and which phone may pay from it.
abstract contract Pockets is ICounter, Housed, SignedCalls {
    using SafeERC20 for IVoucher;
    using SafeCast for uint256;

    /// @dev Everything that a payment changes, in one slot.
    struct PocketState {
        uint96 balance; // smallest unit
        uint32 spent; // hundredths, on spentDay
        uint16 spentDay; // newest business day with a payment
        uint16 newest; // newest used nonce
        uint64 used; // see ReplayWindow
        uint16 keyEpoch; // 0 = never had a key
    }

    /// @dev A phone's key with its caps, in one slot.
    struct KeyState {
        uint160 keyHash;
        uint32 perPayment; // hundredths
        uint32 perDay; // hundredths
        uint32 expiry; // UTC seconds; brought forward by a revocation
    }

    struct ExitState {
        uint96 amount; // smallest unit
        uint48 exitAt; // UTC seconds
    }

    bytes32 private constant SET_UP_TYPEHASH = keccak256(
        "SetUp(address account,uint8 kind,uint160 keyHash,uint32 perPayment,uint32 perDay,uint48 expiry,uint128 amount,uint32 epoch,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant FILL_TYPEHASH = keccak256(
        "Fill(address account,uint128 amount,uint32 epoch,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant POCKET_EXIT_TYPEHASH = keccak256(
        "PocketExit(address account,uint128 amount,uint32 epoch,uint64 nonce,uint48 deadline)"
    );

    /// @dev Hundredths are the smallest step that a code can name.
    uint8 private constant STEP_DECIMALS = 2;

    IVoucher internal immutable _voucher;
    /// @dev Smallest units in one hundredth of the token.
    uint256 internal immutable _unit;
    int32 internal immutable _dayOffset;

    uint32 private _count;
    mapping(address account => uint32 pocket) private _pocketOf;
    mapping(uint32 pocket => address account) private _accounts;
    mapping(uint32 pocket => PocketState) internal _states;
    mapping(uint32 pocket => mapping(uint16 epoch => KeyState)) internal _keys;
    mapping(uint32 pocket => ExitState) private _exits;

    constructor(IVoucher voucher, int32 dayOffset) {
        int256 farthest = Bounds.FARTHEST_DAY_OFFSET;
        if (dayOffset < -farthest || dayOffset > farthest) revert DayOffsetImpossible(dayOffset, farthest);
        uint8 decimals = IERC20Metadata(address(voucher)).decimals();
        if (decimals < STEP_DECIMALS) revert VoucherTooCoarse(decimals);
        _voucher = voucher;
        _unit = 10 ** (decimals - STEP_DECIMALS);
        _dayOffset = dayOffset;
    }

    /// @inheritdoc ICounter
    function setUp(SetUp calldata wish, bytes calldata signature) external {
        // Check:
        if (wish.kind != 0) revert SpendKeyKindUnknown(wish.kind);
        bytes32 structHash = keccak256(abi.encode(SET_UP_TYPEHASH, wish));
        if (wish.amount == 0) _requireSigned(wish.account, structHash, wish.deadline, signature);
        else _requireInTime(wish.deadline);
        _takeMessage(wish.account, wish.epoch, wish.nonce);
        // Effect:
        uint32 id = _open(wish.account);
        _setKey(id, wish.keyHash, wish.perPayment, wish.perDay, wish.expiry);
        if (wish.amount == 0) return;
        _credit(id, wish.account, wish.amount);
        // Interaction:
        _takeVouchers(wish.account, wish.amount, wish.deadline, structHash, signature);
    }

    /// @dev Key, fillings and exits of a pocket are one subject: the last word counts.
    function _takeMessage(address account, uint32 epoch, uint64 nonce) private {
        IEpochs persons = IEpochs(registry.part(IRegistry.Part.Persons));
        _requireEpoch(uint160(account), epoch, persons.epochOf(uint160(account)));
        _useNonce(_subject(uint160(account), "pocket"), nonce);
    }

    /// @dev An allowance is drawn on only when its owner calls; the voucher checks a signature, which names this very message.
    function _takeVouchers(
        address account,
        uint128 amount,
        uint48 deadline,
        bytes32 structHash,
        bytes calldata signature
    ) private {
        if (signature.length == 0 && msg.sender == account) {
            return _voucher.safeTransferFrom(account, address(this), amount);
        }
        _voucher.receiveWithAuthorization(account, address(this), amount, 0, deadline, structHash, signature);
    }

    /// @inheritdoc ICounter
    function fill(Fill calldata wish, bytes calldata signature) external {
        // Check:
        _requireInTime(wish.deadline);
        _takeMessage(wish.account, wish.epoch, wish.nonce);
        // Effect:
        _credit(_existing(wish.account), wish.account, wish.amount);
        // Interaction:
        bytes32 structHash = keccak256(abi.encode(FILL_TYPEHASH, wish));
        _takeVouchers(wish.account, wish.amount, wish.deadline, structHash, signature);
    }

    /// @dev The pocket of `account`, opened if there is none.
    function _open(address account) private returns (uint32 id) {
        id = _pocketOf[account];
        if (id != 0) return id;
        // Effect:
        id = ++_count;
        _pocketOf[account] = id;
        _accounts[id] = account;
        emit PocketOpened(id, account);
    }

    function _existing(address account) private view returns (uint32 id) {
        id = _pocketOf[account];
        if (id == 0) revert NoPocket(account);
    }

    /// @dev Ends the present key and starts the next one, if there is a next one.
    function _setKey(uint32 id, uint160 keyHash, uint32 perPayment, uint32 perDay, uint48 expiry) private {
        uint16 epoch = _states[id].keyEpoch;
        bool ended = _endKey(id, epoch);
        if (keyHash == 0) {
            if (!ended) revert NoSpendKey(id);
            return;
        }
        // Check:
        if (expiry <= block.timestamp || expiry > type(uint32).max) {
            revert SpendKeyExpiryRefused(expiry, uint48(block.timestamp));
        }
        if (perPayment == 0 || perPayment > perDay) revert SpendCapsRefused(perPayment, perDay);
        // Effect:
        _states[id].keyEpoch = ++epoch;
        _keys[id][epoch] = KeyState(keyHash, perPayment, perDay, uint32(expiry));
        emit SpendKeyEnrolled(id, epoch, keyHash, perPayment, perDay, expiry);
    }

    /// @dev Works forward: what a till accepted up to now still counts.
    function _endKey(uint32 id, uint16 epoch) private returns (bool ended) {
        KeyState storage key = _keys[id][epoch];
        if (key.expiry <= block.timestamp) return false;
        // Effect:
        key.expiry = uint32(block.timestamp);
        emit SpendKeyRevoked(id, epoch);
        return true;
    }

    /// @dev Books `amount` into the pocket; the caller moves the vouchers.
    function _credit(uint32 id, address account, uint128 amount) private {
        // Check:
        if (amount == 0) revert FillOfNothing();
        uint96 balance = _states[id].balance;
        uint256 cap = registry.figure(IRegistry.Figure.PocketCap);
        if (uint256(balance) + amount > cap) revert PocketFull(balance, amount, uint128(cap));
        uint256 has = _voucher.balanceOf(account);
        if (has < amount) revert NotEnoughVouchers(account, has, amount);
        // Effect:
        balance += uint96(amount);
        _states[id].balance = balance;
        emit PocketFilled(id, amount, balance);
    }

    /// @inheritdoc ICounter
    function requestExit(PocketExit calldata wish, bytes calldata signature) external {
        // Check:
        bytes32 structHash = keccak256(abi.encode(POCKET_EXIT_TYPEHASH, wish));
        _requireSigned(wish.account, structHash, wish.deadline, signature);
        _takeMessage(wish.account, wish.epoch, wish.nonce);
        uint32 id = _existing(wish.account);
        uint128 amount = wish.amount;
        uint96 balance = _states[id].balance;
        if (amount > balance) revert PocketHasLess(balance, amount);
        if (amount == 0 && _exits[id].exitAt == 0) revert NoExitRequested(id);
        // Effect:
        uint48 exitAt = amount == 0 ? 0 : uint48(block.timestamp + registry.figure(IRegistry.Figure.ExitDelay));
        _exits[id] = ExitState(uint96(amount), exitAt);
        emit ExitRequested(id, amount, exitAt);
    }

    /// @inheritdoc ICounter
    function exit(uint32 pocketId) external {
        // Check:
        ExitState memory wish = _exits[pocketId];
        if (wish.exitAt == 0) revert NoExitRequested(pocketId);
        if (block.timestamp < wish.exitAt) revert ExitTooEarly(wish.exitAt, uint48(block.timestamp));
        // Effect:
        delete _exits[pocketId];
        uint96 balance = _states[pocketId].balance;
        uint96 amount = wish.amount < balance ? wish.amount : balance;
        balance -= amount;
        _states[pocketId].balance = balance;
        emit PocketLeft(pocketId, amount, balance);
        // Interaction:
        _voucher.safeTransfer(_accounts[pocketId], amount);
    }

    /// @inheritdoc ICounter
    function pocketOf(address account) external view returns (uint32) {
        return _pocketOf[account];
    }

    /// @inheritdoc ICounter
    function pocket(uint32 id) external view returns (Pocket memory p) {
        if (!_exists(id)) revert UnknownPocketNumber(id);
        PocketState memory state = _states[id];
        ExitState memory wish = _exits[id];
        p.account = _accounts[id];
        p.balance = state.balance;
        p.exiting = wish.amount;
        p.exitAt = wish.exitAt;
        p.keyEpoch = state.keyEpoch;
        p.key = spendKey(id, state.keyEpoch);
        p.spentToday = state.spent;
        p.spentDay = state.spentDay;
        unchecked {
            // Nonces run in a circle.
            p.nextNonce = state.newest + 1;
        }
    }

    /// @inheritdoc ICounter
    function spendKey(uint32 id, uint16 epoch) public view returns (SpendKey memory) {
        KeyState memory key = _keys[id][epoch];
        return SpendKey(key.keyHash, key.perPayment, key.perDay, key.expiry);
    }

    /// @inheritdoc ICounter
    function pocketCount() external view returns (uint32) {
        return _count;
    }

    /// @inheritdoc ICounter
    function isUsed(uint32 id, uint16 nonce) external view returns (bool) {
        PocketState storage state = _states[id];
        return ReplayWindow.judge(state.newest, state.used, nonce) == ReplayWindow.Verdict.Used;
    }

    /// @inheritdoc ICounter
    function terms() external view returns (CounterTerms memory) {
        return
            CounterTerms({
                pocketCap: uint128(registry.figure(IRegistry.Figure.PocketCap)),
                lateWindow: uint32(registry.figure(IRegistry.Figure.LateWindow)),
                exitDelay: uint32(registry.figure(IRegistry.Figure.ExitDelay)),
                dayOffset: _dayOffset
            });
    }

    /// @inheritdoc ICounter
    function businessDayOf(uint256 time) public view returns (uint32) {
        return uint256(time.toInt256() + _dayOffset).toUint32() / 1 days;
    }

    /// @dev First second (UTC) of a business day; 0 for days before 1970.
    function _startOf(uint256 businessDay) internal view returns (uint256) {
        int256 start = int256(businessDay * 1 days) - _dayOffset;
        return start > 0 ? uint256(start) : 0;
    }

    function _exists(uint32 id) internal view returns (bool) {
        return id != 0 && id <= _count;
    }
}
