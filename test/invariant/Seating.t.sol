// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Seating} from "../../contracts/oversight/Seating.sol";

/// @notice The seating for any club, any ballot and any seed: it never reverts (R8) and seats nobody twice (R3).
contract SeatingTest {
    uint256 private constant MOST_SEATS = 60;

    /// @dev What a run is about; small enough that pools run dry.
    struct Club {
        uint32 size;
        uint32 served;
        uint8 chairs;
        uint8 reserves;
        uint8 candidates;
        uint8 apart;
        bool byApprovals;
    }

    /// @dev The pools' order is turned by this, so that positions and numbers differ.
    uint256 private _turn;
    uint256 private _size;

    function testFuzz_R3_R8_NobodyTwiceAndNothingStops(Club memory club, bytes32 seed) external {
        (Seating.Field memory field, Seating.Draw memory draw) = _draw(club, seed);
        (uint32[] memory seats, uint256 elected, uint256 turnsAt) = Seating.list(field, draw, _seatAt);

        uint256 wanted = draw.chairs + draw.reserves;
        assert(seats.length == (wanted < draw.size ? wanted : draw.size));
        assert(elected <= draw.chairs && elected <= field.seats.length);
        assert(turnsAt <= draw.chairs);
        for (uint256 i = 0; i < seats.length; ++i) {
            assert(seats[i] != 0 && seats[i] <= draw.size);
            for (uint256 j = 0; j < i; ++j) assert(seats[i] != seats[j]);
        }
    }

    /// @dev R2: while somebody waits who is free, nobody else is drawn; and the cycle turns exactly when they run out.
    function testFuzz_R2_WaitingGoesFirst(Club memory club, bytes32 seed) external {
        club.candidates = 0;
        (Seating.Field memory field, Seating.Draw memory draw) = _draw(club, seed);
        (uint32[] memory seats, , uint256 turnsAt) = Seating.list(field, draw, _seatAt);
        uint256 free = 0;
        for (uint256 position = draw.served; position < draw.size; ++position) {
            if (!_isOut(draw, _seatAt(position))) ++free;
        }
        for (uint256 i = 0; i < seats.length; ++i) {
            bool waits = _positionOf(seats[i]) >= draw.served && !_isOut(draw, seats[i]);
            assert(waits == (i < free));
        }
        uint256 chairs = seats.length < draw.chairs ? seats.length : draw.chairs;
        if (free < chairs) assert(turnsAt == free);
        else assert(turnsAt == draw.chairs);
    }

    /// @dev The elected stand in falling order of approvals, and nobody left out had more.
    function testFuzz_ApprovalsDecide(Club memory club, bytes32 seed) external {
        club.byApprovals = true;
        (Seating.Field memory field, Seating.Draw memory draw) = _draw(club, seed);
        (uint32[] memory seats, uint256 elected, ) = Seating.list(field, draw, _seatAt);
        uint256 last = type(uint256).max;
        for (uint256 i = 0; i < elected; ++i) {
            uint256 approvals = _approvalsOf(field, seats[i]);
            assert(approvals != 0 && approvals <= last);
            last = approvals;
        }
        if (elected < draw.chairs) return;
        for (uint256 i = 0; i < field.seats.length; ++i) {
            if (!_isOut(draw, field.seats[i]) && !_among(seats, elected, field.seats[i])) {
                assert(field.approvals[i] <= last);
            }
        }
    }

    /// @dev Too few voted: approvals change nothing.
    function testFuzz_WithoutQuorumOnlyTheSeedDecides(Club memory club, bytes32 seed, uint24 other) external {
        club.byApprovals = false;
        (Seating.Field memory field, Seating.Draw memory draw) = _draw(club, seed);
        (uint32[] memory seats, uint256 elected, ) = Seating.list(field, draw, _seatAt);
        for (uint256 i = 0; i < field.approvals.length; ++i) field.approvals[i] = uint256(other) % (i + 1);
        (uint32[] memory again, uint256 electedAgain, ) = Seating.list(field, draw, _seatAt);
        assert(elected == electedAgain && keccak256(abi.encode(seats)) == keccak256(abi.encode(again)));
    }

    /// @dev Seats that ended stand in front and take no part: 40 live ones with the numbers 301 to 340, 200 with 301 to 500.
    function testFuzz_R8_SeatsThatEndedLeaveNoHole(bytes32 seed, uint16 live) external {
        Seating.Field memory field;
        Seating.Draw memory draw;
        uint256 count = live % 201;
        _size = 300 + count;
        (draw.seed, draw.chairs, draw.reserves) = (seed, 10, 10);
        (draw.size, draw.gone, draw.served) = (_size, 300, 300 + (uint256(seed) % (count + 1)));
        uint256 gasBefore = gasleft();
        (uint32[] memory seats, , ) = Seating.list(field, draw, _seatAt);
        assert(gasBefore - gasleft() < 1_000_000);
        assert(seats.length == (count < 20 ? count : 20));
        for (uint256 i = 0; i < seats.length; ++i) {
            assert(seats[i] > 300 && seats[i] <= _size);
            for (uint256 j = 0; j < i; ++j) assert(seats[i] != seats[j]);
        }
    }

    /// @dev An order that names one seat again and again: the list is shorter after 256 cards more, and nothing stops.
    function testFuzz_R8_AtMost256CardsMore(bytes32 seed) external view {
        Seating.Field memory field;
        Seating.Draw memory draw;
        (draw.seed, draw.chairs, draw.reserves, draw.size) = (seed, 10, 10, 100_000);
        (uint32[] memory seats, , ) = Seating.list(field, draw, _alwaysTheSame);
        assert(seats.length == 1 && seats[0] == 7);
    }

    function _alwaysTheSame(uint256) private pure returns (uint32) {
        return 7;
    }

    /// @dev The same numbers stand in `protocol/draw.test.ts`.
    function test_TheListThatTheBrowserFindsToo() external {
        _size = 20;
        Seating.Field memory field;
        Seating.Draw memory draw;
        (draw.seed, draw.chairs, draw.reserves, draw.size) = (keccak256("a seed"), 3, 2, 20);
        (uint32[] memory seats, , ) = Seating.list(field, draw, _seatAt);
        uint8[5] memory expected = [16, 11, 17, 5, 13];
        assert(seats.length == 5);
        for (uint256 i = 0; i < 5; ++i) assert(seats[i] == expected[i]);
    }

    /// @dev Numbers that lie below the last whole multiple of `n` are kept, and only they.
    function testFuzz_IsFair(uint256 word, uint256 n) external pure {
        n = n == 0 ? 1 : n;
        // 2^256 = q · n + rest
        uint256 rest = ((type(uint256).max % n) + 1) % n;
        bool kept = rest == 0 || word <= type(uint256).max - rest;
        assert(Seating.isFair(word, n) == kept);
    }

    function test_IsFairAtTheEdge() external pure {
        assert(Seating.isFair(type(uint256).max, 2 ** 255));
        assert(!Seating.isFair(type(uint256).max, 3));
        assert(Seating.isFair(type(uint256).max - 1, 3));
        assert(!Seating.isFair(2 ** 255 + 1, 2 ** 255 + 1));
        assert(Seating.isFair(2 ** 255, 2 ** 255 + 1));
    }

    /// @dev 3,000 rolls over seven places: each about 429 times; nine standard deviations either way.
    function testFuzz_EveryPlaceIsAsLikely(bytes32 seed) external pure {
        uint256[7] memory times;
        for (uint256 roll = 0; roll < 3000; ++roll) ++times[Seating.index(seed, roll, 7)];
        for (uint256 i = 0; i < 7; ++i) assert(times[i] > 255 && times[i] < 603);
    }

    // ---- the club of a run ---------------------------------------------------------------------------------------

    function _draw(
        Club memory club,
        bytes32 seed
    ) private returns (Seating.Field memory field, Seating.Draw memory draw) {
        _size = club.size % (MOST_SEATS + 1);
        _turn = _size == 0 ? 0 : uint256(seed) % _size;
        draw.seed = seed;
        draw.chairs = (club.chairs % 10) + 1;
        draw.reserves = club.reserves % 11;
        draw.size = _size;
        draw.served = _size == 0 ? 0 : club.served % (_size + 1);
        draw.apart = new uint32[](_size == 0 ? 0 : club.apart % 25);
        for (uint256 i = 0; i < draw.apart.length; ++i) {
            draw.apart[i] = uint32((uint256(keccak256(abi.encode(seed, "apart", i))) % _size) + 1);
        }
        field.byApprovals = club.byApprovals;
        uint256 standing = club.candidates % 30;
        if (standing > _size) standing = _size;
        field.seats = new uint32[](standing);
        field.approvals = new uint256[](standing);
        for (uint256 i = 0; i < standing; ++i) {
            field.seats[i] = uint32(_size - i);
            field.approvals[i] = uint256(keccak256(abi.encode(seed, i))) % 4;
        }
    }

    function _seatAt(uint256 position) private view returns (uint32) {
        return uint32(((position + _turn) % _size) + 1);
    }

    function _positionOf(uint32 seat) private view returns (uint256) {
        return (seat - 1 + _size - _turn) % _size;
    }

    function _isOut(Seating.Draw memory draw, uint32 seat) private pure returns (bool) {
        return _among(draw.apart, draw.apart.length, seat);
    }

    function _among(uint32[] memory seats, uint256 count, uint32 seat) private pure returns (bool) {
        for (uint256 i = 0; i < count; ++i) if (seats[i] == seat) return true;
        return false;
    }

    function _approvalsOf(Seating.Field memory field, uint32 seat) private pure returns (uint256) {
        for (uint256 i = 0; i < field.seats.length; ++i) if (field.seats[i] == seat) return field.approvals[i];
        revert("an elected seat that did not stand");
    }
}
