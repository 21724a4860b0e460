// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IRounds} from "../../../contracts/funding/IRounds.sol";
import {IProposals} from "../../../contracts/governance/IProposals.sol";
import {Accounts} from "../../../contracts/lib/Accounts.sol";
import {IBudgets} from "../../../contracts/treasury/IBudgets.sol";
import {CounterLife} from "./CounterLife.sol";
import {ITimelocked} from "./WholeHouse.sol";
import {vm} from "./Vm.sol";

/// @notice All of the house's life: the rooms above, the members' votes, and time.
abstract contract Life is CounterLife {
    struct Motion {
        address target;
        bytes call;
        string text;
        uint256 id;
    }

    Motion[] private _motions;
    /// @notice What was spent and reserved when a budget was last voted: a vote may set a limit below it.
    mapping(uint32 term => mapping(uint16 category => uint256)) public usedAtVote;

    function propose(uint256 seed) external {
        uint256 dice = _roll(seed);
        (, address member) = _someMember(dice);
        if (member == address(0) || _isDebated()) return;
        Motion memory motion = _motion(dice >> 64);
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _unpacked(motion);
        uint256 future = governor.hashProposal(targets, values, calls, keccak256(bytes(motion.text)));
        uint32 seat = share.seatOf(member);
        IProposals.Proposing memory word = IProposals.Proposing(future, seat, share.epochOf(seat), _now() + 1 days);
        vm.prank(member);
        try
            proposals.proposeWithSponsors(
                word,
                IProposals.Motion(targets, values, calls, motion.text),
                new IProposals.Sponsorship[](0),
                new bytes[](1)
            )
        returns (uint256 id) {
            motion.id = id;
            _motions.push(motion);
            _record("propose", true);
        } catch (bytes memory why) {
            _refuse("propose", why);
        }
    }

    /// @dev One motion at a time, so that people know what they vote on.
    function _isDebated() private view returns (bool) {
        if (_motions.length == 0) return false;
        return governor.state(_motions[_motions.length - 1].id) < IGovernor.ProposalState.Canceled;
    }

    function _motion(uint256 dice) private view returns (Motion memory motion) {
        motion.text = string(abi.encodePacked("Motion ", bytes32(dice)));
        uint256 kind = dice % 4;
        if (kind < 2 && rounds.roundCount() < 12) {
            motion.target = address(rounds);
            uint32 seats = uint32(1 + ((dice >> 8) % 2));
            IRounds.Terms memory terms = roundTerms(_now() + 4 days, uint32(1 + ((dice >> 16) % seats)), seats);
            motion.call = abi.encodeCall(IRounds.open, (terms));
        } else if (kind == 2) {
            motion.target = address(budgets);
            (uint16[] memory categories, uint128[] memory limits) = firstBudget();
            // Often more than the first budget, sometimes a cut.
            limits[1] = dice % 3 == 0 ? uint128((dice >> 8) % 300e6) : limits[1] + uint128((dice >> 8) % 100e6);
            motion.call = abi.encodeCall(budgets.set, (_nextTerm(), categories, limits));
        } else if (dice % 31 == 0) {
            motion.target = address(rounds);
            motion.call = abi.encodeCall(IRounds.cancel, (rounds.roundCount()));
        } else {
            motion.target = address(treasury);
            uint128 amount = uint128(1 + ((dice >> 8) % 300e6));
            motion.call = abi.encodeCall(
                treasury.payWithinReserve,
                (address(0xb111), amount, Accounts.EQUIPMENT, bytes32(dice))
            );
        }
    }

    /// @notice A round of exactly as many places as are free, or of one more, opened as a vote opens it.
    function pressSeats(uint256 seed) external {
        uint256 dice = _roll(seed);
        // Before there are members nobody votes.
        if (!roster.begun()) return;
        uint32 free = _freeSeats();
        bool beyond = dice % 2 == 0;
        // The last free place is for a round that the members voted for.
        if (!beyond && done["carryOutRound"] == 0) return;
        if (rounds.roundCount() >= 8 || (!beyond && (free == 0 || (dice >> 8) % 40 != 0))) return;
        uint32 seats = free + (beyond ? 1 : 0);
        IRounds.Terms memory terms = roundTerms(_now() + 1 days, 1, seats);
        vm.prank(ITimelocked(address(governor)).timelock());
        try rounds.open(terms) {
            _press("seats", beyond, true, "", IRounds.TooManySeats.selector);
        } catch (bytes memory why) {
            _refuse("openRound", why);
            _press("seats", beyond, false, why, IRounds.TooManySeats.selector);
        }
    }

    /// @dev What nobody holds and no undecided round may still sell, counted one by one.
    function _freeSeats() private view returns (uint32) {
        uint32 taken = share.liveSeats();
        for (uint32 id = 1; id <= rounds.roundCount(); ++id) {
            IRounds.Round memory r = rounds.round(id);
            if (r.state == IRounds.RoundState.Failed || r.state == IRounds.RoundState.Finalised) continue;
            taken += r.state == IRounds.RoundState.Succeeded ? r.sold : r.terms.maxSeats;
        }
        return taken < MOST_MEMBERS ? MOST_MEMBERS - taken : 0;
    }

    function _unpacked(
        Motion memory motion
    ) private pure returns (address[] memory targets, uint256[] memory values, bytes[] memory calls) {
        targets = new address[](1);
        values = new uint256[](1);
        calls = new bytes[](1);
        (targets[0], calls[0]) = (motion.target, motion.call);
    }

    /// @notice Everybody who cares votes on the newest motion; most are in favour.
    function voteOnMotion(uint256 seed) external {
        uint256 dice = _roll(seed);
        if (_motions.length == 0) return;
        uint256 id = _motions[_motions.length - 1].id;
        uint32 last = share.lastSeat();
        for (uint32 seat = 1; seat <= last; ++seat) {
            uint256 mood = (dice >> (8 * (seat % 16))) % 8;
            address member = share.owners(seat, 1)[0];
            if (mood > 5 || member == address(0)) continue;
            vm.prank(member);
            try governor.castVote(id, mood == 0 ? 0 : 1) {
                _record("voteOnMotion", true);
            } catch (bytes memory why) {
                _refuse("voteOnMotion", why);
            }
        }
    }

    /// @notice Queues what has passed and carries out what was queued.
    function carryOut(uint256 seed) external {
        _roll(seed);
        uint256 from = _motions.length < 4 ? 0 : _motions.length - 4;
        for (uint256 i = from; i < _motions.length; ++i) {
            Motion memory motion = _motions[i];
            IGovernor.ProposalState state = governor.state(motion.id);
            (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _unpacked(motion);
            bytes32 text = keccak256(bytes(motion.text));
            if (state == IGovernor.ProposalState.Succeeded) {
                governor.queue(targets, values, calls, text);
                _record("queue", true);
            } else if (state == IGovernor.ProposalState.Queued) {
                try governor.execute(targets, values, calls, text) {
                    _record(motion.target == address(rounds) ? "carryOutRound" : "carryOutOther", true);
                    if (motion.target == address(budgets)) _noteUse();
                } catch (bytes memory why) {
                    _refuse("carryOut", why);
                }
            }
        }
    }

    function _noteUse() private {
        uint32 term = roster.termAt(_now());
        IBudgets.Line[] memory lines = budgets.lines(term);
        for (uint256 i = 0; i < lines.length; ++i) {
            usedAtVote[term][lines[i].category] = uint256(lines[i].spent) + lines[i].reserved;
        }
    }

    /// @notice Hours pass, sometimes days.
    function passTime(uint256 seed) external {
        uint256 dice = _roll(seed);
        uint256 span = dice % 3 == 0 ? 6 days : 2 days;
        vm.warp(block.timestamp + 1 + ((dice >> 8) % span));
        vm.roll(block.number + 1);
        _record("passTime", true);
    }
}
