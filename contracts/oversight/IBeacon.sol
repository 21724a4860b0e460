// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bls12381} from "./Bls12381.sol";

/// @title A number that nobody can choose
/// @notice It comes from a network of independent operators (drand) that together sign the number of each round. Nobody
/// knows a signature before its second, there is only one for each round, and anybody can bring it: a wrong one is refused.
/// @dev Networks count from 0, rounds from 1. Round r appears at `genesis + (r - 1) · period`. Times are UTC seconds.
interface IBeacon {
    /// @dev What makes a network: its key and its clock.
    /// @param key A point of G2 as EIP-2537 writes it: x.c0, x.c1, y.c0, y.c1, 64 bytes each.
    /// @param genesis When round 1 appeared.
    /// @param period Seconds between two rounds.
    struct NetworkTerms {
        bytes key;
        uint48 genesis;
        uint32 period;
    }

    /// @dev A network as the house knows it.
    /// @param firstTerm It decides the draws from this term on, until another network's first term.
    /// @param genesis When round 1 appeared.
    /// @param period Seconds between two rounds.
    /// @param newestRound The newest round whose signature was ever stored; 0 = none.
    /// @param key A point of G2.
    struct Network {
        uint32 firstTerm;
        uint48 genesis;
        uint32 period;
        uint64 newestRound;
        Bls12381.G2 key;
    }

    /// @notice The draws from `firstTerm` on are decided by `network`.
    /// @param network Number of the network, from 0.
    /// @param firstTerm The first term concerned.
    /// @param key A point of G2, as EIP-2537 writes it.
    /// @param genesis When round 1 appeared, UTC seconds.
    /// @param period Seconds between two rounds.
    event BeaconNetworkNamed(uint32 indexed network, uint32 firstTerm, bytes key, uint48 genesis, uint32 period);
    /// @notice The number of a round, SHA-256 of its compressed signature: what the network itself publishes.
    /// @param signature 96 bytes, not compressed, so that anybody can check it again from the logs.
    /// @param network Number of the network, from 0.
    /// @param round Number of the round, from 1.
    /// @param value SHA-256 of the compressed signature.
    event BeaconStored(uint32 indexed network, uint64 indexed round, bytes32 value, bytes signature);

    /// @notice `settle` seconds leave no time for the answers; `allowed` do.
    /// @param settle Seconds.
    /// @param allowed How many there can be.
    error BeaconSettleTooLong(uint32 settle, uint32 allowed);
    /// @notice A network cannot be so: `what` names what says so.
    /// @param what Names it.
    error BeaconNetworkImpossible(bytes32 what);
    /// @notice A network's key is no point that can be one.
    /// @param fault What is wrong with it.
    error BeaconKeyRefused(Bls12381.Fault fault);
    /// @notice The house knows networks 0 to `known - 1`.
    /// @param network Number of the network, from 0.
    /// @param known How many there are.
    error BeaconNetworkUnknown(uint32 network, uint256 known);
    /// @notice The present network lives: its signature of `round` is stored. It can be replaced from `deadFrom` on if no newer
    /// one is; it is `nowAt`.
    /// @param round Number of the round, from 1.
    /// @param deadFrom UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error BeaconNetworkAlive(uint64 round, uint48 deadFrom, uint48 nowAt);
    /// @notice Rounds count from 1.
    error BeaconRoundUnknown();
    /// @notice `round` appears at `appearsAt`, it is `nowAt`.
    /// @param round Number of the round, from 1.
    /// @param appearsAt UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error BeaconRoundAhead(uint64 round, uint48 appearsAt, uint48 nowAt);
    /// @notice The number of `round` is stored.
    /// @param network Number of the network, from 0.
    /// @param round Number of the round, from 1.
    /// @param value SHA-256 of the compressed signature.
    error BeaconStoredAlready(uint32 network, uint64 round, bytes32 value);
    /// @notice A signature has `needed` bytes.
    /// @param given What came.
    /// @param needed What it takes.
    error BeaconSignatureLength(uint256 given, uint256 needed);
    /// @notice This is not the signature of `round` by `network`.
    /// @param network Number of the network, from 0.
    /// @param round Number of the round, from 1.
    /// @param fault What is wrong with it.
    error BeaconSignatureRefused(uint32 network, uint64 round, Bls12381.Fault fault);
    /// @notice The draw of `term` waits for the signature of `round`, which appears at `appearsAt`.
    /// @param term The term.
    /// @param network Number of the network, from 0.
    /// @param round Number of the round, from 1.
    /// @param appearsAt UTC seconds.
    error BeaconNotStored(uint32 term, uint32 network, uint64 round, uint48 appearsAt);

    /// @notice Keeps the number of a round. Anybody, from the round's second on, once. Emits `BeaconStored`.
    /// @dev Any round will do: a draw asks for its own, and each shows that the network lives.
    /// @param signature x and y of a point of G1, 48 bytes each.
    /// @param network Number of the network, from 0.
    /// @param round Number of the round, from 1.
    /// @return value Its number.
    function store(uint32 network, uint64 round, bytes calldata signature) external returns (bytes32 value);

    /// @notice Names another network of the same scheme for the terms whose nominations have not opened. Only the members'
    /// vote, and only if no stored signature of the present network is of the last 14 days: a living network cannot be
    /// voted away. Emits `BeaconNetworkNamed`.
    /// @param terms Key and clock of the network.
    /// @return network Number of the network.
    function nameNetwork(NetworkTerms calldata terms) external returns (uint32 network);

    /// @notice What decides the draw of a term: the first round at or after the ballot's end and `settle`.
    /// @param term The term.
    /// @return network Its network.
    /// @return round The round.
    /// @return appearsAt When the round appears.
    /// @return value Its number, 0 = not stored yet.
    function beaconOf(
        uint32 term
    ) external view returns (uint32 network, uint64 round, uint48 appearsAt, bytes32 value);

    /// @notice The number of a round, 0 = not stored.
    /// @param network Number of the network, from 0.
    /// @param round Number of the round, from 1.
    /// @return The number.
    function numberOf(uint32 network, uint64 round) external view returns (bytes32);

    /// @notice How many networks the house has known; the last one is the present one.
    /// @return How many.
    function networkCount() external view returns (uint256);

    /// @notice A network.
    /// @param network Number of the network, from 0.
    /// @return Its key and clock.
    function networkAt(uint32 network) external view returns (Network memory);

    /// @notice Seconds from a ballot's end to the earliest round: more than the chain's clock can lag behind.
    /// @return Seconds.
    function settle() external view returns (uint32);
}
