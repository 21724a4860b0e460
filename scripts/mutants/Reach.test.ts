import { describe, expect, it } from "vitest";
import { type FileReach, Reach } from "./Reach.ts";

/** A guard with its refusal, and another statement. */
const statements = new Map([
  [
    "Lock.sol",
    [
      { mark: "guard", start: 10, end: 40 },
      { mark: "refusal", start: 25, end: 40 },
      { mark: "other", start: 70, end: 80 },
    ],
  ],
]);
const aFile: FileReach = { stamp: "", contracts: ["Lock.sol"], seconds: 9, took: {}, reached: {}, isWhole: false };
const files = new Map<string, FileReach>([
  ["a.ts", { ...aFile, took: { opens: 1, refuses: 2 }, reached: { opens: ["guard"], refuses: ["guard", "refusal"] } }],
  ["b.ts", { ...aFile, reached: { "": ["other"], opens: ["guard"] } }],
  ["c.ts", { ...aFile, contracts: ["Key.sol"], reached: { turns: ["key"] } }],
]);
const reach = new Reach(statements, files);
const one = (only: string[] | undefined, seconds: number, file = "a.ts") => ({ file, only, seconds });

describe("tests that reach a place", () => {
  it("are those of the innermost statement around it", () => {
    expect(reach.testsOf("Lock.sol", 30)).toEqual([one(["refuses"], 2)]);
    expect(reach.testsOf("Lock.sol", 12)).toEqual([one(["opens", "refuses"], 3), one(["opens"], 0, "b.ts")]);
  });

  it("are all of a file whose fixture reaches it", () => {
    expect(reach.testsOf("Lock.sol", 75)).toEqual([one(undefined, 9, "b.ts")]);
  });

  it("are all that reach the file where no statement is: a modifier may end a call before the first one", () => {
    expect(reach.testsOf("Lock.sol", 62)).toEqual([one(["opens", "refuses"], 3), one(undefined, 9, "b.ts")]);
  });

  it("are all where nothing is known of the contract's file, and none where nothing reaches it", () => {
    expect(reach.testsOf("Key.sol", 1).map(({ file }) => file)).toEqual(["a.ts", "b.ts", "c.ts"]);
    expect(new Reach(statements, new Map()).testsOf("Lock.sol", 30)).toEqual([]);
  });

  it("are whole files where tests need each other", () => {
    const whole = new Reach(statements, new Map([["a.ts", { ...aFile, isWhole: true }]]));
    expect(whole.testsOf("Lock.sol", 30)).toEqual([one(undefined, 9)]);
  });
});
