// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IAuthorizations} from "../lib/IAuthorizations.sol";

/// @title The voucher: coffee that the house owes
/// @notice One unit is owed for one unit of the settlement token that was paid for a seat. It is no investment: it can
/// be drunk at the counter and, where the club wants it so, handed from member to member, and nowhere else, but into the
/// house that this one moves to (`IRegistry.successor`).
/// @dev Same unit and decimals as the settlement token. Issued ≤ paid for finalised seats, burned by the counter and the buy-back only, restored by
/// the counter at most what it burned, so supply + unclaimed = VOUCHERS_OWED in the journal (I8).
interface IVoucher is IAuthorizations, IERC20, IERC20Permit {
    /// @notice Vouchers pass between members and the counter only, or to the next house; this was `from` to `to`.
    /// @param from Whose vouchers they are.
    /// @param to Who was to get them.
    error VoucherStaysInTheHouse(address from, address to);
    /// @notice In this club vouchers stay with their owner until the house moves; this was `from` to `to`.
    /// @param from Whose vouchers they are.
    /// @param to Who was to get them.
    error VoucherNotPassable(address from, address to);
    /// @notice The voucher would count in `given` decimals, the settlement token counts in `needed`.
    /// @param given Decimals of the voucher.
    /// @param needed Decimals of the settlement token.
    error VoucherDecimalsDiffer(uint8 given, uint8 needed);
    /// @notice `asked` should be issued anew; `burned` is what the counter burned and has not restored.
    /// @param asked In the smallest unit.
    /// @param burned In the smallest unit.
    error RestoreTooLarge(uint256 asked, uint256 burned);

    /// @notice Issues `amount` (smallest unit) to `to`. Only Rounds, when a seat is claimed. Emits `Transfer`.
    /// @param to Where it goes.
    /// @param amount In the smallest unit.
    function issue(address to, uint256 amount) external;

    /// @notice Burns `amount` (smallest unit) of the caller's own. Only the counter, for coffee it has handed out.
    /// @param amount In the smallest unit.
    function burn(uint256 amount) external;

    /// @notice Issues `amount` (smallest unit) anew to the caller, of what it burned. Only the counter, for a payment that it
    /// takes back.
    /// @param amount In the smallest unit.
    function restore(uint256 amount) external;

    /// @notice Burns `amount` (smallest unit) of the caller's own. Only the buy-back, which pays money for them.
    /// @param amount In the smallest unit.
    function surrender(uint256 amount) external;

    /// @notice Whether a member may hand theirs to another; fixed at the deploy.
    /// @return True if so.
    function passable() external view returns (bool);
}
