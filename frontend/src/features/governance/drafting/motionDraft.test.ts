import { describe, expect, it } from "vitest";
import { MAX_RECORD_BYTES } from "#protocol/relay/records.ts";
import { composeDescription, dayOf, dayStart, readDraft, writeDraft } from "./motionDraft.ts";

const content = {
  calls: [{ target: `0x${"1".repeat(40)}`, value: 0n, data: "0x12345678" }],
  description: "# Open round 3\n\nWhy? Because.",
} as const;

describe("given a motion that looks for sponsors", () => {
  it("comes back from its record as it was", () => {
    expect(readDraft(writeDraft(content)!)).toEqual(content);
  });

  it("does not fit into a record when it is too long", () => {
    expect(writeDraft({ ...content, description: "咖".repeat(MAX_RECORD_BYTES / 3) })).toBeUndefined();
  });

  it.each([
    ["no JSON", "hello"],
    ["another record", '{"format":"motion 2"}'],
    ["no calls", '{"format":"motion 1","calls":[],"description":"x"}'],
    ["a target that is no account", '{"format":"motion 1","calls":[{"target":"0x12","data":"0x"}],"description":"x"}'],
  ])("is not made of %s", (_, text) => {
    expect(readDraft(text)).toBeNull();
  });

  it("leaves questions out that nobody answered", () => {
    const answers = [
      { question: "Why?", answer: " To  grow. " },
      { question: "And if not?", answer: "" },
    ];
    expect(composeDescription(" Open\nround 3 ", answers)).toBe("Open round 3\n\nWhy? To grow.");
  });
});

describe("given a day", () => {
  it("is midnight in UTC and back", () => {
    expect(dayStart("2026-11-26")).toBe(1_795_651_200);
    expect(dayOf(1_795_651_200)).toBe("2026-11-26");
    expect(dayStart("")).toBeUndefined();
    expect(dayStart("26.11.2026")).toBeUndefined();
  });
});
