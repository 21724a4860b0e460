// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEpochs} from "../lib/IEpochs.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {ITeam} from "../treasury/ITeam.sol";

/// @title A manager's word
/// @notice What takes a payment back and what closes a day is said by the operator, or by one of their team with
/// `ITeam.Right.ManageCounter`, in this second.
abstract contract ManagersWord is SignedCalls {
    IEpochs private immutable _persons;
    ITeam private immutable _team;

    /// @notice `account` may neither close the day nor refund.
    /// @param account Who wanted to.
    error NotAManager(address account);

    /// @param persons Keeps the epochs of accounts.
    constructor(IEpochs persons, ITeam team) {
        _persons = persons;
        _team = team;
    }

    /// @dev Reverts unless the message is the word of `manager`, who is one.
    function _requireManager(
        address manager,
        uint32 epoch,
        uint48 deadline,
        bytes32 structHash,
        bytes calldata signature
    ) internal view {
        _requireSigned(manager, structHash, deadline, signature);
        _requireEpoch(uint160(manager), epoch, _persons.epochOf(uint160(manager)));
        if (!_team.may(manager, ITeam.Right.ManageCounter)) revert NotAManager(manager);
    }
}
