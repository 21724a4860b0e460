// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {Authorizations} from "../lib/Authorizations.sol";

/// @title Test money
/// @notice Stands in for a stablecoin on practice networks. It is worth nothing: anybody takes some from the faucet.
contract TestToken is ERC20Permit, Authorizations {
    /// @notice The most that the faucet gives one account in one UTC day (smallest unit).
    uint128 public immutable dailyLimit;

    struct Day {
        uint48 number; // days since 1970-01-01 UTC
        uint128 taken; // smallest unit
    }

    uint8 private immutable _decimals;
    mapping(address account => Day) private _days;

    /// @notice The faucet gave `amount` to `to`.
    /// @param to Where it goes.
    /// @param amount In the smallest unit.
    event FaucetGave(address indexed to, uint256 amount);

    /// @notice `asked` is more than the `left` that the faucet still gives `account` today (UTC).
    /// @param account The account.
    /// @param asked What was asked for.
    /// @param left What is left.
    error FaucetLimit(address account, uint256 asked, uint256 left);

    constructor(
        string memory name_,
        string memory symbol_,
        uint8 decimals_,
        uint128 dailyLimit_
    ) ERC20(name_, symbol_) ERC20Permit(name_) {
        _decimals = decimals_;
        dailyLimit = dailyLimit_;
    }

    /// @notice Gives `amount` (smallest unit) to `to`. Anybody calls; the limit is the receiver's. Emits `FaucetGave`.
    /// @param to Where it goes.
    /// @param amount In the smallest unit.
    function faucet(address to, uint256 amount) external {
        // Check:
        uint256 left = faucetLeft(to);
        if (amount > left) revert FaucetLimit(to, amount, left);
        // Effect:
        _days[to] = Day(_today(), uint128(dailyLimit - left + amount));
        _mint(to, amount);
        emit FaucetGave(to, amount);
    }

    /// @notice What the faucet still gives `account` today (smallest unit).
    /// @param account The account.
    /// @return In the smallest unit.
    function faucetLeft(address account) public view returns (uint256) {
        Day memory day = _days[account];
        return day.number == _today() ? dailyLimit - day.taken : dailyLimit;
    }

    function _today() private view returns (uint48) {
        return uint48(block.timestamp / 1 days);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }
}
