// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ITerminals} from "./ITerminals.sol";

/// @title The counter
/// @notice Where a voucher becomes a cup of coffee, once and only once, without a coin for gas.
/// @dev Counts in hundredths of the token. Vouchers come in and go out by `Pockets`, which knows whose they are.
interface ICounter {
    /// @dev The key in a member's phone, or the one that signed a sheet of codes. Only its hash is kept; the key travels with
    /// each item. Its epoch counts within its kind: 1, 2, 3 … for phones, 0x8001, 0x8002 … for sheets.
    struct SpendKey {
        /// uint160(uint256(keccak256(abi.encode(x, y)))); 0 = no key.
        uint160 keyHash;
        /// Hundredths of the token in one payment.
        uint32 perPayment;
        /// Hundredths of the token on one business day.
        uint32 perDay;
        /// Last second at which a code of this key may be accepted, UTC.
        uint48 expiry;
    }

    /// @dev Everything that a payment changes; one word, in this order from the lowest bit on; 8 bits are free.
    struct PocketState {
        /// Hundredths.
        uint40 balance;
        /// Hundredths, on `spentDay`.
        uint32 spent;
        /// Hundredths, on the day before it, and what arrived since for days before that.
        uint32 spentBefore;
        /// Newest business day with a payment, days since 1970 on the club's clock.
        uint16 spentDay;
        /// The phone's newest used nonce.
        uint16 newest;
        /// Bit i = the phone's nonce `newest` − i was used.
        uint64 used;
        /// Number of the newest sheet's key; 0 = never had one.
        uint16 paperEpoch;
        /// Bit i = the newest sheet's code number i was used.
        uint32 paperUsed;
    }

    /// @dev Vouchers on their way into a pocket.
    struct Deposit {
        address account;
        /// Smallest unit, whole hundredths.
        uint128 amount;
        /// Until when the account's authorization counts, UTC seconds.
        uint48 deadline;
        /// The nonce of the authorization: the struct hash of what the account says.
        bytes32 purpose;
        /// True: the account called itself and let the counter take them; no authorization is needed.
        bool allowed;
    }

    /// @dev One code that a till accepted. `head` says what was accepted, from the high bits to the low:
    /// 64 bits 0 | pocket 32 | keyEpoch 16 | nonce 16 | maxAmount 32 | acceptBy 32 | amount 32 | acceptedAt 32.
    /// keyEpoch: which of the pocket's keys; its highest bit says that it is a sheet's. nonce: a phone's counts on in a circle,
    /// a sheet's codes are 0 to 31. maxAmount: hundredths, the most the code is good for. acceptBy: last second (UTC) at which
    /// it may be accepted. amount: hundredths, what the till keyed in. acceptedAt: when the till accepted it (UTC seconds by
    /// its clock); an item's time is the earlier of that and the block's.
    /// The member's key (`x`, `y`) signed `PayCode(uint32 pocket,uint16 keyEpoch,uint16 nonce,uint32 maxAmount,
    /// uint32 acceptBy)`; `r`, `s` are that signature. Packed, because seven words instead of one would cost 3 k gas an
    /// item; `protocol/payCode.ts` packs and unpacks.
    struct Item {
        uint256 head;
        uint256 x;
        uint256 y;
        bytes32 r;
        bytes32 s;
    }

    struct Batch {
        uint32 terminal;
        /// Counts 1, 2, 3 … for each terminal, without a gap.
        uint32 seq;
        /// Days since 1970 on the club's clock; all items are of this day by the till's clock. At most tomorrow.
        uint32 businessDay;
        Item[] items;
    }

    /// @dev A terminal's key with its signature over a batch: of a key that may not be the terminal's any more.
    struct TerminalProof {
        uint256 x;
        uint256 y;
        bytes32 r;
        bytes32 s;
    }

    /// @dev What is kept of a batch.
    struct BatchRecord {
        /// First 160 bits of the hash chain over the items really paid:
        /// h' = keccak256(abi.encode(h, head)), from 0.
        bytes20 paidHash;
        /// Hundredths.
        uint40 total;
        /// Items really paid.
        uint8 paid;
        uint16 businessDay;
        /// UTC seconds.
        uint32 bookedAt;
        /// Bit i = item i of the batch was left out.
        uint256 skipped;
    }

