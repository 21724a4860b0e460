// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Accounts} from "../../../contracts/lib/Accounts.sol";
import {ITreasury} from "../../../contracts/treasury/ITreasury.sol";
import {RotationLife} from "./RotationLife.sol";
import {vm} from "./Vm.sol";

/// @notice Payments are asked for, approved and made; money comes in, announced and not.
abstract contract TreasuryLife is RotationLife {
    function askPayment(uint256 seed) external {
        uint256 dice = _roll(seed);
        address proposer = operator;
        if (dice % 4 == 0) (, proposer) = _someMember(dice >> 8);
        address payee =
            (dice >> 16) % 5 == 0 ? accountOf((dice >> 24) % ACCOUNTS) : address(uint160(0xfeed + (dice % 3)));
        uint128 amount = uint128(1e6 + ((dice >> 32) % 120e6));
        uint16 category = (dice >> 128) % 3 == 0 ? Accounts.RENT : Accounts.GOODS;
        vm.prank(proposer);
        try treasury.request(payee, amount, category, bytes32(dice)) {
            _record("askPayment", true);
        } catch {
            _record("askPayment", false);
        }
    }

    function approvePayment(uint256 seed) external {
        uint256 dice = _roll(seed);
        uint64 id = _someRequest(dice);
        if (id == 0) return;
        (uint32[] memory table, ) = roster.tableAt(_now());
        for (uint256 i = 0; i < table.length; ++i) if ((dice >> (64 + i)) % 4 != 0) _approve(id, table[i]);
        if (dice % 2 == 0) _pay(id);
        if (dice % 5 != 0) return;
        // And somebody who may not be there.
        (uint32 seat, ) = _someMember(dice >> 128);
        if (seat != 0) _approve(id, seat);
    }

    function _approve(uint64 id, uint32 seat) private {
        address owner = share.owners(seat, 1)[0];
        vm.prank(owner);
        try treasury.approve(id) {
            _record("approvePayment", true);
        } catch {
            _record("approvePayment", false);
        }
    }

    /// @dev Mostly a recent one.
    function _someRequest(uint256 dice) private view returns (uint64) {
        uint64 count = treasury.requestCount();
        if (count == 0) return 0;
        uint64 back = uint64((dice >> 32) % (count < 4 ? count : 4));
        return dice % 7 == 0 ? uint64(1 + ((dice >> 32) % count)) : count - back;
    }

    function pay(uint256 seed) external {
        uint64 id = _someRequest(_roll(seed));
        if (id != 0) _pay(id);
    }

    function _pay(uint64 id) private {
        ITreasury.Request memory asked = treasury.requests(id, 1)[0];
        try treasury.pay(id) {
            _record("pay", true);
            _requireSoundPayment(asked);
        } catch {
            _record("pay", false);
        }
    }

    /// @dev I10 and I11, right after lane B has paid.
    function _requireSoundPayment(ITreasury.Request memory asked) private view {
        uint256 cash = uint256(journal.balance(Accounts.CASH));
        uint256 owed = uint256(-journal.balance(Accounts.VOUCHERS_OWED));
        uint256 reserve = (owed * RESERVE_BPS + 9_999) / 10_000;
        require(cash >= reserve + budgets.totalReserved(), "I10: the reserve stays");
        uint256 approvers;
        uint32[] memory order = _orderOf(asked.term);
        for (uint256 i = 0; i < order.length; ++i) {
            if ((asked.approvals >> i) & 1 == 0) continue;
            address owner = share.ownerOf(order[i]);
            bool counts = roster.isOverseer(order[i], _now()) && owner != asked.payee;
            if (counts && owner != asked.proposer) ++approvers;
        }
        require(approvers >= treasury.terms().approvalsNeeded, "I11: enough of those in office");
    }

    function _orderOf(uint32 term) private view returns (uint32[] memory order) {
        uint256 listed = roster.chairsOf(term).length;
        order = new uint32[](listed);
        for (uint256 i = 0; i < listed; ++i) order[i] = roster.chairsOf(term)[i].seat;
    }

    function takeRequestBack(uint256 seed) external {
        uint256 dice = _roll(seed);
        uint64 id = _someRequest(dice);
        if (id == 0 || dice % 3 != 0) return;
        ITreasury.Request memory asked = treasury.requests(id, 1)[0];
        vm.prank(asked.proposer);
        try treasury.withdrawRequest(id) {
            _record("takeRequestBack", true);
        } catch {
            _record("takeRequestBack", false);
        }
    }

    function bringMoney(uint256 seed) external {
        uint256 dice = _roll(seed);
        address giver = accountOf(dice % ACCOUNTS);
        uint128 amount = uint128((dice >> 64) % 50e6);
        uint256 kind = (dice >> 8) % 5;
        // Money that nobody announced, to both places where it could confuse the books.
        if (kind == 0) {
            vm.prank(giver);
            token.transfer(address(treasury), amount);
            return;
        }
        if (kind == 1) {
            vm.prank(giver);
            token.transfer(address(rounds), amount);
            return;
        }
        if (kind == 2) {
            try treasury.bookUnannounced() {
                _record("bookUnannounced", true);
            } catch {
                _record("bookUnannounced", false);
            }
            return;
        }
        vm.prank(giver);
        if (kind == 3) {
            try donations.donate(amount, bytes32(dice % 3), bytes32(0), dice % 2 == 0) {
                _record("donate", true);
            } catch {
                _record("donate", false);
            }
            return;
        }
        try treasury.deposit(dice % 2 == 0 ? Accounts.SALES_CASH : Accounts.GOODS, amount, bytes32(dice)) {
            _record("deposit", true);
        } catch {
            _record("deposit", false);
        }
    }
}
