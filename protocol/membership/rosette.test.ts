import { readFileSync } from "node:fs";
import { encodePacked, keccak256, numberToHex } from "viem";
import { describe, expect, it } from "vitest";
import { drawRosette, inks, seatArt } from "./rosette.ts";

const share = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const numbers = (path: string) => [...path.matchAll(/-?\d+/g)].map(([text]) => Number(text));

describe("the drawing of a share", () => {
  it("comes from what a contract can hash too", () => {
    const packed = encodePacked(["address", "uint32", "uint48"], [share, 42, 1_800_000_000]);
    expect(seatArt(share, 42, 1_800_000_000)).toBe(keccak256(packed));
    expect(seatArt(share, 43, 1_800_000_000)).not.toBe(seatArt(share, 42, 1_800_000_000));
  });

  it("depends on the first three bytes only", () => {
    expect(drawRosette(`0x102030${"00".repeat(29)}`)).toEqual(drawRosette(`0x102030${"ff".repeat(29)}`));
    expect(drawRosette("0x102030")).not.toEqual(drawRosette("0x102031"));
    expect(() => drawRosette("0x1020")).toThrow(/Too short/);
  });

  it("stays on its page in whole numbers, whatever the bytes", () => {
    for (let i = 0; i < 0x1_00_00_00; i += 400_009) {
      const { lines } = drawRosette(numberToHex(i, { size: 3 }));
      expect(lines).toHaveLength(13);
      for (const line of lines) {
        expect(line).toMatch(/^M-?\d+ -?\d+(Q-?\d+ -?\d+ -?\d+ -?\d+)+Z$/);
        for (const n of numbers(line)) expect(Math.abs(n)).toBeLessThanOrEqual(1060);
      }
    }
  });

  it("writes the inks of the light theme on chain", () => {
    const tokens = readFileSync(new URL("../../frontend/src/ui/tokens.css", import.meta.url), "utf8");
    for (const { token, colour } of inks) expect(tokens).toContain(`--${token}: ${colour};`);
  });
});
