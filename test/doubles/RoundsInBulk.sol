// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IShare} from "../../contracts/membership/IShare.sol";
import {IRoster} from "../../contracts/oversight/IRoster.sol";

/// @notice Stands in for the rounds where a house is large or grows often: seats are born and given in one call each, as a
/// finalised round does it, and nobody pays.
contract RoundsInBulk {
    IShare private immutable _share;
    IRoster private immutable _roster;

    constructor(IShare share, IRoster roster) {
        _share = share;
        _roster = roster;
    }

    function begin() external {
        _roster.begin();
    }

    function bear(uint32 count) external {
        _roster.seatsBorn(_share.mint(count, 0), count);
    }

    function give(uint32 first, address[] calldata owners) external {
        for (uint32 i = 0; i < owners.length; ++i) _share.assign(first + i, owners[i]);
    }
}
