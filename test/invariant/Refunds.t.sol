// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRounds} from "../../contracts/funding/IRounds.sol";
import {IJournal} from "../../contracts/treasury/IJournal.sol";
import {FundingLife} from "./house/FundingLife.sol";
import {vm} from "./house/Vm.sol";

/// @notice A refund is never blocked: with all real parts behind it, in every second that the books can count.
/// @dev On its way a refund meets the token, the journal and, where a term begins, the calendar.
contract RefundsTest {
    FailedFounding private _house;

    function setUp() external {
        _house = new FailedFounding();
    }

    /// @dev Two payers, one after the other: the journal remembers the term it found the first time.
    function testFuzz_GoesOutWithoutACalendar(uint256 first, uint256 second, uint8 ways) external {
        uint48 moment = _house.somewhen(first);
        _house.payBack(0, moment, ways % 3);
        _house.payBack(1, _house.somewhenAfter(moment, second), (ways / 3) % 3);
    }

    function testFuzz_GoesOutInAnyTermAndBeforeTheFirst(uint256 first, uint256 second, uint8 ways) external {
        _house.beginTheCalendar();
        uint48 moment = _house.somewhen(first);
        _house.payBack(0, moment, ways % 3);
        _house.payBack(1, _house.somewhenAfter(moment, second), (ways / 3) % 3);
    }

    /// @dev Nobody comes later than this: with the shortest terms it is the year 8307.
    function test_GoesOutInTheLastSecondTheBooksCanCount() external {
        _house.beginTheCalendar();
        _house.payBack(0, _house.lastSecond(), 0);
        _house.payBack(1, _house.lastSecond(), 1);
    }
}

/// @dev The founding round has failed with two places paid; it was offered again, and four have a place there.
contract FailedFounding is FundingLife {
    bytes32 private constant REFUND_TYPEHASH = keccak256(
        "Refund(uint32 round,address recipient,address by,address to,uint32 epoch,uint48 deadline)"
    );
    uint32 private constant LAST_TERM = type(uint16).max; // the journal keeps a term in 16 bits
    uint48 private constant FAR = 200_000_000_000; // year 8307

    function beginTheCalendar() external {
        vm.warp(rounds.round(2).lockAt);
        rounds.finalise(2);
        require(roster.begun() && roster.termAt(_now()) == 0, "before term 1");
    }

    function lastSecond() public view returns (uint48) {
        return roster.begun() ? roster.calendar(LAST_TERM).end - 1 : FAR;
    }

    function somewhen(uint256 seed) external view returns (uint48) {
        return somewhenAfter(_now(), seed);
    }

    /// @notice Any second that the books can count, or one of this century, or a near one; often at the edge of a term.
    function somewhenAfter(uint48 from, uint256 seed) public view returns (uint48 moment) {
        uint256 dice = uint256(keccak256(abi.encode(seed)));
        uint48 last = lastSecond();
        uint48[3] memory spans = [last - from, 80 * 365 days, 100 days];
        moment = from + uint48((dice >> 8) % (spans[dice % 3] + 1));
        if ((dice >> 2) % 2 == 0 && roster.begun()) {
            moment = roster.calendar(roster.termAt(moment)).end - uint48((dice >> 3) % 2);
        }
        if (moment > last) moment = last;
    }

    /// @param way 0 = the payer asks, 1 = the payer signs, 2 = somebody pushes.
    function payBack(uint256 number, uint48 moment, uint8 way) external {
        vm.warp(moment);
        address payer = accountOf(number);
        uint256 before = token.balanceOf(payer);
        IRounds.Refund memory wish = IRounds.Refund(1, payer, payer, payer, _epochOf(payer), moment);
        if (way == 0) {
            vm.prank(payer);
            rounds.refund(wish, "");
        } else if (way == 1) {
            rounds.refund(wish, _signed(number, wish));
        } else {
            rounds.pushRefund(1, payer);
        }
        require(token.balanceOf(payer) - before == PRICE, "every cent");
        require(rounds.purchaseOf(1, payer).refunded, "once");
        IJournal.Entry memory entry = journal.entries(journal.journalCount(), 1)[0];
        require(entry.time == moment && entry.term == roster.termAt(moment), "in the books, in its term");
    }

    function _signed(uint256 number, IRounds.Refund memory wish) private view returns (bytes memory) {
        bytes32 structHash = keccak256(abi.encode(REFUND_TYPEHASH, wish));
        return _signature(keyOf(number), _digest("Runde Rounds", address(rounds), structHash));
    }
}
