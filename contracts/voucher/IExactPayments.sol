// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Exact payments
/// @notice For larger sums and for who has no spend key: the till shows an order, and the account itself signs for exactly this
/// order, this amount and this terminal. The vouchers come from the account, not from a pocket.
/// @dev The till's signature sees to it that nobody fills a terminal's day with payments it never asked for. They stand outside
/// its batches, in a sequence of their own, and use no room of its day's cap: the account has seen the amount.
interface IExactPayments {
    /// @notice Says: so much of my vouchers for this order of this terminal. Signed by the account.
    /// @dev EIP-712, domain "Runde ExactPayments". The signature that is handed in is the voucher's own authorization
    /// (ERC-3009), whose nonce is this message's struct hash. It is used once, because an order is paid once.
    /// @param terminal Number of the terminal.
    /// @param order The till's name for it; a new one each time.
    /// @param amount Hundredths.
    /// @param account Who pays.
    /// @param epoch The account's epoch now.
    /// @param deadline UTC seconds, the last one; the order's own.
    struct ExactPayment {
        uint32 terminal;
        bytes32 order;
        uint32 amount;
        address account;
        uint32 epoch;
        uint48 deadline;
    }

    /// @dev What is kept of one.
    struct ExactRecord {
        address account;
        /// Hundredths.
        uint32 amount;
        /// Days since 1970 on the club's clock.
        uint16 businessDay;
        /// UTC seconds.
        uint32 bookedAt;
    }

    /// @notice An order was paid exactly.
    /// @param terminal Number of the terminal.
    /// @param number Its number among the terminal's exact payments, from 1.
    /// @param account Who paid.
    /// @param order The till's name for it.
    /// @param amount Hundredths.
    /// @param businessDay Days since 1970 on the club's clock.
    /// @param entry The books' entry.
    event OrderPaidExactly(
        uint32 indexed terminal,
        uint32 indexed number,
        address indexed account,
        bytes32 order,
        uint32 amount,
        uint32 businessDay,
        uint64 entry
    );

    /// @notice An order of nothing: the amount is 0.
    error OrderOfNothing();
    /// @notice `account` has `has` vouchers, the order is for `needed`; smallest unit.
    /// @param account Who wanted to pay.
    /// @param has What there is.
    /// @param needed What it takes.
    error OrderNotCovered(address account, uint128 has, uint128 needed);
    /// @notice The order does not carry the signature of terminal `terminal`.
    /// @param terminal Number of the terminal.
    error OrderSignatureInvalid(uint32 terminal);
    /// @notice This order is paid already: it is the terminal's exact payment `number`.
    /// @param terminal Number of the terminal.
    /// @param number Its number there.
    error OrderPaidAlready(uint32 terminal, uint32 number);

    /// @notice Pays an order, directly or with a signature. Anyone submits. Emits `OrderPaidExactly`.
    /// @dev Who calls for themselves leaves the signature empty and lets the counter take the vouchers (an allowance).
    /// @param payment What the account says.
    /// @param r First half of the terminal's P-256 signature of `ExactOrder(uint32 terminal,bytes32 order,uint32 amount,uint48
    /// deadline)`, same domain, over sha256 of the EIP-712 digest.
    /// @param s Second half of it.
    /// @param signature The account's voucher authorization: an EOA's, or an ERC-1271 wallet's (at most 150,000 gas).
    function payOrder(ExactPayment calldata payment, bytes32 r, bytes32 s, bytes calldata signature) external;

    /// @notice One exact payment; zeros if there is none.
    /// @param terminal Number of the terminal.
    /// @param number Its number there, from 1.
    /// @return All of it.
    function recordOf(uint32 terminal, uint32 number) external view returns (ExactRecord memory);

    /// @notice Exact payments of a terminal from `first` (≥ 1), at most `count`, fewer at the end.
    /// @param terminal Number of the terminal.
    /// @param first Number of the first one, from 1.
    /// @param count How many at most.
    /// @return The page that was asked for.
    function exactPayments(uint32 terminal, uint32 first, uint32 count) external view returns (ExactRecord[] memory);

    /// @notice How many exact payments a terminal has.
    /// @param terminal Number of the terminal.
    /// @return How many.
    function exactCount(uint32 terminal) external view returns (uint32);

    /// @notice The number of the exact payment that paid an order; 0 = none did.
    /// @param terminal Number of the terminal.
    /// @param order The till's name for it.
    /// @return The number.
    function numberOf(uint32 terminal, bytes32 order) external view returns (uint32);
}
