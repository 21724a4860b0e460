import { type Address, concatHex, type Hex, hexToBytes, keccak256, numberToHex } from "viem";

/** The five inks: the app's colour token, and what the contract's image writes for it (the light theme's). */
export const inks = [
  { token: "accent", colour: "#a23b17" },
  { token: "good", colour: "#2f6b4a" },
  { token: "cool", colour: "#2b5c8a" },
  { token: "wait", colour: "#8a5a00" },
  { token: "muted", colour: "#665445" },
] as const;

/** A share's drawing: closed lines of SVG path data, in whole units from −1,100 to 1,100. */
export interface Rosette {
  ink: (typeof inks)[number];
  lines: readonly string[];
}

const LINES = 13;
/** Curves for each fold of the wave. */
const CURVES = 8;
const TURN = 0x1_0000;
const QUARTER = TURN / 4;
const ONE = 32_767;

/** A quarter of the cosine in 64 steps, 16 bits each: the same table as in `Rosette.sol`. */
const COSINE =
  "7fff7ff57fd87fa67f617f097e9c7e1d7d897ce37c297b5c7a7c79897884776b7641750473b5725470e26f5e6dc96c236a6d68a666cf64e862f160eb5ed7" +
  "5cb35a82584255f5539b51334ebf4c3f49b4471c447a41ce3f173c56398c36ba33df30fb2e112b1f2826252822231f1a1c0b18f915e212c80fab0c8c096a" +
  "064803240000";
const table = Array.from({ length: 65 }, (_, i) => Number.parseInt(COSINE.slice(4 * i, 4 * i + 4), 16));

/** What a share is drawn from: contract, seat and the second it was born, packed as Solidity's `abi.encodePacked` does. */
export function seatArt(share: Address, seat: number, bornAt: number): Hex {
  return keccak256(concatHex([share, numberToHex(seat, { size: 4 }), numberToHex(bornAt, { size: 6 })]));
}

/**
 * The guilloche of a share, from the first three bytes of its art. Whole numbers only, so that the contract draws the same
 * bytes (`contracts/membership/Rosette.sol`): each line is a closed wave, a little smaller and turned a little further
 * than the one before.
 */
export function drawRosette(art: Hex): Rosette {
  const [a, b, c] = hexToBytes(art);
  if (a === undefined || b === undefined || c === undefined) throw new Error(`Too short to draw from: ${art}`);
  const folds = 7 + (a % 8);
  const ripple = 2 + ((a >> 3) % 4);
  const depth = 7000 + whole((b * 9000) / 255);
  const turn = 1028 * whole(c / 5) - 26_214;
  const lines = Array.from({ length: LINES }, (_, line) => {
    const base = 86_000 - whole((46_000 * line) / (LINES - 1));
    const wave = whole((depth * (20 * (LINES - 1) - 9 * line)) / (20 * (LINES - 1)));
    return closedCurve(folds * CURVES, wavePoint(folds, ripple, base, wave, whole((turn * line) / (LINES - 1))));
  });
  return { ink: inks[c % inks.length]!, lines };
}

type PointAt = (angle: number) => readonly [x: number, y: number];

/** Radius in hundredths of a unit, angles in 65,536ths of a turn. */
function wavePoint(folds: number, ripple: number, base: number, wave: number, shift: number): PointAt {
  return (angle) => {
    const swing = 7 * cosine(folds * angle + ripple * shift) + 5 * cosine(ripple * angle - shift);
    const radius = base + whole((wave * swing) / (10 * ONE));
    return [whole((radius * cosine(angle - QUARTER)) / (100 * ONE)), whole((-radius * cosine(angle)) / (100 * ONE))];
  };
}

function cosine(angle: number): number {
  const within = ((angle % TURN) + TURN) % TURN;
  const quarter = whole(within / QUARTER);
  const rest = within % QUARTER;
  const value = fromTable(quarter % 2 === 0 ? rest : QUARTER - rest);
  return quarter === 1 || quarter === 2 ? -value : value;
}

function fromTable(rest: number): number {
  const [low, high] = [table[rest >> 8] ?? 0, table[(rest >> 8) + 1] ?? 0];
  return low - (((low - high) * (rest & 0xff)) >> 8);
}

/** A smooth closed line: quadratic curves through the middles between points. */
function closedCurve(steps: number, at: PointAt): string {
  const points = Array.from({ length: steps }, (_, i) => at(whole((i * TURN) / steps)));
  const middle = (i: number): string => {
    const [from, to] = [points[i]!, points[(i + 1) % steps]!];
    return `${whole((from[0] + to[0]) / 2)} ${whole((from[1] + to[1]) / 2)}`;
  };
  return `M${middle(steps - 1)}${points.map(([x, y], i) => `Q${x} ${y} ${middle(i)}`).join("")}Z`;
}

/** Towards zero, as the chain divides; `+ 0` keeps a minus off zero. */
function whole(n: number): number {
  return Math.trunc(n) + 0;
}
