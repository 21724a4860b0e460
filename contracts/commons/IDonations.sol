// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Donations: gifts to the house, in the open
/// @notice Anybody gives settlement money; it goes to the treasury at once and stands in the journal (debit CASH, credit
/// DONATIONS, reference: the project). A gift carries no vote and no share, and is never paid back.
/// @dev Money in the settlement token's smallest unit, times in UTC seconds, gifts numbered from 1.
/// Nonces (`nonceOf`): a gift counts for (donor, "gift").
interface IDonations {
    /// @notice Says: `donor` gives `amount`. EIP-712, domain "Runde Donations".
    /// @dev Its struct hash is the nonce of the donor's ERC-3009 authorization, so one signature says "pay" and "for this".
    /// @param project What it is for, a reference the donor chooses; 0 = the house.
    /// @param note Hash of a text (a record); 0 = none.
    /// @param nameless The donor does not want to be named on the pages. The account stays public on the chain.
    struct Gift {
        address donor;
        uint32 epoch;
        uint128 amount;
        bytes32 project;
        bytes32 note;
        bool nameless;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice A gift that arrived; `entry` is its number in the journal.
    struct Donation {
        address donor;
        uint128 amount;
        bytes32 project;
        bytes32 note;
        bool nameless;
        uint48 givenAt;
        uint64 entry;
    }

    /// @notice Gift number `id` arrived.
    /// @param id Number of the gift.
    /// @param donor Who gives.
    /// @param project The project; 0 = the house.
    /// @param amount In the smallest unit.
    /// @param note Hash of a text; 0 = none.
    /// @param nameless Whether the donor does not want to be named.
    /// @param entry Its number in the journal.
    event Donated(
        uint64 indexed id,
        address indexed donor,
        bytes32 indexed project,
        uint128 amount,
        bytes32 note,
        bool nameless,
        uint64 entry
    );

    /// @notice A gift of nothing.
    error GiftOfNothing();
    /// @notice The treasury received `received`, `amount` was given.
    /// @param received What arrived and was nobody else's, smallest unit.
    /// @param amount In the smallest unit.
    error GiftMismatch(int256 received, uint256 amount);

    /// @notice Gives `gift.amount`. The donor, whose allowance is drawn on; or anybody with the donor's authorization. What
    /// reaches the treasury must equal the amount. Emits `Donated`.
    /// @param gift The message.
    /// @param authorization The donor's ERC-3009 authorization over the exact amount, to this contract, valid from 0 and
    /// before `gift.deadline`, with the struct hash of `gift` as its nonce; empty if the donor calls.
    /// @return id Number of the gift.
    function donate(Gift calldata gift, bytes calldata authorization) external returns (uint64 id);

    /// @notice `count` gifts from number `first` (≥ 1) on; the list ends with the last one.
    /// @param first Number of the first one, from 1.
    /// @param count How many at most.
    /// @return The page that was asked for.
    function donations(uint64 first, uint64 count) external view returns (Donation[] memory);

    /// @notice How many gifts there were.
    /// @return How many.
    function donationCount() external view returns (uint64);

    /// @notice All gifts for a project; 0 = the house.
    /// @param project The project; 0 = the house.
    /// @return In the smallest unit.
    function totalByProject(bytes32 project) external view returns (uint256);
}
