import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aDeployment } from "./deployment.fixture.ts";
import { readSettings } from "./settings.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "relay-settings-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const key = `0x${"1".repeat(64)}`;
const complete = () => ({
  RUNDE_DEPLOYMENT: file("house.json", JSON.stringify(aDeployment())),
  RUNDE_RPC: "http://127.0.0.1:1",
  RUNDE_RELAY_KEY: key,
  RUNDE_DATA: folder,
});

describe("the relay's settings", () => {
  it("are read, the key from a file too", () => {
    const { RUNDE_RELAY_KEY: _, ...rest } = complete();
    const settings = readSettings({ ...rest, RUNDE_RELAY_KEY_FILE: file("key", `${key}\n`), RUNDE_PORT: "5000" });
    expect(settings).toMatchObject({ relayKey: key, port: 5000, dataDir: folder, appDir: "frontend/dist" });
    expect(settings.deployment.club.name).toBe(aDeployment().club.name);
  });

  it("name every variable that is missing, and what it wants", () => {
    expect(() => readSettings({ RUNDE_RPC: "nowhere", RUNDE_PORT: "70000" })).toThrow(
      "The relay's configuration is not complete.\n" +
        "  RUNDE_DEPLOYMENT: name the file that npm run deploy has written\n" +
        "  RUNDE_RPC: give the address of a node\n" +
        "  RUNDE_DATA: name a folder for calls, texts and names\n" +
        "  RUNDE_PORT: give a number up to 65535",
    );
  });

  it("tell a file that is not there, and one that is something else", () => {
    const settings = complete();
    const absent = join(folder, "absent.json");
    expect(() => readSettings({ ...settings, RUNDE_DEPLOYMENT: absent })).toThrow(
      `RUNDE_DEPLOYMENT names ${absent}, which cannot be read.`,
    );
    expect(() => readSettings({ ...settings, RUNDE_RELAY_KEY: undefined, RUNDE_RELAY_KEY_FILE: absent })).toThrow(
      `RUNDE_RELAY_KEY_FILE names ${absent}, which cannot be read.`,
    );
    for (const text of ["", "no JSON", "{}"]) {
      const other = file("other.json", text);
      expect(() => readSettings({ ...settings, RUNDE_DEPLOYMENT: other })).toThrow(
        `RUNDE_DEPLOYMENT names ${other}, which this relay cannot use.`,
      );
    }
  });

  it("want a key, and do not print one", () => {
    const wrong = `${key}00`;
    expect(() => readSettings({ ...complete(), RUNDE_RELAY_KEY: wrong })).toThrow(
      /^RUNDE_RELAY_KEY or RUNDE_RELAY_KEY_FILE must hold a key: 0x and 64 digits\.$/,
    );
  });
});

describe("a relay that cannot begin", () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const run = (env: NodeJS.ProcessEnv) =>
    new Promise<{ code: unknown; said: string }>((resolve) => {
      execFile(process.execPath, [main], { env: { ...process.env, ...env } }, (error, _out, said) =>
        resolve({ code: error?.code, said }),
      );
    });

  it("says in a sentence that no node answers, and nothing of where it failed", async () => {
    const { code, said } = await run(complete());
    expect(code).toBe(1);
    expect(said).toBe("RUNDE_RPC: The node does not answer. Is it the address of a node of this chain?\n");
  });
});