    /// @dev Why an item was left out. The batch goes on without it.
    enum SkipReason {
        None,
        AmountZero,
        OverCode, // more than the code is good for
        EndsTooFarAhead, // the code ends later than a code of its kind of key may
        AcceptedTooLate, // after the code's own end
        ArrivedTooLate, // accepted longer ago than the late window
        OtherBusinessDay,
        TerminalWasOver, // accepted after the terminal's expiry
        UnknownPocket,
        UnknownKey, // never enrolled, or not the key that signed
        KeyWasOver, // accepted after the key's expiry or revocation
        AlreadyUsed,
        NonceTooFar, // or no number that a sheet's code can have
        OverPaymentCap,
        OverDayCap,
        NotEnoughInPocket,
        OverTerminalCap,
        SignatureWrong,
        HeadMalformed // the upper 64 bits of its head are not zero
    }

    /// @notice A phone or a sheet of codes may pay from this pocket; caps in hundredths.
    /// @param pocket Number of the pocket.
    /// @param epoch Which of the pocket's keys: from 1 for phones, from 0x8001 for sheets.
    /// @param keyHash First 160 bits of the key's hash.
    /// @param perPayment At most in one payment, hundredths.
    /// @param perDay At most in a day, hundredths.
    /// @param expiry UTC seconds, the last one that counts.
    event SpendKeyEnrolled(
        uint32 indexed pocket,
        uint16 indexed epoch,
        uint160 keyHash,
        uint32 perPayment,
        uint32 perDay,
        uint48 expiry
    );
    /// @notice A phone or a sheet may not pay any more. Codes accepted before this second still count.
    /// @param pocket Number of the pocket.
    /// @param epoch Which of the pocket's keys: from 1 for phones, from 0x8001 for sheets.
    event SpendKeyRevoked(uint32 indexed pocket, uint16 indexed epoch);
    /// @notice A code was redeemed; amount in hundredths. Terminal and number stand in the `BatchRedeemed` that follows.
    /// @param pocket Number of the pocket.
    /// @param nonce Nonce of the message.
    /// @param amount In the smallest unit.
    event ItemRedeemed(uint32 indexed pocket, uint16 nonce, uint32 amount);
    /// @notice The item at `index` was left out.
    /// @param terminal Number of the terminal.
    /// @param seq Its number, from 1.
    /// @param index Place in the batch, from 0.
    /// @param pocket Number of the pocket.
    /// @param nonce Nonce of the message.
    /// @param reason Why it was not paid.
    event ItemSkipped(
        uint32 indexed terminal,
        uint32 indexed seq,
        uint256 index,
        uint32 pocket,
        uint16 nonce,
        SkipReason reason
    );
    /// @notice A batch was booked: total in hundredths, `entry` in the journal (0 = nothing was paid).
    /// @param terminal Number of the terminal.
    /// @param seq Its number, from 1.
    /// @param businessDay Days since 1970 on the club's clock.
    /// @param paid How many items were paid.
    /// @param total In hundredths.
    /// @param paidHash Hash chain over the items that were paid.
    /// @param entry The books' entry; 0 = nothing was paid.
    event BatchRedeemed(
        uint32 indexed terminal,
        uint32 indexed seq,
        uint32 businessDay,
        uint256 paid,
        uint256 total,
        bytes32 paidHash,
        uint64 entry
    );

    /// @notice A batch was handed in late; these seats vouched for it.
    /// @param terminal Number of the terminal.
    /// @param number Its number among the terminal's late batches, from 1.
    /// @param signedSeq The number that the terminal had signed.
    /// @param seats Who of the table signed.
    event BatchHandedInLate(uint32 indexed terminal, uint32 indexed number, uint32 signedSeq, uint32[] seats);

