// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IShare} from "../membership/IShare.sol";
import {HouseTimelock} from "./HouseTimelock.sol";
import {IDecisions} from "./IDecisions.sol";
import {IHouseGovernor} from "./IHouseGovernor.sol";
import {IProposals} from "./IProposals.sol";
import {SeatCounting} from "./SeatCounting.sol";

/// @title HouseGovernor
/// @dev Makes its timelock itself: admin nobody, proposer, canceller and only executor this contract. So no key exists at
/// any moment. Its figures stand in the registry, where a vote changes them: no `GovernorSettings`.
contract HouseGovernor is Housed, SeatCounting, GovernorPreventLateQuorum, GovernorTimelockControl {
    /// @dev What is kept of a proposal beside OpenZeppelin's own.
    struct Dossier {
        bytes32 codeHash; // over the code hashes of all targets
        IDecisions.Majority majority;
    }

    mapping(uint256 id => Dossier) private _dossiers;

    constructor(
        IRegistry registry_,
        IShare share_
    )
        Governor("Runde HouseGovernor")
        Housed(registry_)
        SeatCounting(share_)
        GovernorPreventLateQuorum(uint48(registry_.figure(IRegistry.Figure.LateExtension)))
        GovernorTimelockControl(_ownTimelock(registry_.figure(IRegistry.Figure.TimelockDelay)))
    {}

    function _ownTimelock(uint256 delay) private returns (TimelockController) {
        address[] memory self = new address[](1);
        self[0] = address(this);
        return new HouseTimelock(delay, self, self);
    }

    // ---- propose ------------------------------------------------------------------------------------------------

    /// @inheritdoc IHouseGovernor
    function proposeFor(
        address proposer,
        IProposals.Motion memory motion
    ) external only(IRegistry.Part.Proposals) returns (uint256 id) {
        // Check:
        if (!_isValidDescriptionForProposer(proposer, motion.description)) revert GovernorRestrictedProposer(proposer);
        IDecisions.Majority majority = _majorityOf(motion);
        // Effect:
        id = _propose(motion.targets, motion.values, motion.calldatas, motion.description, proposer);
        _dossiers[id] = Dossier(_codeHash(motion.targets), majority);
    }

    /// @dev Lists of different lengths are refused by OpenZeppelin, by name.
    function _majorityOf(IProposals.Motion memory motion) private view returns (IDecisions.Majority) {
        uint256 calls = motion.targets.length;
        bytes4[] memory selectors = new bytes4[](calls);
        for (uint256 i = 0; i < calls && i < motion.calldatas.length && i < motion.values.length; ++i) {
            if (motion.values[i] != 0) revert DecisionCarriesCoin(motion.values[i]);
            selectors[i] = bytes4(motion.calldatas[i]);
        }
        return IDecisions(registry.part(IRegistry.Part.Decisions)).majorityOfAll(motion.targets, selectors);
    }

    function _codeHash(address[] memory targets) private view returns (bytes32 hash) {
        for (uint256 i = 0; i < targets.length; ++i) hash = keccak256(abi.encode(hash, targets[i].codehash));
    }

    // ---- carry out ----------------------------------------------------------------------------------------------

    function _queueOperations(
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(id, targets, values, calldatas, descriptionHash);
    }

    /// @dev Executes what was described: same contracts, same code, no coin.
    function _executeOperations(
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        // Check:
        if (msg.value != 0) revert DecisionCarriesCoin(msg.value);
        if (_codeHash(targets) != _dossiers[id].codeHash) revert DecisionTargetChanged(id);
        // Interaction:
        super._executeOperations(id, targets, values, calldatas, descriptionHash);
    }

    // ---- what OpenZeppelin offers and this house does not -----------------------------------------------------------

    /// @dev Closed: a proposal needs sponsors (`IProposals`).
    function propose(
        address[] memory,
        uint256[] memory,
        bytes[] memory,
        string memory
    ) public pure override returns (uint256) {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Nobody takes a proposal back: a mistake is voted down.
    function _validateCancel(uint256, address) internal pure override returns (bool) {
        return false;
    }

    function _cancel(
        address[] memory,
        uint256[] memory,
        bytes[] memory,
        bytes32
    ) internal pure override(Governor, GovernorTimelockControl) returns (uint256) {
        revert FunctionClosed(IGovernor.cancel.selector);
    }

    /// @dev Closed.
    function castVoteBySig(uint256, uint8, address, bytes memory) public pure override returns (uint256) {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed.
    function castVoteWithReasonAndParamsBySig(
        uint256,
        uint8,
        address,
        string calldata,
        bytes memory,
        bytes memory
    ) public pure override returns (uint256) {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed: a name or a reason on the chain stays there for ever.
    function castVoteWithReason(uint256, uint8, string calldata) public pure override returns (uint256) {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed: a vote has no parameters here.
    function castVoteWithReasonAndParams(
        uint256,
        uint8,
        string calldata,
        bytes memory
    ) public pure override returns (uint256) {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed.
    function relay(address, uint256, bytes calldata) public payable override {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed.
    function updateTimelock(TimelockController) public pure override {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed.
    function setLateQuorumVoteExtension(uint48) public pure override {
        revert FunctionClosed(msg.sig);
    }

    // ---- views --------------------------------------------------------------------------------------------------

    /// @inheritdoc IGovernor
    /// @dev A passed decision that nobody carried out in time is `Expired`.
    function state(uint256 id) public view override(Governor, GovernorTimelockControl) returns (ProposalState now_) {
        now_ = super.state(id);
        bool passed = now_ == ProposalState.Succeeded || now_ == ProposalState.Queued;
        if (passed && block.timestamp > expiresAt(id)) return ProposalState.Expired;
    }

    /// @inheritdoc IHouseGovernor
    /// @dev By the expiry of its snapshot: what is under way keeps its dates.
    function expiresAt(uint256 id) public view returns (uint48) {
        uint48 snapshot = uint48(proposalSnapshot(id));
        return uint48(proposalDeadline(id) + registry.figureAt(IRegistry.Figure.Expiry, snapshot));
    }

    /// @inheritdoc IHouseGovernor
    function majorityOf(uint256 id) public view override returns (IDecisions.Majority) {
        return _dossiers[id].majority;
    }

    /// @inheritdoc IGovernor
    function votingDelay() public view override returns (uint256) {
        return registry.figure(IRegistry.Figure.VotingDelay);
    }

    /// @inheritdoc IGovernor
    function votingPeriod() public view override returns (uint256) {
        return registry.figure(IRegistry.Figure.VotingPeriod);
    }

    /// @inheritdoc IGovernor
    function proposalDeadline(uint256 id) public view override(Governor, GovernorPreventLateQuorum) returns (uint256) {
        return super.proposalDeadline(id);
    }

    /// @inheritdoc IGovernor
    function proposalNeedsQueuing(uint256 id) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(id);
    }

    /// @dev OpenZeppelin's steps, with what they read put together.
    function _castVote(
        uint256 id,
        address account,
        uint8 support,
        string memory,
        bytes memory
    ) internal override returns (uint256) {
        return _vote(id, account, support);
    }

    function _tallyUpdated(uint256 id) internal override(Governor, GovernorPreventLateQuorum) {
        super._tallyUpdated(id);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }

    /// @inheritdoc GovernorPreventLateQuorum
    function lateQuorumVoteExtension() public view override returns (uint48) {
        return uint48(registry.figure(IRegistry.Figure.LateExtension));
    }
}
