// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Void and refund
/// @notice Takes a payment back: at once by the till that took it, the same day with a manager, later in part out of a day's
/// budget. What goes back goes where it was paid from, the pocket or the account, never to an address that somebody names.
/// @dev The counter keeps no item of a batch, only the hash chain over those it paid: whoever takes one back shows the heads
/// of all (`ICounter.Item.head`), in order; an exact payment stands alone and shows none. A manager is the operator or of their team with `ITeam.Right.ManageCounter`.
interface ICorrections {
    /// @dev One paid item of a batch.
    struct PaidItem {
        uint32 terminal;
        /// The batch's number; of one that was handed in late its number there plus 2³¹; of an exact payment (`IExactPayments`)
        /// its number there plus 2³⁰.
        uint32 seq;
        /// Place among the paid items of the batch, from 0; 0 for an exact payment.
        uint32 place;
    }

    /// @dev What was ever taken back of a terminal's payments.
    struct TakenBackSums {
        uint32 voids;
        /// Hundredths.
        uint64 voided;
        uint32 refunds;
        /// Hundredths.
        uint64 refunded;
    }

    /// @notice Says: this payment is void. Signed by a manager.
    /// @dev EIP-712, domain "Runde Corrections". It is used once, because an item is void once.
    /// @param terminal Number of the terminal.
    /// @param seq The batch's number.
    /// @param place Place among its paid items, from 0.
    /// @param manager Who says it.
    /// @param epoch The manager's account's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct Voiding {
        uint32 terminal;
        uint32 seq;
        uint32 place;
        address manager;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice Says: so much of this payment goes back. Signed by a manager.
    /// @dev EIP-712, domain "Runde Corrections".
    /// @param terminal Number of the terminal.
    /// @param seq The batch's number.
    /// @param place Place among its paid items, from 0.
    /// @param amount Hundredths.
    /// @param manager Who says it.
    /// @param epoch The manager's account's epoch now.
    /// @param nonce Counts for (manager, "refund").
    /// @param deadline UTC seconds, the last one that counts.
    struct Refunding {
        uint32 terminal;
        uint32 seq;
        uint32 place;
        uint32 amount;
        address manager;
        uint32 epoch;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice A payment was taken back whole; balance and allowance of its pocket returned.
    /// @param terminal Number of the terminal.
    /// @param seq The batch's number.
    /// @param place Place among its paid items, from 0.
    /// @param pocket Number of the pocket; 0 = it was paid exactly, and goes to the account.
    /// @param amount Hundredths.
    /// @param manager Who said it; zero = the till itself.
    /// @param entry The books' entry.
    event ItemVoided(
        uint32 indexed terminal,
        uint32 indexed seq,
        uint32 place,
        uint32 indexed pocket,
        uint32 amount,
        address manager,
        uint64 entry
    );
    /// @notice A part of a payment went back.
    /// @param terminal Number of the terminal.
    /// @param seq The batch's number.
    /// @param place Place among its paid items, from 0.
    /// @param pocket Number of the pocket; 0 = it was paid exactly, and goes to the account.
    /// @param amount Hundredths.
    /// @param manager Who said it.
    /// @param entry The books' entry.
    event ItemRefunded(
        uint32 indexed terminal,
        uint32 indexed seq,
        uint32 place,
        uint32 indexed pocket,
        uint32 amount,
        address manager,
        uint64 entry
    );

    /// @notice What was shown is not what the batch paid.
    /// @param terminal Number of the terminal.
    /// @param seq The batch's number.
    error PaidItemsDiffer(uint32 terminal, uint32 seq);
    /// @notice The batch paid `paid` items; there is none at `place`.
    /// @param place What was named.
    /// @param paid How many there are.
    error PaidItemUnknown(uint32 place, uint256 paid);
    /// @notice The signature is not that of terminal `terminal`.
    /// @param terminal Number of the terminal.
    error VoidSignatureInvalid(uint32 terminal);
    /// @notice The till alone could take it back until `until`, it is `nowAt` (UTC seconds).
    /// @param until UTC seconds, the last one.
    /// @param nowAt UTC seconds of this block.
    error VoidNeedsManager(uint48 until, uint48 nowAt);
    /// @notice A payment is void on its own business day only, `day`; it is `today` (days since 1970 on the club's clock).
    /// @param day The payment's.
    /// @param today The present one.
    error VoidOnAnotherDay(uint32 day, uint32 today);
    /// @notice This payment is void already.
    /// @param place Its place in the batch.
    error ItemIsVoid(uint32 place);
    /// @notice `refunded` of this payment went back already, so it cannot be void.
    /// @param place Its place in the batch.
    /// @param refunded Hundredths.
    error ItemIsRefunded(uint32 place, uint32 refunded);
    /// @notice `asked` should go back; `left` of the payment is left (hundredths).
    /// @param asked What was asked for.
    /// @param left What there is.
    error RefundTooLarge(uint32 asked, uint32 left);
    /// @notice Nothing should go back: the amount is 0.
    error RefundOfNothing();
    /// @notice A payment could be refunded until `until`, it is `nowAt` (UTC seconds).
    /// @param until UTC seconds, the last one.
    /// @param nowAt UTC seconds of this block.
    error RefundTooLate(uint48 until, uint48 nowAt);
    /// @notice `asked` should go back; of today's budget `left` is left (hundredths).
    /// @param asked What was asked for.
    /// @param left What there is.
    error RefundBudgetUsed(uint32 asked, uint256 left);

    /// @notice Takes a whole payment back, within five minutes of its acceptance and on its business day. Anyone submits.
    /// @dev `r`, `s`: the terminal's P-256 signature of `TillVoid(uint32 terminal,uint32 seq,uint32 place)`, domain "Runde
    /// Corrections", over sha256 of the EIP-712 digest. Emits `ItemVoided`.
    /// @param item Which.
    /// @param heads Heads of all items that the batch paid, in order.
    /// @param r First half of the terminal's signature.
    /// @param s Second half of the terminal's signature.
    function voidAtTill(PaidItem calldata item, uint256[] calldata heads, bytes32 r, bytes32 s) external;

    /// @notice Takes a whole payment back on its business day. A manager, directly or with a signature. Emits `ItemVoided`.
    /// @param wish What the manager says.
    /// @param heads Heads of all items that the batch paid, in order.
    /// @param signature The manager's, over the message; empty if the manager calls.
    function voidItem(Voiding calldata wish, uint256[] calldata heads, bytes calldata signature) external;

    /// @notice Gives a part of a payment back, at most what it was, within 30 days, out of the day's budget. A manager, directly
    /// or with a signature. The allowance does not return. Emits `ItemRefunded`.
    /// @param wish What the manager says.
    /// @param heads Heads of all items that the batch paid, in order.
    /// @param signature The manager's, over the message; empty if the manager calls.
    function refund(Refunding calldata wish, uint256[] calldata heads, bytes calldata signature) external;

    /// @notice What became of a paid item.
    /// @param item Which.
    /// @return isVoid Whether it was taken back whole.
    /// @return refunded What went back of it otherwise, hundredths.
    function takenBack(PaidItem calldata item) external view returns (bool isVoid, uint32 refunded);

    /// @notice What was ever taken back of a terminal's payments.
    /// @param terminal Number of the terminal.
    /// @return All of it.
    function takenBackAt(uint32 terminal) external view returns (TakenBackSums memory);

    /// @notice What was refunded on a business day, hundredths.
    /// @param businessDay Days since 1970 on the club's clock.
    /// @return The sum.
    function refundedOn(uint32 businessDay) external view returns (uint256);
}
