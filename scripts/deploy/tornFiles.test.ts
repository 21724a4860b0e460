import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { leaveOutTornFiles } from "./tornFiles.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "runde torn "));
  mkdirSync(join(folder, "artifacts"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (file: string, text: string) => writeFileSync(join(folder, file), text);
const read = (file: string) => readFileSync(join(folder, file), "utf8");

describe("the folder of a deployment that was killed in the middle of a write", () => {
  it("keeps what is whole and loses half a file", () => {
    put("deployed_addresses.json", "");
    put("artifacts/House#Share.json", '{"abi": [');
    put("artifacts/House#Registry.json", '{"abi": []}');
    leaveOutTornFiles(folder);
    expect(existsSync(join(folder, "deployed_addresses.json"))).toBe(false);
    expect(existsSync(join(folder, "artifacts/House#Share.json"))).toBe(false);
    expect(read("artifacts/House#Registry.json")).toBe('{"abi": []}');
  });

  it.each([
    ['\n{"type":"A"}\n{"type":"B"}', '\n{"type":"A"}\n{"type":"B"}'],
    ['\n{"type":"A"}\n{"type":"B"}\n', '\n{"type":"A"}\n{"type":"B"}\n'],
    ['\n{"type":"A"}\n{"ty', '\n{"type":"A"}\n'],
    ['{"ty', ""],
    ["", ""],
  ])("has a journal without its half line: %j", (before, after) => {
    put("journal.jsonl", before);
    leaveOutTornFiles(folder);
    expect(read("journal.jsonl")).toBe(after);
  });

  it("may be empty", () => {
    expect(() => leaveOutTornFiles(folder)).not.toThrow();
  });
});
