// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The pools
/// @notice All seats in one order with two borders: first the seats that are *gone*, then those who *served* in this cycle,
/// then those who *wait*. Moving a seat is one exchange at a border and one step of it, turning the cycle is setting the
/// second border to the first.
/// @dev What was never written is where it was born: position p holds seat p + 1. So newcomers join without a write, ten
/// or ten thousand of them, and it stays so because a seat that is gone keeps a place in the order. Eight 32-bit numbers a
/// slot. The twin is `protocol/oversight/pools.ts`.
library Pools {
    struct Order {
        uint32 size; // seats ever born
        uint32 gone; // positions below it are *gone*
        uint32 served; // positions below it, and not *gone*, are *served*
        uint32 cycle; // from 1
        mapping(uint256 word => uint256 eightSeats) seats;
        mapping(uint256 word => uint256 eightPositions) places; // position + 1 of a seat
    }

    /// @notice The seat at `position`.
    function seatAt(Order storage pools, uint256 position) internal view returns (uint32) {
        uint32 written = _get(pools.seats, position);
        return written == 0 ? uint32(position + 1) : written;
    }

    /// @notice Where `seat` stands.
    function positionOf(Order storage pools, uint32 seat) internal view returns (uint256) {
        uint32 written = _get(pools.places, seat);
        return written == 0 ? seat - 1 : written - 1;
    }

    /// @notice Whether `seat` does not wait: it is *served* or *gone*.
    function hasServed(Order storage pools, uint32 seat) internal view returns (bool) {
        return positionOf(pools, seat) < pools.served;
    }

    /// @notice Whether `seat` is *gone*.
    function isGone(Order storage pools, uint32 seat) internal view returns (bool) {
        return positionOf(pools, seat) < pools.gone;
    }

    /// @notice Moves a waiting seat to *served*.
    function serve(Order storage pools, uint32 seat) internal {
        _exchange(pools, seat, pools.served);
        pools.served += 1;
    }

    /// @notice Moves a seat to *gone*, which it is not: at most two exchanges.
    function retire(Order storage pools, uint32 seat) internal {
        if (!hasServed(pools, seat)) serve(pools, seat);
        _exchange(pools, seat, pools.gone);
        pools.gone += 1;
    }

    /// @dev `seat` and whoever stands at position `to` change places.
    function _exchange(Order storage pools, uint32 seat, uint256 to) private {
        uint256 from = positionOf(pools, seat);
        uint32 other = seatAt(pools, to);
        _put(pools.seats, to, seat);
        _put(pools.places, seat, uint32(to + 1));
        if (other != seat) {
            _put(pools.seats, from, other);
            _put(pools.places, other, uint32(from + 1));
        }
    }

    /// @notice Everybody waits again.
    function turn(Order storage pools) internal {
        pools.served = pools.gone;
        pools.cycle += 1;
    }

    function _get(mapping(uint256 word => uint256) storage list, uint256 index) private view returns (uint32) {
        return uint32(list[index >> 3] >> ((index & 7) << 5));
    }

    function _put(mapping(uint256 word => uint256) storage list, uint256 index, uint32 value) private {
        uint256 shift = (index & 7) << 5;
        list[index >> 3] = (list[index >> 3] & ~(uint256(type(uint32).max) << shift)) | (uint256(value) << shift);
    }
}
