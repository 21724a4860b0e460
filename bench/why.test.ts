import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { TOLERANCE } from "./tolerance.ts";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const jobs = (path: string) => z.record(z.string(), z.number()).parse(JSON.parse(read(path)));
/** Before the walls were moved: when nobody could leave, and the block's builder could choose the draw. */
const before = jobs("gasBefore.json");
const now = jobs("../gas-snapshot.json");

/** The first table of the page: job, gas before and after, why. */
const rows = read("why.md")
  .split("\n")
  .filter((line) => /^\| .* \| [\d,]+ \| [\d,]+ \| /.test(line))
  .map((line) => {
    const [, job = "", was = "", is = "", why = ""] = line.split("|").map((cell) => cell.trim());
    return { job, was: gas(was), is: gas(is), why };
  });

function gas(written: string): number {
  return Number(written.replaceAll(",", ""));
}

describe("a job that became dearer", () => {
  it("has a row that says why, and no other job has one", () => {
    const dearer = Object.keys(now).filter(
      (job) => now[job]! > (before[job] ?? Number.POSITIVE_INFINITY) * (1 + TOLERANCE),
    );
    expect(dearer.length).toBeGreaterThan(10);
    expect(rows.map(({ job }) => job)).toEqual(dearer);
    expect(rows.filter(({ why }) => why === "")).toEqual([]);
  });

  it.each(rows)("is told with what was measured: $job", ({ job, was, is }) => {
    expect(was).toBe(before[job]);
    expect(Math.abs(is / now[job]! - 1)).toBeLessThanOrEqual(TOLERANCE);
  });
});
