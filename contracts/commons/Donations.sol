// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IAuthorizations} from "../lib/IAuthorizations.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IJournal} from "../treasury/IJournal.sol";
import {IDonations} from "./IDonations.sol";

/// @title Donations
contract Donations is IDonations, Housed, SignedCalls, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    bytes32 private constant GIFT_TYPEHASH = keccak256(
        "Gift(address donor,uint128 amount,bytes32 project,bytes32 note,bool nameless,uint64 nonce,uint48 deadline)"
    );

    IERC20 private immutable _token;
    IJournal private immutable _journal;

    uint64 private _count;
    mapping(uint64 id => Donation) private _donations;
    mapping(bytes32 project => uint256) private _totals;

    constructor(IRegistry registry_, IERC20 token, IJournal journal) Housed(registry_) EIP712("Runde Donations", "1") {
        _token = token;
        _journal = journal;
    }

    /// @inheritdoc IDonations
    function donate(
        uint128 amount,
        bytes32 project,
        bytes32 note,
        bool nameless
    ) external nonReentrant returns (uint64 id) {
        // Check:
        if (amount == 0) revert GiftOfNothing();
        // Interaction:
        address treasury = registry.part(IRegistry.Part.Treasury);
        uint256 before = _token.balanceOf(treasury);
        _token.safeTransferFrom(msg.sender, treasury, amount);
        _requireArrived(treasury, before, amount);
        // Effect:
        return _record(Gift(msg.sender, amount, project, note, nameless, 0, 0));
    }

    /// @dev Only what reached the treasury is a gift.
    function _requireArrived(address treasury, uint256 before, uint128 amount) private view {
        uint256 received = _token.balanceOf(treasury) - before;
        if (received != amount) revert GiftMismatch(received, amount);
    }

    function _record(Gift memory gift) private returns (uint64 id) {
        id = ++_count;
        uint64 entry = _journal.append(Accounts.CASH, Accounts.DONATIONS, gift.amount, gift.project, gift.donor);
        _donations[id] = Donation({
            donor: gift.donor,
            amount: gift.amount,
            project: gift.project,
            note: gift.note,
            nameless: gift.nameless,
            givenAt: uint48(block.timestamp),
            entry: entry
        });
        _totals[gift.project] += gift.amount;
        emit Donated(id, gift.donor, gift.project, gift.amount, gift.note, gift.nameless, entry);
    }

    /// @inheritdoc IDonations
    function donateBySig(Gift calldata gift, bytes calldata authorization) external nonReentrant returns (uint64 id) {
        // Check:
        if (gift.amount == 0) revert GiftOfNothing();
        if (block.timestamp >= gift.deadline) revert SignatureExpired(gift.deadline, uint48(block.timestamp));
        _useNonce(_subject(uint160(gift.donor), "gift"), gift.nonce);
        bytes32 purpose = keccak256(
            abi.encode(
                GIFT_TYPEHASH,
                gift.donor,
                gift.amount,
                gift.project,
                gift.note,
                gift.nameless,
                gift.nonce,
                gift.deadline
            )
        );
        // Interaction: the token checks the signature, which names this very gift.
        address treasury = registry.part(IRegistry.Part.Treasury);
        uint256 before = _token.balanceOf(treasury);
        IAuthorizations(address(_token)).receiveWithAuthorization(
            gift.donor,
            address(this),
            gift.amount,
            0,
            gift.deadline,
            purpose,
            authorization
        );
        _token.safeTransfer(treasury, gift.amount);
        _requireArrived(treasury, before, gift.amount);
        // Effect:
        return _record(gift);
    }

    /// @inheritdoc IDonations
    function donations(uint64 first, uint64 count) external view returns (Donation[] memory page) {
        page = new Donation[](Pages.size(first, count, _count));
        for (uint64 i = 0; i < page.length; ++i) page[i] = _donations[first + i];
    }

    /// @inheritdoc IDonations
    function donationCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IDonations
    function totalByProject(bytes32 project) external view returns (uint256) {
        return _totals[project];
    }
}
