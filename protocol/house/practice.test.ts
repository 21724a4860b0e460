import { describe, expect, it } from "vitest";
import { practiceAddress, practiceKey } from "./practice.ts";

describe("practice keys", () => {
  it("are the same for everybody and belong to one chain", () => {
    expect(practiceKey(31337, "person:1")).toBe(practiceKey(31337, "person:1"));
    expect(practiceKey(31337, "person:1")).not.toBe(practiceKey(31338, "person:1"));
    expect(practiceAddress(31337, "person:1")).not.toBe(practiceAddress(31337, "person:11"));
  });
});
