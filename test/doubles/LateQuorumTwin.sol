// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";

/// @notice OpenZeppelin's governor with its late quorum as it comes, and the house's dates. Everybody has one vote.
contract LateQuorumTwin is GovernorCountingSimple, GovernorPreventLateQuorum {
    uint256 private immutable _delay;
    uint256 private immutable _period;
    uint256 private immutable _quorum;

    constructor(
        uint256 delay,
        uint256 period,
        uint48 extension,
        uint256 quorum_
    ) Governor("Twin") GovernorPreventLateQuorum(extension) {
        _delay = delay;
        _period = period;
        _quorum = quorum_;
    }

    function votingDelay() public view override returns (uint256) {
        return _delay;
    }

    function votingPeriod() public view override returns (uint256) {
        return _period;
    }

    function quorum(uint256) public view override returns (uint256) {
        return _quorum;
    }

    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    function proposalDeadline(uint256 id) public view override(Governor, GovernorPreventLateQuorum) returns (uint256) {
        return super.proposalDeadline(id);
    }

    function _getVotes(address, uint256, bytes memory) internal pure override returns (uint256) {
        return 1;
    }

    function _tallyUpdated(uint256 id) internal override(Governor, GovernorPreventLateQuorum) {
        super._tallyUpdated(id);
    }

    /// @dev The module asks while it is made, before the period is there.
    function _maxLateQuorumVoteExtension() internal pure override returns (uint256) {
        return type(uint32).max;
    }
}
