import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FolderTaken, RelayStore } from "./RelayStore.ts";

const aFolder = () => mkdtempSync(join(tmpdir(), "runde store "));

function aStore(folder = aFolder(), mostPages?: number): RelayStore {
  const store = new RelayStore(folder, { mostPages });
  store.define("CREATE TABLE IF NOT EXISTS words (word TEXT)");
  return store;
}

const words = (store: RelayStore) => store.all("SELECT word FROM words").map(({ word }) => word);

describe("given a store in a folder", () => {
  it("lets no second one in, in this process or another, and touches nothing", () => {
    const folder = aFolder();
    const store = aStore(folder);
    store.run("INSERT INTO words VALUES ('mine')");
    const before = readdirSync(folder).map((file) => [file, statSync(join(folder, file)).mtimeMs]);
    expect(() => new RelayStore(folder)).toThrow(FolderTaken);
    const script = `import { RelayStore } from ${JSON.stringify(new URL("./RelayStore.ts", import.meta.url).href)};
      try { new RelayStore(${JSON.stringify(folder)}); console.log("open"); } catch (error) { console.log(error.message); }`;
    const said = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect(said).toMatch(/^Another relay is running in .*runde store/);
    expect(readdirSync(folder).map((file) => [file, statSync(join(folder, file)).mtimeMs])).toEqual(before);
    store.close();
    const next = aStore(folder);
    expect(words(next)).toEqual(["mine"]);
    next.close();
  });

  it("lets the next one in after a kill, with all that was written", () => {
    const folder = aFolder();
    const script = `import { RelayStore } from ${JSON.stringify(new URL("./RelayStore.ts", import.meta.url).href)};
      const store = new RelayStore(${JSON.stringify(folder)});
      store.define("CREATE TABLE words (word TEXT)");
      store.run("INSERT INTO words VALUES ('kept')");
      process.kill(process.pid, "SIGKILL");`;
    expect(() => execFileSync(process.execPath, ["--input-type=module", "-e", script], { stdio: "pipe" })).toThrow();
    const next = aStore(folder);
    expect(words(next)).toEqual(["kept"]);
    next.close();
  });
});

describe("given things that belong together", () => {
  it("writes all or none", () => {
    const store = aStore();
    const half = () => {
      store.run("INSERT INTO words VALUES ('one')");
      throw new Error("in the middle");
    };
    expect(() => store.together(half)).toThrow("in the middle");
    expect(words(store)).toEqual([]);
    store.close();
  });

  it("says that the disk is full, keeps what was there, and goes on when there is room", () => {
    const store = aStore(undefined, 8);
    store.run("INSERT INTO words VALUES ('first')");
    const flood = () =>
      store.together(() => {
        for (let i = 0; i < 30; i++) store.run("INSERT INTO words VALUES (?)", "x".repeat(3_000));
      });
    expect(flood).toThrow(/full/);
    expect(words(store)).toEqual(["first"]);
    store.run("INSERT INTO words VALUES ('after')");
    expect(words(store)).toEqual(["first", "after"]);
    store.close();
  });
});

describe("given words that were taken back", () => {
  it("leaves no trace of them on the disk", () => {
    const folder = aFolder();
    const store = aStore(folder);
    store.run("INSERT INTO words VALUES ('Rumpelstiltskin')");
    store.run("DELETE FROM words");
    store.shrink();
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file), "latin1")).not.toContain("Rumpelstiltskin");
    }
    store.close();
  });
});
