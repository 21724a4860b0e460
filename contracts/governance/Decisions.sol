// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBuyBack} from "../funding/IBuyBack.sol";
import {IRounds} from "../funding/IRounds.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IAdmission} from "../membership/IAdmission.sol";
import {IExit} from "../membership/IExit.sol";
import {IBeacon} from "../oversight/IBeacon.sol";
import {IRoster} from "../oversight/IRoster.sol";
import {IBudgets} from "../treasury/IBudgets.sol";
import {ITreasury} from "../treasury/ITreasury.sol";
import {ICharter} from "./ICharter.sol";
import {IDecisions} from "./IDecisions.sol";

/// @title Decisions
/// @dev The whole table stands in `_row`. The timelock and the governor are in no row: no vote can hand out a key.
contract Decisions is IDecisions, Housed {
    constructor(IRegistry registry_) Housed(registry_) {}

    /// @inheritdoc IDecisions
    function ask(bytes32 text) external only(IRegistry.Part.Timelock) {
        // Check:
        if (text == bytes32(0)) revert QuestionMissing();
        // Effect: none but that it is said.
        emit QuestionDecided(text);
    }

    /// @inheritdoc IDecisions
    function majorityOf(address target, bytes4 selector) public view returns (Majority) {
        if (target == address(registry)) return _ofCharter(selector);
        (IRegistry.Part part, Majority majority) = _row(selector);
        return majority != Majority.None && registry.part(part) == target ? majority : Majority.None;
    }

    function _ofCharter(bytes4 selector) private pure returns (Majority) {
        if (selector == ICharter.appointOperator.selector) return Majority.Ordinary;
        if (selector == ICharter.appointRegistrar.selector) return Majority.Ordinary;
        if (selector == ICharter.strengthen.selector) return Majority.Ordinary;
        if (selector == ICharter.loosen.selector) return Majority.TwoThirds;
        if (selector == ICharter.nameSuccessor.selector) return Majority.TwoThirds;
        return Majority.None;
    }

    function _row(bytes4 selector) private pure returns (IRegistry.Part, Majority) {
        if (selector == IRounds.open.selector) return (IRegistry.Part.Rounds, Majority.Ordinary);
        if (selector == IRounds.cancel.selector) return (IRegistry.Part.Rounds, Majority.Ordinary);
        if (selector == IBudgets.set.selector) return (IRegistry.Part.Budgets, Majority.Ordinary);
        if (selector == ITreasury.payWithinReserve.selector) return (IRegistry.Part.Treasury, Majority.Ordinary);
        if (selector == ITreasury.payBeyondReserve.selector) return (IRegistry.Part.Treasury, Majority.TwoThirds);
        if (selector == ITreasury.bookLoss.selector) return (IRegistry.Part.Treasury, Majority.TwoThirds);
        if (selector == IRoster.addEra.selector) return (IRegistry.Part.Roster, Majority.Ordinary);
        if (selector == IBuyBack.offer.selector) return (IRegistry.Part.BuyBack, Majority.TwoThirds);
        if (selector == IAdmission.changeCriteria.selector) return (IRegistry.Part.Admission, Majority.Ordinary);
        if (selector == IAdmission.admitByVote.selector) return (IRegistry.Part.Admission, Majority.Ordinary);
        if (selector == IExit.endByVote.selector) return (IRegistry.Part.Exit, Majority.TwoThirds);
        if (selector == IExit.moveByVote.selector) return (IRegistry.Part.Exit, Majority.TwoThirds);
        if (selector == IBeacon.nameNetwork.selector) return (IRegistry.Part.Beacon, Majority.TwoThirds);
        if (selector == IDecisions.ask.selector) return (IRegistry.Part.Decisions, Majority.Ordinary);
        return (IRegistry.Part.Timelock, Majority.None);
    }

    /// @inheritdoc IDecisions
    function majorityOfAll(
        address[] calldata targets,
        bytes4[] calldata selectors
    ) external view returns (Majority strictest) {
        for (uint256 i = 0; i < targets.length; ++i) {
            Majority majority = majorityOf(targets[i], selectors[i]);
            if (majority == Majority.None) revert NotAHouseDecision(targets[i], selectors[i]);
            if (majority > strictest) strictest = majority;
        }
    }
}
