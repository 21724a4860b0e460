// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {ICounter} from "./ICounter.sol";
import {IPockets} from "./IPockets.sol";

/// @title Pockets
contract Pockets is IPockets, Housed, SignedCalls {
    /// @dev What no payment changes.
    struct PocketOwner {
        address account;
        uint16 phoneEpoch; // of the newest phone; 0 = never had one
    }

    struct ExitState {
        uint40 amount; // hundredths
        uint48 exitAt; // UTC seconds
    }

    /// @dev The kinds of key.
    uint8 private constant PHONE = 0;
    uint8 private constant PAPER = 1;
    /// @dev This bit of an epoch says that the key is a sheet's.
    uint16 private constant PAPER_BIT = 0x8000;

    bytes32 private constant SET_UP_TYPEHASH = keccak256(
        "SetUp(address account,uint8 kind,uint160 keyHash,uint32 perPayment,uint32 perDay,uint48 expiry,uint128 amount,uint32 epoch,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant FILL_TYPEHASH = keccak256(
        "Fill(address account,uint128 amount,uint32 epoch,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant POCKET_EXIT_TYPEHASH = keccak256(
        "PocketExit(address account,uint128 amount,uint32 epoch,uint64 nonce,uint48 deadline)"
    );

    ICounter private immutable _counter;
    IERC20 private immutable _voucher;
    /// @dev Smallest units in one hundredth of the token.
    uint256 private immutable _step;

    uint32 private _count;
    mapping(address account => uint32 pocket) private _pocketOf;
    mapping(uint32 pocket => PocketOwner) private _owners;
    mapping(uint32 pocket => ExitState) private _exits;

    constructor(IRegistry registry_, IERC20 voucher, ICounter counter) Housed(registry_) EIP712("Runde Pockets", "1") {
        _counter = counter;
        _voucher = voucher;
        _step = counter.step();
    }

    /// @inheritdoc IPockets
    function setUp(SetUp calldata wish, bytes calldata signature) external {
        // Check:
        if (wish.kind > PAPER) revert SpendKeyKindUnknown(wish.kind);
        bytes32 structHash = keccak256(abi.encode(SET_UP_TYPEHASH, wish));
        if (wish.amount == 0) _requireSigned(wish.account, structHash, wish.deadline, signature);
        else _requireInTime(wish.deadline);
        _takeMessage(wish.account, wish.epoch, wish.nonce);
        // Effect:
        uint32 id = _open(wish.account);
        _setKey(id, wish);
        if (wish.amount == 0) return;
        _fill(id, wish.account, wish.amount, wish.deadline, structHash, signature);
    }

    /// @dev Key, fillings and exits of a pocket are one subject: the last word counts.
    function _takeMessage(address account, uint32 epoch, uint64 nonce) private {
        IEpochs persons = IEpochs(registry.part(IRegistry.Part.Persons));
        _requireEpoch(uint160(account), epoch, persons.epochOf(uint160(account)));
        _useNonce(_subject(uint160(account), "pocket"), nonce);
    }

    /// @dev The pocket of `account`, opened if there is none.
    function _open(address account) private returns (uint32 id) {
        id = _pocketOf[account];
        if (id != 0) return id;
        // Effect:
        id = ++_count;
        _pocketOf[account] = id;
        _owners[id].account = account;
        emit PocketOpened(id, account);
    }

    /// @dev Ends the present key of its kind and starts the next one, if there is a next one.
    function _setKey(uint32 id, SetUp calldata wish) private {
        uint16 before = wish.kind == PHONE ? _owners[id].phoneEpoch : _counter.stateOf(id).paperEpoch;
        uint16 epoch = before;
        if (wish.keyHash != 0) {
            // Check:
            if (wish.expiry <= block.timestamp || wish.expiry > type(uint32).max) {
                revert SpendKeyExpiryRefused(wish.expiry, uint48(block.timestamp));
            }
            if (wish.perPayment == 0 || wish.perPayment > wish.perDay) {
                revert SpendCapsRefused(wish.perPayment, wish.perDay);
            }
            if (before & ~PAPER_BIT == ~PAPER_BIT) revert SpendKeysUsedUp(id, wish.kind);
            // Effect:
            epoch = (wish.kind == PHONE ? before : before | PAPER_BIT) + 1;
            if (wish.kind == PHONE) _owners[id].phoneEpoch = epoch;
        }
        // Interaction: it belongs to the house.
        ICounter.SpendKey memory key = ICounter.SpendKey(wish.keyHash, wish.perPayment, wish.perDay, wish.expiry);
        bool ended = _counter.changeKey(id, before, epoch, key);
        if (wish.keyHash == 0 && !ended) revert NoSpendKey(id);
    }

    /// @dev Moves vouchers into the pocket. An allowance is drawn on only when its owner calls; the voucher checks a signature,
    /// which names this very message.
    function _fill(
        uint32 id,
        address account,
        uint128 amount,
        uint48 deadline,
        bytes32 structHash,
        bytes calldata signature
    ) private {
        // Check:
        if (amount == 0) revert FillOfNothing();
        _requireHundredths(amount);
        uint256 balance = _counter.stateOf(id).balance * _step;
        uint256 cap = _pocketCap();
        if (balance + amount > cap) revert PocketFull(uint128(balance), amount, uint128(cap));
        uint256 has = _voucher.balanceOf(account);
        if (has < amount) revert NotEnoughVouchers(account, has, amount);
        // Effect:
        emit PocketFilled(id, amount, uint128(balance + amount));
        // Interaction: it belongs to the house.
        bool allowed = signature.length == 0 && msg.sender == account;
        _counter.takeIn(id, ICounter.Deposit(account, amount, deadline, structHash, allowed), signature);
    }

    /// @dev The counter knows no step smaller than a hundredth.
    function _requireHundredths(uint128 amount) private view {
        if (amount % _step != 0) revert AmountNotInHundredths(amount, _step);
    }

    /// @dev Never more than its slot can count, however large the figure.
    function _pocketCap() private view returns (uint256) {
        return Math.min(registry.figure(IRegistry.Figure.PocketCap), type(uint40).max * _step);
    }

    /// @inheritdoc IPockets
    function fill(Fill calldata wish, bytes calldata signature) external {
        // Check:
        _requireInTime(wish.deadline);
        _takeMessage(wish.account, wish.epoch, wish.nonce);
        // Effect:
        bytes32 structHash = keccak256(abi.encode(FILL_TYPEHASH, wish));
        _fill(_existing(wish.account), wish.account, wish.amount, wish.deadline, structHash, signature);
    }

    function _existing(address account) private view returns (uint32 id) {
        id = _pocketOf[account];
        if (id == 0) revert NoPocket(account);
    }

    /// @inheritdoc IPockets
    function requestExit(PocketExit calldata wish, bytes calldata signature) external {
        // Check:
        bytes32 structHash = keccak256(abi.encode(POCKET_EXIT_TYPEHASH, wish));
        _requireSigned(wish.account, structHash, wish.deadline, signature);
        _takeMessage(wish.account, wish.epoch, wish.nonce);
        uint32 id = _existing(wish.account);
        uint128 amount = wish.amount;
        _requireHundredths(amount);
        uint256 balance = _counter.stateOf(id).balance * _step;
        if (amount > balance) revert PocketHasLess(uint128(balance), amount);
        if (amount == 0 && _exits[id].exitAt == 0) revert NoExitRequested(id);
        // Effect:
        uint256 delay = registry.figure(IRegistry.Figure.ExitDelay);
        uint48 exitAt = amount == 0 ? 0 : uint48(block.timestamp + delay);
        _exits[id] = ExitState(uint40(amount / _step), exitAt);
        emit ExitRequested(id, amount, exitAt);
    }

    /// @inheritdoc IPockets
    function exit(uint32 pocketId) external {
        // Check:
        ExitState memory wish = _exits[pocketId];
        if (wish.exitAt == 0) revert NoExitRequested(pocketId);
        if (block.timestamp < wish.exitAt) revert ExitTooEarly(wish.exitAt, uint48(block.timestamp));
        // Effect:
        delete _exits[pocketId];
        // Interaction: it belongs to the house.
        (uint128 amount, uint128 balance) = _counter.giveBack(pocketId, _owners[pocketId].account, wish.amount);
        emit PocketLeft(pocketId, amount, balance);
    }

    /// @inheritdoc IPockets
    function pocketOf(address account) external view returns (uint32) {
        return _pocketOf[account];
    }

    /// @inheritdoc IPockets
    function pocket(uint32 id) external view returns (Pocket memory p) {
        if (id == 0 || id > _count) revert UnknownPocketNumber(id);
        PocketOwner memory owner = _owners[id];
        ExitState memory wish = _exits[id];
        ICounter.PocketState memory state = _counter.stateOf(id);
        p.account = owner.account;
        p.balance = uint128(state.balance * _step);
        p.exiting = uint128(wish.amount * _step);
        p.exitAt = wish.exitAt;
        p.keyEpoch = owner.phoneEpoch;
        p.key = _counter.spendKey(id, owner.phoneEpoch);
        p.spentToday = state.spent;
        p.spentDay = state.spentDay;
        unchecked {
            // Nonces run in a circle.
            p.nextNonce = state.newest + 1;
        }
        p.paperEpoch = state.paperEpoch;
        p.paperKey = _counter.spendKey(id, state.paperEpoch);
        p.paperUsed = state.paperUsed;
    }

    /// @inheritdoc IPockets
    function pocketCount() external view returns (uint32) {
        return _count;
    }

    /// @inheritdoc IPockets
    function terms() external view returns (CounterTerms memory) {
        return
            CounterTerms({
                pocketCap: uint128(registry.figure(IRegistry.Figure.PocketCap)),
                lateWindow: uint32(registry.figure(IRegistry.Figure.LateWindow)),
                exitDelay: uint32(registry.figure(IRegistry.Figure.ExitDelay)),
                dayOffset: _counter.dayOffset()
            });
    }
}
