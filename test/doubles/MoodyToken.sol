// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestToken} from "../../contracts/demo/TestToken.sol";

/// @notice A settlement token on a bad day: it refuses accounts, as stablecoins with a blacklist do, keeps a fee, or lets
/// somebody speak in the middle of a transfer.
contract MoodyToken is TestToken {
    mapping(address account => bool) private _refused;
    uint256 private _fee;
    address private _asked;
    bytes private _question;

    /// @notice What was said in the middle of a transfer was heard, or why not.
    event Interrupted(bool heard, bytes answer);

    error Refused(address account);

    constructor() TestToken("Moody money", "MOOD", 6, type(uint128).max) {}

    function refuse(address account, bool refused) external {
        _refused[account] = refused;
    }

    function setFee(uint256 fee) external {
        _fee = fee;
    }

    /// @notice The issuer takes money away.
    function seize(address from, uint256 amount) external {
        _burn(from, amount);
    }

    /// @notice In the middle of the next transfer `asked` is called with `question`.
    function interrupt(address asked, bytes calldata question) external {
        (_asked, _question) = (asked, question);
    }

    function _update(address from, address to, uint256 value) internal override {
        if (_refused[from]) revert Refused(from);
        if (_refused[to]) revert Refused(to);
        uint256 fee = from == address(0) || to == address(0) ? 0 : _fee;
        super._update(from, to, value - fee);
        if (fee != 0) super._update(from, address(0), fee);
        if (_asked == address(0)) return;
        address asked = _asked;
        _asked = address(0);
        (bool heard, bytes memory answer) = asked.call(_question);
        emit Interrupted(heard, answer);
    }
}
