// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {TestToken} from "../../contracts/demo/TestToken.sol";

/// @notice Money whose balances grow by themselves: one part in a hundred a day.
contract GrowingMoney is TestToken {
    uint256 private immutable _begun = block.timestamp;

    constructor() TestToken("Growing money", "GROW", 6, type(uint128).max) {}

    function balanceOf(address account) public view override returns (uint256) {
        uint256 whole = super.balanceOf(account);
        return whole + (whole * ((block.timestamp - _begun) / 1 days)) / 100;
    }
}

/// @notice Money that takes a signature in three parts only, as ERC-3009 was first written down.
contract SplitMoney is ERC20("Split money", "SPLIT") {
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256,
        uint256,
        bytes32,
        uint8,
        bytes32,
        bytes32
    ) external {
        _transfer(from, to, value);
    }
}

/// @notice Money that asks nobody: any signature will do.
contract CredulousMoney is ERC20("Credulous money", "YES") {
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256,
        uint256,
        bytes32,
        bytes calldata
    ) external {
        _transfer(from, to, value);
    }
}

/// @notice Money that signs in another domain than it says.
contract LyingMoney is TestToken {
    constructor() TestToken("Lying money", "LIE", 6, type(uint128).max) {}

    function eip712Domain()
        public
        view
        override
        returns (bytes1, string memory, string memory, uint256, address, bytes32, uint256[] memory)
    {
        return (hex"0f", "Honest money", "1", block.chainid, address(this), 0, new uint256[](0));
    }
}
