// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRounds} from "../../contracts/funding/IRounds.sol";
import {Accounts} from "../../contracts/lib/Accounts.sol";
import {IPersons} from "../../contracts/membership/IPersons.sol";
import {IElections} from "../../contracts/oversight/IElections.sol";
import {IRoster} from "../../contracts/oversight/IRoster.sol";
import {IBudgets} from "../../contracts/treasury/IBudgets.sol";
import {IPayments} from "../../contracts/treasury/IPayments.sol";
import {ITreasury} from "../../contracts/treasury/ITreasury.sol";
import {Life} from "./house/Life.sol";

/// @notice The whole house under random histories: what the rooms promise about money and rotation holds after every step.
/// @dev Each invariant is a campaign of its own. Promises about one moment (I6, I10, I11, R2, R3) are checked by the
/// action itself, in `house/`, which then reverts and fails the campaign.
contract HouseTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    uint256 private constant LONG_LIVES = 3;
    uint256 private constant STEPS = 5000;

    WholeLife private _life;
    /// @dev Lives that are looked at together, whatever happened in which.
    WholeLife[] private _looked;

    function setUp() external {
        _life = new WholeLife();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_life);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(_life), _selectors());
    }

    function _selectors() private view returns (bytes4[] memory s) {
        s = new bytes4[](27);
        (s[0], s[1], s[2]) = (_life.join.selector, _life.joinBySig.selector, _life.gift.selector);
        (s[3], s[4], s[5]) = (_life.giveBack.selector, _life.refund.selector, _life.finish.selector);
        (s[6], s[7], s[8]) = (_life.nominate.selector, _life.castBallot.selector, _life.completeSeating.selector);
        (s[9], s[10], s[11]) = (_life.answer.selector, _life.tidyUp.selector, _life.askPayment.selector);
        (s[12], s[13], s[14]) = (_life.approvePayment.selector, _life.pay.selector, _life.bringMoney.selector);
        (s[15], s[16], s[17]) = (_life.takeRequestBack.selector, _life.setAside.selector, _life.redeem.selector);
        (s[18], s[19], s[20]) = (_life.takeBack.selector, _life.handOn.selector, _life.propose.selector);
        (s[21], s[22], s[23]) = (_life.voteOnMotion.selector, _life.carryOut.selector, _life.passTime.selector);
        (s[24], s[25], s[26]) = (_life.pressLimit.selector, _life.pressSeats.selector, _life.thinkAgain.selector);
    }

    // ---- a life in which nothing happened proves nothing -----------------------------------------------------------------

    /// @dev In every life. What is rarer, the one below has.
    function afterInvariant() external view {
        string[6] memory actions = ["claim", "donate", "setAside", "takeBack", "handOn", "passTime"];
        for (uint256 i = 0; i < actions.length; ++i) {
            require(_life.done(actions[i]) != 0, string.concat("never happened: ", actions[i]));
        }
    }

    /// @dev Long lives that are always the same: in them everything that can happen did, and every limit was reached from both sides:
    /// its last unit was taken, and one more was refused by its name. An invariant whose limit nobody reaches proves nothing.
    function test_EveryActionHappens() external {
        for (uint256 i = 0; i < LONG_LIVES; ++i) _liveLong();
        _requireActions();
        string[5] memory limits = ["reserve", "budget", "threshold", "payee", "seats"];
        for (uint256 i = 0; i < limits.length; ++i) {
            (uint256 reached, uint256 passed) = (0, 0);
            for (uint256 j = 0; j < _looked.length; ++j) {
                reached += _looked[j].reached(limits[i]);
                passed += _looked[j].passed(limits[i]);
            }
            require(reached != 0, string.concat("never reached: ", limits[i]));
            require(passed != 0, string.concat("never refused beyond: ", limits[i]));
        }
        bytes4[10] memory names = [
            ITreasury.ReserveBroken.selector,
            IBudgets.BudgetExceeded.selector,
            IPayments.OverVoteThreshold.selector,
            IPayments.PayeeOverThreshold.selector,
            IPayments.ApprovalsMissing.selector,
            IPayments.ApprovedAlready.selector,
            IPayments.RequestClosed.selector,
            IPayments.NotInOfficeForPayments.selector,
            IRounds.TooManySeats.selector,
            IRounds.RoundLocked.selector
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            uint256 refusals = 0;
            for (uint256 j = 0; j < _looked.length; ++j) refusals += _looked[j].refusals(names[i]);
            require(
                refusals != 0,
                string.concat("never refused, number ", string(abi.encodePacked(bytes1(uint8(48 + i)))))
            );
        }
    }

    function _liveLong() private {
        _life = new WholeLife();
        bytes4[] memory selectors = _selectors();
        uint256 first = _looked.length * STEPS;
        _looked.push(_life);
        for (uint256 i = first; i < first + STEPS; ++i) {
            bytes4 selector = selectors[uint256(keccak256(abi.encode("step", i))) % selectors.length];
            (bool ok, bytes memory reason) = address(_life).call(abi.encodeWithSelector(selector, i));
            if (!ok) _rethrow(reason);
        }
    }

    function _requireActions() private view {
        string[35] memory actions = [
            "join",
            "joinBySig",
            "gift",
            "giveBack",
            "refund",
            "finalise",
            "claim",
            "nominate",
            "withdrawNomination",
            "castBallot",
            "storeBeacon",
            "seatTable",
            "answerYes",
            "answerNo",
            "passOver",
            "credit",
            "askPayment",
            "approvePayment",
            "pay",
            "takeRequestBack",
            "takeBackApproval",
            "closeRequest",
            "donate",
            "deposit",
            "bookUnannounced",
            "setAside",
            "redeem",
            "void",
            "refundPart",
            "takeBack",
            "handOn",
            "propose",
            "voteOnMotion",
            "carryOutRound",
            "carryOutOther"
        ];
        for (uint256 i = 0; i < actions.length; ++i) _requireDone(actions[i]);
    }

    function _requireDone(string memory action) private view {
        uint256 done = 0;
        for (uint256 i = 0; i < _looked.length; ++i) done += _looked[i].done(action);
        require(done != 0, string.concat("never happened: ", action));
    }

    function _rethrow(bytes memory reason) private pure {
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }

    // ---- money -----------------------------------------------------------------------------------------------------

    function invariant_I1_MoneyIsWhereTheBooksSay() external view {
        uint256 cash = uint256(_booked(Accounts.CASH));
        uint256 escrow = uint256(_booked(Accounts.ESCROW));
        require(_life.token().balanceOf(address(_life.treasury())) >= cash, "I1: treasury");
        require(_life.token().balanceOf(address(_life.rounds())) >= escrow, "I1: escrow");
    }

    function invariant_I2_DebitsEqualCredits() external view {
        uint16[20] memory accounts = [
            uint16(100),
            110,
            120,
            200,
            210,
            300,
            310,
            400,
            410,
            500,
            505,
            510,
            520,
            530,
            540,
            550,
            560,
            570,
            580,
            590
        ];
        int256 sum;
        for (uint256 i = 0; i < accounts.length; ++i) sum += _booked(accounts[i]);
        require(sum == 0, "I2");
    }

    function invariant_I3_I6_TheEscrowOwesWhatIsNeitherBornNorRefunded() external view {
        uint256 owed;
        for (uint32 id = 1; id <= _life.rounds().roundCount(); ++id) {
            bool finalised = _life.rounds().round(id).state == IRounds.RoundState.Finalised;
            IRounds.Purchase[] memory places = _life.rounds().purchases(id, 0, 50);
            for (uint256 i = 0; i < places.length; ++i) {
                require(!finalised || !places[i].refunded, "I6: born or refunded, not both");
                uint256 back = _life.refundedTo(id, places[i].recipient);
                require(back == (places[i].refunded ? places[i].paid : 0), "I6: nothing or all of it");
                if (!finalised && !places[i].refunded) owed += places[i].paid;
            }
        }
        require(uint256(_booked(Accounts.ESCROW)) == owed, "I3: ESCROW");
        require(uint256(-_booked(Accounts.REFUNDS_PAYABLE)) == owed, "I3: REFUNDS_PAYABLE");
    }

    function invariant_I4_OnePersonOneSeat() external view {
        uint256[] memory held = new uint256[](_life.PERSONS());
        uint256 members = _life.share().liveSeats();
        uint256 pending;
        for (uint32 id = 1; id <= _life.rounds().roundCount(); ++id) {
            IRounds.Round memory round = _life.rounds().round(id);
            require(round.sold <= round.terms.maxSeats, "I4: sold");
            if (round.state == IRounds.RoundState.Failed) continue;
            if (round.state != IRounds.RoundState.Finalised) pending += round.sold;
            IRounds.Purchase[] memory places = _life.rounds().purchases(id, 0, 50);
            for (uint256 i = 0; i < places.length; ++i) ++held[_personOf(places[i].nullifier)];
        }
        require(members + pending <= _life.MOST_MEMBERS(), "I4: members and pending");
        for (uint256 i = 0; i < held.length; ++i) {
            require(held[i] <= 1, "I4: two seats");
            (IPersons.Standing standing, , , ) = _life.persons().standingOf(_life.nullifierOf(i));
            require((standing != IPersons.Standing.Nothing) == (held[i] == 1), "I4: standing");
        }
    }

    function _personOf(bytes32 nullifier) private view returns (uint256 person) {
        while (_life.nullifierOf(person) != nullifier) ++person;
    }

    function invariant_I5_AVoteIsASeatThatLivedBefore() external view {
        uint48 t = uint48(block.timestamp - (uint256(keccak256(abi.encode(block.timestamp))) % 30 days));
        uint256 votes;
        for (uint32 seat = 1; seat <= _life.share().lastSeat(); ++seat) {
            address owner = _life.share().owners(seat, 1)[0];
            bool lived = _life.share().bornAt(seat) < t;
            if (owner != address(0)) require(_life.share().votes(owner, t) == (lived ? 1 : 0), "I5");
            if (lived) ++votes;
        }
        require(votes == _life.share().liveSeatsAt(t), "I5: electorate");
        for (uint256 i = 0; i < _life.ACCOUNTS(); ++i) {
            address account = _life.accountOf(i);
            if (_life.share().seatOf(account) == 0) require(_life.share().votes(account, t) == 0, "I5: stranger");
        }
    }

    function invariant_I7_FailedAndFinalisedAreForEver() external view {
        for (uint32 id = 1; id <= _life.rounds().roundCount(); ++id) {
            IRounds.Round memory round = _life.rounds().round(id);
            if (round.state == IRounds.RoundState.Finalised) require(round.sold >= round.terms.minSeats, "I7: minimum");
            IRounds.RoundState ended = _life.over(id);
            if (ended != IRounds.RoundState.Upcoming) require(round.state == ended, "I7: left again");
        }
    }

    function invariant_I8_CoffeeOwedIsVouchersAndWhatIsUnclaimed() external view {
        uint256 unclaimed;
        for (uint32 id = 1; id <= _life.rounds().roundCount(); ++id) {
            IRounds.Round memory round = _life.rounds().round(id);
            if (round.state != IRounds.RoundState.Finalised) continue;
            unclaimed += uint256(round.sold - round.claimed) * round.terms.price;
        }
        uint256 owed = uint256(-_booked(Accounts.VOUCHERS_OWED));
        require(owed == _life.voucher().totalSupply() + unclaimed, "I8: supply and unclaimed");
        require(owed == _life.issued() + unclaimed - _life.redeemed(), "I8: issued less redeemed");
        uint256 pockets;
        for (uint32 id = 1; id <= _life.pockets().pocketCount(); ++id) pockets += _life.pockets().pocket(id).balance;
        require(_life.voucher().balanceOf(address(_life.counter())) == pockets, "I8: the counter holds the pockets");
    }

    function invariant_I9_NothingIsSpentOrReservedBeyondTheLimit() external view {
        if (!_life.roster().begun()) return;
        uint32 term = _life.roster().termAt(uint48(block.timestamp));
        for (uint32 t = term == 0 ? 1 : term; t <= term + 1; ++t) {
            IBudgets.Line[] memory lines = _life.budgets().lines(t);
            for (uint256 i = 0; i < lines.length; ++i) {
                uint256 used = uint256(lines[i].spent) + lines[i].reserved;
                uint256 before = _life.usedAtVote(t, lines[i].category);
                require(used <= lines[i].limit || used <= before, "I9");
            }
        }
    }

    function _booked(uint16 account) private view returns (int256) {
        return _life.journal().balance(account);
    }

    // ---- rotation --------------------------------------------------------------------------------------------------

    function invariant_R1_EverySeatIsInOnePool() external view {
        (uint32 waiting, uint32 served) = _life.roster().poolSizes();
        uint32 last = _life.share().lastSeat();
        require(waiting + served == last, "R1: sizes");
        uint32 counted;
        for (uint32 seat = 1; seat <= last; ++seat) {
            uint8 pool = _life.roster().poolOf(seat);
            require(pool == 1 || pool == 2, "R1: no pool");
            if (pool == 1) ++counted;
        }
        require(counted == waiting, "R1: waiting");
        uint32[] memory order = _life.roster().order(0, last);
        bool[] memory stands = new bool[](last + 1);
        for (uint256 i = 0; i < order.length; ++i) {
            require(!stands[order[i]], "R1: twice in the order");
            stands[order[i]] = true;
            require(_life.roster().poolOf(order[i]) == (i < served ? 2 : 1), "R1: order");
        }
    }

    function invariant_R4_TheCountIsThatOfTheLastBallots() external view {
        if (!_life.roster().begun()) return;
        uint32 last = _life.share().lastSeat();
        uint32 term = _life.roster().termAt(uint48(block.timestamp));
        for (uint32 t = term == 0 ? 1 : term; t <= term + 1; ++t) {
            IElections.Candidate[] memory paper = _life.elections().candidates(t);
            uint256 turnout;
            uint256[] memory tally = new uint256[](paper.length);
            for (uint32 seat = 1; seat <= last; ++seat) {
                uint256 ballot = _life.lastBallot(t, seat);
                if (ballot == 0) continue;
                ++turnout;
                for (uint256 i = 0; i < paper.length; ++i) tally[i] += ((ballot - 1) >> i) & 1;
            }
            require(_life.elections().election(t).turnout == turnout, "R4: one ballot a seat");
            for (uint256 i = 0; i < paper.length; ++i) require(paper[i].approvals == tally[i], "R4: tally");
        }
    }

    function invariant_R7_NobodyApprovesButTheTable() external view {
        uint48 nowAt = uint48(block.timestamp);
        (uint32[] memory table, bool caretakers) = _life.roster().tableAt(nowAt);
        require(table.length <= _life.CHAIRS(), "R7: more than ten");
        uint256 overseers;
        for (uint32 seat = 1; seat <= _life.share().lastSeat(); ++seat) {
            if (!_life.roster().isOverseer(seat, nowAt)) continue;
            ++overseers;
            require(!_life.roster().isCaretaker(seat, nowAt), "R7: caretakers approve nothing");
        }
        require(overseers == (caretakers ? 0 : table.length), "R7: overseers are the table");
        _requireSameOffice(nowAt);
    }

    /// @dev What the treasury asks, kept in one slot, is what the answers and their seconds say.
    function _requireSameOffice(uint48 nowAt) private view {
        (uint32 term, uint256 bits, uint256[4] memory eightSeats) = _life.roster().officeNow();
        require(term == _life.roster().termAt(nowAt), "R7: term");
        IRoster.Chair[] memory list = _life.roster().chairsOf(term);
        require(bits >> list.length == 0, "R7: lines");
        for (uint256 i = 0; i < list.length; ++i) {
            bool sits = (bits >> i) & 1 == 1;
            require(sits == _life.roster().isOverseer(list[i].seat, nowAt), "R7: in office");
            if (sits) require(uint32(eightSeats[i / 8] >> (32 * (i % 8))) == list[i].seat, "R7: seats");
        }
    }
}

/// @dev Stands in this file, because the runner knows by name only what does.
contract WholeLife is Life {}
