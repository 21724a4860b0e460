// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The counter
/// @notice Where a voucher becomes a cup of coffee, once and only once, without a coin for gas.
/// @dev Amounts in codes, items and caps are hundredths of the token (uint32); balances are in its smallest unit.
interface ICounter {
    /// @dev Fixed at the deploy.
    struct CounterTerms {
        /// Most that one pocket may hold, smallest unit.
        uint128 pocketCap;
        /// Seconds after a till accepted a code in which the redemption must arrive.
        uint32 lateWindow;
        /// Seconds between asking for vouchers back and getting them; longer than `lateWindow`.
        uint32 exitDelay;
        /// Seconds added to UTC to get the club's clock (28,800 = UTC+8): a business day begins at 00:00 of it.
        int32 dayOffset;
    }

    /// @dev The key in a member's phone. Only its hash is kept; the key travels with each item.
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

    struct Pocket {
        address account;
        /// Smallest unit; what was asked back is still in it.
        uint128 balance;
        /// Asked back, smallest unit: a till must not count on it.
        uint128 exiting;
        /// When it may leave, UTC seconds; 0 = nothing was asked back.
        uint48 exitAt;
        /// Number of the key in force; 0 = never had one.
        uint16 keyEpoch;
        SpendKey key;
        /// Hundredths spent on `spentDay`.
        uint32 spentToday;
        /// Newest business day with a payment, days since 1970 on the club's clock.
        uint16 spentDay;
        /// The next code's nonce.
        uint16 nextNonce;
    }

    /// @notice Says: this key may pay from my pocket, and so much is set aside for it. Signed by the account.
    /// @dev EIP-712, domain "Runde Counter".
    /// @param account Whose pocket it is.
    /// @param kind Which of the pocket's keys: 0, the phone's. There is no other yet.
    /// @param keyHash See `SpendKey`; 0 takes the present key away.
    /// @param perPayment At most in one payment, hundredths.
    /// @param perDay At most in a day, hundredths.
    /// @param expiry UTC seconds, the last one at which a code of this key counts.
    /// @param amount To be set aside, smallest unit; may be 0.
    /// @param epoch The account's epoch now.
    /// @param nonce Counts for (account, "pocket").
    /// @param deadline UTC seconds, the last one that counts.
    struct SetUp {
        address account;
        uint8 kind;
        uint160 keyHash;
        uint32 perPayment;
        uint32 perDay;
        uint48 expiry;
        uint128 amount;
        uint32 epoch;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: set aside more of my vouchers. Signed by the account.
    /// @dev EIP-712, domain "Runde Counter".
    /// @param account Whose pocket it is.
    /// @param amount In the smallest unit.
    /// @param epoch The account's epoch now.
    /// @param nonce Counts for (account, "pocket").
    /// @param deadline UTC seconds, the last one that counts.
    struct Fill {
        address account;
        uint128 amount;
        uint32 epoch;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice Says: I want vouchers back from my pocket. Signed by the account.
    /// @dev EIP-712, domain "Runde Counter".
    /// @param account Whose pocket it is.
    /// @param amount In the smallest unit; 0 takes the wish back.
    /// @param epoch The account's epoch now.
    /// @param nonce Counts for (account, "pocket").
    /// @param deadline UTC seconds, the last one that counts.
    struct PocketExit {
        address account;
        uint128 amount;
        uint32 epoch;
        uint64 nonce;
        uint48 deadline;
    }

    /// @dev One code that a till accepted. `head` says what was accepted, from the high bits to the low:
    /// 64 bits 0 | pocket 32 | keyEpoch 16 | nonce 16 | maxAmount 32 | acceptBy 32 | amount 32 | acceptedAt 32.
    /// maxAmount: hundredths, the most the code is good for. acceptBy: last second (UTC) at which it may be accepted.
    /// amount: hundredths, what the till keyed in. acceptedAt: when the till accepted it (UTC seconds).
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
        /// Days since 1970 on the club's clock; all items are of this day.
        uint32 businessDay;
        Item[] items;
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
    }

    /// @dev Why an item was left out. The batch goes on without it.
    enum SkipReason {
        None,
        AmountZero,
        OverCode, // more than the code is good for
        AcceptedInFuture,
        AcceptedTooLate, // after the code's own end
        ArrivedTooLate, // accepted longer ago than the late window
        OtherBusinessDay,
        TerminalWasOver, // accepted after the terminal's expiry
        UnknownPocket,
        UnknownKey, // never enrolled, or not the key that signed
        KeyWasOver, // accepted after the key's expiry or revocation
        AlreadyUsed,
        NonceTooFar,
        OverPaymentCap,
        OverDayCap,
        NotEnoughInPocket,
        OverTerminalCap,
        SignatureWrong
    }

