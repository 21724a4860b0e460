import { tenths } from "../shortNumber.ts";

/** Names of the five inks; each is a colour token. */
export const inks = ["accent", "good", "cool", "wait", "muted"] as const;
type Ink = (typeof inks)[number];

/** Everything the certificate's art depends on: three bytes, so that any other program can draw the same. */
export type RosetteForm = { folds: number; ripple: number; depth: number; turn: number; ink: Ink };

/** First three bytes of a 32-byte hash: folds and ripple, depth, ink and turn. */
export function rosetteForm(hash: `0x${string}`): RosetteForm {
  const [a, b, c] = [2, 4, 6].map((at) => Number.parseInt(hash.slice(at, at + 2), 16)) as [number, number, number];
  if ([a, b, c].some(Number.isNaN)) throw new Error(`Not a hash: ${hash}`);
  return {
    folds: 7 + (a % 8),
    ripple: 2 + ((a >> 3) % 4),
    depth: 0.07 + (b / 255) * 0.09,
    turn: (((c / 5) | 0) / 51) * 1.6 - 0.8,
    ink: inks[c % 5] as Ink,
  };
}

/** The lines of the guilloche: each a closed wave, a little smaller and turned a little further than the one before. */
export function rosettePaths(form: RosetteForm, radius: number, lines = 13): string[] {
  const inner = 0.4;
  return Array.from({ length: lines }, (_, line) => {
    const t = line / (lines - 1);
    const base = radius * (0.86 - (0.86 - inner) * t);
    const wave = radius * form.depth * (1 - 0.45 * t);
    const shift = form.turn * t * Math.PI;
    return closedCurve(form.folds * 16, (angle) => {
      const r =
        base +
        wave * (0.7 * Math.cos(form.folds * angle + shift * form.ripple) + 0.5 * Math.cos(form.ripple * angle - shift));
      return [r * Math.cos(angle - Math.PI / 2), r * Math.sin(angle - Math.PI / 2)];
    });
  });
}

/** A smooth closed line: quadratic curves through the middles between points. */
function closedCurve(steps: number, at: (angle: number) => [number, number]): string {
  const points = Array.from({ length: steps }, (_, i) => at((i / steps) * 2 * Math.PI));
  const middle = (i: number): string => {
    const [a, b] = [points[i % steps], points[(i + 1) % steps]] as [[number, number], [number, number]];
    return `${tenths((a[0] + b[0]) / 2)} ${tenths((a[1] + b[1]) / 2)}`;
  };
  const curves = points.map(([x, y], i) => `Q${tenths(x)} ${tenths(y)} ${middle(i)}`);
  return `M${middle(steps - 1)}${curves.join("")}Z`;
}
