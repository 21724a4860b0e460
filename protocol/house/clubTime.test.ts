import { describe, expect, it } from "vitest";
import { clubTime } from "./clubTime.ts";

const at = (iso: string) => Date.parse(iso) / 1000;

describe("a moment by the club's clock", () => {
  it.each([
    ["Asia/Shanghai", "2026-11-24T16:30:07Z", "2026-11-25T00:30:07+08:00"],
    ["Europe/Berlin", "2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00"],
    ["Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00"],
    ["America/St_Johns", "2026-01-01T03:29:00Z", "2025-12-31T23:59:00-03:30"],
    ["UTC", "2026-02-28T23:59:59Z", "2026-02-28T23:59:59+00:00"],
    ["Asia/Kathmandu", "1970-01-01T00:00:00Z", "1970-01-01T05:30:00+05:30"],
  ])("in %s reads %s as %s", (zone, utc, local) => {
    expect(clubTime(zone)(at(utc))).toBe(local);
  });

  it("is the same moment, each quarter of an hour around a change of clocks", () => {
    const write = clubTime("Australia/Lord_Howe");
    for (let moment = at("2026-04-04T10:00:00Z"); moment < at("2026-04-05T00:00:00Z"); moment += 450) {
      expect(at(write(moment))).toBe(moment);
    }
  });
});
