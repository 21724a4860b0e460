// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {SignedPayment} from "../lib/SignedPayment.sol";
import {IAdmission} from "../membership/IAdmission.sol";
import {IPersons} from "../membership/IPersons.sol";
import {IPlaces} from "../membership/IPlaces.sol";
import {IShare} from "../membership/IShare.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IJournal} from "../treasury/IJournal.sol";
import {IVoucher} from "../voucher/IVoucher.sol";
import {IRounds} from "./IRounds.sol";
import {Offers} from "./Offers.sol";

/// @title Rounds
/// @dev Places of a round are kept dense, so that place i becomes seat `firstSeat + i` without a loop at finalising.
/// Assumes that the settlement token moves exactly the amount it is told to, or fails; what arrives is measured.
/// Refund and withdraw ask nobody but the token and the journal: no treasury or vote stands in their way. The journal reads
/// the term off the permanent calendar, which answers in every second until the year 8300 (`test/invariant/Refunds.t.sol`):
/// no failure can be reached, so none is caught.
contract Rounds is Offers, SignedCalls, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    bytes32 private constant JOIN_TYPEHASH = keccak256(
        "Join(uint32 round,address recipient,address payer,bytes32 termsHash,bool binding,uint32 epoch,uint32 payerEpoch,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant WITHDRAWAL_TYPEHASH = keccak256(
        "Withdrawal(uint32 round,address recipient,address by,address to,uint32 epoch,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant REFUND_TYPEHASH = keccak256(
        "Refund(uint32 round,address recipient,address by,address to,uint32 epoch,uint48 deadline)"
    );

    /// @dev What a recipient has in a round; one slot. What was paid is the round's price, which never changes.
    struct Place {
        address payer;
        uint32 ordinal; // index + 1; 0 = no place
        uint48 boughtAt; // UTC seconds
        bool refunded;
    }

    IERC20 private immutable _token;
    IPersons private immutable _persons;
    IAdmission private immutable _admission;
    IRoster private immutable _roster;
    IJournal private immutable _journal;
    IVoucher private immutable _voucher;

    mapping(uint32 round => mapping(uint256 index => address recipient)) private _recipients;
    mapping(uint32 round => mapping(address recipient => Place)) private _places;

    /// @param token The settlement token.
    /// @param founding Terms of the founding round, which opens with the deploy.
    constructor(
        IRegistry registry_,
        IERC20 token,
        IShare share,
        IPersons persons,
        IAdmission admission,
        IRoster roster,
        IJournal journal,
        IVoucher voucher,
        Terms memory founding
    ) Housed(registry_) EIP712("Runde Rounds", "1") Offers(share, founding) {
        _token = token;
        _persons = persons;
        _admission = admission;
        _roster = roster;
        _journal = journal;
        _voucher = voucher;
    }

    // ---- buy -------------------------------------------------------------------------------------------------------

    /// @inheritdoc IRounds
    function buy(Join calldata join, bytes calldata recipientSignature, bytes calldata payment) external nonReentrant {
        // Check:
        StoredRound storage kept = _existing(join.round);
        bytes32 person = _requireJoin(join, kept);
        _requireInTime(join.deadline);
        // The payment is the payer's word: it carries the hash of this very message.
        if (payment.length == 0 && msg.sender != join.payer) revert NotThePayer(join.round, join.payer, msg.sender);
        // One person, one seat, over all rounds and under whichever account; a bad signature undoes what is written.
        _persons.takePlace(person, join.recipient, join.round);
        if (join.payer != join.recipient) {
            _requireSigned(join.recipient, _hashOf(join), join.deadline, recipientSignature);
            _useNonce(_subjectOf(join.recipient, join.round), join.nonce);
        }
        // Effect:
        _takePlace(join, kept);
        // Interaction:
        _takePayment(join, kept.price, payment);
    }

    /// @dev keccak256(abi.encode(typehash, message)). A message is a row of full words in calldata already, so one copy does it
    /// for all three: measured, 1 kB of code less than `abi.encode`. Words that are no clean values have another hash.
    function _hashOf(bytes32 typehash, uint256 start, uint256 words) private pure returns (bytes32 hash) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            calldatacopy(add(free, 0x20), start, mul(words, 0x20))
            hash := keccak256(free, add(mul(words, 0x20), 0x20))
        }
    }

    function _hashOf(Join calldata join) private pure returns (bytes32) {
        uint256 start;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            start := join
        }
        return _hashOf(JOIN_TYPEHASH, start, 9);
    }

    /// @dev All that must hold before anybody signs.
    function _requireJoin(Join calldata join, StoredRound storage kept) private view returns (bytes32 person) {
        _requireOnSale(join.round, kept);
        if (join.termsHash != kept.termsHash) revert TermsMismatch(join.round, join.termsHash, kept.termsHash);
        uint48 until = _withdrawUntil(kept);
        if (block.timestamp >= until && !join.binding) revert PlaceWouldBind(join.round, until);
        _requireAccountEpoch(join.recipient, join.epoch);
        if (join.payer != join.recipient) _requireAccountEpoch(join.payer, join.payerEpoch);
        // The token lets one signed join pay once. This stops another one, signed earlier and never sent, from taking a new
        // place after the first was given back (S3). Only read here: a first place costs no slot more (decision 0005).
        _requireNonce(_subjectOf(join.recipient, join.round), join.nonce);
        return _admission.requireAdmitted(join.recipient);
    }

    function _requireOnSale(uint32 id, StoredRound storage kept) private view {
        RoundState state = _stateOf(kept);
        if ((state == RoundState.Open || state == RoundState.CoolOff) && _freeIn(kept) != 0) return;
        uint48 nowAt = uint48(block.timestamp);
        if (state == RoundState.Upcoming) revert SaleNotOpen(id, kept.opensAt, nowAt);
        uint48 endedAt = _sellingEnds(kept);
        bool full = kept.sold == kept.maxSeats;
        if (state == RoundState.CoolOff && (full || nowAt < endedAt)) revert RoundFull(id, kept.maxSeats);
        if (kept.cancelledAt != 0 && kept.cancelledAt < endedAt) endedAt = kept.cancelledAt;
        revert SaleEnded(id, endedAt, nowAt);
    }

    function _requireAccountEpoch(address account, uint32 given) private view {
        _requireEpoch(uint160(account), given, _persons.epochOf(uint160(account)));
    }

    function _subjectOf(address account, uint32 id) private pure returns (bytes32) {
        return _subject(uint160(account), bytes32("place:") | bytes32(uint256(id)));
    }

    /// @dev Writes the place down; the money follows in the same call, or all of it is undone.
    function _takePlace(Join calldata join, StoredRound storage kept) private {
        uint32 index = kept.sold;
        kept.sold = index + 1;
        if (block.timestamp >= _sellingEnds(kept)) --kept.givenBack;
        else if (index + 1 == kept.maxSeats) kept.soldOutAt = uint40(block.timestamp);
        _recipients[join.round][index] = join.recipient;
        _places[join.round][join.recipient] = Place(join.payer, index + 1, uint48(block.timestamp), false);
        emit SeatBought(join.round, join.recipient, join.payer, kept.price);
    }

    /// @dev The token checks the payer's signature, which names this very join. Only the exact price is a payment.
    function _takePayment(Join calldata join, uint128 price, bytes calldata payment) private {
        uint256 before = _token.balanceOf(address(this));
        if (payment.length == 0) {
            _token.safeTransferFrom(join.payer, address(this), price);
        } else {
            SignedPayment.take(_token, join.payer, price, join.deadline, _hashOf(join), payment);
        }
        _requireReceived(address(this), before, price);
        bytes32 ref = _reference(join.round, join.recipient);
        _journal.append(Accounts.ESCROW, Accounts.REFUNDS_PAYABLE, price, ref, join.payer);
    }

    /// @dev `before` is what `by` had; more is no payment either.
    function _requireReceived(address by, uint256 before, uint256 amount) private view {
        uint256 received = _token.balanceOf(by) - before;
        if (received != amount) revert PaymentMismatch(received, amount);
    }

    function _reference(uint32 id, address recipient) private pure returns (bytes32) {
        return bytes32((uint256(id) << 160) | uint160(recipient));
    }

    /// @inheritdoc IRounds
    function checkJoin(Join calldata join) external view {
        StoredRound storage kept = _existing(join.round);
        _persons.requireFree(_requireJoin(join, kept), join.recipient);
        uint256 balance = _token.balanceOf(join.payer);
        if (balance < kept.price) revert NotEnoughMoney(join.payer, balance, kept.price);
    }

    // ---- withdraw: until one day before the lock ---------------------------------------------------------------------

    /// @inheritdoc IRounds
    function withdraw(Withdrawal calldata wish, bytes calldata signature) external nonReentrant {
        // Check:
        (uint32 id, address recipient) = (wish.round, wish.recipient);
        uint256 start;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            start := wish
        }
        _requireSigned(wish.by, _hashOf(WITHDRAWAL_TYPEHASH, start, 7), wish.deadline, signature);
        _requireAccountEpoch(wish.by, wish.epoch);
        _useNonce(_subjectOf(wish.by, id), wish.nonce);
        StoredRound storage kept = _existing(id);
        _requireUnlocked(id, kept);
        uint48 until = _withdrawUntil(kept);
        if (block.timestamp >= until) revert WithdrawalsOver(id, until, uint48(block.timestamp));
        Place memory place = _requireOwnPlace(id, recipient, wish.by, wish.to);
        // Effect: the last place moves into the gap.
        uint32 last = kept.sold - 1;
        if (place.ordinal != last + 1) {
            address moved = _recipients[id][last];
            _recipients[id][place.ordinal - 1] = moved;
            _places[id][moved].ordinal = place.ordinal;
        }
        delete _recipients[id][last];
        delete _places[id][recipient];
        kept.sold = last;
        if (block.timestamp >= _sellingEnds(kept)) ++kept.givenBack;
        else if (kept.soldOutAt != 0) kept.soldOutAt = 0;
        emit SeatWithdrawn(id, recipient, place.payer, wish.to, kept.price);
        // Interaction:
        _payBack(id, recipient, place.payer, wish.to, kept.price);
    }

    /// @dev A place is its recipient's and its payer's; the money is the payer's.
    function _requireOwnPlace(
        uint32 id,
        address recipient,
        address by,
        address to
    ) private view returns (Place memory place) {
        place = _paidPlace(id, recipient);
        if (by != place.payer && by != recipient) revert NotOnesPlace(id, recipient, place.payer, by);
        if (to == place.payer) return place;
        if (by != place.payer) revert MoneyIsThePayers(id, place.payer, to);
        _requireReachable(to);
    }

    function _paidPlace(uint32 id, address recipient) private view returns (Place memory place) {
        place = _places[id][recipient];
        if (place.ordinal == 0) revert NothingToRefund(id, recipient);
        if (place.refunded) revert AlreadyRefunded(id, recipient);
    }

    function _payBack(uint32 id, address recipient, address payer, address to, uint128 amount) private {
        _token.safeTransfer(to, amount);
        _journal.append(Accounts.REFUNDS_PAYABLE, Accounts.ESCROW, amount, _reference(id, recipient), payer);
    }

    // ---- refund: after a round has failed, for ever ------------------------------------------------------------------

    /// @inheritdoc IRounds
    function refund(Refund calldata wish, bytes calldata signature) external nonReentrant {
        // Check:
        uint256 start;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            start := wish
        }
        _requireSigned(wish.by, _hashOf(REFUND_TYPEHASH, start, 6), wish.deadline, signature);
        _requireAccountEpoch(wish.by, wish.epoch);
        _requireFailed(wish.round);
        Place memory place = _requireOwnPlace(wish.round, wish.recipient, wish.by, wish.to);
        _refund(wish.round, wish.recipient, place.payer, wish.to);
    }

    /// @inheritdoc IRounds
    function pushRefund(uint32 id, address recipient) external nonReentrant {
        // Check:
        _requireFailed(id);
        address payer = _paidPlace(id, recipient).payer;
        _refund(id, recipient, payer, payer);
    }

    function _requireFailed(uint32 id) private view {
        RoundState state = _stateOf(_existing(id));
        if (state != RoundState.Failed) revert RoundHasNotFailed(id, state);
    }

    function _refund(uint32 id, address recipient, address payer, address to) private {
        // Effect:
        uint128 amount = _existing(id).price;
        _places[id][recipient].refunded = true;
        emit SeatRefunded(id, recipient, payer, to, amount);
        // Interaction:
        _payBack(id, recipient, payer, to, amount);
    }

    // ---- what the escrow holds, and owes -------------------------------------------------------------------------------

    /// @inheritdoc IRounds
    function isShort() external view returns (bool) {
        (uint256 held, uint256 owed) = _escrow();
        return held < owed;
    }

    function _escrow() private view returns (uint256 held, uint256 owed) {
        return (_token.balanceOf(address(this)), uint256(_journal.balance(Accounts.ESCROW)));
    }

    /// @inheritdoc IRounds
    function giveSurplus() external nonReentrant {
        // Check:
        (uint256 held, uint256 owed) = _escrow();
        if (held <= owed) revert NoEscrowSurplus();
        // Effect:
        uint256 surplus = held - owed;
        emit EscrowSurplusGiven(surplus);
        // Interaction:
        _payTreasury(surplus);
        _journal.append(Accounts.CASH, Accounts.DONATIONS, surplus.toUint128(), bytes32(0), address(0));
    }

    /// @dev What arrives must be what was sent.
    function _payTreasury(uint256 amount) private returns (address treasury) {
        treasury = registry.part(IRegistry.Part.Treasury);
        uint256 before = _token.balanceOf(treasury);
        _token.safeTransfer(treasury, amount);
        _requireReceived(treasury, before, amount);
    }

    // ---- finalise and claim ------------------------------------------------------------------------------------------

    /// @inheritdoc IRounds
    function finalise(uint32 id) external nonReentrant {
        // Check:
        StoredRound storage kept = _existing(id);
        RoundState state = _stateOf(kept);
        if (state != RoundState.Succeeded) revert RoundNotSucceeded(id, state);
        (uint256 held, uint256 owed) = _escrow();
        if (held < owed) revert EscrowShort(held, owed);
        // Effect:
        uint32 sold = kept.sold;
        uint128 amount = uint128(kept.price) * sold;
        uint32 firstSeat = _share.mint(sold, kept.price);
        kept.firstSeat = firstSeat;
        if (kept.founding) _roster.begin();
        _roster.seatsBorn(firstSeat, sold);
        // Interaction:
        address treasury = _payTreasury(amount);
        emit RoundFinalised(id, firstSeat, sold, amount, treasury);
        bytes32 ref = _reference(id, address(0));
        _journal.append(Accounts.CASH, Accounts.ESCROW, amount, ref, msg.sender);
        _journal.append(Accounts.REFUNDS_PAYABLE, Accounts.VOUCHERS_OWED, amount, ref, msg.sender);
    }

    /// @inheritdoc IRounds
    function claim(uint32 id, uint32 count) external nonReentrant {
        // Check:
        StoredRound storage kept = _existing(id);
        if (kept.firstSeat == 0) revert RoundNotFinalised(id, _stateOf(kept));
        uint32 from = kept.claimed;
        uint32 left = kept.sold - from;
        if (left == 0) revert NothingToClaim(id);
        // Effect:
        uint32 until = count < left ? from + count : from + left;
        kept.claimed = until;
        uint128 price = kept.price;
        for (uint32 i = from; i < until; ++i) {
            address recipient = _recipients[id][i];
            uint32 seat = kept.firstSeat + i;
            if (_share.seatOf(recipient) == 0) _assign(id, seat, recipient, price);
            else emit ClaimSkipped(id, seat, recipient);
        }
    }

    function _assign(uint32 id, uint32 seat, address owner, uint128 price) private {
        _share.assign(seat, owner);
        _voucher.issue(owner, price);
        emit SeatClaimed(id, seat, owner, price);
    }

    /// @inheritdoc IRounds
    function claimSkipped(uint32 id, address recipient) external nonReentrant {
        // Check: a share refuses the seat that has an owner, and the owner who has a seat.
        StoredRound storage kept = _existing(id);
        uint32 ordinal = _places[id][recipient].ordinal;
        if (ordinal == 0 || ordinal > kept.claimed) revert ClaimNotSkipped(id, recipient);
        // Effect:
        _assign(id, kept.firstSeat + ordinal - 1, recipient, kept.price);
    }

    // ---- who has a place ---------------------------------------------------------------------------------------------

    /// @inheritdoc IRounds
    function purchases(uint32 id, uint32 start, uint32 count) external view returns (Purchase[] memory page) {
        page = new Purchase[](Pages.size(uint256(start) + 1, count, _existing(id).sold));
        for (uint256 i = 0; i < page.length; ++i) page[i] = purchaseOf(id, _recipients[id][start + i]);
    }

    /// @inheritdoc IRounds
    function purchaseOf(uint32 id, address recipient) public view returns (Purchase memory purchase) {
        uint128 price = _existing(id).price;
        Place memory place = _places[id][recipient];
        if (place.ordinal == 0) return purchase;
        bytes32 person = _persons.personOf(recipient);
        return Purchase(recipient, place.payer, price, person, place.boughtAt, place.refunded);
    }

    /// @inheritdoc IPlaces
    function placeOf(uint32 id, address recipient) external view returns (PlaceState state, uint32 seat) {
        uint32 ordinal = _places[id][recipient].ordinal;
        if (ordinal == 0) return (PlaceState.Void, 0);
        StoredRound storage kept = _existing(id);
        RoundState now_ = _stateOf(kept);
        if (now_ == RoundState.Failed) return (PlaceState.Void, 0);
        if (now_ == RoundState.Finalised) return (PlaceState.Seat, kept.firstSeat + ordinal - 1);
        return (PlaceState.Undecided, 0);
    }
}
