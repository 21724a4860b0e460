import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { unfinishedSteps } from "./unfinishedSteps.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal "));
});
afterEach(() => rmSync(folder, { recursive: true }));

const step = (type: string, futureId: string, nonce?: number) => ({ type, futureId, networkInteractionId: 1, nonce });
const unfinishedAfter = (...lines: object[]) => {
  writeFileSync(join(folder, "journal.jsonl"), lines.map((line) => `\n${JSON.stringify(line)}`).join(""));
  return unfinishedSteps(folder);
};

describe("unfinished steps of a deployment", () => {
  it("are none before it began", () => {
    expect(unfinishedSteps(folder)).toEqual([]);
  });

  it("are those prepared of which nobody knows whether they were sent", () => {
    const lines = [
      { type: "DEPLOYMENT_INITIALIZE", chainId: 31_999 },
      step("TRANSACTION_PREPARE_SEND", "House#Registry", 0),
      step("TRANSACTION_SEND", "House#Registry", 0),
      step("TRANSACTION_PREPARE_SEND", "House#Share", 1),
    ];
    expect(unfinishedAfter(...lines)).toEqual([{ future: "House#Share", nonce: 1 }]);
  });

  it("are not those of which an earlier transaction is on its way, though a higher fee got lost", () => {
    const lines = [
      step("TRANSACTION_PREPARE_SEND", "House#Share", 1),
      step("TRANSACTION_SEND", "House#Share", 1),
      step("TRANSACTION_PREPARE_SEND", "House#Share", 1),
    ];
    expect(unfinishedAfter(...lines)).toEqual([]);
    const dropped = [...lines.slice(0, 2), step("ONCHAIN_INTERACTION_DROPPED", "House#Share"), ...lines.slice(2)];
    expect(unfinishedAfter(...dropped)).toEqual([{ future: "House#Share", nonce: 1 }]);
  });

  it("are gone when the step began anew", () => {
    const lines = [step("TRANSACTION_PREPARE_SEND", "House#Share", 1), { type: "WIPE_APPLY", futureId: "House#Share" }];
    expect(unfinishedAfter(...lines)).toEqual([]);
  });
});
