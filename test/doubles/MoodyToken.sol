// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestToken} from "../../contracts/demo/TestToken.sol";

/// @notice A settlement token on a bad day: it refuses accounts, as stablecoins with a blacklist do, or keeps a fee.
contract MoodyToken is TestToken {
    mapping(address account => bool) private _refused;
    uint256 private _fee;

    error Refused(address account);

    constructor() TestToken("Moody money", "MOOD", type(uint128).max) {}

    function refuse(address account, bool refused) external {
        _refused[account] = refused;
    }

    function setFee(uint256 fee) external {
        _fee = fee;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (_refused[from]) revert Refused(from);
        if (_refused[to]) revert Refused(to);
        uint256 fee = from == address(0) || to == address(0) ? 0 : _fee;
        super._update(from, to, value - fee);
        if (fee != 0) super._update(from, address(0), fee);
    }
}
