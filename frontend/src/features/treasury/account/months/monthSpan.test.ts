import { describe, expect, it } from "vitest";
import { monthName, monthSpan } from "./monthSpan.ts";

const at = (iso: string) => Date.parse(iso) / 1000;

describe("a month", () => {
  it.each([
    ["2026-11", "Asia/Shanghai", "2026-11-01T00:00+08:00", "2026-12-01T00:00+08:00"],
    ["2026-12", "UTC", "2026-12-01T00:00Z", "2027-01-01T00:00Z"],
    ["2026-03", "Europe/Berlin", "2026-03-01T00:00+01:00", "2026-04-01T00:00+02:00"],
    ["2026-11", "America/New_York", "2026-11-01T00:00-04:00", "2026-12-01T00:00-05:00"],
    ["2026-02", "Pacific/Kiritimati", "2026-02-01T00:00+14:00", "2026-03-01T00:00+14:00"],
  ])("%s in %s begins and ends at midnight there", (month, timeZone, start, end) => {
    expect(monthSpan(month, timeZone)).toEqual({ start: at(start), end: at(end) });
    expect(monthName(at(start) - 1, timeZone)).not.toBe(month);
    expect(monthName(at(start), timeZone)).toBe(month);
    expect(monthName(at(end) - 1, timeZone)).toBe(month);
  });

  it("begins with the first second that there is, where midnight was left out", () => {
    expect(monthSpan("2017-10", "America/Asuncion")?.start).toBe(at("2017-10-01T01:00-03:00"));
  });

  it.each(["2026-13", "2026-00", "2026-1", "26-11", "2026-11-01", "november", "", "0026-11", "2026-11 "])(
    "is not named by %j",
    (text) => {
      expect(monthSpan(text, "Asia/Shanghai")).toBeUndefined();
    },
  );
});
