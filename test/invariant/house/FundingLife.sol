// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IRounds} from "../../../contracts/funding/IRounds.sol";
import {Cast} from "./Cast.sol";
import {vm} from "./Vm.sol";

/// @notice People take places, give them back, get their money back; somebody finalises and claims.
abstract contract FundingLife is Cast {
    bytes32 private constant JOIN_TYPEHASH = keccak256(
        "Join(uint32 round,address recipient,address payer,bytes32 termsHash,bool binding,uint32 epoch,uint32 payerEpoch,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant RECEIVE_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    /// @notice What came back for a refunded place, and how often it came: must stay at the price, once (I6).
    mapping(uint32 round => mapping(address recipient => uint256)) public refundedTo;
    /// @notice All vouchers ever issued, from the balances (I8).
    uint256 public issued;

    /// @dev A house's first try fails, with refunds to be had, and is offered again to more people: so every life has both.
    constructor() {
        _begin(0, 2);
        vm.warp(block.timestamp + 13 days);
        rounds.offerAgain(_now());
        _begin(2, 6);
    }

    function _begin(uint256 from, uint256 until) private {
        for (uint256 who = from; who < until; ++who) {
            IRounds.Join memory wish = _wish(1, accountOf(who), accountOf(who));
            vm.prank(wish.payer);
            rounds.buy(wish, "", "");
        }
    }

    function join(uint256 seed) external {
        uint256 dice = _roll(seed);
        uint256 who = dice % ACCOUNTS;
        IRounds.Join memory wish = _wish(dice >> 8, accountOf(who), accountOf(who));
        vm.prank(wish.payer);
        try rounds.buy(wish, "", "") {
            _record("join", true);
        } catch (bytes memory why) {
            _refuse("join", why);
        }
    }

    function joinBySig(uint256 seed) external {
        uint256 dice = _roll(seed);
        uint256 who = dice % ACCOUNTS;
        IRounds.Join memory wish = _wish(dice >> 8, accountOf(who), accountOf(who));
        bytes32 structHash = keccak256(
            abi.encode(RECEIVE_TYPEHASH, wish.payer, address(rounds), PRICE, 0, wish.deadline, _hashOf(wish))
        );
        bytes memory payment = _signature(keyOf(who), _digest("Money", address(token), structHash));
        try rounds.buy(wish, "", payment) {
            _record("joinBySig", true);
        } catch (bytes memory why) {
            _refuse("joinBySig", why);
        }
    }

    function gift(uint256 seed) external {
        uint256 dice = _roll(seed);
        uint256 recipient = dice % ACCOUNTS;
        uint256 payer = (recipient + 1 + ((dice >> 8) % (ACCOUNTS - 1))) % ACCOUNTS;
        IRounds.Join memory wish = _wish(dice >> 16, accountOf(recipient), accountOf(payer));
        bytes32 digest = _digest("Runde Rounds", address(rounds), _hashOf(wish));
        bytes memory agreed = _signature(keyOf(recipient), digest);
        vm.prank(wish.payer);
        try rounds.buy(wish, agreed, "") {
            _record("gift", true);
        } catch (bytes memory why) {
            _refuse("gift", why);
        }
    }

    /// @dev Half of them say that they know of the last day.
    function _wish(uint256 dice, address recipient, address payer) private view returns (IRounds.Join memory) {
        uint32 id = _someRound(dice);
        return
            IRounds.Join({
                round: id,
                recipient: recipient,
                payer: payer,
                termsHash: TERMS_HASH,
                binding: (dice >> 64) % 2 == 0,
                epoch: _epochOf(recipient),
                payerEpoch: _epochOf(payer),
                nonce: _nonceOf(recipient, id),
                deadline: _now() + 1 hours
            });
    }

    function _nonceOf(address account, uint32 id) private view returns (uint64) {
        bytes32 topic = bytes32(bytes(string.concat("place:", Strings.toString(id))));
        return INonces(address(rounds)).nonceOf(keccak256(abi.encode(uint256(uint160(account)), topic)));
    }

    function _epochOf(address account) internal view returns (uint32) {
        return persons.epochOf(uint160(account));
    }

    /// @dev Mostly the newest one.
    function _someRound(uint256 dice) internal view returns (uint32) {
        uint32 count = rounds.roundCount();
        return dice % 4 == 0 ? uint32(1 + ((dice >> 8) % count)) : count;
    }

    function _hashOf(IRounds.Join memory w) private pure returns (bytes32) {
        return keccak256(abi.encode(JOIN_TYPEHASH, w));
    }

    function giveBack(uint256 seed) external {
        uint256 dice = _roll(seed);
        (uint32 id, IRounds.Purchase memory place) = _somePlace(dice);
        // Few change their mind.
        if (place.payer == address(0) || (dice >> 128) % 3 != 0) return;
        // Who has the place gives it back too, but only who paid names another account.
        bool byPayer = (dice >> 72) % 2 == 0;
        address by = byPayer ? place.payer : place.recipient;
        address to = byPayer && (dice >> 64) % 3 == 0 ? address(0xcafe) : place.payer;
        IRounds.Withdrawal memory wish = IRounds.Withdrawal({
            round: id,
            recipient: place.recipient,
            by: by,
            to: to,
            epoch: _epochOf(by),
            nonce: _nonceOf(by, id),
            deadline: _now()
        });
        uint256 before = token.balanceOf(to);
        uint48 lockAt = rounds.round(id).lockAt;
        vm.prank(by);
        try rounds.withdraw(wish, "") {
            require(token.balanceOf(to) - before == place.paid, "I6: exactly what was paid");
            require(lockAt == 0 || block.timestamp < lockAt, "I7: nobody leaves a round after its lock");
            _record("giveBack", true);
        } catch (bytes memory why) {
            _refuse("giveBack", why);
        }
    }

    function refund(uint256 seed) external {
        uint256 dice = _roll(seed);
        (uint32 id, IRounds.Purchase memory place) = _somePlace(dice % 3 == 0 ? dice >> 8 : (dice >> 8) << 2);
        if (place.payer == address(0)) return;
        IRounds.RoundState before = rounds.round(id).state;
        bool pushed = (dice >> 64) % 2 == 0;
        uint256 balance = token.balanceOf(place.payer);
        bool happened = pushed ? _push(id, place.recipient) : _ask(id, place);
        _record("refund", happened);
        if (!happened) return;
        require(before == IRounds.RoundState.Failed, "I7: refunds only after a failure");
        refundedTo[id][place.recipient] += token.balanceOf(place.payer) - balance;
        require(refundedTo[id][place.recipient] == place.paid, "I6: exactly what was paid, once");
    }

    function _push(uint32 id, address recipient) private returns (bool) {
        try rounds.pushRefund(id, recipient) {
            return true;
        } catch {
            return false;
        }
    }

    function _ask(uint32 id, IRounds.Purchase memory place) private returns (bool) {
        IRounds.Refund memory wish = IRounds.Refund(
            id,
            place.recipient,
            place.payer,
            place.payer,
            _epochOf(place.payer),
            _now()
        );
        vm.prank(place.payer);
        try rounds.refund(wish, "") {
            return true;
        } catch {
            return false;
        }
    }

    function _somePlace(uint256 dice) private view returns (uint32 id, IRounds.Purchase memory place) {
        id = _someRound(dice);
        uint32 sold = rounds.round(id).sold;
        if (sold != 0) place = rounds.purchases(id, uint32((dice >> 32) % sold), 1)[0];
    }

    /// @notice Finalises, claims, or offers the founding once more: what anybody may do when it is due.
    function finish(uint256 seed) external {
        uint256 dice = _roll(seed);
        _renewAdmissions();
        uint32 id = _someRound(dice);
        try rounds.finalise(id) {
            _record("finalise", true);
        } catch (bytes memory why) {
            _refuse("finalise", why);
        }
        uint256 supply = voucher.totalSupply();
        try rounds.claim(id, uint32(1 + ((dice >> 32) % 4))) {
            issued += voucher.totalSupply() - supply;
            _record("claim", true);
        } catch (bytes memory why) {
            _refuse("claim", why);
        }
        try rounds.offerAgain(_now()) {
            _record("offerAgain", true);
        } catch (bytes memory why) {
            _refuse("offerAgain", why);
        }
    }
}

interface INonces {
    function nonceOf(bytes32 subject) external view returns (uint64);
}