    /// @notice No clock is so far from UTC: at most `farthest` seconds on either side.
    /// @param dayOffset Seconds that were named.
    /// @param farthest Seconds.
    error DayOffsetImpossible(int256 dayOffset, int256 farthest);
    /// @notice A voucher needs at least two decimals to be counted in hundredths.
    /// @param decimals Decimals.
    error VoucherTooCoarse(uint8 decimals);
    /// @notice The terminal's next batch is `expected`, `given` came.
    /// @param terminal Number of the terminal.
    /// @param given What came.
    /// @param expected What would have counted.
    error BatchOutOfOrder(uint32 terminal, uint32 given, uint32 expected);
    /// @notice The signature over this batch is not the terminal's.
    /// @param terminal Number of the terminal.
    error BatchSignatureInvalid(uint32 terminal);
    /// @notice This batch was handed in late before, as `number`: whoever repeats it would lengthen the till's books.
    /// @param terminal Whose it is.
    /// @param number Its number among the terminal's late batches, from 1.
    error HandedInLateAlready(uint32 terminal, uint32 number);
    /// @notice The batch is of a business day that is further ahead than tomorrow, `latest`.
    /// @param terminal Number of the terminal.
    /// @param given The batch's day, days since 1970 on the club's clock.
    /// @param latest The last that is taken now.
    error BatchDayTooFar(uint32 terminal, uint32 given, uint32 latest);
    /// @notice A batch carries 1 to `max` items, not `given`.
    /// @param given What came.
    /// @param max The most that is allowed.
    error BatchSizeRefused(uint256 given, uint256 max);

    /// @notice Ends a key, if it is still in force, and starts the next one, if there is a next one. Only `Pockets`.
    /// @dev Works forward: what a till accepted up to now still counts. Emits `SpendKeyRevoked`, `SpendKeyEnrolled`.
    /// @param id Number of the pocket.
    /// @param before Epoch of the key that ends.
    /// @param epoch Epoch of the next one.
    /// @param key The next one; `keyHash` 0 = none.
    /// @return ended Whether there was one to end.
    function changeKey(uint32 id, uint16 before, uint16 epoch, SpendKey calldata key) external returns (bool ended);

    /// @notice Takes vouchers in. Only `Pockets`, which has checked that they may come.
    /// @param id Number of the pocket.
    /// @param coming Whose, how many, and what for.
    /// @param signature The account's voucher authorization.
    /// @return balance What the pocket holds then, smallest unit.
    function takeIn(uint32 id, Deposit calldata coming, bytes calldata signature) external returns (uint128 balance);

    /// @notice Gives vouchers back, as many as there are of those asked for. Only `Pockets`.
    /// @param id Number of the pocket.
    /// @param to Its account.
    /// @param most How many at most, hundredths.
    /// @return amount What was given back, smallest unit.
    /// @return balance What is left, smallest unit.
    function giveBack(uint32 id, address to, uint40 most) external returns (uint128 amount, uint128 balance);

    /// @notice Puts what a payment took back into its pocket, and reverses its entry. Only `Corrections`, which has checked
    /// that it may.
    /// @param id Number of the pocket.
    /// @param terminal Number of the terminal.
    /// @param amount Hundredths.
    /// @param day Whose allowances return, days since 1970 on the club's clock; 0 = none.
    /// @param actor Whom the books name.
    /// @return entry The books' entry.
    function takeBack(
        uint32 id,
        uint32 terminal,
        uint32 amount,
        uint32 day,
        address actor
    ) external returns (uint64 entry);

    /// @notice Takes vouchers of an account and redeems them at once: one burn, one journal entry. Only `ExactPayments`, which
    /// has checked who pays whom.
    /// @param coming Whose, how many, and what for.
    /// @param signature The account's voucher authorization.
    /// @param actor Whom the books name.
    /// @return entry The books' entry.
    function redeemExact(
        Deposit calldata coming,
        bytes calldata signature,
        address actor
    ) external returns (uint64 entry);

    /// @notice Gives back what an account paid exactly. Only `Corrections`.
    /// @param account Who had paid.
    /// @param amount Hundredths.
    /// @param ref What the books' entry refers to.
    /// @param actor Whom the books name.
    /// @return entry The books' entry.
    function takeBackExact(address account, uint32 amount, bytes32 ref, address actor) external returns (uint64 entry);

    /// @notice Redeems what a terminal accepted: one burn, one journal entry. Anyone may submit, nobody can change it.
    /// @dev A bad item is left out with `ItemSkipped`; only a wrong terminal, order, size or terminal signature
    /// reverts. `r`, `s`: the terminal's P-256 signature of `Batch(uint32 terminal,uint32 seq,uint32 businessDay,
    /// bytes32 items)` with items = keccak256(abi.encode(batch.items)). All P-256 signatures here are over
    /// sha256 of the EIP-712 digest, because that is what browsers sign, with s in the lower half.
    /// @param batch What the terminal signed.
    /// @param r First half of the terminal's signature.
    /// @param s Second half of the terminal's signature.
    function redeem(Batch calldata batch, bytes32 r, bytes32 s) external;

