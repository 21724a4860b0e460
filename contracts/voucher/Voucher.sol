// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {Authorizations} from "../lib/Authorizations.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IShare} from "../membership/IShare.sol";
import {IVoucher} from "./IVoucher.sol";

/// @title Voucher
/// @dev One signature fills a pocket: `permit`, or an ERC-3009 authorization whose nonce says what it is for.
contract Voucher is ERC20Permit, Authorizations, IVoucher, Housed {
    uint8 private immutable _decimals;
    /// @inheritdoc IVoucher
    bool public immutable passable;
    /// @dev All that was ever issued, less what was surrendered: with the supply it says what the counter burned, and a
    /// redemption writes nothing more.
    uint256 private _issued;

    /// @param name_ Of the token, and of its EIP-712 domain.
    /// @param symbol_ Of the token.
    /// @param decimals_ Those of the settlement token.
    /// @param passable_ Whether a member may hand theirs to another.
    constructor(
        IRegistry registry_,
        string memory name_,
        string memory symbol_,
        uint8 decimals_,
        bool passable_
    ) ERC20(name_, symbol_) ERC20Permit(name_) Housed(registry_) {
        uint8 needed = IERC20Metadata(registry_.token()).decimals();
        if (decimals_ != needed) revert VoucherDecimalsDiffer(decimals_, needed);
        _decimals = decimals_;
        passable = passable_;
    }

    /// @inheritdoc IVoucher
    function issue(address to, uint256 amount) external only(IRegistry.Part.Rounds) {
        _issued += amount;
        _mint(to, amount);
    }

    /// @inheritdoc IVoucher
    function burn(uint256 amount) external only(IRegistry.Part.Counter) {
        _burn(msg.sender, amount);
    }

    /// @inheritdoc IVoucher
    function restore(uint256 amount) external only(IRegistry.Part.Counter) {
        uint256 burned = _issued - totalSupply();
        if (amount > burned) revert RestoreTooLarge(amount, burned);
        _mint(msg.sender, amount);
    }

    /// @inheritdoc IVoucher
    function surrender(uint256 amount) external only(IRegistry.Part.BuyBack) {
        _issued -= amount;
        _burn(msg.sender, amount);
    }

    /// @dev Minting and burning have their own doors above; everything else stays in the house. A transfer of nothing is
    /// one like any other (ERC-20) and moves nothing, so nobody is asked.
    function _update(address from, address to, uint256 value) internal override {
        // Check:
        if (from != address(0) && to != address(0) && value != 0) _requireInTheHouse(from, to);
        // Effect:
        super._update(from, to, value);
    }

    /// @dev A contract of the house gets vouchers only by its own door, where it takes them itself; sent there, they would be
    /// lost. The house that this one moves to gets them from everybody.
    function _requireInTheHouse(address from, address to) private view {
        if (registry.isPart(to)) {
            if (msg.sender != to) revert LostDestination(to);
        } else if (!registry.isPart(from) && !_isNextHouse(to)) {
            if (!passable) revert VoucherNotPassable(from, to);
            IShare share = IShare(registry.part(IRegistry.Part.Share));
            if (share.seatOf(from) == 0 || share.seatOf(to) == 0) revert VoucherStaysInTheHouse(from, to);
        }
    }

    function _isNextHouse(address to) private view returns (bool) {
        (address next, uint48 from) = registry.successor();
        return to == next && block.timestamp >= from;
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    /// @notice The next `permit` nonce of `owner`.
    function nonces(address owner) public view override(ERC20Permit, IERC20Permit) returns (uint256) {
        return super.nonces(owner);
    }
}
