// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Accounts} from "../lib/Accounts.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {SignedPayment} from "../lib/SignedPayment.sol";
import {IJournal} from "../treasury/IJournal.sol";
import {ITreasury} from "../treasury/ITreasury.sol";
import {IDonations} from "./IDonations.sol";

/// @title Donations
contract Donations is IDonations, Housed, SignedCalls, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    bytes32 private constant GIFT_TYPEHASH = keccak256(
        "Gift(address donor,uint32 epoch,uint128 amount,bytes32 project,bytes32 note,bool nameless,uint64 nonce,uint48 deadline)"
    );

    IERC20 private immutable _token;
    IEpochs private immutable _persons;
    IJournal private immutable _journal;

    uint64 private _count;
    mapping(uint64 id => Donation) private _donations;
    mapping(bytes32 project => uint256) private _totals;

    constructor(
        IRegistry registry_,
        IERC20 token,
        IEpochs persons,
        IJournal journal
    ) Housed(registry_) EIP712("Runde Donations", "1") {
        _token = token;
        _persons = persons;
        _journal = journal;
    }

    /// @inheritdoc IDonations
    function donate(Gift calldata gift, bytes calldata authorization) external nonReentrant returns (uint64 id) {
        // Check:
        if (gift.amount == 0) revert GiftOfNothing();
        _requireInTime(gift.deadline);
        _requireEpoch(uint160(gift.donor), gift.epoch, _persons.epochOf(uint160(gift.donor)));
        _useNonce(_subject(uint160(gift.donor), "gift"), gift.nonce);
        // Interaction:
        ITreasury treasury = ITreasury(registry.part(IRegistry.Part.Treasury));
        int256 before = treasury.unbooked();
        _fetch(gift, address(treasury), authorization);
        // Check: exactly this has come, and nobody whom the token let speak meanwhile has booked any of it.
        int256 received = treasury.unbooked() - before;
        if (received != int256(uint256(gift.amount))) revert GiftMismatch(received, gift.amount);
        // Effect:
        return _record(gift);
    }

    /// @dev An allowance is drawn on only when its owner calls.
    function _fetch(Gift calldata gift, address treasury, bytes calldata authorization) private {
        if (authorization.length == 0 && msg.sender == gift.donor) {
            return _token.safeTransferFrom(gift.donor, treasury, gift.amount);
        }
        // The token checks the signature, which names this very gift; it takes times before, not until, a second.
        SignedPayment.take(_token, gift.donor, gift.amount, gift.deadline, _hashOf(gift), authorization);
        _token.safeTransfer(treasury, gift.amount);
    }

    function _hashOf(Gift calldata gift) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    GIFT_TYPEHASH,
                    gift.donor,
                    gift.epoch,
                    gift.amount,
                    gift.project,
                    gift.note,
                    gift.nameless,
                    gift.nonce,
                    gift.deadline
                )
            );
    }

    function _record(Gift calldata gift) private returns (uint64 id) {
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
