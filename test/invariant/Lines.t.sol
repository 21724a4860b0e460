// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Bits} from "../../contracts/lib/Bits.sol";
import {IRoster} from "../../contracts/oversight/IRoster.sol";
import {Lines} from "../../contracts/oversight/Lines.sol";

/// @notice Who sits, for any answers at any seconds.
contract LinesTest {
    using Lines for Lines.Masks;

    uint48 private constant SEATED = 1_000;
    uint48 private constant ANSWERS_UNTIL = 1_100;
    uint48 private constant END = 2_000;
    uint256 private constant CHAIRS = 4;

    /// @dev A list as the roster can have written it: a late yes only to a chair that was free.
    function _list(uint256 seed, uint256 length) private pure returns (IRoster.Chair[] memory list) {
        list = new IRoster.Chair[](length);
        for (uint256 i = 0; i < length; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            list[i].seat = uint32(i + 1);
            list[i].elected = i < seed % 3;
            if (list[i].elected) list[i].yesAt = SEATED;
            else if (dice % 4 != 0) list[i].yesAt = SEATED + uint48((dice >> 8) % 100);
            if ((dice >> 16) % 3 == 0) {
                uint48 left = SEATED + uint48((dice >> 24) % 1_000);
                // Nobody leaves before coming, and who never came leaves by the answers' end.
                if (list[i].yesAt == 0) list[i].leftAt = left < ANSWERS_UNTIL ? left : ANSWERS_UNTIL;
                else if (left > list[i].yesAt) list[i].leftAt = left;
            }
        }
        for (uint256 i = 0; i < length; ++i) {
            if (list[i].yesAt != 0 || list[i].leftAt != 0) continue;
            uint48 late = ANSWERS_UNTIL + uint48(uint256(keccak256(abi.encode(seed, "late", i))) % 900);
            if (_isFreeFrom(list, late)) list[i].yesAt = late;
        }
    }

    /// @dev Seconds only grow in the house; this writes out of order, so it asks for every second to come.
    function _isFreeFrom(IRoster.Chair[] memory list, uint48 from) private pure returns (bool) {
        for (uint48 t = from; t < END; t += 20) {
            if (_inOffice(list, t).length >= CHAIRS) return false;
        }
        return _inOffice(list, from).length < CHAIRS;
    }

    function testFuzz_R7_NeverMoreThanTheChairs(uint256 seed, uint8 length, uint48 t) external pure {
        IRoster.Chair[] memory list = _list(seed, length % 9);
        t = SEATED + (t % 1_000);
        uint32[] memory seats = _inOffice(list, t);
        assert(seats.length <= CHAIRS);
        for (uint256 i = 0; i < seats.length; ++i) {
            IRoster.Chair memory chair = list[seats[i] - 1];
            assert(chair.yesAt != 0 && chair.yesAt <= t);
            assert(chair.leftAt == 0 || chair.leftAt > t);
            assert(i == 0 || seats[i] > seats[i - 1]);
        }
    }

    /// @dev Line by line: a late yes has its chair; who may still answer and who said yes in time hold one if fewer of them
    /// stand above than there are chairs, and only who said yes sits on it.
    function testFuzz_HoldingIsSittingAndAsked(uint256 seed, uint8 length, uint48 t) external pure {
        IRoster.Chair[] memory list = _list(seed, length % 9);
        t = SEATED + (t % 1_000);
        Lines.Masks memory masks = Lines.standingAt(list, CHAIRS, ANSWERS_UNTIL, t);
        (uint256 holding, uint256 sitting) = (masks.holding(t), masks.inOffice(t));
        uint256 above = 0;
        for (uint256 i = 0; i < list.length; ++i) {
            bool hasLeft = list[i].leftAt != 0 && list[i].leftAt <= t;
            bool said = list[i].yesAt != 0 && list[i].yesAt <= t;
            bool late = !hasLeft && said && list[i].yesAt >= ANSWERS_UNTIL;
            bool inLine = !hasLeft && !late && (said || t < ANSWERS_UNTIL);
            bool holds = late || (inLine && above < CHAIRS);
            assert(((holding >> i) & 1 == 1) == holds);
            assert(((sitting >> i) & 1 == 1) == (holds && said));
            if (inLine) ++above;
        }
        assert(holding >> list.length == 0 && sitting >> list.length == 0);
    }

    function _inOffice(IRoster.Chair[] memory list, uint48 t) private pure returns (uint32[] memory seats) {
        uint256 bits = Lines.standingAt(list, CHAIRS, ANSWERS_UNTIL, t).inOffice(t);
        seats = new uint32[](Bits.ones(bits));
        uint256 count = 0;
        for (uint256 i = 0; bits >> i != 0; ++i) if ((bits >> i) & 1 == 1) seats[count++] = list[i].seat;
    }

    /// @dev Who sits is never pushed out by somebody else.
    function testFuzz_WhoSitsStaysUntilLeaving(uint256 seed, uint8 length, uint48 t, uint48 later) external pure {
        IRoster.Chair[] memory list = _list(seed, length % 9);
        t = SEATED + (t % 1_000);
        later = t + (later % (END - t));
        uint32[] memory before = _inOffice(list, t);
        uint32[] memory then = _inOffice(list, later);
        for (uint256 i = 0; i < before.length; ++i) {
            uint48 left = list[before[i] - 1].leftAt;
            if (left != 0 && left <= later) continue;
            bool stays = false;
            for (uint256 j = 0; j < then.length; ++j) stays = stays || then[j] == before[i];
            assert(stays);
        }
    }

    /// @dev The time in office is what one finds by asking every second.
    function testFuzz_HeldIsTheSumOfSeconds(uint256 seed, uint8 length) external pure {
        IRoster.Chair[] memory list = _list(seed, length % 9);
        uint48 start = ANSWERS_UNTIL + 50;
        uint48[] memory held = Lines.held(list, CHAIRS, ANSWERS_UNTIL, start, END);
        uint256[] memory counted = new uint256[](list.length);
        for (uint48 t = start; t < END; t += 10) {
            uint32[] memory seats = _inOffice(list, t);
            for (uint256 i = 0; i < seats.length; ++i) counted[seats[i] - 1] += 10;
        }
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 apart = held[i] > counted[i] ? held[i] - counted[i] : counted[i] - held[i];
            assert(apart <= 10);
        }
    }
}
