// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Pools} from "../../contracts/oversight/Pools.sol";
import {Seating} from "../../contracts/oversight/Seating.sol";

/// @notice Pools and seating without a house around them, so that a hundred thousand seats with holes can be drawn from.
contract BarePools {
    using Pools for Pools.Order;

    Pools.Order private _pools;

    function join(uint32 count) external {
        _pools.size += count;
    }

    function serve(uint32[] calldata seats) external {
        for (uint256 i = 0; i < seats.length; ++i) _pools.serve(seats[i]);
    }

    function retire(uint32[] calldata seats) external {
        for (uint256 i = 0; i < seats.length; ++i) _pools.retire(seats[i]);
    }

    function turn() external {
        _pools.turn();
    }

    function borders() external view returns (uint32 size, uint32 gone, uint32 served) {
        return (_pools.size, _pools.gone, _pools.served);
    }

    function order(uint256 first, uint256 count) external view returns (uint32[] memory seats) {
        seats = new uint32[](count);
        for (uint256 i = 0; i < count; ++i) seats[i] = _pools.seatAt(first + i);
    }

    function draw(
        Seating.Field calldata field,
        bytes32 seed,
        uint32[] calldata apart,
        uint256 stillWaiting
    ) external view returns (uint32[] memory seats, uint256 elected, uint256 turnsAt, uint256 gas) {
        (uint256 size, uint256 gone, uint256 served) = (_pools.size, _pools.gone, _pools.served);
        Seating.Draw memory drawn = Seating.Draw(seed, 10, 10, size, gone, served, apart, stillWaiting);
        gas = gasleft();
        (seats, elected, turnsAt) = Seating.list(field, drawn, _seatAt);
        gas -= gasleft();
    }

    function _seatAt(uint256 position) private view returns (uint32) {
        return _pools.seatAt(position);
    }
}
