// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRegistry} from "../../contracts/lib/IRegistry.sol";

/// @notice A registry that believes the test.
contract FakeRegistry is IRegistry {
    address public token;
    bool public isSealed = true;
    mapping(address account => bool) public isPart;
    mapping(Part => address) private _parts;

    constructor(address token_) {
        token = token_;
    }

    function set(Part which, address contract_) external {
        _parts[which] = contract_;
        isPart[contract_] = true;
    }

    function part(Part which) external view returns (address) {
        return _parts[which];
    }
}
