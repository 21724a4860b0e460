// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The wiring of the house
/// @notice Names the one contract that fills each part. Lower rooms ask it who may write to them, and remember the
/// answer, because it is final.
interface IRegistry {
    /// @dev `Timelock` is the only voice of the members' votes. The order is the order of `seal`.
    enum Part {
        Timelock,
        Governor,
        Share,
        Persons,
        Admission,
        Exit,
        Roster,
        Beacon,
        Elections,
        Journal,
        Budgets,
        Treasury,
        Reports,
        Voucher,
        Terminals,
        Counter,
        Rounds,
        Donations
    }

    /// @notice The wiring is not finished yet, so nothing may act.
    error HouseNotSealed();

    /// @notice The contract that fills a part.
    /// @dev Reverts `HouseNotSealed` until `seal` has run.
    /// @param which The part.
    /// @return Its address.
    function part(Part which) external view returns (address);

    /// @notice Whether `account` is a contract of the house, which is nobody and owns nothing of its own.
    /// @param account Any address.
    /// @return True if it fills a part, or is this registry or the settlement token.
    function isPart(address account) external view returns (bool);

    /// @notice The settlement token (ERC-20) that prices, vouchers and books are counted in.
    /// @return Its address.
    function token() external view returns (address);

    /// @notice Whether the wiring is finished.
    /// @return True if so.
    function isSealed() external view returns (bool);
}
