// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICorrections} from "../../../contracts/voucher/ICorrections.sol";
import {ICounter} from "../../../contracts/voucher/ICounter.sol";
import {IPockets} from "../../../contracts/voucher/IPockets.sol";
import {ITerminals} from "../../../contracts/voucher/ITerminals.sol";
import {INonces} from "./FundingLife.sol";
import {TreasuryLife} from "./TreasuryLife.sol";
import {vm} from "./Vm.sol";

/// @notice Vouchers are set aside, drunk, taken back and handed on.
abstract contract CounterLife is TreasuryLife {
    bytes32 private constant ENROLMENT_TYPEHASH = keccak256(
        "Enrolment(uint32 terminal,uint256 x,uint256 y,uint128 dayCap,uint48 expiry,bytes32 label,uint32 seat,uint32 epoch,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant PAY_CODE_TYPEHASH = keccak256(
        "PayCode(uint32 pocket,uint16 keyEpoch,uint16 nonce,uint32 maxAmount,uint32 acceptBy)"
    );
    bytes32 private constant BATCH_TYPEHASH = keccak256(
        "Batch(uint32 terminal,uint32 seq,uint32 businessDay,bytes32 items)"
    );
    uint256 private constant HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8;
    uint256 private constant ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551;
    uint256 private constant TILL_KEY = 0x717;
    /// @dev Smallest units in a hundredth.
    uint256 private constant UNIT = 1e4;

    /// @notice All vouchers ever burned and not restored, from the balances (I8).
    uint256 public redeemed;
    /// @dev The latest payment, and its head.
    ICorrections.PaidItem private _paid;
    uint256 private _head;

    function _phoneKey(address member) private pure returns (uint256) {
        return uint256(keccak256(abi.encode("phone", member))) >> 8;
    }

    function setAside(uint256 seed) external {
        uint256 dice = _roll(seed);
        (, address member) = _someMember(dice);
        if (member == address(0)) return;
        (uint256 x, uint256 y) = vm.publicKeyP256(_phoneKey(member));
        uint160 keyHash = uint160(uint256(keccak256(abi.encode(x, y))));
        uint128 amount = _someAmount(dice, 1e4);
        IPockets.SetUp memory wish = IPockets.SetUp({
            account: member,
            kind: 0,
            keyHash: keyHash,
            perPayment: 10_000,
            perDay: 20_000,
            expiry: _now() + 200 days,
            amount: amount,
            epoch: _epochOf(member),
            nonce: _pocketNonce(member),
            deadline: _now()
        });
        vm.prank(member);
        try pockets.setUp(wish, "") {
            _record("setAside", true);
        } catch (bytes memory why) {
            _refuse("setAside", why);
        }
    }

    /// @dev Whole hundredths, fewer than `most`, but for one in sixteen, which must be refused.
    function _someAmount(uint256 dice, uint256 most) private pure returns (uint128) {
        return uint128(((dice >> 64) % most) * UNIT + ((dice >> 96) % 16 == 0 ? 1 : 0));
    }

    function _pocketNonce(address account) private view returns (uint64) {
        return INonces(address(pockets)).nonceOf(keccak256(abi.encode(uint256(uint160(account)), bytes32("pocket"))));
    }

    function redeem(uint256 seed) external {
        uint256 dice = _roll(seed);
        if (terminals.terminalCount() == 0 && !_enrolTill()) return;
        uint32 count = pockets.pocketCount();
        if (count == 0) return;
        uint32 pocketId = uint32(1 + (dice % count));
        ICounter.Batch memory batch = ICounter.Batch({
            terminal: 1,
            seq: counter.nextSeq(1),
            businessDay: counter.businessDayOf(block.timestamp),
            items: new ICounter.Item[](2)
        });
        // The same code twice: only one of them may count.
        batch.items[0] = _item(pocketId, uint32(1 + ((dice >> 64) % 6_000)));
        batch.items[1] = batch.items[0];
        (bytes32 r, bytes32 s) = _browserSign(TILL_KEY, _hashOf(batch));
        uint256 supply = voucher.totalSupply();
        uint128 balance = pockets.pocket(pocketId).balance;
        try counter.redeem(batch, r, s) {
            uint256 burned = supply - voucher.totalSupply();
            redeemed += burned;
            require(balance - pockets.pocket(pocketId).balance == burned, "I8: burned = taken from the pocket");
            uint256 asked = uint32(batch.items[0].head >> 32) * UNIT;
            require(burned == 0 || burned == asked, "promise 8: a code counts once");
            _record("redeem", burned != 0);
            if (burned == 0) return;
            (_paid, _head) = (ICorrections.PaidItem(1, batch.seq, 0), batch.items[0].head);
            if ((dice >> 96) % 3 == 0) _correct(dice >> 128);
        } catch (bytes memory why) {
            _refuse("redeem", why);
        }
    }

    function _item(uint32 id, uint32 amount) private view returns (ICounter.Item memory item) {
        IPockets.Pocket memory pocket = pockets.pocket(id);
        uint32 nowAt = uint32(block.timestamp);
        item.head =
            (uint256(id) << 160) |
            (uint256(pocket.keyEpoch) << 144) |
            (uint256(pocket.nextNonce) << 128) |
            (uint256(amount) << 96) |
            (uint256(nowAt + 60) << 64) |
            (uint256(amount) << 32) |
            nowAt;
        uint256 key = _phoneKey(pocket.account);
        (item.x, item.y) = vm.publicKeyP256(key);
        bytes32 structHash = keccak256(
            abi.encode(PAY_CODE_TYPEHASH, id, pocket.keyEpoch, pocket.nextNonce, amount, nowAt + 60)
        );
        (item.r, item.s) = _browserSign(key, structHash);
    }

    function _hashOf(ICounter.Batch memory b) private pure returns (bytes32) {
        bytes32 items = keccak256(abi.encode(b.items));
        return keccak256(abi.encode(BATCH_TYPEHASH, b.terminal, b.seq, b.businessDay, items));
    }

    /// @dev As browsers sign: SHA-256 of the digest, and s in the lower half.
    function _browserSign(uint256 key, bytes32 structHash) private view returns (bytes32 r, bytes32 s) {
        bytes32 digest = _digest("Runde Counter", address(counter), structHash);
        (r, s) = vm.signP256(key, sha256(abi.encodePacked(digest)));
        if (uint256(s) > HALF_ORDER) s = bytes32(ORDER - uint256(s));
    }

    /// @dev Two of those in office let the house's only till in.
    function _enrolTill() private returns (bool) {
        (uint32[] memory table, bool caretakers) = roster.tableAt(_now());
        if (table.length < 2 || caretakers) return false;
        (uint32 low, uint32 high) = table[0] < table[1] ? (table[0], table[1]) : (table[1], table[0]);
        (uint256 one, uint256 two) = (_ownerNumber(low), _ownerNumber(high));
        if (one == ACCOUNTS || two == ACCOUNTS) return false;
        ITerminals.Enrolment[] memory enrolments = new ITerminals.Enrolment[](2);
        bytes[] memory signatures = new bytes[](2);
        (enrolments[0], signatures[0]) = _enrolment(low, one);
        (enrolments[1], signatures[1]) = _enrolment(high, two);
        terminals.enrol(enrolments, signatures);
        _record("enrolTill", true);
        return true;
    }

    function _enrolment(
        uint32 seat,
        uint256 owner
    ) private view returns (ITerminals.Enrolment memory e, bytes memory signature) {
        (uint256 x, uint256 y) = vm.publicKeyP256(TILL_KEY);
        e = ITerminals.Enrolment({
            terminal: 0,
            x: x,
            y: y,
            dayCap: 1000e6,
            expiry: _now() + 1000 days,
            label: "the till",
            seat: seat,
            epoch: share.epochOf(seat),
            nonce: 0,
            deadline: _now() + 1 hours
        });
        bytes32 structHash = keccak256(abi.encode(ENROLMENT_TYPEHASH, e));
        signature = _signature(keyOf(owner), _digest("Runde Terminals", address(terminals), structHash));
    }

    function takeBack(uint256 seed) external {
        uint256 dice = _roll(seed);
        uint32 count = pockets.pocketCount();
        if (count == 0) return;
        uint32 id = uint32(1 + (dice % count));
        try pockets.exit(id) {
            _record("takeBack", true);
        } catch (bytes memory why) {
            _refuse("takeBack", why);
        }
        address account = pockets.pocket(id).account;
        IPockets.PocketExit memory wish = IPockets.PocketExit({
            account: account,
            amount: _someAmount(dice, 6e3),
            epoch: _epochOf(account),
            nonce: _pocketNonce(account),
            deadline: _now()
        });
        vm.prank(account);
        try pockets.requestExit(wish, "") {
            _record("askBack", true);
        } catch (bytes memory why) {
            _refuse("askBack", why);
        }
    }

    /// @dev The operator takes the latest payment back: as a whole, or in two parts that may be more than it was.
    function _correct(uint256 dice) private {
        if (dice % 2 == 0) return _voidPaid();
        uint32 paid = uint32(_head >> 32);
        for (uint256 i = 0; i < 2; ++i) _refundPaid(uint32(1 + ((dice >> (32 * i + 1)) % paid)));
    }

    function _heads() private view returns (uint256[] memory heads) {
        heads = new uint256[](1);
        heads[0] = _head;
    }

    function _voidPaid() private {
        uint256 supply = voucher.totalSupply();
        ICorrections.Voiding memory wish = ICorrections.Voiding({
            terminal: _paid.terminal,
            seq: _paid.seq,
            place: _paid.place,
            manager: operator,
            epoch: _epochOf(operator),
            deadline: _now()
        });
        vm.prank(operator);
        try corrections.voidItem(wish, _heads(), "") {
            require(voucher.totalSupply() - supply == uint32(_head >> 32) * UNIT, "I8: a whole payment came back");
            redeemed -= voucher.totalSupply() - supply;
            _record("void", true);
        } catch (bytes memory why) {
            _refuse("void", why);
        }
    }

    function _refundPaid(uint32 amount) private {
        uint256 supply = voucher.totalSupply();
        (, uint32 before) = corrections.takenBack(_paid);
        bytes32 subject = keccak256(abi.encode(uint256(uint160(operator)), bytes32("refund")));
        ICorrections.Refunding memory wish = ICorrections.Refunding({
            terminal: _paid.terminal,
            seq: _paid.seq,
            place: _paid.place,
            amount: amount,
            manager: operator,
            epoch: _epochOf(operator),
            nonce: INonces(address(corrections)).nonceOf(subject),
            deadline: _now()
        });
        vm.prank(operator);
        try corrections.refund(wish, _heads(), "") {
            require(before + amount <= uint32(_head >> 32), "no more goes back than was paid");
            require(voucher.totalSupply() - supply == amount * UNIT, "I8: a part of a payment came back");
            redeemed -= amount * UNIT;
            _record("refundPart", true);
        } catch (bytes memory why) {
            _refuse("refundPart", why);
        }
    }

    function handOn(uint256 seed) external {
        uint256 dice = _roll(seed);
        (, address from) = _someMember(dice);
        address to = accountOf((dice >> 32) % ACCOUNTS);
        if (from == address(0)) return;
        bool both = share.seatOf(to) != 0;
        vm.prank(from);
        try voucher.transfer(to, (dice >> 64) % 50e6) {
            require(both, "vouchers stay in the house");
            _record("handOn", true);
        } catch (bytes memory why) {
            _refuse("handOn", why);
        }
    }
}
