import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { HouseFolder } from "../node/HouseFolder.ts";
import { layAside } from "./layAside.ts";

let folder: HouseFolder;
let said: string[];

beforeEach(() => {
  folder = new HouseFolder(mkdtempSync(join(tmpdir(), "deployments ")));
  said = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  rmSync(folder.path, { recursive: true, force: true });
  vi.restoreAllMocks();
});

/** What a deployment leaves that was cut off. */
function begin(sent: string): void {
  mkdirSync(folder.file("sepolia"), { recursive: true });
  writeFileSync(join(folder.file("sepolia"), "sent.jsonl"), sent);
}

describe("a house that is to be built anew with --fresh", () => {
  it("leaves what was begun, however often: all of it may stand, and only its file was not written yet", () => {
    for (const sent of ["first", "second"]) {
      begin(sent);
      layAside(folder, "sepolia");
      expect(existsSync(folder.file("sepolia"))).toBe(false);
    }
    expect(readdirSync(folder.path).sort()).toEqual(["sepolia.begun-1", "sepolia.begun-2"]);
    expect(readFileSync(join(folder.file("sepolia.begun-2"), "sent.jsonl"), "utf8")).toBe("second");
    expect(said[1]).toContain(folder.file("sepolia.begun-2"));
  });

  it("leaves the file of a house that stands, and how it was built", () => {
    const { contracts } = aDeployment();
    folder.write("sepolia.json", aDeployment({ deployedAt: Date.UTC(2027, 2, 1) / 1_000 }));
    begin("first");
    layAside(folder, "sepolia");
    const kept = `sepolia.2027-03-01.${contracts.Registry.slice(0, 10)}`;
    expect(readdirSync(folder.path).sort()).toEqual([kept, `${kept}.json`]);
  });

  it("keeps nothing where nothing was sent", () => {
    mkdirSync(folder.file("sepolia"));
    layAside(folder, "sepolia");
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("throws no file away that it cannot read", () => {
    writeFileSync(folder.file("sepolia.json"), '{"format": 1,');
    expect(() => layAside(folder, "sepolia")).toThrow(`${folder.file("sepolia.json")} tells of no house.`);
    expect(readdirSync(folder.path)).toEqual(["sepolia.json"]);
  });
});
