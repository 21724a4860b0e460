// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IElections} from "../../../contracts/oversight/IElections.sol";
import {IRoster} from "../../../contracts/oversight/IRoster.sol";
import {BlsSigner} from "./BlsSigner.sol";
import {FundingLife} from "./FundingLife.sol";
import {vm} from "./Vm.sol";

/// @notice Members stand, vote, are seated, answer; anybody makes the calls that are due.
abstract contract RotationLife is FundingLife {
    /// @notice A seat's last ballot in a term: approvals + 1, 0 = none (R4).
    mapping(uint32 term => mapping(uint32 seat => uint256)) public lastBallot;

    /// @dev Only rises: the last message of a subject counts.
    uint32 private _nonce;

    /// @dev The term whose election may be going on: the next one, or the first.
    function _nextTerm() internal view returns (uint32) {
        return roster.termAt(_now()) + 1;
    }

    function nominate(uint256 seed) external {
        uint256 dice = _roll(seed);
        (uint32 seat, address member) = _someMember(dice);
        // Few stand, so that there is something left to draw.
        if (member == address(0) || (dice >> 128) % 2 != 0) return;
        uint32 term = _nextTerm();
        bool back = (dice >> 64) % 6 == 0;
        if (back) {
            // Somebody who stands, if there is anybody.
            IElections.Candidate[] memory paper = elections.candidates(term);
            if (paper.length != 0) seat = paper[(dice >> 96) % paper.length].seat;
            member = share.owners(seat, 1)[0];
        }
        (uint32 epoch, uint48 until) = (share.epochOf(seat), _now() + 1 days);
        ++_nonce;
        vm.prank(member);
        if (back) {
            try elections.withdrawNomination(IElections.NominationWithdrawal(term, seat, epoch, _nonce, until), "") {
                _record("withdrawNomination", true);
            } catch (bytes memory why) {
                _refuse("withdrawNomination", why);
            }
            return;
        }
        try elections.nominate(IElections.Nomination(term, seat, epoch, bytes32(dice), _nonce, until), "") {
            _record("nominate", true);
        } catch (bytes memory why) {
            _refuse("nominate", why);
        }
    }

    function castBallot(uint256 seed) external {
        uint256 dice = _roll(seed);
        (uint32 seat, address member) = _someMember(dice);
        if (member == address(0)) return;
        uint32 term = _nextTerm();
        uint256 names = elections.election(term).candidates;
        uint128 approvals = uint128((dice >> 64) & ((1 << names) - 1));
        uint32 epoch = share.epochOf(seat);
        ++_nonce;
        vm.prank(member);
        try elections.cast(IElections.Ballot(term, seat, epoch, approvals, _nonce, _now() + 1 days), "") {
            lastBallot[term][seat] = uint256(approvals) + 1;
            _record("castBallot", true);
        } catch (bytes memory why) {
            _refuse("castBallot", why);
        }
    }

    /// @notice Brings the beacon's signature and seats the table: each when its time has come.
    function completeSeating(uint256 seed) external {
        _roll(seed);
        if (!roster.begun()) return;
        // The running term may still be seated late.
        uint32 next = _nextTerm();
        if (next > 1) _seat(next - 1);
        _seat(next);
    }

    function _seat(uint32 term) private {
        (uint32 network, uint64 round, , ) = beacon.beaconOf(term);
        try beacon.store(network, round, BlsSigner.signature(round)) {
            _record("storeBeacon", true);
        } catch (bytes memory why) {
            _refuse("storeBeacon", why);
        }
        (uint8[] memory pools, bool[] memory first) = _poolsNow(term);
        uint32 cycle = roster.cycle();
        try elections.seatTable(term) {
            _record("seatTable", true);
            _requireFairTable(term, pools, first, cycle);
        } catch (bytes memory why) {
            _refuse("seatTable", why);
        }
    }

    /// @dev Every seat's pool, and who goes before a cycle may turn: who waited when the ballot began and does not sit.
    /// Newcomers since then stand behind.
    function _poolsNow(uint32 term) private view returns (uint8[] memory pools, bool[] memory first) {
        uint32 last = share.lastSeat();
        pools = new uint8[](last + 1);
        first = new bool[](last + 1);
        for (uint32 seat = 1; seat <= last; ++seat) pools[seat] = roster.poolOf(seat);
        (uint32 size, , uint32 served, uint32[] memory apart, ) = roster.drawnFrom(term);
        uint32[] memory waiting = roster.order(served, size > served ? size - served : 0);
        for (uint256 i = 0; i < waiting.length; ++i) first[waiting[i]] = !roster.isApart(waiting[i]);
        for (uint256 i = 0; i < apart.length; ++i) if (apart[i] <= last) first[apart[i]] = false;
    }

    /// @dev R2, R3 at the moment of the seating. `pools` and `first` are from right before it.
    function _requireFairTable(uint32 term, uint8[] memory pools, bool[] memory first, uint32 cycle) private view {
        IRoster.Table memory table = roster.table(term);
        IRoster.Chair[] memory list = roster.chairsOf(term);
        require(table.chairs <= CHAIRS && table.elected <= table.chairs, "R3: at most ten, elected first");
        require(table.cycle == cycle, "R2: the cycle before the turn");
        uint256 last = pools.length - 1;
        bool[] memory seated = new bool[](last + 1);
        for (uint256 i = 0; i < list.length; ++i) {
            uint32 seat = list[i].seat;
            require(seat != 0 && seat <= last, "R3: live at the seating");
            require(!seated[seat], "R3: nobody twice, reserves apart from chairs");
            seated[seat] = true;
            if (i < table.chairs && i < table.turnsAt) require(pools[seat] == 1, "R2: nobody serves twice in a cycle");
        }
        if (table.turnsAt >= table.chairs) return;
        for (uint256 seat = 1; seat <= last; ++seat) {
            if (first[seat]) require(seated[seat], "R2: who waits goes first");
        }
    }

    function answer(uint256 seed) external {
        uint256 dice = _roll(seed);
        uint32 term = _nextTerm();
        if (dice % 5 == 0 && term > 1) --term;
        IRoster.Chair[] memory list = roster.chairsOf(term);
        for (uint256 i = 0; i < list.length; ++i) {
            // Some take their time, some never answer.
            if ((dice >> (16 + 2 * i)) % 2 == 0) _answer(term, list[i].seat, (dice >> (128 + 3 * i)) % 6 != 0);
        }
    }

    function _answer(uint32 term, uint32 seat, bool yes) private {
        address member = share.owners(seat, 1)[0];
        uint32 epoch = share.epochOf(seat);
        ++_nonce;
        vm.prank(member);
        try elections.answer(IElections.Answer(term, seat, epoch, yes, _nonce, _now() + 1 days), "") {
            _record(yes ? "answerYes" : "answerNo", true);
        } catch (bytes memory why) {
            _refuse("answer", why);
        }
    }

    /// @notice Passes over who was silent, and moves who has served.
    function tidyUp(uint256 seed) external {
        uint256 dice = _roll(seed);
        if (!roster.begun()) return;
        uint32 next = _nextTerm();
        uint32 term = next > 1 && dice % 2 == 0 ? next - 1 : next;
        try roster.passOver(term) {
            _record("passOver", true);
        } catch (bytes memory why) {
            _refuse("passOver", why);
        }
        if (next < 3) return;
        try roster.credit(next - 2) {
            _record("credit", true);
        } catch (bytes memory why) {
            _refuse("credit", why);
        }
    }
}
