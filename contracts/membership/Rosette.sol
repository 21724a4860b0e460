// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/// @title Rosette
/// @notice The guilloche of a share, drawn from three bytes in whole numbers; `protocol/membership/rosette.ts` draws the
/// same bytes.
/// @dev Angles in 65,536ths of a turn, cosines in 32,767ths, radii in hundredths of a unit, coordinates in units. Only
/// views draw; a node bounds what one may cost (`test/unit/membership/Certificate.ts`: less than 12 M gas).
library Rosette {
    using Strings for uint256;

    uint256 private constant LINES = 13;
    int256 private constant CURVES = 8; // for each fold of the wave
    int256 private constant TURN = 65_536;
    int256 private constant QUARTER = 16_384;
    int256 private constant ONE = 32_767;
    /// @dev Head and foot, and for each line of at most 14 folds its frame and its curves of at most 24 letters.
    uint256 private constant MOST_BYTES = 600 + LINES * (80 + 14 * 8 * 24);

    /// @dev A quarter of the cosine in 64 steps, 16 bits each.
    bytes private constant COSINE =
        hex"7fff7ff57fd87fa67f617f097e9c7e1d7d897ce37c297b5c7a7c79897884776b7641750473b5725470e26f5e6dc96c236a6d68a666cf64e862f160eb5ed7"
        hex"5cb35a82584255f5539b51334ebf4c3f49b4471c447a41ce3f173c56398c36ba33df30fb2e112b1f2826252822231f1a1c0b18f915e212c80fab0c8c096a"
        hex"064803240000";

    /// @dev One line of the drawing.
    struct Wave {
        bytes cosine;
        int256 folds;
        int256 ripple;
        int256 base;
        int256 height;
        int256 shift;
    }

    /// @notice The whole image.
    /// @param art The first three bytes decide: folds and ripple, depth, ink and turn.
    /// @param number What stands in the middle.
    /// @return text An SVG document, 2,200 units wide and high.
    function svg(bytes3 art, uint256 number) internal pure returns (string memory text) {
        string memory head = string.concat(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1100 -1100 2200 2200">'
            '<rect x="-1100" y="-1100" width="2200" height="2200" fill="#fff"/><g fill="none" stroke="',
            _ink(uint8(art[2]) % 5),
            '">'
        );
        string memory foot = string.concat(
            '</g><text y="100" text-anchor="middle" font-family="Georgia,serif" font-size="300" fill="#2a1e16">',
            number.toString(),
            "</text></svg>"
        );
        bytes memory cosine = COSINE;
        // The longest that it can be, and the space behind it is left unused: one long text is written once.
        text = string(new bytes(MOST_BYTES));
        uint256 start;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            start := add(text, 0x20)
        }
        uint256 pen = _putText(start, head);
        for (uint256 line = 0; line < LINES; ++line) {
            pen = _putText(pen, '<path stroke-width="');
            pen = _putNumber(pen, int256(9 + line / 2));
            pen = _putText(pen, '" stroke-opacity=".');
            pen = _putNumber(pen, int256(42 + (line * 9) / 2));
            pen = _putText(pen, '" d="');
            pen = _putLine(pen, _wave(cosine, art, int256(line)));
            pen = _putText(pen, '"/>');
        }
        pen = _putText(pen, foot);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(text, sub(pen, start))
        }
    }

    function _ink(uint8 ink) private pure returns (string memory) {
        if (ink == 0) return "#a23b17";
        if (ink == 1) return "#2f6b4a";
        if (ink == 2) return "#2b5c8a";
        if (ink == 3) return "#8a5a00";
        return "#665445";
    }

    function _wave(bytes memory cosine, bytes3 art, int256 line) private pure returns (Wave memory) {
        int256 last = int256(LINES - 1);
        int256 a = int256(uint256(uint8(art[0])));
        int256 depth = 7000 + (int256(uint256(uint8(art[1]))) * 9000) / 255;
        int256 turn = 1028 * int256(uint256(uint8(art[2]) / 5)) - 26_214;
        return
            Wave({
                cosine: cosine,
                folds: 7 + (a % 8),
                ripple: 2 + ((a >> 3) % 4),
                base: 86_000 - (46_000 * line) / last,
                height: (depth * (20 * last - 9 * line)) / (20 * last),
                shift: (turn * line) / last
            });
    }

    // From here on numbers are small and the text is as long as the longest drawing, so nothing is checked: measured, a
    // drawing costs a third of what it does with checks, and a node bounds what one call may cost.

    /// @dev A smooth closed line: quadratic curves through the middles between points of the wave.
    function _putLine(uint256 pen, Wave memory wave) private pure returns (uint256) {
        unchecked {
            int256 steps = wave.folds * CURVES;
            (int256 x, int256 y) = _point(wave, ((steps - 1) * TURN) / steps);
            (int256 nextX, int256 nextY) = _point(wave, 0);
            pen = _putPair(pen, "M", (x + nextX) / 2, (y + nextY) / 2);
            for (int256 i = 1; i <= steps; ++i) {
                (x, y) = (nextX, nextY);
                (nextX, nextY) = _point(wave, ((i % steps) * TURN) / steps);
                pen = _putPair(pen, "Q", x, y);
                pen = _putPair(pen, " ", (x + nextX) / 2, (y + nextY) / 2);
            }
            return _putLetter(pen, "Z");
        }
    }

    function _point(Wave memory wave, int256 angle) private pure returns (int256 x, int256 y) {
        unchecked {
            bytes memory table = wave.cosine;
            int256 swing =
                7 * _cosine(table, wave.folds * angle + wave.ripple * wave.shift) +
                    5 * _cosine(table, wave.ripple * angle - wave.shift);
            int256 radius = wave.base + (wave.height * swing) / (10 * ONE);
            x = (radius * _cosine(table, angle - QUARTER)) / (100 * ONE);
            y = (-radius * _cosine(table, angle)) / (100 * ONE);
        }
    }

    function _cosine(bytes memory table, int256 angle) private pure returns (int256) {
        unchecked {
            uint256 within = uint256(angle) & 0xffff;
            uint256 quarter = within >> 14;
            uint256 rest = within & 0x3fff;
            if (quarter & 1 == 1) rest = 0x4000 - rest;
            uint256 low;
            uint256 high;
            // solhint-disable-next-line no-inline-assembly
            assembly ("memory-safe") {
                // Two neighbours of 16 bits; behind the last one stands its own zero.
                let pair := shr(224, mload(add(add(table, 0x20), shl(1, shr(8, rest)))))
                low := shr(16, pair)
                high := and(pair, 0xffff)
            }
            int256 value = int256(low - (((low - high) * (rest & 0xff)) >> 8));
            return quarter == 1 || quarter == 2 ? -value : value;
        }
    }

    function _putPair(uint256 pen, bytes1 letter, int256 x, int256 y) private pure returns (uint256) {
        return _putNumber(_putLetter(_putNumber(_putLetter(pen, letter), x), " "), y);
    }

    function _putNumber(uint256 pen, int256 value) private pure returns (uint256) {
        unchecked {
            if (value < 0) {
                pen = _putLetter(pen, "-");
                value = -value;
            }
            uint256 rest = uint256(value);
            if (rest > 999) pen = _putDigit(pen, rest / 1000);
            if (rest > 99) pen = _putDigit(pen, (rest / 100) % 10);
            if (rest > 9) pen = _putDigit(pen, (rest / 10) % 10);
            return _putDigit(pen, rest % 10);
        }
    }

    function _putDigit(uint256 pen, uint256 digit) private pure returns (uint256) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore8(pen, add(48, digit))
            pen := add(pen, 1)
        }
        return pen;
    }

    function _putLetter(uint256 pen, bytes1 letter) private pure returns (uint256) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore8(pen, byte(0, letter))
            pen := add(pen, 1)
        }
        return pen;
    }

    function _putText(uint256 pen, string memory text) private pure returns (uint256) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let size := mload(text)
            mcopy(pen, add(text, 0x20), size)
            pen := add(pen, size)
        }
        return pen;
    }
}
