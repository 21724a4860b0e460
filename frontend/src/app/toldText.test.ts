import { describe, expect, it } from "vitest";
import { fromToldText } from "./fromToldText.ts";
import { toldText } from "./toldText.ts";

const again = (value: unknown) => fromToldText(toldText(value));

describe("what is told with a page", () => {
  it.each([
    ["amounts", { cash: 2n ** 200n, owed: -1n, none: 0n }],
    ["names by seat", new Map([[7, { name: "Li Wei", sentence: "" }]])],
    ["lists of pairs in maps in lists", [new Map([[1n, [new Map()]]])]],
    ["what is not there", { value: undefined, list: [undefined, null, 1], asOf: 1.5 }],
    ["a stranger's words that look like marks", ["~", "~~", "~5", "~map", "5n", ""]],
    ["a stranger's words that look like an end", "</script><script>alert(1)</script><!--"],
    ["yes and no", [true, false]],
  ])("is the same again: %s", (_, value) => {
    expect(again(value)).toEqual(value);
    expect(Object.keys(Object(again(value)))).toEqual(Object.keys(Object(value)));
  });

  it("never ends the element that it stands in", () => {
    expect(toldText(["</script>", { "<!--": "<" }])).not.toContain("<");
  });

  it.each([
    ["a set", new Set([1])],
    ["a date", new Date(0)],
    ["a function", () => 1],
    ["what is no number", Number.NaN],
    ["a record that looks like a map", { "~map": [] }],
  ])("is refused rather than changed: %s", (_, value) => {
    expect(() => toldText({ value })).toThrow("cannot be told");
  });
});
