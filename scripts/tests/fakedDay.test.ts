import { describe, expect, it } from "vitest";
import { environmentOf, environmentOfToday } from "./fakedDay.ts";

const now = Date.UTC(2026, 10, 28, 6) / 1000;
const HOUR = 3_600;

describe("a process on another day", () => {
  it("is told how far that day's noon is from now", () => {
    const told = (day: string) => environmentOf(day, now, () => "/lib/time.so").FAKETIME;
    expect(told("2026-11-29")).toBe(`+${30 * HOUR}`);
    expect(told("2026-11-27")).toBe(`-${18 * HOUR}`);
  });

  it("is told how far a moment of it is, of which the houses keep the day", () => {
    const { FAKETIME, RUNDE_DAY } = environmentOf("2026-11-28T23:50", now, () => "/lib/time.so");
    expect(FAKETIME).toBe(`+${18 * HOUR - 600}`);
    expect(RUNDE_DAY).toBe("2026-11-28");
  });

  it("can start one that lives today", () => {
    const told = { HOME: "/house", ...environmentOf("2026-11-29", now, () => "/lib/time.so") };
    const { FAKETIME_DONT_FAKE_MONOTONIC: _, NO_FAKE_STAT: _stat, RUNDE_DAY: _day, ...env } = environmentOfToday(told);
    expect(env).toEqual({ HOME: "/house" });
  });

  it("is not possible where the library is missing, and that is said in words", () => {
    expect(() => environmentOf("2026-11-29", now, () => undefined)).toThrow("--day needs libfaketime");
  });
});
