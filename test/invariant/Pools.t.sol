// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Pools} from "../../contracts/oversight/Pools.sol";

/// @notice The pools against what they stand for: every seat once, in one of three sets (R1).
contract PoolsTest {
    using Pools for Pools.Order;

    Pools.Order private _pools;
    mapping(uint32 seat => bool) private _served;
    mapping(uint32 seat => bool) private _gone;

    function testFuzz_R1_EverySeatIsInExactlyOnePool(uint8 founders, uint256 seed) external {
        _pools.size = uint32(founders % 40) + 1;
        uint256 moved = 0;
        for (uint256 step = 0; step < 60; ++step) {
            uint256 dice = uint256(keccak256(abi.encode(seed, step)));
            if (dice % 9 == 0) {
                _pools.size += uint32((dice >> 8) % 4);
                continue;
            }
            if (dice % 31 == 1) {
                _pools.turn();
                for (uint32 each = 1; each <= _pools.size; ++each) _served[each] = false;
                continue;
            }
            uint32 seat = uint32((dice >> 8) % _pools.size) + 1;
            if (_gone[seat]) continue;
            if (dice % 5 == 2) {
                _pools.retire(seat);
                _gone[seat] = true;
                _served[seat] = false;
                continue;
            }
            if (_served[seat]) continue;
            _pools.serve(seat);
            _served[seat] = true;
            ++moved;
        }
        assert(moved > 0);
        uint256 served = 0;
        uint256 gone = 0;
        for (uint32 seat = 1; seat <= _pools.size; ++seat) {
            uint256 position = _pools.positionOf(seat);
            assert(position < _pools.size && _pools.seatAt(position) == seat);
            assert(_pools.isGone(seat) == _gone[seat]);
            assert(_pools.hasServed(seat) == (_served[seat] || _gone[seat]));
            if (_served[seat]) ++served;
            if (_gone[seat]) ++gone;
        }
        assert(gone == _pools.gone && gone + served == _pools.served);
    }
}
