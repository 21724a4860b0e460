// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICharter} from "../../contracts/governance/ICharter.sol";
import {IRegistry} from "../../contracts/lib/IRegistry.sol";

/// @notice A registry that believes the test.
contract FakeRegistry is IRegistry {
    address public token;
    bool public isSealed = true;
    mapping(address account => bool) private _isPart;
    address public operator;
    uint48 public operatorSince;
    address public registrar;
    /// @notice How often the reserve was pledged.
    uint256 public pledges;
    mapping(Part => address) private _parts;
    mapping(Figure => uint256) private _figures;

    constructor(address token_) {
        token = token_;
        emit ICharter.FiguresFounded(new uint256[](uint256(type(Figure).max) + 1));
    }

    function set(Part which, address contract_) external {
        _parts[which] = contract_;
        _isPart[contract_] = true;
    }

    function isPart(address account) external view returns (bool) {
        return _isPart[account] || account == token || account == address(this);
    }

    function appoint(address operator_, address registrar_) external {
        (operator, registrar) = (operator_, registrar_);
        operatorSince = uint48(block.timestamp);
    }

    function setFigure(Figure which, uint256 value) external {
        emit ICharter.FigureChanged(which, _figures[which], value);
        _figures[which] = value;
    }

    function figure(Figure which) external view returns (uint256) {
        return _figures[which];
    }

    function figureAt(Figure which, uint48) external view returns (uint256) {
        return _figures[which];
    }

    function successor() external pure returns (address, uint48) {
        return (address(0), 0);
    }

    function pledgeReserve() external {
        ++pledges;
    }

    function part(Part which) external view returns (address) {
        return _parts[which];
    }
}
