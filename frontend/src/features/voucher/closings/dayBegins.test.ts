import { describe, expect, it } from "vitest";
import { dayBegins } from "./dayBegins.ts";

const HOUR = 3_600;
const march = Date.UTC(2026, 2, 14) / 1_000;

describe("the second at which a business day begins", () => {
  it("is an hour later by the clocks in summer, on both halves of the earth", () => {
    const berlin = { timeZone: "Europe/Berlin", dayOffset: HOUR };
    expect(dayBegins(berlin, march)).toEqual({ winter: "00:00", summer: "01:00" });
    const auckland = { timeZone: "Pacific/Auckland", dayOffset: 12 * HOUR };
    expect(dayBegins(auckland, march)).toEqual({ winter: "00:00", summer: "01:00" });
  });

  it("needs no word where clocks never change", () => {
    expect(dayBegins({ timeZone: "Asia/Shanghai", dayOffset: 8 * HOUR }, march)).toBeUndefined();
  });
});
