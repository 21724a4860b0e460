import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HouseFolder } from "../node/HouseFolder.ts";
import { lockDeployment } from "./deployLock.ts";

let folder: HouseFolder;
beforeEach(() => {
  folder = new HouseFolder(mkdtempSync(join(tmpdir(), "a lock ")));
});
afterEach(() => rmSync(folder.path, { recursive: true, force: true }));

describe("given a deployment that runs", () => {
  it("refuses a second one to the same network, and none to another", () => {
    const release = lockDeployment(folder, "sepolia");
    expect(() => lockDeployment(folder, "sepolia")).toThrow(
      `Another deployment to "sepolia" is running (process ${process.pid})`,
    );
    lockDeployment(folder, "base")();
    release();
    lockDeployment(folder, "sepolia")();
    expect(existsSync(folder.file("sepolia.lock"))).toBe(false);
  });

  it.each([JSON.stringify({ pid: 1, started: "never" }), '{"pid":', ""])(
    "takes over from one that was killed: %s",
    (left) => {
      writeFileSync(folder.file("sepolia.lock"), left);
      lockDeployment(folder, "sepolia")();
    },
  );
});
