// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The replay window
/// @notice Remembers which of the latest 64 nonces were used, in 80 bits, so that codes may arrive out of order and
/// none counts twice.
/// @dev Nonces are 16 bits and run in a circle: "ahead" and "behind" are meant on the shorter way round. A nonce comes
/// round again after 65,536 payments; no code lives that long.
library ReplayWindow {
    enum Verdict {
        Fresh,
        Used, // or too far behind to tell
        TooFar // so far ahead that it would push unseen nonces out of the window
    }

    /// @dev How far behind the newest a nonce is remembered, and how far ahead one may leap.
    uint16 internal constant SIZE = 64;

    /// @dev Half of the circle.
    uint16 private constant HALF = 0x8000;

    /// @notice What stands against `nonce`. Bit i of `used` belongs to `newest` − i.
    function judge(uint16 newest, uint64 used, uint16 nonce) internal pure returns (Verdict) {
        unchecked {
            // The circle: wrapping is meant.
            uint16 behind = newest - nonce;
            if (behind < SIZE) return (used >> behind) & 1 == 0 ? Verdict.Fresh : Verdict.Used;
            if (behind < HALF) return Verdict.Used;
            uint16 ahead = nonce - newest;
            return ahead > SIZE ? Verdict.TooFar : Verdict.Fresh;
        }
    }

    /// @notice The window after a fresh `nonce` was used.
    function take(uint16 newest, uint64 used, uint16 nonce) internal pure returns (uint16, uint64) {
        unchecked {
            uint16 behind = newest - nonce;
            if (behind < SIZE) return (newest, used | (uint64(1) << behind));
            uint16 ahead = nonce - newest;
            return (nonce, (used << ahead) | 1);
        }
    }
}
