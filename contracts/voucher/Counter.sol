// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Bounds} from "../lib/Bounds.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {IJournal} from "../treasury/IJournal.sol";
import {ICounter} from "./ICounter.sol";
import {ITerminals} from "./ITerminals.sol";
import {IVoucher} from "./IVoucher.sol";
import {ReplayWindow} from "./ReplayWindow.sol";

/// @title The counter
/// @notice Pays what the tills accepted out of the pockets: each code once, each batch with one burn and one entry.
contract Counter is ICounter, Housed, EIP712 {
    using SafeERC20 for IVoucher;
    using SafeCast for int256;
    using SafeCast for uint256;

    /// @dev A phone's or a sheet's key with its caps; one word, in this order from the lowest bit on.
    struct KeyState {
        uint160 keyHash;
        uint32 perPayment; // hundredths
        uint32 perDay; // hundredths
        uint32 expiry; // UTC seconds; brought forward by a revocation
    }

    /// @dev What is kept of a terminal; one word, in this order from the lowest bit on.
    struct TillState {
        uint32 lastSeq;
        uint32 late; // how many batches were handed in late
        uint32 businessDay; // newest with a payment
        uint64 taken; // hundredths, on businessDay
        uint64 takenBefore; // hundredths, on the day before it, and what arrived since for days before that
        uint32 lateWindow; // seconds, as it was at the start of businessDay
    }

    /// @dev An item's head, unpacked; in memory only. Amounts in hundredths, times in UTC seconds.
    struct Accepted {
        uint32 pocket;
        uint16 keyEpoch;
        uint16 nonce;
        uint256 maxAmount;
        uint256 acceptBy;
        uint256 amount;
        uint256 acceptedAt;
    }

    /// @dev What a batch has come to so far; in memory only. Money in hundredths.
    struct BatchTally {
        uint256 countedDay; // whose caps it uses: the batch's, or today where that is earlier
        uint256 dayStart; // UTC seconds, of the batch's day
        uint256 dayEnd; // UTC seconds, the first one after it
        uint256 lateWindow; // seconds
        uint256 terminalEnd; // UTC seconds
        address actor; // the terminal, as the first 160 bits of its key's hash
        bytes32 domain;
        uint256 room;
        uint256 total;
        uint256 paid;
        bytes32 paidHash;
        uint256 skipped; // bit i = item i
    }

    /// @dev Keeps a full batch well below the gas that one transaction may use (16.8 M).
    uint256 public constant MAX_ITEMS = 200;
    /// @dev What was handed in late stands outside the sequence: its numbers have this bit.
    uint32 private constant LATE_BIT = 1 << 31;

    // Where the fields of `PocketState` lie in its word; the balance lies in the lowest 40 bits.
    uint256 private constant SPENT_AT = 40;
    uint256 private constant BEFORE_AT = 72;
    uint256 private constant DAY_AT = 104;
    uint256 private constant NEWEST_AT = 120;
    uint256 private constant USED_AT = 136;
    uint256 private constant PAPER_EPOCH_AT = 200;
    uint256 private constant PAPER_USED_AT = 216;
    /// @dev Both counts and the day.
    uint256 private constant DAY_BITS = ((1 << 80) - 1) << SPENT_AT;
    /// @dev The phone's newest nonce and those used.
    uint256 private constant WINDOW_BITS = ((1 << 80) - 1) << NEWEST_AT;
    // Where the fields of `KeyState` lie in its word; the hash lies in the lowest 160 bits.
    uint256 private constant PER_PAYMENT_AT = 160;
    uint256 private constant PER_DAY_AT = 192;
    uint256 private constant EXPIRY_AT = 224;

    /// @dev Hundredths are the smallest step that a code can name.
    uint8 private constant STEP_DECIMALS = 2;
    /// @dev This bit of an epoch says that the key is a sheet's.
    uint16 private constant PAPER_BIT = 0x8000;
    /// @dev How many codes a sheet can have: they count from 0.
    uint16 private constant SHEET_SIZE = 32;
    /// @dev How far ahead of its acceptance a code may end, seconds.
    uint256 private constant PHONE_CODE_LASTS = 10 minutes;
    uint256 private constant PAPER_CODE_LASTS = 90 days;

    bytes32 private constant PAY_CODE_TYPEHASH = keccak256(
        "PayCode(uint32 pocket,uint16 keyEpoch,uint16 nonce,uint32 maxAmount,uint32 acceptBy)"
    );
    bytes32 private constant BATCH_TYPEHASH = keccak256(
        "Batch(uint32 terminal,uint32 seq,uint32 businessDay,bytes32 items)"
    );

    IVoucher private immutable _voucher;
    /// @inheritdoc ICounter
    uint256 public immutable step;
    /// @inheritdoc ICounter
    int32 public immutable dayOffset;
    IJournal private immutable _journal;
    ITerminals private immutable _terminals;

    /// @dev Words rather than structs, which are read and written field by field (measured: 0.3 k gas an item).
    mapping(uint32 pocket => uint256 word) private _states;
    mapping(uint32 pocket => mapping(uint16 epoch => uint256 word)) private _keys;
    /// @dev Used codes of a sheet when the next one took its place: what was accepted before may still arrive, once.
    mapping(uint32 pocket => mapping(uint16 epoch => uint32 used)) private _oldSheets;
    mapping(uint32 terminal => uint256 word) private _tills;
    /// @dev From the lowest bit on: paid 8, business day 16, booked at 32, total 40, first bits of the hash chain 160.
    mapping(uint32 terminal => mapping(uint32 seq => uint256 word)) private _batches;
    /// @dev Written only where something was left out.
    mapping(uint32 terminal => mapping(uint32 seq => uint256 bits)) private _skipped;
    /// @dev The number of what was handed in late; it has no place in the sequence that would keep it from coming twice.
    mapping(bytes32 structHash => uint32 number) private _lateNumbers;

    /// @param dayOffset_ Seconds added to UTC to get the club's clock.
    constructor(
        IRegistry registry_,
        IVoucher voucher,
        IJournal journal,
        ITerminals terminals,
        int32 dayOffset_
    ) Housed(registry_) EIP712("Runde Counter", "1") {
        int256 farthest = Bounds.FARTHEST_DAY_OFFSET;
        if (dayOffset_ < -farthest || dayOffset_ > farthest) revert DayOffsetImpossible(dayOffset_, farthest);
        uint8 decimals = IERC20Metadata(address(voucher)).decimals();
        if (decimals < STEP_DECIMALS) revert VoucherTooCoarse(decimals);
        _voucher = voucher;
        step = 10 ** (decimals - STEP_DECIMALS);
        dayOffset = dayOffset_;
        _journal = journal;
        _terminals = terminals;
    }

    /// @inheritdoc ICounter
    function changeKey(
        uint32 id,
        uint16 before,
        uint16 epoch,
        SpendKey calldata key
    ) external only(IRegistry.Part.Pockets) returns (bool ended) {
        KeyState memory last = _keyOf(id, before);
        ended = last.expiry > block.timestamp;
        if (ended) {
            last.expiry = uint32(block.timestamp);
            _keepKey(id, before, last);
            emit SpendKeyRevoked(id, before);
        }
        if (key.keyHash == 0) return ended;
        if (epoch & PAPER_BIT != 0) _startSheet(id, before, epoch);
        _keepKey(id, epoch, KeyState(key.keyHash, key.perPayment, key.perDay, uint32(key.expiry)));
        emit SpendKeyEnrolled(id, epoch, key.keyHash, key.perPayment, key.perDay, key.expiry);
    }

    function _keyOf(uint32 id, uint16 epoch) private view returns (KeyState memory key) {
        uint256 word = _keys[id][epoch];
        key.keyHash = uint160(word);
        key.perPayment = uint32(word >> PER_PAYMENT_AT);
        key.perDay = uint32(word >> PER_DAY_AT);
        key.expiry = uint32(word >> EXPIRY_AT);
    }

    function _keepKey(uint32 id, uint16 epoch, KeyState memory key) private {
        uint256 caps = (uint256(key.perPayment) << PER_PAYMENT_AT) | (uint256(key.perDay) << PER_DAY_AT);
        _keys[id][epoch] = key.keyHash | caps | (uint256(key.expiry) << EXPIRY_AT);
    }

    function _startSheet(uint32 id, uint16 before, uint16 epoch) private {
        PocketState memory state = stateOf(id);
        if (state.paperUsed != 0) _oldSheets[id][before] = state.paperUsed;
        (state.paperEpoch, state.paperUsed) = (epoch, 0);
        _keepState(id, state);
    }

    function _keepState(uint32 id, PocketState memory state) private {
        uint256 spent = (uint256(state.spent) << SPENT_AT) | (uint256(state.spentBefore) << BEFORE_AT);
        uint256 nonces = (uint256(state.newest) << NEWEST_AT) | (uint256(state.used) << USED_AT);
        uint256 paper = (uint256(state.paperEpoch) << PAPER_EPOCH_AT) | (uint256(state.paperUsed) << PAPER_USED_AT);
        _states[id] = state.balance | spent | (uint256(state.spentDay) << DAY_AT) | nonces | paper;
    }

    /// @inheritdoc ICounter
    function takeIn(
        uint32 id,
        Deposit calldata coming,
        bytes calldata signature
    ) external only(IRegistry.Part.Pockets) returns (uint128) {
        // Effect:
        PocketState memory state = stateOf(id);
        state.balance += uint40(coming.amount / step);
        _keepState(id, state);
        // Interaction:
        _take(coming, signature);
        return uint128(state.balance * step);
    }

    function _take(Deposit calldata coming, bytes calldata signature) private {
        if (coming.allowed) {
            _voucher.safeTransferFrom(coming.account, address(this), coming.amount);
        } else {
            _voucher.receiveWithAuthorization(
                coming.account,
                address(this),
                coming.amount,
                0,
                coming.deadline,
                coming.purpose,
                signature
            );
        }
    }

    /// @inheritdoc ICounter
    function giveBack(
        uint32 id,
        address to,
        uint40 most
    ) external only(IRegistry.Part.Pockets) returns (uint128 amount, uint128 balance) {
        // Effect:
        PocketState memory state = stateOf(id);
        uint40 given = most < state.balance ? most : state.balance;
        state.balance -= given;
        _keepState(id, state);
        (amount, balance) = (uint128(given * step), uint128(state.balance * step));
        // Interaction:
        _voucher.safeTransfer(to, amount);
    }

    /// @inheritdoc ICounter
    function takeBack(
        uint32 id,
        uint32 terminal,
        uint32 amount,
        uint32 day,
        address actor
    ) external only(IRegistry.Part.Corrections) returns (uint64) {
        // Effect:
        PocketState memory state = stateOf(id);
        state.balance += amount;
        if (day == state.spentDay) state.spent -= amount < state.spent ? amount : state.spent;
        _keepState(id, state);
        TillState memory till = _tillOf(terminal);
        if (day == till.businessDay) till.taken -= amount < till.taken ? amount : till.taken;
        _keepTill(terminal, till);
        // Interaction:
        return _restore(amount * step, bytes32(uint256(id)), actor);
    }

    /// @dev Both belong to the house.
    function _restore(uint256 units, bytes32 ref, address actor) private returns (uint64) {
        _voucher.restore(units);
        return _journal.append(Accounts.SALES_VOUCHER, Accounts.VOUCHERS_OWED, uint128(units), ref, actor);
    }

    /// @inheritdoc ICounter
    function redeemExact(
        Deposit calldata coming,
        bytes calldata signature,
        address actor
    ) external only(IRegistry.Part.ExactPayments) returns (uint64) {
        _take(coming, signature);
        return _burn(coming.amount, coming.purpose, actor);
    }

    /// @dev Both belong to the house.
    function _burn(uint256 units, bytes32 ref, address actor) private returns (uint64) {
        _voucher.burn(units);
        return _journal.append(Accounts.VOUCHERS_OWED, Accounts.SALES_VOUCHER, uint128(units), ref, actor);
    }

    /// @inheritdoc ICounter
    function takeBackExact(
        address account,
        uint32 amount,
        bytes32 ref,
        address actor
    ) external only(IRegistry.Part.Corrections) returns (uint64 entry) {
        uint256 units = amount * step;
        entry = _restore(units, ref, actor);
        _voucher.safeTransfer(account, units);
    }

    /// @inheritdoc ICounter
    function redeem(Batch calldata batch, bytes32 r, bytes32 s) external {
        // Check:
        uint32 id = batch.terminal;
        BatchTally memory tally = _open(batch);
        ITerminals.TerminalKey memory key = _terminals.keyOf(id);
        if (key.revokedAt != 0) revert ITerminals.TerminalRevoked(id, key.revokedAt);
        TillState memory till = _tillOf(id);
        // Asked for once a day and terminal (measured: 5 k gas a batch).
        bool isKnown = tally.countedDay == till.businessDay;
        tally.lateWindow = isKnown ? till.lateWindow : _lateWindowOf(tally.countedDay);
        // What was accepted in the terminal's last hours may still arrive.
        if (block.timestamp > key.expiry + tally.lateWindow) revert ITerminals.TerminalExpired(id, key.expiry);
        if (batch.seq != till.lastSeq + 1) revert BatchOutOfOrder(id, batch.seq, till.lastSeq + 1);
        bytes32 signed = _browserHash(tally.domain, _hashOf(batch));
        if (!P256.verify(signed, r, s, bytes32(key.x), bytes32(key.y))) revert BatchSignatureInvalid(id);
        tally.terminalEnd = key.expiry;
        tally.actor = address(_keyHash(key.x, key.y));
        uint256 cap = key.dayCap / step;
        uint256 taken = _countOf(till.businessDay, till.taken, till.takenBefore, tally.countedDay);
        tally.room = cap > taken ? cap - taken : 0;
        // Effect:
        _payAll(batch, batch.seq, tally);
        till.lastSeq = batch.seq;
        if (tally.paid != 0) {
            uint64 counted = uint64(taken + tally.total);
            if (tally.countedDay < till.businessDay) {
                till.takenBefore = counted;
            } else {
                if (tally.countedDay > till.businessDay) {
                    till.takenBefore = tally.countedDay == uint256(till.businessDay) + 1 ? till.taken : 0;
                    till.businessDay = uint32(tally.countedDay);
                    till.lateWindow = uint32(tally.lateWindow);
                }
                till.taken = counted;
            }
        }
        _keepTill(id, till);
        _book(batch, batch.seq, tally);
    }

    /// @dev What a till accepted keeps the window of its day, whatever is voted before it arrives.
    function _lateWindowOf(uint256 day) private view returns (uint256) {
        return registry.figureAt(IRegistry.Figure.LateWindow, uint48(_startOf(day)));
    }

    function _tillOf(uint32 id) private view returns (TillState memory till) {
        uint256 word = _tills[id];
        till.lastSeq = uint32(word);
        till.late = uint32(word >> 32);
        till.businessDay = uint32(word >> 64);
        till.taken = uint64(word >> 96);
        till.takenBefore = uint64(word >> 160);
        till.lateWindow = uint32(word >> 224);
    }

    function _keepTill(uint32 id, TillState memory till) private {
        uint256 counts = till.lastSeq | (uint256(till.late) << 32) | (uint256(till.lateWindow) << 224);
        uint256 day = (uint256(till.businessDay) << 64) | (uint256(till.taken) << 96);
        _tills[id] = counts | day | (uint256(till.takenBefore) << 160);
    }

    /// @dev What can be said of a batch whoever signed it. With `redeem` and `redeemLate` the only place where one is refused
    /// as a whole.
    function _open(Batch calldata batch) private view returns (BatchTally memory tally) {
        if (batch.items.length == 0 || batch.items.length > MAX_ITEMS) {
            revert BatchSizeRefused(batch.items.length, MAX_ITEMS);
        }
        uint32 today = businessDayOf(block.timestamp);
        if (batch.businessDay > today + 1) revert BatchDayTooFar(batch.terminal, batch.businessDay, today + 1);
        tally.countedDay = batch.businessDay < today ? batch.businessDay : today;
        tally.dayStart = _startOf(batch.businessDay);
        tally.dayEnd = tally.dayStart + 1 days;
        tally.domain = _domainSeparatorV4();
    }

    /// @inheritdoc ICounter
    function redeemLate(
        Batch calldata batch,
        TerminalProof calldata proof,
        ITerminals.LateHandIn[] calldata words,
        bytes[] calldata signatures
    ) external {
        // Check:
        uint32 id = batch.terminal;
        BatchTally memory tally = _open(batch);
        bytes32 structHash = _hashOf(batch);
        uint32 number = _lateNumbers[structHash];
        if (number != 0) revert HandedInLateAlready(id, number);
        (uint256 x, uint256 y) = (proof.x, proof.y);
        tally.terminalEnd = _terminals.requireVouched(words, signatures, id, structHash, x, y);
        bytes32 signed = _browserHash(tally.domain, structHash);
        if (!P256.verify(signed, proof.r, proof.s, bytes32(x), bytes32(y))) revert BatchSignatureInvalid(id);
        tally.actor = address(_keyHash(x, y));
        tally.room = type(uint256).max;
        tally.lateWindow = _lateWindowOf(tally.countedDay);
        // Effect:
        TillState memory till = _tillOf(id);
        number = ++till.late;
        _lateNumbers[structHash] = number;
        _keepTill(id, till);
        _tell(batch, number, words);
        _payAll(batch, number | LATE_BIT, tally);
        _book(batch, number | LATE_BIT, tally);
    }

    function _tell(Batch calldata batch, uint32 number, ITerminals.LateHandIn[] calldata words) private {
        uint32[] memory seats = new uint32[](words.length);
        for (uint256 i = 0; i < words.length; ++i) seats[i] = words[i].seat;
        emit BatchHandedInLate(batch.terminal, number, batch.seq, seats);
    }

    /// @dev Pays each item or says why not; the batch goes on without it.
    function _payAll(Batch calldata batch, uint32 seq, BatchTally memory tally) private {
        Item[] calldata items = batch.items;
        for (uint256 i = 0; i < items.length; ++i) {
            Item calldata item = items[i];
            Accepted memory code = _unpack(item.head);
            SkipReason reason = _pay(code, item, tally);
            if (reason != SkipReason.None) {
                tally.skipped |= 1 << i;
                emit ItemSkipped(batch.terminal, seq, i, code.pocket, code.nonce, reason);
                continue;
            }
            tally.total += code.amount;
            tally.paid += 1;
            tally.paidHash = Hashes.efficientKeccak256(tally.paidHash, bytes32(item.head));
            emit ItemRedeemed(code.pocket, code.nonce, uint32(code.amount));
        }
    }

    function _hashOf(Batch calldata batch) private pure returns (bytes32) {
        bytes32 items = _hashOfItems(batch.items);
        return keccak256(abi.encode(BATCH_TYPEHASH, batch.terminal, batch.seq, batch.businessDay, items));
    }

    /// @dev keccak256(abi.encode(items)). An item is a row of full words in calldata already, so one copy does it:
    /// measured 0.5 k gas an item less than `abi.encode`, which reads every field once more.
    function _hashOfItems(Item[] calldata items) private pure returns (bytes32 hash) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let start := mload(0x40)
            let size := mul(items.length, 0xa0)
            mstore(start, 0x20)
            mstore(add(start, 0x20), items.length)
            calldatacopy(add(start, 0x40), items.offset, size)
            hash := keccak256(start, add(size, 0x40))
        }
    }

    /// @dev What counts against a day's cap already. The newest day and the one before it have a count each; what arrives for
    /// still earlier days counts with the latter. So a late batch meets its own day, and claiming earlier days makes no room.
    function _countOf(uint256 newest, uint256 count, uint256 before, uint256 day) private pure returns (uint256) {
        if (day > newest) return 0;
        return day == newest ? count : before;
    }

    function _unpack(uint256 head) private pure returns (Accepted memory code) {
        code.pocket = uint32(head >> 160);
        code.keyEpoch = uint16(head >> 144);
        code.nonce = uint16(head >> 128);
        code.maxAmount = uint32(head >> 96);
        code.acceptBy = uint32(head >> 64);
        code.amount = uint32(head >> 32);
        code.acceptedAt = uint32(head);
    }

    /// @dev Pays one item or says why not. Nothing is written unless it is paid. Works on the words themselves: unpacking all
    /// of both and packing one again would cost an item 1 k gas.
    function _pay(Accepted memory code, Item calldata item, BatchTally memory tally) private returns (SkipReason) {
        if (item.head >> 192 != 0) return SkipReason.HeadMalformed;
        SkipReason reason = _judgeAcceptance(code, tally);
        if (reason != SkipReason.None) return reason;

        uint256 key = _keys[code.pocket][code.keyEpoch];
        reason = _judgeKey(code, key, _keyHash(item.x, item.y));
        if (reason != SkipReason.None) return reason;

        uint256 state = _states[code.pocket];
        reason = _judgeNonce(code, state);
        if (reason != SkipReason.None) return reason;
        uint256 day = tally.countedDay;
        uint256 newest = uint16(state >> DAY_AT);
        uint256 spent = _countOf(newest, uint32(state >> SPENT_AT), uint32(state >> BEFORE_AT), day);
        if (spent + code.amount > uint32(key >> PER_DAY_AT)) return SkipReason.OverDayCap;
        if (code.amount > uint40(state)) return SkipReason.NotEnoughInPocket;
        if (tally.total + code.amount > tally.room) return SkipReason.OverTerminalCap;
        if (!_isMembersCode(code, item, tally.domain)) return SkipReason.SignatureWrong;

        // Effect: the balance lies in the lowest bits and is large enough.
        if (day == newest) {
            state += code.amount << SPENT_AT;
        } else if (day < newest) {
            state += code.amount << BEFORE_AT;
        } else {
            uint256 before = day == newest + 1 ? uint32(state >> SPENT_AT) : 0;
            state = (state & ~DAY_BITS) | (code.amount << SPENT_AT) | (before << BEFORE_AT) | (day << DAY_AT);
        }
        _states[code.pocket] = _withNonce(code, state - code.amount);
        return SkipReason.None;
    }

    function _judgeNonce(Accepted memory code, uint256 state) private view returns (SkipReason) {
        if (code.keyEpoch & PAPER_BIT != 0) {
            if (code.nonce >= SHEET_SIZE) return SkipReason.NonceTooFar;
            bool spent = _isSpent(code.pocket, state, code.keyEpoch, code.nonce);
            return spent ? SkipReason.AlreadyUsed : SkipReason.None;
        }
        ReplayWindow.Verdict verdict = ReplayWindow.judge(
            uint16(state >> NEWEST_AT),
            uint64(state >> USED_AT),
            code.nonce
        );
        if (verdict == ReplayWindow.Verdict.Used) return SkipReason.AlreadyUsed;
        return verdict == ReplayWindow.Verdict.TooFar ? SkipReason.NonceTooFar : SkipReason.None;
    }

    /// @dev Whether a sheet's code was used.
    function _isSpent(uint32 id, uint256 state, uint16 epoch, uint16 nonce) private view returns (bool) {
        bool isNewest = epoch == uint16(state >> PAPER_EPOCH_AT);
        uint32 used = isNewest ? uint32(state >> PAPER_USED_AT) : _oldSheets[id][epoch];
        return (used >> nonce) & 1 == 1;
    }

    /// @dev The state once the code's nonce is used.
    function _withNonce(Accepted memory code, uint256 state) private returns (uint256) {
        if (code.keyEpoch & PAPER_BIT == 0) {
            (uint16 newest, uint64 used) = ReplayWindow.take(
                uint16(state >> NEWEST_AT),
                uint64(state >> USED_AT),
                code.nonce
            );
            return (state & ~WINDOW_BITS) | (uint256(newest) << NEWEST_AT) | (uint256(used) << USED_AT);
        }
        if (code.keyEpoch == uint16(state >> PAPER_EPOCH_AT)) return state | (1 << (PAPER_USED_AT + code.nonce));
        _oldSheets[code.pocket][code.keyEpoch] |= uint32(1) << code.nonce;
        return state;
    }

    /// @dev Amount and times, as the till signed them. From here on the item's time is the earlier of the till's and the
    /// block's: nothing is refused for being early.
    function _judgeAcceptance(Accepted memory code, BatchTally memory tally) private view returns (SkipReason) {
        uint256 acceptedAt = code.acceptedAt;
        if (code.amount == 0) return SkipReason.AmountZero;
        if (code.amount > code.maxAmount) return SkipReason.OverCode;
        if (acceptedAt < tally.dayStart || acceptedAt >= tally.dayEnd) return SkipReason.OtherBusinessDay;
        if (acceptedAt > block.timestamp) code.acceptedAt = acceptedAt = block.timestamp;
        if (acceptedAt > code.acceptBy) return SkipReason.AcceptedTooLate;
        uint256 reach = tally.lateWindow + (code.keyEpoch & PAPER_BIT == 0 ? PHONE_CODE_LASTS : PAPER_CODE_LASTS);
        if (code.acceptBy - acceptedAt > reach) return SkipReason.EndsTooFarAhead;
        if (block.timestamp - acceptedAt > tally.lateWindow) return SkipReason.ArrivedTooLate;
        if (acceptedAt > tally.terminalEnd) return SkipReason.TerminalWasOver;
        return SkipReason.None;
    }

    /// @dev The phone's or the sheet's key: enrolled, the one that came along, in force when the till accepted, within its cap.
    function _judgeKey(Accepted memory code, uint256 key, uint160 keyHash) private view returns (SkipReason) {
        if (key == 0) return _exists(code.pocket) ? SkipReason.UnknownKey : SkipReason.UnknownPocket;
        if (keyHash != uint160(key)) return SkipReason.UnknownKey;
        if (code.acceptedAt > key >> EXPIRY_AT) return SkipReason.KeyWasOver;
        if (code.amount > uint32(key >> PER_PAYMENT_AT)) return SkipReason.OverPaymentCap;
        return SkipReason.None;
    }

    /// @dev A pocket is opened with its first key.
    function _exists(uint32 id) private view returns (bool) {
        return _keys[id][1] != 0 || _keys[id][PAPER_BIT | 1] != 0;
    }

    function _isMembersCode(Accepted memory code, Item calldata item, bytes32 domain) private view returns (bool) {
        bytes32 structHash = keccak256(
            abi.encode(PAY_CODE_TYPEHASH, code.pocket, code.keyEpoch, code.nonce, code.maxAmount, code.acceptBy)
        );
        return P256.verify(_browserHash(domain, structHash), item.r, item.s, bytes32(item.x), bytes32(item.y));
    }

    function _keyHash(uint256 x, uint256 y) private pure returns (uint160) {
        return uint160(uint256(Hashes.efficientKeccak256(bytes32(x), bytes32(y))));
    }

    /// @dev What a browser signs when it is handed an EIP-712 digest: its SHA-256.
    function _browserHash(bytes32 domain, bytes32 structHash) private pure returns (bytes32) {
        return sha256(abi.encodePacked(MessageHashUtils.toTypedDataHash(domain, structHash)));
    }

    /// @dev Keeps the batch, burns what was paid and writes one entry.
    function _book(Batch calldata batch, uint32 seq, BatchTally memory tally) private {
        // Effect:
        uint256 counts = tally.paid | (uint256(batch.businessDay) << 8) | (uint256(uint32(block.timestamp)) << 24);
        _batches[batch.terminal][seq] =
            counts |
            (tally.total << 56) |
            (uint256(uint160(bytes20(tally.paidHash))) << 96);
        if (tally.skipped != 0) _skipped[batch.terminal][seq] = tally.skipped;
        // Interaction:
        uint64 entry;
        if (tally.paid != 0) entry = _burn(tally.total * step, tally.paidHash, tally.actor);
        emit BatchRedeemed(batch.terminal, seq, batch.businessDay, tally.paid, tally.total, tally.paidHash, entry);
    }

    /// @inheritdoc ICounter
    function stateOf(uint32 id) public view returns (PocketState memory state) {
        uint256 word = _states[id];
        state.balance = uint40(word);
        state.spent = uint32(word >> SPENT_AT);
        state.spentBefore = uint32(word >> BEFORE_AT);
        state.spentDay = uint16(word >> DAY_AT);
        state.newest = uint16(word >> NEWEST_AT);
        state.used = uint64(word >> USED_AT);
        state.paperEpoch = uint16(word >> PAPER_EPOCH_AT);
        state.paperUsed = uint32(word >> PAPER_USED_AT);
    }

    /// @inheritdoc ICounter
    function spendKey(uint32 id, uint16 epoch) external view returns (SpendKey memory) {
        KeyState memory key = _keyOf(id, epoch);
        return SpendKey(key.keyHash, key.perPayment, key.perDay, key.expiry);
    }

    /// @inheritdoc ICounter
    function isUsed(uint32 id, uint16 keyEpoch, uint16 nonce) external view returns (bool) {
        if (keyEpoch & PAPER_BIT != 0) return _isSpent(id, _states[id], keyEpoch, nonce);
        PocketState memory state = stateOf(id);
        return ReplayWindow.judge(state.newest, state.used, nonce) == ReplayWindow.Verdict.Used;
    }

    /// @inheritdoc ICounter
    function nextSeq(uint32 terminal) external view returns (uint32) {
        return _tillOf(terminal).lastSeq + 1;
    }

    /// @inheritdoc ICounter
    function takenOn(uint32 terminal) external view returns (uint32 businessDay, uint256 taken) {
        TillState memory till = _tillOf(terminal);
        return (till.businessDay, till.taken);
    }

    /// @inheritdoc ICounter
    function batches(uint32 terminal, uint32 first, uint32 count) external view returns (BatchRecord[] memory) {
        return _page(terminal, first, count, _tillOf(terminal).lastSeq, 0);
    }

    /// @inheritdoc ICounter
    function lateBatches(uint32 terminal, uint32 first, uint32 count) external view returns (BatchRecord[] memory) {
        return _page(terminal, first, count, _tillOf(terminal).late, LATE_BIT);
    }

    function _page(
        uint32 terminal,
        uint32 first,
        uint32 count,
        uint32 last,
        uint32 bit
    ) private view returns (BatchRecord[] memory page) {
        page = new BatchRecord[](Pages.size(first, count, last));
        for (uint256 i = 0; i < page.length; ++i) page[i] = recordOf(terminal, uint32(first + i) | bit);
    }

    /// @inheritdoc ICounter
    function recordOf(uint32 terminal, uint32 seq) public view returns (BatchRecord memory) {
        uint256 word = _batches[terminal][seq];
        return
            BatchRecord({
                paidHash: bytes20(uint160(word >> 96)),
                total: uint40(word >> 56),
                paid: uint8(word),
                businessDay: uint16(word >> 8),
                bookedAt: uint32(word >> 24),
                skipped: _skipped[terminal][seq]
            });
    }

    /// @inheritdoc ICounter
    function lateCount(uint32 terminal) external view returns (uint32) {
        return _tillOf(terminal).late;
    }

    /// @inheritdoc ICounter
    function businessDayOf(uint256 time) public view returns (uint32) {
        return uint256(time.toInt256() + dayOffset).toUint32() / 1 days;
    }

    /// @dev First second (UTC) of a business day; 0 for days before 1970.
    function _startOf(uint256 businessDay) private view returns (uint256) {
        int256 start = int256(businessDay * 1 days) - dayOffset;
        return start > 0 ? uint256(start) : 0;
    }
}
