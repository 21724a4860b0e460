// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICounter} from "./ICounter.sol";

/// @title Pockets
/// @notice What an account sets aside for paying by code, and which phone and which sheet of codes may pay from it.
/// @dev Amounts are in the smallest unit of the voucher and whole numbers of hundredths; caps are hundredths. The vouchers lie in
/// the counter, which pays from them.
interface IPockets {
    /// @dev As they are now. The first three are figures of the registry, which a vote can change; the clock is fixed.
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

    struct Pocket {
        address account;
        /// Smallest unit; what was asked back is still in it.
        uint128 balance;
        /// Asked back, smallest unit: a till must not count on it.
        uint128 exiting;
        /// When it may leave, UTC seconds; 0 = nothing was asked back.
        uint48 exitAt;
        /// Number of the newest phone's key; 0 = never had one.
        uint16 keyEpoch;
        ICounter.SpendKey key;
        /// Hundredths spent on `spentDay`.
        uint32 spentToday;
        /// Newest business day with a payment, days since 1970 on the club's clock.
        uint16 spentDay;
        /// The phone's next code's nonce.
        uint16 nextNonce;
        /// Number of the newest sheet's key; 0 = never had one.
        uint16 paperEpoch;
        ICounter.SpendKey paperKey;
        /// Bit i = the newest sheet's code number i was used.
        uint32 paperUsed;
    }

    /// @notice Says: this key may pay from my pocket, and so much is set aside for it. Signed by the account.
    /// @dev EIP-712, domain "Runde Pockets".
    /// @param account Whose pocket it is.
    /// @param kind Which of the pocket's keys: 0, the phone's; 1, that of a sheet of codes on paper.
    /// @param keyHash See `SpendKey`; 0 takes the present key away.
    /// @param perPayment At most in one payment, hundredths.
    /// @param perDay At most in a day, hundredths.
    /// @param expiry UTC seconds, the last one at which a code of this key counts.
    /// @param amount To be set aside, smallest unit; whole hundredths; may be 0.
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
    /// @dev EIP-712, domain "Runde Pockets".
    /// @param account Whose pocket it is.
    /// @param amount In the smallest unit; whole hundredths.
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
    /// @dev EIP-712, domain "Runde Pockets".
    /// @param account Whose pocket it is.
    /// @param amount In the smallest unit; whole hundredths; 0 takes the wish back.
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

    /// @notice An account got its pocket.
    /// @param pocket Number of the pocket.
    /// @param account The account.
    event PocketOpened(uint32 indexed pocket, address indexed account);
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
    /// @notice An amount at the counter is a multiple of `step`, a hundredth of the token; `amount` is not.
    /// @param amount What was named, smallest unit.
    /// @param step Smallest units in a hundredth.
    error AmountNotInHundredths(uint256 amount, uint256 step);
    /// @notice This pocket has had all the keys of this kind that can be numbered.
    /// @param pocket Number of the pocket.
    /// @param kind What the message names.
    error SpendKeysUsedUp(uint32 pocket, uint8 kind);
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
    /// @notice Enrols a phone, or a sheet of codes, and sets aside vouchers; opens the pocket where there is none. The account,
    /// directly or with its signature.
    /// @dev The key of the same kind before is revoked from now on. Emits `PocketOpened`, `SpendKeyRevoked`, `SpendKeyEnrolled`,
    /// `PocketFilled` as they apply.
    /// @param wish What the account says.
    /// @param signature If `amount` > 0 the account's voucher authorization (ERC-3009 `ReceiveWithAuthorization`) to
    /// the counter with `validAfter` 0, `validBefore` = deadline and nonce = the struct hash of the message, so that one
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

    /// @notice The number of an account's pocket; 0 = none.
    /// @param account The account.
    /// @return Its number.
    function pocketOf(address account) external view returns (uint32);

    /// @notice One pocket; reverts `UnknownPocketNumber`.
    /// @param id Its number.
    /// @return All of it.
    function pocket(uint32 id) external view returns (Pocket memory);

    /// @notice How many pockets there are; numbers run from 1.
    /// @return How many.
    function pocketCount() external view returns (uint32);

    /// @notice The terms that count now.
    /// @return All of them.
    function terms() external view returns (CounterTerms memory);
}
