// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
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

/// @notice Money that takes a signature in three parts only, a key's, as ERC-3009 was first written down; it can keep a fee.
contract SplitMoney is ERC20("Split money", "SPLIT"), EIP712("Split money", "1") {
    bytes32 private constant RECEIVE_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    uint256 private _fee;

    error NotTheKeyOf(address from);

    function setFee(uint256 fee) external {
        _fee = fee;
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        bytes32 said = keccak256(abi.encode(RECEIVE_TYPEHASH, from, to, value, validAfter, validBefore, nonce));
        if (ecrecover(_hashTypedDataV4(said), v, r, s) != from) revert NotTheKeyOf(from);
        _transfer(from, to, value);
        _burn(to, _fee);
    }
}

/// @notice The same, but it has a word for everything that it does not know.
contract TalkativeMoney is SplitMoney {
    error UnheardOf(bytes4 selector);

    fallback() external {
        revert UnheardOf(msg.sig);
    }
}

/// @notice Money that takes three parts, and looks at none of them.
contract CredulousSplitMoney is ERC20("Credulous split money", "YES") {
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

/// @notice Money that takes no signature in any form, and says nothing about it.
contract MuteMoney is ERC20("Mute money", "MUTE") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function decimals() public pure override returns (uint8) {
        return 6;
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