    /// @notice An account got its pocket.
    /// @param pocket Number of the pocket.
    /// @param account The account.
    event PocketOpened(uint32 indexed pocket, address indexed account);
    /// @notice A phone may pay from this pocket; caps in hundredths.
    /// @param pocket Number of the pocket.
    /// @param epoch Which of the pocket's keys, from 1.
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
    /// @notice A phone may not pay any more. Codes accepted before this second still count.
    /// @param pocket Number of the pocket.
    /// @param epoch Which of the pocket's keys, from 1.
    event SpendKeyRevoked(uint32 indexed pocket, uint16 indexed epoch);
    /// @notice Vouchers were set aside; both in the smallest unit.
    /// @param pocket Number of the pocket.
    /// @param amount In the smallest unit.
    /// @param balance What is there, smallest unit.
    event PocketFilled(uint32 indexed pocket, uint128 amount, uint128 balance);
    /// @notice Vouchers were asked back (0 = the wish was withdrawn), to leave at `exitAt`.
    /// @param pocket Number of the pocket.
    /// @param amount In the smallest unit.
    /// @param exitAt UTC seconds, the first one; 0 = none.
    event ExitRequested(uint32 indexed pocket, uint128 amount, uint48 exitAt);
    /// @notice Vouchers went back to the pocket's account.
    /// @param pocket Number of the pocket.
    /// @param amount In the smallest unit.
    /// @param balance What is there, smallest unit.
    event PocketLeft(uint32 indexed pocket, uint128 amount, uint128 balance);
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

    /// @notice No clock is so far from UTC: at most `farthest` seconds on either side.
    /// @param dayOffset Seconds that were named.
    /// @param farthest Seconds.
    error DayOffsetImpossible(int256 dayOffset, int256 farthest);
    /// @notice A voucher needs at least two decimals to be counted in hundredths.
    /// @param decimals Decimals.
    error VoucherTooCoarse(uint8 decimals);
    /// @notice This account has no pocket.
    /// @param account The account.
    error NoPocket(address account);
    /// @notice No pocket has this number.
    /// @param pocket Number of the pocket.
    error UnknownPocketNumber(uint32 pocket);
    /// @notice The account has `has` vouchers, `needed` must be set aside; smallest unit.
    /// @param account The account.
    /// @param has What the account has, smallest unit.
    /// @param needed What it takes.
    error NotEnoughVouchers(address account, uint256 has, uint256 needed);
    /// @notice The pocket holds `balance`, `given` would be added, `cap` is the most; smallest unit.
    /// @param balance What is there, smallest unit.
    /// @param given What came.
    /// @param cap The cap, smallest unit.
    error PocketFull(uint128 balance, uint128 given, uint128 cap);
    /// @notice Nothing was set aside: the amount is 0.
    error FillOfNothing();
    /// @notice The pocket holds `balance`, `asked` was asked back; smallest unit.
    /// @param balance What is there, smallest unit.
    /// @param asked What was asked for.
    error PocketHasLess(uint128 balance, uint128 asked);
    /// @notice The key's end, `expiry`, is not after `nowAt`, or too far away to be kept (UTC seconds).
    /// @param expiry UTC seconds, the last one that counts.
    /// @param nowAt UTC seconds of this block.
    error SpendKeyExpiryRefused(uint48 expiry, uint48 nowAt);
    /// @notice Caps in hundredths: one payment may be at least 1 and at most a day's cap.
    /// @param perPayment At most in one payment, hundredths.
    /// @param perDay At most in a day, hundredths.
    error SpendCapsRefused(uint32 perPayment, uint32 perDay);
    /// @notice A pocket has no key of this kind.
    /// @param kind What the message names.
    error SpendKeyKindUnknown(uint8 kind);
    /// @notice There is no key to take away.
    /// @param pocket Number of the pocket.
    error NoSpendKey(uint32 pocket);
    /// @notice Nothing was asked back from this pocket.
    /// @param pocket Number of the pocket.
    error NoExitRequested(uint32 pocket);
    /// @notice The vouchers may leave at `exitAt`, it is `nowAt` (UTC seconds).
    /// @param exitAt UTC seconds, the first one; 0 = none.
    /// @param nowAt UTC seconds of this block.
    error ExitTooEarly(uint48 exitAt, uint48 nowAt);
    /// @notice The terminal's next batch is `expected`, `given` came.
    /// @param terminal Number of the terminal.
    /// @param given What came.
    /// @param expected What would have counted.
    error BatchOutOfOrder(uint32 terminal, uint32 given, uint32 expected);
    /// @notice The signature over this batch is not the terminal's.
    /// @param terminal Number of the terminal.
    error BatchSignatureInvalid(uint32 terminal);
    /// @notice A batch carries 1 to `max` items, not `given`.
    /// @param given What came.
    /// @param max The most that is allowed.
    error BatchSizeRefused(uint256 given, uint256 max);

