// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReplayWindow} from "../../contracts/voucher/ReplayWindow.sol";

/// @notice The window against what it stands for: a set of all nonces ever used.
contract ReplayWindowTest {
    mapping(uint16 nonce => bool) private _everUsed;

    /// @dev A walk of 120 nonces around a moving middle, forwards, backwards and over the edge of the circle.
    function testFuzz_NoNonceIsTakenTwice(uint16 start, uint256 seed) external {
        (uint16 newest, uint64 used) = (start, 0);
        uint256 taken;
        uint256 refused;
        for (uint256 i = 0; i < 120; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i)));
            uint16 nonce;
            unchecked {
                // From 70 behind to 70 ahead, mostly close.
                nonce = newest + uint16(seed % 12) - 5;
                if (seed >> 200 > type(uint56).max / 2) nonce = newest + uint16((seed >> 8) % 141) - 70;
            }
            ReplayWindow.Verdict verdict = ReplayWindow.judge(newest, used, nonce);
            if (_everUsed[nonce]) assert(verdict == ReplayWindow.Verdict.Used);
            if (verdict != ReplayWindow.Verdict.Fresh) {
                ++refused;
                continue;
            }
            assert(!_everUsed[nonce]);
            _everUsed[nonce] = true;
            ++taken;
            (newest, used) = ReplayWindow.take(newest, used, nonce);
            assert(ReplayWindow.judge(newest, used, nonce) == ReplayWindow.Verdict.Used);
        }
        // A walk that took nothing or refused nothing proves nothing.
        assert(taken > 10);
        assert(refused > 5);
    }

    /// @dev Taking a nonce changes the answer for no other nonce that is still within reach.
    function testFuzz_OthersStayAsTheyWere(uint16 newest, uint64 used, uint16 nonce, uint16 other) external pure {
        if (ReplayWindow.judge(newest, used, nonce) != ReplayWindow.Verdict.Fresh || other == nonce) return;
        ReplayWindow.Verdict before = ReplayWindow.judge(newest, used, other);
        (uint16 newer, uint64 usedNow) = ReplayWindow.take(newest, used, nonce);
        ReplayWindow.Verdict then = ReplayWindow.judge(newer, usedNow, other);
        if (before == ReplayWindow.Verdict.Used) {
            assert(then != ReplayWindow.Verdict.Fresh || _distance(newer, other) > 32_000);
        }
        if (before == ReplayWindow.Verdict.Fresh && _distance(newer, other) < 64) {
            assert(then == ReplayWindow.Verdict.Fresh);
        }
    }

    /// @dev The window reaches 64 back and 64 ahead, not one more.
    function testFuzz_Reach(uint16 newest) external pure {
        unchecked {
            assert(ReplayWindow.judge(newest, 0, newest - 63) == ReplayWindow.Verdict.Fresh);
            assert(ReplayWindow.judge(newest, 0, newest - 64) == ReplayWindow.Verdict.Used);
            assert(ReplayWindow.judge(newest, 0, newest + 64) == ReplayWindow.Verdict.Fresh);
            assert(ReplayWindow.judge(newest, 0, newest + 65) == ReplayWindow.Verdict.TooFar);
        }
    }

    function _distance(uint16 newest, uint16 nonce) private pure returns (uint16) {
        unchecked {
            return newest - nonce;
        }
    }
}
