import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { keccak256, stringToHex } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { publicHouseId } from "#protocol/house/houseId.ts";
import { type Anvil, startAnvil } from "./anvil.fixture.ts";
import { aCandidNode } from "./candidHouse.fixture.ts";
import { aDeployment } from "./deployment.fixture.ts";
import { Mistake } from "./Mistake.ts";
import { requireHouse } from "./requireHouse.ts";
import { readSettings } from "./settings.ts";
import { RelayStore } from "./store/RelayStore.ts";

const CHAIN = 31_999;
const CODE = "0x60006000fd";

let anvil: Anvil;
let node: Awaited<ReturnType<typeof aCandidNode>>;
let folder: string;
let sound: Record<string, string>;
const children: ChildProcess[] = [];

/** A house whose every contract is the same few bytes. */
const { Registry } = aDeployment().contracts;
const house = aDeployment({ practice: false, chainId: CHAIN, houseId: publicHouseId(CHAIN, Registry) });
const withCode = {
  ...house,
  codeHashes: Object.fromEntries(Object.keys(house.contracts).map((name) => [name, keccak256(CODE)])),
};

const { founding } = house.club;
/** How a file is refused that says something else than the house. */
const edited = (what: string) => new RegExp(`^The deployment file was edited[^]*${what}[^]*npm run attach`);

const nowhere = Object.fromEntries(
  Object.keys(house.contracts).map((name) => [name, `0x${"ee".repeat(20)}`]),
) as typeof house.contracts;

beforeAll(async () => {
  anvil = await startAnvil(CHAIN);
  for (const address of Object.values(house.contracts)) await anvil.rpc("anvil_setCode", [address, CODE]);
  node = await aCandidNode(house, anvil.url);
  folder = mkdtempSync(join(tmpdir(), "runde main "));
  for (const [name, built] of Object.entries({
    app: { practice: false, club: house.club.name },
    practice: { practice: true, club: house.club.name },
    foreign: { practice: false, club: "Another" },
  })) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "build.json"), JSON.stringify(built));
  }
  writeFileSync(join(folder, "house.json"), JSON.stringify(withCode));
  writeFileSync(join(folder, "key"), `${keccak256(stringToHex("a relay"))}\n`);
  sound = {
    RUNDE_DEPLOYMENT: join(folder, "house.json"),
    RUNDE_RPC: node.url,
    RUNDE_RELAY_KEY_FILE: join(folder, "key"),
    RUNDE_DATA: join(folder, "data"),
    RUNDE_APP: join(folder, "app"),
    RUNDE_PORT: "0",
  };
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
});
afterAll(() => {
  node.stop();
  anvil.stop();
});

function aRelay(change: Record<string, string | undefined> = {}) {
  const env = { PATH: process.env.PATH, ...sound, ...change };
  const child = spawn(process.execPath, [fileURLToPath(new URL("./main.ts", import.meta.url))], { env });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
  }
  const ended = new Promise<number | null>((resolve) => void child.on("exit", (code) => resolve(code)));
  const opened = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const found = /answers on (http:\S+)/.exec(said);
      if (found) resolve(found[1]!);
    });
    void ended.then(() => reject(new Error(said)));
  });
  opened.catch(() => undefined);
  return { child, ended, opened, said: () => said };
}

