// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Buy-back: the house takes a seat back from a member who wants to go
/// @notice A members' vote offers a member an amount for the seat; the member takes it or lets it pass. The amount is paid in
/// money for vouchers of the same face value, and is at most what was once paid for the seat: nobody gains by it, and what
/// the house owes falls by what it pays. Vouchers beyond that stay the leaver's.
/// @dev Money in the settlement token's smallest unit, times in UTC seconds. The only burner of vouchers beside the counter;
/// it burns only what it was handed in the same call.
interface IBuyBack {
    /// @notice What the members offer for a seat.
    /// @param holder To whom: whoever holds the seat later has no claim to it.
    /// @param until UTC seconds, the last one that counts; 0 = nothing is offered.
    /// @param amount In money, for vouchers of the same face value.
    struct Offer {
        address holder;
        uint48 until;
        uint128 amount;
    }

    /// @notice Says: I take the members' offer; my seat ends. Signed by its owner.
    /// @dev EIP-712, domain "Runde BuyBack". It is used once, because the seat ends. Its struct hash is the nonce of the owner's
    /// voucher authorization (ERC-3009).
    /// @param seat Number of the seat.
    /// @param amount The offer's, in money and in vouchers.
    /// @param epoch The seat's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct OfferTaken {
        uint32 seat;
        uint128 amount;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice The members offered `amount` for a seat.
    /// @param seat Number of the seat.
    /// @param holder To whom.
    /// @param amount In money, for vouchers of the same face value.
    /// @param until UTC seconds, the last one that counts.
    event BuyBackOffered(uint32 indexed seat, address indexed holder, uint128 amount, uint48 until);
    /// @notice The house took a seat back.
    /// @param seat Number of the seat.
    /// @param holder Who held it.
    /// @param amount What was paid, and what vouchers were surrendered for it.
    event SeatBoughtBack(uint32 indexed seat, address indexed holder, uint128 amount);

    /// @notice A seat can be bought back for 1 to `paid`, what was paid for it; `asked` is not.
    /// @param seat Number of the seat.
    /// @param asked What the vote says.
    /// @param paid What was paid for it in its round.
    error BuyBackAmountImpossible(uint32 seat, uint128 asked, uint128 paid);
    /// @notice The seat is held by `holder`, not by `expected`, of whom the vote spoke.
    /// @param seat Number of the seat.
    /// @param holder Who holds it now.
    /// @param expected Of whom the vote spoke.
    error BuyBackOfAnother(uint32 seat, address holder, address expected);
    /// @notice Nothing is offered to this holder for this seat.
    /// @param seat Number of the seat.
    error NoBuyBackOffered(uint32 seat);
    /// @notice The offer counted until `until`, it is `nowAt`.
    /// @param seat Number of the seat.
    /// @param until UTC seconds, the last one that counted.
    /// @param nowAt UTC seconds of this block.
    error BuyBackOver(uint32 seat, uint48 until, uint48 nowAt);
    /// @notice The offer is `offered`, the message says `asked`.
    /// @param seat Number of the seat.
    /// @param asked What the message says.
    /// @param offered What the members offered.
    error BuyBackDiffers(uint32 seat, uint128 asked, uint128 offered);

    /// @notice Offers the holder of a seat an amount for it. Only the timelock (a members' vote). A later offer replaces an
    /// earlier one. Emits `BuyBackOffered`.
    /// @param seat Number of the seat.
    /// @param holder Who must still hold it.
    /// @param amount In money, for vouchers of the same face value; at most what was paid for the seat.
    function offer(uint32 seat, address holder, uint128 amount) external;

    /// @notice Takes the offer: the vouchers are burned, the amount is paid, the seat ends, all or nothing. Its owner, directly
    /// or with a signature. Emits `SeatBoughtBack`.
    /// @dev Journal: debit VOUCHERS_OWED, credit CASH, reference and actor: the holder.
    /// @param wish What the owner says.
    /// @param signature The owner's voucher authorization over exactly the amount, to this contract, valid from 0 and before
    /// the deadline, with the struct hash of the message as its nonce. Empty if the owner calls, which then lets this
    /// contract take the vouchers.
    function take(OfferTaken calldata wish, bytes calldata signature) external;

    /// @notice What is offered for a seat; all zero = nothing was, or it was taken.
    /// @param seat Number of the seat.
    /// @return The offer, also when its time is over.
    function offerFor(uint32 seat) external view returns (Offer memory);
}
