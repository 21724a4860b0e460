// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Bls12381} from "./Bls12381.sol";
import {IBeacon} from "./IBeacon.sol";
import {IRoster} from "./IRoster.sol";

/// @title The beacon: rounds of drand
/// @dev The same code everywhere: networks differ by key, genesis and period, chains by `settle`.
contract DrandBeacon is IBeacon, Housed {
    /// @dev Longer than a vote's delay, its days, its extension and the timelock together: whoever wants a living network
    /// replaced would have to keep everybody from storing one signature for so long.
    uint48 private constant DEAD_AFTER = 14 days;
    /// @dev Both together are the time that the calendar leaves for the beacon (`RotationCalendar`).
    uint32 private constant MOST_SETTLE = 25 hours;
    uint32 private constant LONGEST_PERIOD = 1 hours;

    /// @inheritdoc IBeacon
    uint32 public immutable settle;

    IRoster private immutable _roster;
    uint32 private immutable _nominationsFrom;

    Network[] private _networks;
    mapping(uint32 network => mapping(uint64 round => bytes32)) private _values;

    constructor(IRegistry registry_, IRoster roster, NetworkTerms memory terms, uint32 settle_) Housed(registry_) {
        if (settle_ > MOST_SETTLE) revert BeaconSettleTooLong(settle_, MOST_SETTLE);
        settle = settle_;
        _roster = roster;
        _nominationsFrom = roster.rotation().nominationsFrom;
        _add(1, terms);
    }

    function _add(uint32 firstTerm, NetworkTerms memory terms) private returns (uint32 network) {
        // Check:
        if (terms.genesis == 0 || terms.genesis > block.timestamp) revert BeaconNetworkImpossible("genesis");
        if (terms.period == 0 || terms.period > LONGEST_PERIOD) revert BeaconNetworkImpossible("period");
        if (terms.key.length != Bls12381.KEY_BYTES) revert BeaconNetworkImpossible("key");
        Bls12381.G2 memory key = abi.decode(terms.key, (Bls12381.G2));
        Bls12381.Fault fault = Bls12381.faultOfKey(key);
        if (fault != Bls12381.Fault.None) revert BeaconKeyRefused(fault);
        // Effect:
        network = uint32(_networks.length);
        _networks.push(Network(firstTerm, terms.genesis, terms.period, 0, key));
        emit BeaconNetworkNamed(network, firstTerm, terms.key, terms.genesis, terms.period);
    }

    /// @inheritdoc IBeacon
    function store(uint32 network, uint64 round, bytes calldata signature) external returns (bytes32 value) {
        // Check:
        if (network >= _networks.length) revert BeaconNetworkUnknown(network, _networks.length);
        if (round == 0) revert BeaconRoundUnknown();
        value = _values[network][round];
        if (value != 0) revert BeaconStoredAlready(network, round, value);
        Network storage source = _networks[network];
        uint48 nowAt = uint48(block.timestamp);
        uint48 appearsAt = _timeOf(source, round);
        if (nowAt < appearsAt) revert BeaconRoundAhead(round, appearsAt, nowAt);
        if (signature.length != Bls12381.SIGNATURE_BYTES) {
            revert BeaconSignatureLength(signature.length, Bls12381.SIGNATURE_BYTES);
        }
        Bls12381.G1 memory point = Bls12381.pointOf(signature);
        // What a round signs: SHA-256 of its number, eight bytes.
        bytes memory message = abi.encodePacked(sha256(abi.encodePacked(round)));
        Bls12381.Fault fault = Bls12381.faultOf(point, message, source.key);
        if (fault != Bls12381.Fault.None) revert BeaconSignatureRefused(network, round, fault);
        // Effect:
        value = sha256(Bls12381.compressed(point));
        _values[network][round] = value;
        if (round > source.newestRound) source.newestRound = round;
        emit BeaconStored(network, round, value, signature);
    }

    /// @dev A round beyond all time appears in the last second there is.
    function _timeOf(Network storage source, uint64 round) private view returns (uint48) {
        uint256 second = source.genesis + (uint256(round) - 1) * source.period;
        return second > type(uint48).max ? type(uint48).max : uint48(second);
    }

    /// @inheritdoc IBeacon
    function nameNetwork(NetworkTerms calldata terms) external only(IRegistry.Part.Timelock) returns (uint32 network) {
        // Check:
        Network storage present = _networks[_networks.length - 1];
        uint64 newest = present.newestRound;
        if (newest != 0) {
            uint48 nowAt = uint48(block.timestamp);
            uint48 deadFrom = _timeOf(present, newest) + DEAD_AFTER;
            if (nowAt < deadFrom) revert BeaconNetworkAlive(newest, deadFrom, nowAt);
        }
        // Effect: a term whose nominations have opened keeps the network that people knew when they stood.
        return _add(_roster.termAt(uint48(block.timestamp) + _nominationsFrom) + 1, terms);
    }

    /// @inheritdoc IBeacon
    function beaconOf(
        uint32 term
    ) external view returns (uint32 network, uint64 round, uint48 appearsAt, bytes32 value) {
        network = uint32(_networks.length - 1);
        // As many steps as networks have died.
        while (_networks[network].firstTerm > term && network != 0) --network;
        Network storage source = _networks[network];
        uint256 from = uint256(_roster.calendar(term).ballotUntil) + settle;
        uint256 genesis = source.genesis;
        round = from <= genesis ? 1 : uint64(Math.ceilDiv(from - genesis, source.period) + 1);
        appearsAt = _timeOf(source, round);
        value = _values[network][round];
    }

    /// @inheritdoc IBeacon
    function numberOf(uint32 network, uint64 round) external view returns (bytes32) {
        return _values[network][round];
    }

    /// @inheritdoc IBeacon
    function networkCount() external view returns (uint256) {
        return _networks.length;
    }

    /// @inheritdoc IBeacon
    function networkAt(uint32 network) external view returns (Network memory) {
        if (network >= _networks.length) revert BeaconNetworkUnknown(network, _networks.length);
        return _networks[network];
    }
}