    /// @notice Redeems what a terminal accepted and could not hand in because it was shut out, renewed, over, or its day's cap
    /// used: two overseers in office vouch for the batch. Anyone may submit.
    /// @dev All other rules stay: each item was accepted before the key's end and within the late window. It stands outside
    /// the terminal's number sequence: its record is among `lateBatches`, and `BatchRedeemed` and `ItemSkipped` name its
    /// number there plus 2³¹. Once. Emits `BatchHandedInLate`.
    /// @param batch What the terminal signed, unchanged.
    /// @param proof The terminal's key and its signature, as in `redeem`.
    /// @param words What each of the overseers says (`ITerminals.LateHandIn`), in rising order of seats.
    /// @param signatures Theirs, in the same order; both must come.
    function redeemLate(
        Batch calldata batch,
        TerminalProof calldata proof,
        ITerminals.LateHandIn[] calldata words,
        bytes[] calldata signatures
    ) external;

    /// @notice The key that a pocket had as its number `epoch`; zeros = never.
    /// @param id Its number.
    /// @param epoch Which of the pocket's keys: from 1 for phones, from 0x8001 for sheets.
    /// @return The key with its caps.
    function spendKey(uint32 id, uint16 epoch) external view returns (SpendKey memory);

    /// @notice Whether this nonce can never be paid again: used, or for a phone too far behind the newest.
    /// @param id Its number.
    /// @param keyEpoch The code's key: a sheet has nonces of its own.
    /// @param nonce The code's nonce.
    /// @return True if so.
    function isUsed(uint32 id, uint16 keyEpoch, uint16 nonce) external view returns (bool);

    /// @notice The number that the terminal's next batch must have; from 1.
    /// @param terminal Number of the terminal.
    /// @return The number.
    function nextSeq(uint32 terminal) external view returns (uint32);

    /// @notice What the terminal took on its newest business day, hundredths.
    /// @param terminal Number of the terminal.
    /// @return businessDay Days since 1970 on the club's clock; 0 = none yet.
    /// @return taken In hundredths.
    function takenOn(uint32 terminal) external view returns (uint32 businessDay, uint256 taken);

    /// @notice Records of the terminal's batches from `first` (≥ 1), at most `count`, fewer at the end.
    /// @param terminal Number of the terminal.
    /// @param first Number of the first one, from 1.
    /// @param count How many at most.
    /// @return The page that was asked for.
    function batches(uint32 terminal, uint32 first, uint32 count) external view returns (BatchRecord[] memory);

    /// @notice The record of one batch; zeros if there is none.
    /// @param terminal Number of the terminal.
    /// @param seq Its number; of one that was handed in late its number there plus 2³¹.
    /// @return All of it.
    function recordOf(uint32 terminal, uint32 seq) external view returns (BatchRecord memory);

    /// @notice Records of what was handed in late for the terminal, from `first` (≥ 1), at most `count`, fewer at the end.
    /// @param terminal Number of the terminal.
    /// @param first Number of the first one, from 1.
    /// @param count How many at most.
    /// @return The page that was asked for.
    function lateBatches(uint32 terminal, uint32 first, uint32 count) external view returns (BatchRecord[] memory);

    /// @notice How many batches were handed in late for the terminal.
    /// @param terminal Number of the terminal.
    /// @return How many.
    function lateCount(uint32 terminal) external view returns (uint32);

    /// @notice What a payment changes of a pocket; zeros for one that does not exist.
    /// @param id Its number.
    /// @return All of it.
    function stateOf(uint32 id) external view returns (PocketState memory);

    /// @notice Smallest units of the token in one hundredth of it.
    /// @return How many.
    function step() external view returns (uint256);

    /// @notice Seconds added to UTC to get the club's clock; a business day begins at 00:00 of it.
    /// @return Seconds.
    function dayOffset() external view returns (int32);

    /// @notice The business day of a second (UTC), days since 1970 on the club's clock.
    /// @param time UTC seconds.
    /// @return The day.
    function businessDayOf(uint256 time) external view returns (uint32);
}
