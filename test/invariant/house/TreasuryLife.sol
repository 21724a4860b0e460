// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Accounts} from "../../../contracts/lib/Accounts.sol";
import {IDonations} from "../../../contracts/commons/IDonations.sol";
import {IBudgets} from "../../../contracts/treasury/IBudgets.sol";
import {IPayments} from "../../../contracts/treasury/IPayments.sol";
import {ITreasury} from "../../../contracts/treasury/ITreasury.sol";
import {RotationLife} from "./RotationLife.sol";
import {vm} from "./Vm.sol";
import {ITimelocked} from "./WholeHouse.sol";

/// @notice Payments are asked for, approved and made; money comes in, announced and not.
abstract contract TreasuryLife is RotationLife {
    struct Bill {
        uint48 paidAt;
        uint128 amount;
    }

    mapping(address payee => Bill[]) private _bills;
    uint160 private _newcomers;

    function askPayment(uint256 seed) external {
        uint256 dice = _roll(seed);
        address proposer = operator;
        if (dice % 4 == 0) (, proposer) = _someMember(dice >> 8);
        address payee =
            (dice >> 16) % 5 == 0 ? accountOf((dice >> 24) % ACCOUNTS) : address(uint160(0xfeed + (dice % 3)));
        uint128 amount = uint128(1e6 + ((dice >> 32) % 120e6));
        uint16 category = (dice >> 128) % 3 == 0 ? Accounts.RENT : Accounts.GOODS;
        IPayments.PaymentRequest memory wish = _wish(proposer, payee, amount, category, bytes32(dice));
        vm.prank(proposer);
        try payments.request(wish, "") {
            _record("askPayment", true);
        } catch (bytes memory why) {
            _refuse("askPayment", why);
        }
    }

    function _wish(
        address proposer,
        address payee,
        uint128 amount,
        uint16 category,
        bytes32 ref
    ) private view returns (IPayments.PaymentRequest memory w) {
        (w.proposer, w.payee, w.amount, w.category, w.ref) = (proposer, payee, amount, category, ref);
        w.lane = 2;
        w.epoch = persons.epochOf(uint160(proposer));
        w.nonce = _nonceOf(address(payments), uint160(proposer), "request");
        w.deadline = _now() + 1 days;
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
        IPayments.Approval memory approval = IPayments.Approval(id, seat, share.epochOf(seat), _now() + 1 days);
        vm.prank(owner);
        try payments.approve(approval, "") {
            _record("approvePayment", true);
        } catch (bytes memory why) {
            _refuse("approvePayment", why);
        }
    }

    /// @dev Mostly a recent one.
    function _someRequest(uint256 dice) private view returns (uint64) {
        uint64 count = payments.requestCount();
        if (count == 0) return 0;
        uint64 back = uint64((dice >> 32) % (count < 4 ? count : 4));
        return dice % 7 == 0 ? uint64(1 + ((dice >> 32) % count)) : count - back;
    }

    function pay(uint256 seed) external {
        uint64 id = _someRequest(_roll(seed));
        if (id != 0) _pay(id);
    }

    function _pay(uint64 id) private {
        IPayments.Request memory asked = payments.requests(id, 1)[0];
        try payments.pay(id) {
            _record("pay", true);
            _noteBill(asked);
            _requireSoundPayment(asked);
        } catch (bytes memory why) {
            _refuse("pay", why);
        }
    }

    function _noteBill(IPayments.Request memory asked) private {
        _bills[asked.payee].push(Bill(_now(), asked.amount));
        require(_lately(asked.payee) <= VOTE_THRESHOLD, "a split bill is one bill");
    }

    /// @dev What lane B paid to somebody within 30 days, by a list of its own.
    function _lately(address payee) private view returns (uint256 sum) {
        Bill[] memory bills = _bills[payee];
        for (uint256 i = 0; i < bills.length; ++i) if (bills[i].paidAt + 30 days > _now()) sum += bills[i].amount;
    }

    /// @dev I10 and I11, right after lane B has paid.
    function _requireSoundPayment(IPayments.Request memory asked) private view {
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
        require(approvers >= APPROVALS, "I11: enough of those in office");
    }

    function _orderOf(uint32 term) private view returns (uint32[] memory order) {
        uint256 listed = roster.chairsOf(term).length;
        order = new uint32[](listed);
        for (uint256 i = 0; i < listed; ++i) order[i] = roster.chairsOf(term)[i].seat;
    }

    /// @notice A bill of exactly what a gate lets through, or of one unit more, with everybody's approval.
    function pressLimit(uint256 seed) external {
        uint256 dice = _roll(seed);
        if (!roster.begun()) return;
        (uint32 term, uint256 bits, ) = roster.officeNow();
        if (term == 0 || bits == 0) return;
        bool beyond = dice % 2 == 0;
        uint16 category = (dice >> 8) % 2 == 0 ? Accounts.RENT : Accounts.GOODS;
        address payee = address(0xb0000000 + ++_newcomers);
        uint256 kind = (dice >> 16) % 4;
        // Where another limit is pressed, money is there.
        if (kind != 0 && _freeNow() < 2 * VOTE_THRESHOLD) _leaveFree(2 * VOTE_THRESHOLD);
        if (kind == 0) {
            uint256 left = _leftNow(term, category);
            _leaveFree(left < 20e6 ? left : 20e6);
            _pressBill("reserve", _freeNow(), beyond, payee, category, ITreasury.ReserveBroken.selector);
        } else if (kind == 1) {
            _pressBill("budget", _leftNow(term, category), beyond, payee, category, IBudgets.BudgetExceeded.selector);
        } else if (kind == 2) {
            _pressBill("threshold", VOTE_THRESHOLD, beyond, payee, category, IPayments.OverVoteThreshold.selector);
        } else {
            payee = address(uint160(0xfeed + (dice % 3)));
            uint256 left = VOTE_THRESHOLD - _lately(payee);
            if (left == VOTE_THRESHOLD) return;
            _pressBill("payee", left, beyond, payee, category, IPayments.PayeeOverThreshold.selector);
        }
    }

    /// @dev So much is free to spend: a limit of nothing presses nobody, and one above all others is not the one that is met.
    function _leaveFree(uint256 free) private {
        bool unannounced = token.balanceOf(address(treasury)) > uint256(journal.balance(Accounts.CASH));
        if (unannounced) treasury.bookUnannounced();
        uint256 cash = uint256(journal.balance(Accounts.CASH));
        uint256 wanted = _boundNow() + free;
        if (cash < wanted) {
            vm.prank(operator);
            token.transfer(address(treasury), wanted - cash);
            treasury.bookUnannounced();
            _record("bookUnannounced", true);
        } else if (cash > wanted) {
            vm.prank(ITimelocked(address(governor)).timelock());
            treasury.payWithinReserve(address(0xb111), uint128(cash - wanted), Accounts.EQUIPMENT, "what is over");
        }
    }

    /// @dev Cash less what must stay for vouchers and for what is approved, from the books alone.
    function _freeNow() private view returns (uint256) {
        uint256 cash = uint256(journal.balance(Accounts.CASH));
        uint256 bound = _boundNow();
        return cash > bound ? cash - bound : 0;
    }

    function _boundNow() private view returns (uint256) {
        uint256 owed = uint256(-journal.balance(Accounts.VOUCHERS_OWED));
        return (owed * RESERVE_BPS + 9_999) / 10_000 + budgets.totalReserved();
    }

    function _leftNow(uint32 term, uint16 category) private view returns (uint256) {
        IBudgets.Line memory line = budgets.line(term, category);
        uint256 used = uint256(line.spent) + line.reserved;
        return line.limit > used ? line.limit - used : 0;
    }

    function _pressBill(
        string memory limit,
        uint256 most,
        bool beyond,
        address payee,
        uint16 category,
        bytes4 name
    ) private {
        uint256 amount = most + (beyond ? 1 : 0);
        if (amount == 0 || amount > type(uint96).max) return;
        IPayments.PaymentRequest memory wish = _wish(
            operator,
            payee,
            uint128(amount),
            category,
            bytes32("at the limit")
        );
        vm.prank(operator);
        try payments.request(wish, "") returns (uint64 id) {
            _pressPayment(limit, beyond, id, name);
        } catch (bytes memory why) {
            _refuse("askPayment", why);
            _press(limit, beyond, false, why, name);
        }
    }

    function _pressPayment(string memory limit, bool beyond, uint64 id, bytes4 name) private {
        (uint32[] memory table, ) = roster.tableAt(_now());
        for (uint256 i = 0; i < table.length; ++i) _approve(id, table[i]);
        IPayments.Request memory asked = payments.requests(id, 1)[0];
        try payments.pay(id) {
            _record("pay", true);
            _noteBill(asked);
            _press(limit, beyond, true, "", name);
            _requireSoundPayment(asked);
        } catch (bytes memory why) {
            _refuse("pay", why);
            _press(limit, beyond, false, why, name);
        }
    }

    /// @notice Somebody of the table thinks better of a yes, or wants a request closed.
    function thinkAgain(uint256 seed) external {
        uint256 dice = _roll(seed);
        uint64 id = _someRequest(dice);
        if (id == 0 || !roster.begun()) return;
        (uint32[] memory table, ) = roster.tableAt(_now());
        if (table.length == 0 || (dice >> 64) % 3 != 0) return;
        uint32 seat = table[(dice >> 96) % table.length];
        address owner = share.ownerOf(seat);
        uint32 epoch = share.epochOf(seat);
        bool closes = (dice >> 128) % 3 == 0;
        vm.prank(owner);
        if (closes) {
            try payments.closeRequest(IPayments.RequestClosing(id, seat, epoch, _now() + 1 days), "") {
                _record("closeRequest", true);
            } catch (bytes memory why) {
                _refuse("closeRequest", why);
            }
            return;
        }
        try payments.takeBackApproval(IPayments.ApprovalTakenBack(id, seat, epoch, _now() + 1 days), "") {
            _record("takeBackApproval", true);
            require((payments.requests(id, 1)[0].approvals & payments.requests(id, 1)[0].takenBack) == 0, "taken back");
        } catch (bytes memory why) {
            _refuse("takeBackApproval", why);
        }
    }

    function takeRequestBack(uint256 seed) external {
        uint256 dice = _roll(seed);
        uint64 id = _someRequest(dice);
        if (id == 0 || dice % 3 != 0) return;
        IPayments.Request memory asked = payments.requests(id, 1)[0];
        uint32 epoch = persons.epochOf(uint160(asked.proposer));
        vm.prank(asked.proposer);
        try payments.withdrawRequest(IPayments.RequestWithdrawal(id, epoch, _now() + 1 days), "") {
            _record("takeRequestBack", true);
        } catch (bytes memory why) {
            _refuse("takeRequestBack", why);
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
            } catch (bytes memory why) {
                _refuse("bookUnannounced", why);
            }
            return;
        }
        IDonations.Gift memory gift = _gift(giver, amount, dice);
        vm.prank(giver);
        if (kind == 3) {
            try donations.donate(gift, "") {
                _record("donate", true);
            } catch (bytes memory why) {
                _refuse("donate", why);
            }
            return;
        }
        try treasury.deposit(dice % 2 == 0 ? Accounts.SALES_CASH : Accounts.GOODS, amount, bytes32(dice)) {
            _record("deposit", true);
        } catch (bytes memory why) {
            _refuse("deposit", why);
        }
    }

    function _gift(address donor, uint128 amount, uint256 dice) private view returns (IDonations.Gift memory g) {
        (g.donor, g.amount, g.project, g.nameless) = (donor, amount, bytes32(dice % 3), dice % 2 == 0);
        g.epoch = persons.epochOf(uint160(donor));
        g.nonce = _nonceOf(address(donations), uint160(donor), "gift");
        g.deadline = _now() + 1 days;
    }

    function _nonceOf(address where, uint256 who, bytes32 topic) private view returns (uint64) {
        return INonces(where).nonceOf(keccak256(abi.encode(who, topic)));
    }
}

/// @dev What every contract with signed calls answers.
interface INonces {
    function nonceOf(bytes32 subject) external view returns (uint64);
}
