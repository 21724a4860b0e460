import { describe, expect, it } from "vitest";
import { mutantsReport } from "./report.ts";
import type { Result } from "./tryMutants.ts";

const aResult: Result = {
  name: "contracts/room/Lock.sol: > to >=: if (by > 3) revert Low();",
  line: 12,
  before: ">",
  after: ">=",
  fate: "killed",
  file: "test/unit/room/Lock.ts",
  by: "Lock refuses",
  seconds: 3,
  stamp: "",
};
const file = "contracts/room/Lock.sol";
const survivor: Result = { ...aResult, name: `${file}: one more: x += 3;`, fate: "survived", file: "", by: "" };
const reportOf = (results: Result[], wanted: number, explained = {}) =>
  mutantsReport(new Map([[file, results]]), () => wanted, explained);

describe("the page of small changes", () => {
  it("counts what was seen of what compiles, and what took too long as seen", () => {
    const { text, tooLow } = reportOf(
      [aResult, { ...aResult, fate: "took too long" }, { ...aResult, fate: "does not compile" }, survivor],
      4,
    );
    expect(text).toContain("| room/Lock.sol | 3 | 2 | 0 | 1 | 67 |");
    expect(text).toContain('- `room/Lock.sol: one more: x += 3;` (">" to ">="), line 12: **not explained**');
    expect(tooLow).toEqual([file]);
  });

  it("says why one that nobody can notice was not seen, and is content with it", () => {
    const { text, tooLow } = reportOf([aResult, survivor], 2, { [survivor.name]: "Nobody adds here." });
    expect(text).toContain("| room/Lock.sol | 2 | 1 | 1 | 0 | 50 |");
    expect(text).toContain("line 12: Nobody adds here.");
    expect(tooLow).toEqual([]);
  });

  it("says at its head what was not tried yet", () => {
    expect(reportOf([aResult], 5).text).toContain("**Not a whole run.**");
    expect(reportOf([aResult], 5).text).toContain("room/Lock.sol (4).");
    expect(reportOf([aResult], 1).text).toContain("All contracts were tried");
  });
});
