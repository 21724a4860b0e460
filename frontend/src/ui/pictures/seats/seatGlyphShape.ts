import { hundredths } from "../shortNumber.ts";

/** A seat's own small mark: a polygon or a star, always the same for the same number. */
export function seatGlyphPath(seat: number, radius: number): string {
  const bits = scramble(seat);
  const corners = 3 + (bits % 6);
  const turn = (((bits >>> 8) % 360) * Math.PI) / 180;
  // Triangles and squares stay whole; a star of three would vanish at 11 px.
  const depth = corners < 4 ? 1 : ([1, 0.82, 0.62, 0.5][(bits >>> 17) % 4] ?? 1);
  const points: string[] = [];
  const count = depth === 1 ? corners : corners * 2;
  for (let i = 0; i < count; i += 1) {
    const r = radius * (depth !== 1 && i % 2 === 1 ? depth : 1);
    const angle = turn + (i / count) * 2 * Math.PI;
    points.push(`${hundredths(r * Math.cos(angle))} ${hundredths(r * Math.sin(angle))}`);
  }
  return `M${points.join("L")}Z`;
}

/** Neighbouring numbers must not look alike (an integer hash, 32 bits). */
function scramble(n: number): number {
  let x = Math.imul(n ^ (n >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return (x ^ (x >>> 16)) >>> 0;
}