    /// @notice Enrols a phone and sets aside the first vouchers; opens the pocket where there is none. The account, directly
    /// or with its signature.
    /// @dev The key before is revoked from now on. Emits `PocketOpened`, `SpendKeyRevoked`, `SpendKeyEnrolled`,
    /// `PocketFilled` as they apply.
    /// @param wish What the account says.
    /// @param signature If `amount` > 0 the account's voucher authorization (ERC-3009 `ReceiveWithAuthorization`) to
    /// this contract with `validAfter` 0, `validBefore` = deadline and nonce = the struct hash of the message, so that one
    /// signature pays and says what for. If `amount` = 0 the EIP-712 signature of `SetUp`. Empty if the account calls;
    /// then the counter must be allowed to take the vouchers.
    function setUp(SetUp calldata wish, bytes calldata signature) external;

    /// @notice Sets aside more vouchers. The account, directly or with its signature. Emits `PocketFilled`.
    /// @param wish What the account says.
    /// @param signature The account's voucher authorization, nonce = the struct hash of the message; empty if the account
    /// calls, which then lets the counter take the vouchers.
    function fill(Fill calldata wish, bytes calldata signature) external;

    /// @notice Asks vouchers back; they may leave after the exit delay. A new wish replaces the old one, 0 withdraws it. The
    /// account, directly or with its signature.
    /// @dev Until then codes may still be paid from them. Emits `ExitRequested`.
    /// @param wish What the account says.
    /// @param signature The account's, over the message; empty if the account calls.
    function requestExit(PocketExit calldata wish, bytes calldata signature) external;

    /// @notice Sends what was asked back, or what is left of it, to the pocket's account. Anyone may call.
    /// @dev Emits `PocketLeft`.
    /// @param pocketId Number of the pocket.
    function exit(uint32 pocketId) external;

    /// @notice Redeems what a terminal accepted: one burn, one journal entry. Anyone may submit, nobody can change it.
    /// @dev A bad item is left out with `ItemSkipped`; only a wrong terminal, order, size or terminal signature
    /// reverts. `r`, `s`: the terminal's P-256 signature of `Batch(uint32 terminal,uint32 seq,uint32 businessDay,
    /// bytes32 items)` with items = keccak256(abi.encode(batch.items)). All P-256 signatures here are over
    /// sha256 of the EIP-712 digest, because that is what browsers sign, with s in the lower half.
    /// @param batch What the terminal signed.
    /// @param r First half of the terminal's signature.
    /// @param s Second half of the terminal's signature.
    function redeem(Batch calldata batch, bytes32 r, bytes32 s) external;

    /// @notice The number of an account's pocket; 0 = none.
    /// @param account The account.
    /// @return Its number.
    function pocketOf(address account) external view returns (uint32);

    /// @notice One pocket; reverts `UnknownPocketNumber`.
    /// @param id Its number.
    /// @return All of it.
    function pocket(uint32 id) external view returns (Pocket memory);

    /// @notice The key that a pocket had as its number `epoch`; zeros = never.
    /// @param id Its number.
    /// @param epoch Which of the pocket's keys, from 1.
    /// @return The key with its caps.
    function spendKey(uint32 id, uint16 epoch) external view returns (SpendKey memory);

    /// @notice How many pockets there are; numbers run from 1.
    /// @return How many.
    function pocketCount() external view returns (uint32);

    /// @notice Whether this nonce can never be paid again: used, or too far behind the newest.
    /// @param id Its number.
    /// @param nonce Nonce of the message.
    /// @return True if so.
    function isUsed(uint32 id, uint16 nonce) external view returns (bool);

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

    /// @notice The terms fixed at the deploy.
    /// @return All of them.
    function terms() external view returns (CounterTerms memory);

    /// @notice The business day of a second (UTC), days since 1970 on the club's clock.
    /// @param time UTC seconds.
    /// @return The day.
    function businessDayOf(uint256 time) external view returns (uint32);
}
