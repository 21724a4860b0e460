import { describe, expect, it } from "vitest";
import { startOptions } from "./startOptions.ts";

describe("the words after npm start --", () => {
  it("are all optional", () => {
    expect(startOptions([])).toEqual({ fresh: false, phone: false, help: false });
  });

  it("give a day and a port", () => {
    expect(startOptions(["--fresh", "--anchor", "2026-03-01", "--port", "5000"])).toMatchObject({
      fresh: true,
      anchor: "2026-03-01",
      port: 5000,
    });
  });

  it.each([
    [["--anchor", "tomorrow"], "--anchor wants a day"],
    [["--anchor", "2026-02-30"], "--anchor wants a day"],
    [["--anchor", "1970-06-01"], "--anchor wants a day from 1972-01-01 to 2099"],
    [["--anchor", "2100-01-01"], "--anchor wants a day from 1972-01-01 to 2099"],
    [["--port", "80"], "--port wants a number from 1024"],
    [["--port", "many"], "--port wants a number"],
    [["--frehs"], "Unknown option '--frehs'"],
  ])("are refused with a reason: %j", (args, reason) => {
    expect(() => startOptions(args)).toThrow(reason);
  });
});
