import { describe, expect, it } from "vitest";
import { logLine } from "./log.ts";

describe("a line of the log", () => {
  it("has its time, is one line, and keeps no trace of a person", () => {
    const line = logLine(
      "Error: from 203.0.113.7 (2001:db8:1:2::9):\n  0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266 failed",
      1_800_000_000,
    );
    expect(line).toBe("2027-01-15T08:00:00.000Z Error: from … (…): 0x… failed");
  });
});
