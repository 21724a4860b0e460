// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IBeacon} from "./IBeacon.sol";

/// @title The hash of a block to come
/// @dev Who makes the deciding block can throw it away and give up its reward, once, without knowing the next one: good
/// enough where many make blocks, not where one sequencer does.
contract BlockBeacon is IBeacon, Housed {
    /// @dev EIP-2935: the hashes of the latest 8,191 blocks.
    address private constant HISTORY = 0x0000F90827F1C53a10cb7A02335B175320002935;
    /// @dev Both delays together stay inside what `blockhash` remembers (256), for chains without that history.
    uint32 private constant MOST_BLOCKS = 120;

    struct Beacon {
        uint64 blockNumber; // 0 = not armed
        bytes32 value; // 0 = not kept yet
    }

    /// @notice Blocks from the arming to the one that decides.
    uint32 public immutable delayBlocks;
    /// @notice Blocks from the deciding one to the first seating, so that a reorganised chain cannot show two tables.
    uint32 public immutable settleBlocks;

    mapping(uint32 term => Beacon) private _beacons;

    constructor(IRegistry registry_, uint32 delayBlocks_, uint32 settleBlocks_) Housed(registry_) {
        bool fits = delayBlocks_ <= MOST_BLOCKS && settleBlocks_ <= MOST_BLOCKS;
        if (delayBlocks_ == 0 || settleBlocks_ == 0 || !fits) {
            revert BeaconBlocksRefused(delayBlocks_, settleBlocks_, MOST_BLOCKS);
        }
        delayBlocks = delayBlocks_;
        settleBlocks = settleBlocks_;
    }

    /// @inheritdoc IBeacon
    function arm(uint32 term) external only(IRegistry.Part.Elections) returns (uint64 blockNumber) {
        // Check:
        Beacon storage beacon = _beacons[term];
        uint64 before = beacon.blockNumber;
        if (before != 0) {
            bool lost = beacon.value == 0 && before < block.number && _hashOf(before) == 0;
            if (!lost) revert BeaconArmedAlready(term, before);
            emit BeaconMissed(term, before);
        }
        // Effect:
        blockNumber = uint64(block.number) + delayBlocks;
        beacon.blockNumber = blockNumber;
        emit BeaconArmed(term, blockNumber);
    }

    /// @inheritdoc IBeacon
    function store(uint32 term) external returns (bytes32 value) {
        // Check:
        Beacon storage beacon = _beacons[term];
        uint64 blockNumber = beacon.blockNumber;
        if (blockNumber == 0) revert BeaconNotArmed(term);
        if (beacon.value != 0) revert BeaconStoredAlready(term, beacon.value);
        if (block.number <= blockNumber) revert BeaconBlockAhead(term, blockNumber, uint64(block.number));
        value = _hashOf(blockNumber);
        if (value == 0) revert BeaconHashLost(term, blockNumber);
        // Effect:
        beacon.value = value;
        emit BeaconStored(term, blockNumber, value);
    }

    /// @dev The hash of an earlier block, 0 if the chain has forgotten it. A history that is missing reverts or answers
    /// with nothing; one that has just begun answers zero.
    function _hashOf(uint256 blockNumber) private view returns (bytes32 hash) {
        (bool answered, bytes memory answer) = HISTORY.staticcall(abi.encode(blockNumber));
        if (answered && answer.length == 32) hash = bytes32(answer);
        if (hash == 0) hash = blockhash(blockNumber);
    }

    /// @inheritdoc IBeacon
    function beaconOf(uint32 term) external view returns (uint64 blockNumber, bytes32 value, uint64 settledFrom) {
        Beacon storage beacon = _beacons[term];
        blockNumber = beacon.blockNumber;
        value = beacon.value;
        settledFrom = blockNumber == 0 ? 0 : blockNumber + settleBlocks;
    }
}
