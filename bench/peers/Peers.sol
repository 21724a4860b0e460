// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Votes} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Votes.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @dev What OpenZeppelin's wizard makes of "governor, by seconds, with a timelock".
contract PeerGovernor is
    Governor,
    GovernorCountingSimple,
    GovernorVotes,
    GovernorVotesQuorumFraction,
    GovernorTimelockControl
{
    constructor(
        IVotes token,
        TimelockController timelock
    ) Governor("Peer") GovernorVotes(token) GovernorVotesQuorumFraction(20) GovernorTimelockControl(timelock) {}

    function votingDelay() public pure override returns (uint256) {
        return 2 days;
    }

    function votingPeriod() public pure override returns (uint256) {
        return 7 days;
    }

    function state(uint256 id) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(id);
    }

    function proposalNeedsQueuing(
        uint256 id
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(id);
    }

    function _queueOperations(
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 description
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(id, targets, values, calldatas, description);
    }

    function _executeOperations(
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 description
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(id, targets, values, calldatas, description);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 description
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, description);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}

contract PeerTimelock is TimelockController {
    constructor(address admin) TimelockController(2 days, new address[](0), new address[](0), admin) {}
}

contract PeerSeat is ERC721, ERC721Votes {
    constructor() ERC721("Peer", "PEER") EIP712("Peer", "1") {}

    function mint(address to, uint256 id) external {
        _mint(to, id);
    }

    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    function _update(address to, uint256 id, address auth) internal override(ERC721, ERC721Votes) returns (address) {
        return super._update(to, id, auth);
    }

    function _increaseBalance(address account, uint128 value) internal override(ERC721, ERC721Votes) {
        super._increaseBalance(account, value);
    }
}

contract PeerToken is ERC20, ERC20Permit {
    constructor() ERC20("Peer money", "PM") ERC20Permit("Peer money") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @dev How Unlock's factory is meant to stand: set up inside the proxy's constructor.
contract PeerProxy is ERC1967Proxy {
    constructor(address implementation, bytes memory setUp) ERC1967Proxy(implementation, setUp) {}
}

/// @dev The least an escrow can do: remember who paid what, and give it back.
contract PlainEscrow {
    IERC20 private immutable _token;
    mapping(address payer => uint256) private _paid;

    constructor(IERC20 token) {
        _token = token;
    }

    function buy(uint256 amount) external {
        _paid[msg.sender] = amount;
        _token.transferFrom(msg.sender, address(this), amount);
    }

    function refund() external {
        uint256 amount = _paid[msg.sender];
        _paid[msg.sender] = 0;
        _token.transfer(msg.sender, amount);
    }
}

interface IAuthorizedTransfers {
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;
}

/// @dev Fifty payments in one call, the way a till could do it with a stablecoin.
contract AuthorizationLoop {
    struct One {
        address from;
        uint256 value;
        bytes32 nonce;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    function take(IAuthorizedTransfers token, address to, uint256 validBefore, One[] calldata all) external {
        for (uint256 i = 0; i < all.length; ++i) {
            One calldata a = all[i];
            token.transferWithAuthorization(a.from, to, a.value, 0, validBefore, a.nonce, a.v, a.r, a.s);
        }
    }
}
