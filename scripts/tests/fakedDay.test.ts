import { describe, expect, it } from "vitest";
import { environmentOf } from "./fakedDay.ts";

const now = Date.UTC(2026, 10, 28, 6) / 1000;
const HOUR = 3_600;

describe("a process on another day", () => {
  it("is told how far that day's noon is from now", () => {
    const told = (day: string) => environmentOf(day, now, () => "/lib/time.so").FAKETIME;
    expect(told("2026-11-29")).toBe(`+${30 * HOUR}`);
    expect(told("2026-11-27")).toBe(`-${18 * HOUR}`);
  });

  it("is not possible where the library is missing, and that is said in words", () => {
    expect(() => environmentOf("2026-11-29", now, () => undefined)).toThrow("--day needs libfaketime");
  });
});
