// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRegistry} from "../lib/IRegistry.sol";
import {IWiring} from "./IWiring.sol";

/// @title Registry
/// @dev No part can be replaced: what a vote may exchange one day needs another contract and another decision.
contract Registry is IRegistry, IWiring {
    uint256 private constant PARTS = uint256(type(Part).max) + 1;

    /// @inheritdoc IRegistry
    address public immutable token;
    /// @inheritdoc IWiring
    address public immutable deployer;

    mapping(Part which => address filledBy) private _parts;
    mapping(address account => bool) private _isPart;
    bool private _sealed;

    /// @param token_ The settlement token.
    constructor(address token_) {
        if (token_.code.length == 0) revert TokenHasNoCode(token_);
        token = token_;
        deployer = msg.sender;
    }

    /// @inheritdoc IWiring
    function seal(address[] calldata parts) external {
        // Check:
        if (msg.sender != deployer) revert NotTheDeployer(msg.sender);
        if (_sealed) revert HouseSealedAlready();
        if (parts.length != PARTS) revert PartsMissing(parts.length, PARTS);
        address governor = parts[uint256(Part.Governor)];
        for (uint256 i = 0; i < PARTS; ++i) {
            Part which = Part(i);
            address filledBy = parts[i];
            if (filledBy.code.length == 0) revert PartHasNoCode(which, filledBy);
            for (uint256 j = 0; j < i; ++j) if (parts[j] == filledBy) revert PartNamedTwice(which, filledBy);
            // The timelock knows no registry: it belongs to the house if it is the governor's.
            bool belongs =
                which == Part.Timelock
                    ? _answer(governor, IBacklink.timelock.selector) == filledBy
                    : _answer(filledBy, IBacklink.registry.selector) == address(this);
            if (!belongs) revert PartOfAnotherHouse(which, filledBy);
            // Effect:
            _parts[which] = filledBy;
            _isPart[filledBy] = true;
        }
        _sealed = true;
        emit HouseSealed(parts);
    }

    /// @dev The address that `part_` names when asked, zero if it has no answer.
    function _answer(address part_, bytes4 question) private view returns (address) {
        (bool answered, bytes memory answer) = part_.staticcall(abi.encodeWithSelector(question));
        if (!answered || answer.length != 32) return address(0);
        uint256 word = uint256(bytes32(answer));
        return word > type(uint160).max ? address(0) : address(uint160(word));
    }

    /// @inheritdoc IRegistry
    function part(Part which) external view returns (address filledBy) {
        filledBy = _parts[which];
        // All parts are written by the call that seals the house: one slot says both.
        if (filledBy == address(0)) revert HouseNotSealed();
    }

    /// @inheritdoc IRegistry
    function isPart(address account) external view returns (bool) {
        return _isPart[account] || account == address(this) || account == token;
    }

    /// @inheritdoc IRegistry
    function isSealed() external view returns (bool) {
        return _sealed;
    }
}

/// @dev How a part says where it belongs.
interface IBacklink {
    /// @return This address.
    function registry() external view returns (address);
    function timelock() external view returns (address);
}