describe("a relay that cannot start", () => {
  it.each<[string, () => Record<string, string | undefined>, RegExp]>([
    ["without a key", () => ({ RUNDE_RELAY_KEY_FILE: undefined }), /^The relay has no key: set RUNDE_RELAY_KEY_FILE/],
    [
      "with a key file that is missing",
      () => ({ RUNDE_RELAY_KEY_FILE: join(folder, "none") }),
      /^There is no file .*none/,
    ],
    [
      "with a key file that holds none",
      () => ({ RUNDE_RELAY_KEY_FILE: sound.RUNDE_DEPLOYMENT }),
      /holds no key: it must be/,
    ],
    ["without a house", () => ({ RUNDE_DEPLOYMENT: join(folder, "none.json") }), /^There is no file .*none\.json/],
    ["with a file that tells of none", () => ({ RUNDE_DEPLOYMENT: sound.RUNDE_RELAY_KEY_FILE }), /tells of no house/],
    ["without pages", () => ({ RUNDE_APP: join(folder, "unbuilt") }), /^The app is not built: .*npm run build/],
    ["with pages for practice", () => ({ RUNDE_APP: join(folder, "practice") }), /was built for practice, and this/],
    ["with another club's pages", () => ({ RUNDE_APP: join(folder, "foreign") }), /was built for Another, and this/],
    [
      "without room for what it keeps",
      () => ({ RUNDE_DATA: "/dev/null/here" }),
      /^Nothing can be written in \/dev\/null/,
    ],
    [
      "with a server of rounds that is no address",
      () => ({ RUNDE_BEACON_SERVERS: "https://rounds.example, api.drand.sh" }),
      /must be addresses with commas between them/,
    ],
    ["reached by no address", () => ({ RUNDE_ADDRESS: "your.name" }), /must be an address, such as https/],
    ["with half a configuration", () => ({ RUNDE_RPC: "somewhere" }), /^The relay's configuration is not complete/],
  ])("%s throws a sentence", (_, change, sentence) => {
    const read = () => readSettings({ ...sound, ...change() });
    expect(read).toThrow(Mistake);
    expect(read).toThrow(sentence);
  });

  it.each<[string, string | undefined, Partial<typeof house>, RegExp]>([
    ["without a node", "http://127.0.0.1:9", {}, /^No node answers at the address in RUNDE_RPC/],
    ["on another chain", undefined, { chainId: 5 }, /^The node in RUNDE_RPC belongs to chain 31999, .* chain 5$/],
    ["of another house", undefined, { codeHashes: house.codeHashes }, /^The deployment file is of another house/],
    ["of no house", undefined, { contracts: nowhere }, /^There is no house on this chain/],
    [
      "of a house that was put together of two",
      undefined,
      { contracts: { ...house.contracts, Team: house.contracts.Treasury } },
      /^The deployment file is of another house: its registry knows another Team$/,
    ],
    ["with another id", undefined, { houseId: keccak256("0x01") }, edited("Registry: the house's id is 0x")],
    [
      "with another first block",
      undefined,
      { deployedAtBlock: 1 },
      edited("Registry: it was not made in block 1, as the deployment file says"),
    ],
    [
      "with another operator of the first day",
      undefined,
      { club: { ...house.club, operator: house.club.registrar } },
      edited("Registry: the first operator is 0x"),
    ],
    [
      "with another registrar of the first day",
      undefined,
      { club: { ...house.club, registrar: house.club.operator } },
      edited("Registry: the first registrar is 0x"),
    ],
    [
      "whose money is another token",
      undefined,
      { contracts: { ...house.contracts, Token: house.contracts.Treasury } },
      /^The deployment file is of another house: its registry knows another Token$/,
    ],
    [
      "with another figure",
      undefined,
      { club: { ...house.club, maxMembers: 201 } },
      edited("Registry: the figure maxMembers of the first day is 200, the deployment file says 201"),
    ],
    [
      "with other terms under the same hash",
      undefined,
      { club: { ...house.club, founding: { ...founding, terms: { ...founding.terms, text: "Others" } } } },
      edited("Rounds: the hash of the founding's terms is 0x"),
    ],
    [
      "with another business day",
      undefined,
      { club: { ...house.club, dayOffset: 0 } },
      edited("Counter: dayOffset is 28800, the deployment file says 0"),
    ],
    [
      "with another beacon",
      undefined,
      { beacon: { ...house.beacon, settle: 60 } },
      edited("DrandBeacon: its settle is 0, the deployment file says 60"),
    ],
  ])("%s throws a sentence", async (_, url, change, sentence) => {
    const required = requireHouse(url ?? node.url, { ...withCode, ...change } as typeof house);
    await expect(required).rejects.toThrow(Mistake);
    await expect(required).rejects.toThrow(sentence);
  });

  it("with the file of its house is given it", async () => {
    await expect(requireHouse(node.url, withCode as typeof house)).resolves.toEqual([]);
  });

  it("is told what a node cannot say whose past is too short", async () => {
    const forgetful = await aCandidNode(house, anvil.url, { hasPast: false });
    try {
      await expect(requireHouse(forgetful.url, withCode as typeof house)).resolves.toEqual(["registrar"]);
    } finally {
      forgetful.stop();
    }
  });

  it("because the port is taken says so, and nothing else", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const relay = aRelay({ RUNDE_PORT: String(port) });
    expect(await relay.ended).toBe(1);
    expect(relay.said()).toMatch(new RegExp(`^Port ${port} is taken by another program.*\n$`));
    server.close();
  });
});

describe("a relay that is asked to end", () => {
  it("answers, ends in order and lets go of its folder", async () => {
    const relay = aRelay();
    const origin = await relay.opened;
    expect((await fetch(`${origin}/health`)).status).toBe(503);
    relay.child.kill("SIGTERM");
    expect(await relay.ended).toBe(0);
    new RelayStore(join(sound.RUNDE_DATA!, house.houseId.slice(2, 14))).close();
  });
});
