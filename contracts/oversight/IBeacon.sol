// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title A number that nobody knows while people still vote
/// @notice Armed after a ballot's end, it names a block to come; that block's hash decides the draw.
/// @dev Another source (a public randomness service) can stand behind the same face on a chain whose blocks one party makes.
interface IBeacon {
    /// @notice The hash of `blockNumber` will decide the draw of `term`.
    event BeaconArmed(uint32 indexed term, uint64 blockNumber);
    /// @notice Nobody stored the hash of `blockNumber` while the chain still knew it; another block decides instead.
    event BeaconMissed(uint32 indexed term, uint64 blockNumber);
    /// @notice The hash that decides the draw of `term`.
    event BeaconStored(uint32 indexed term, uint64 blockNumber, bytes32 value);

    /// @notice `delayBlocks` is at least 1, `settleBlocks` too, and both are at most `most`.
    error BeaconBlocksRefused(uint32 delayBlocks, uint32 settleBlocks, uint32 most);
    /// @notice Nobody has armed the beacon for `term` yet.
    error BeaconNotArmed(uint32 term);
    /// @notice The hash of `blockNumber` decides, and it is there or still to come.
    error BeaconArmedAlready(uint32 term, uint64 blockNumber);
    /// @notice The deciding block is still to come; this is block `nowAt`.
    error BeaconBlockAhead(uint32 term, uint64 blockNumber, uint64 nowAt);
    /// @notice The chain does not know the hash of `blockNumber` any more: arm again.
    error BeaconHashLost(uint32 term, uint64 blockNumber);
    /// @notice The hash is kept already.
    error BeaconStoredAlready(uint32 term, bytes32 value);

    /// @notice Names the block that decides. Only Elections, after the ballot's end. Emits `BeaconArmed`, and before it
    /// `BeaconMissed` if an earlier block's hash was lost.
    function arm(uint32 term) external returns (uint64 blockNumber);

    /// @notice Keeps the deciding hash. Anybody, from the next block on. Emits `BeaconStored`.
    function store(uint32 term) external returns (bytes32 value);

    /// @notice What is known for a term.
    /// @return blockNumber The block that decides, 0 = not armed.
    /// @return value Its hash, 0 = not kept yet.
    /// @return settledFrom The first block in which a seating may use it.
    function beaconOf(uint32 term) external view returns (uint64 blockNumber, bytes32 value, uint64 settledFrom);
}
