// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Tallies} from "../../contracts/oversight/Tallies.sol";

/// @notice The packed count against counting one by one (R4).
contract TalliesTest {
    using Tallies for uint256[13];

    uint256[13] private _tallies;
    uint256[128] private _plain;
    uint128[8] private _last;

    function testFuzz_R4_CountsTheLastBallotOfEachSeat(uint256 seed) external {
        uint256 changes = 0;
        for (uint256 step = 0; step < 24; ++step) {
            uint256 dice = uint256(keccak256(abi.encode(seed, step)));
            uint256 seat = dice % 8;
            uint128 then = uint128(dice >> 128);
            uint128 before = _last[seat];
            if (before != 0) ++changes;
            _tallies.replace(before, then);
            _last[seat] = then;
            for (uint256 i = 0; i < 128; ++i) {
                _plain[i] = _plain[i] + ((then >> i) & 1) - ((before >> i) & 1);
            }
        }
        assert(changes > 0);
        uint256[] memory approvals = _tallies.read(128);
        for (uint256 i = 0; i < 128; ++i) assert(approvals[i] == _plain[i]);
        assert(_tallies.read(17).length == 17);
    }
}
