import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { concatHex, createPublicClient, custom, type Hex, keccak256, type PublicClient, stringToBytes } from "viem";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAX_RECORD_BYTES, recordHash } from "#protocol/relay/records.ts";
import { aDeployment } from "../deployment.fixture.ts";
import { Hidden } from "../keeping/Hidden.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { AddressLimits } from "../web/AddressLimits.ts";
import { Directory } from "./directory.ts";
import { lookForNames } from "./lookForNames.ts";
import { PayeeShelf } from "./PayeeShelf.ts";
import { recordRoutes } from "./recordRoutes.ts";
import { TextShelf } from "./TextShelf.ts";

const NOW = 1_800_000_000;
const HOUR = 3_600;

let folder: string;
let store: RelayStore;
let shelf: TextShelf;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "runde texts "));
  store = new RelayStore(folder);
  shelf = new TextShelf(store);
});
afterEach(() => store.close());

function put(text: string, at = NOW, alias?: Hex): Hex {
  const answer = shelf.put(stringToBytes(text), at, alias);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.hash;
}

const has = (hash: Hex) => shelf.get(hash) !== undefined;

describe("given a text that nobody names", () => {
  it("is there for an hour, and then gone, from the disk too", () => {
    const hash = put("Rumpelstiltskin was here");
    shelf.expire(NOW + HOUR);
    expect(has(hash)).toBe(true);
    shelf.expire(NOW + HOUR + 1);
    expect(has(hash)).toBe(false);
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file), "latin1")).not.toContain("Rumpelstiltskin");
    }
  });
});

describe("given a signed call that names it", () => {
  it.each<[string, (hash: Hex) => Hex]>([
    ["as an argument", (hash) => concatHex(["0x12345678", hash])],
    ["inside bytes at an odd place", (hash) => concatHex(["0x12345678", "0xabcdef", hash, "0x01"])],
  ])("stays: %s", (_, data) => {
    const [named, other] = [put("named"), put("other")];
    shelf.nameIn(data(named), "seat 1", NOW);
    shelf.expire(NOW + 2 * HOUR);
    expect([has(named), has(other)]).toEqual([true, false]);
  });

  it("stays by another word that was given with it", () => {
    const alias = keccak256("0x01");
    const hash = put("a draft", NOW, alias);
    shelf.nameIn(concatHex(["0x12345678", alias]), "seat 1", NOW);
    shelf.expire(NOW + 2 * HOUR);
    expect(has(hash)).toBe(true);
  });

  it("stays as far as the signer has room that day, and takes nobody else's", () => {
    const hashes = Array.from({ length: 102 }, (_, i) => put(`text ${i}`));
    for (const hash of hashes) shelf.nameIn(hash, "seat 1", NOW);
    const others = put("of somebody else");
    shelf.nameIn(others, "seat 2", NOW);
    // What it had no room for does not come in by the chain's door either.
    shelf.nameInTold([{ topics: hashes, data: "0x" }], NOW);
    shelf.expire(NOW + 2 * HOUR);
    expect(hashes.filter(has)).toHaveLength(100);
    expect(has(others)).toBe(true);
  });

  it("counts bytes too", () => {
    const hashes = Array.from({ length: 60 }, (_, i) => put(`${i} `.padEnd(4_096, "x")));
    for (const hash of hashes) shelf.nameIn(hash, "seat 1", NOW);
    shelf.expire(NOW + 2 * HOUR);
    expect(hashes.filter(has)).toHaveLength(49);
  });
});

describe("given a call that came another way", () => {
  const house = aDeployment();
  const asked: unknown[] = [];
  /** A node that shows a hundred blocks at a time, and one event that holds these bytes. */
  const nodeWith = (data: Hex, block = 150) =>
    createPublicClient({
      transport: custom(
        {
          async request({ method, params }) {
            if (method === "eth_blockNumber") return "0xc8";
            const [{ fromBlock, toBlock }] = params as [{ fromBlock: Hex; toBlock: Hex }];
            asked.push(params);
            if (Number(toBlock) - Number(fromBlock) >= 100) throw new Error("at most 100 blocks");
            return Number(fromBlock) <= block && block <= Number(toBlock) ? [{ topics: [], data }] : [];
          },
        },
        { retryCount: 0 },
      ),
    }) as PublicClient;

  it("stays when a contract of the house tells of it, though the node shows little at a time", async () => {
    const [told, untold] = [put("told"), put("not told")];
    await lookForNames({ client: nodeWith(told), block: "latest" }, house, shelf, NOW + 2 * HOUR);
    expect([has(told), has(untold)]).toEqual([true, false]);
    expect(shelf.lookedAt).toBe(200);
    asked.length = 0;
    await lookForNames({ client: nodeWith(told), block: "latest" }, house, shelf, NOW + 3 * HOUR);
    expect(asked).toEqual([]);
  });

  it("is let go of only after the chain was looked through", async () => {
    const hash = put("told late");
    const silent = createPublicClient({
      transport: custom({ request: () => Promise.reject(new Error("silent")) }, { retryCount: 0 }),
    }) as PublicClient;
    await expect(lookForNames({ client: silent, block: "latest" }, house, shelf, NOW + 2 * HOUR)).rejects.toThrow();
    expect(has(hash)).toBe(true);
  });
});

describe("given a stranger who brings twenty thousand texts", () => {
  it("leaves room for everybody else", async () => {
    const app = new Hono();
    const client = createPublicClient({ transport: custom({ request: () => Promise.reject(new Error("none")) }) });
    const chain = { client: client as PublicClient, block: "latest" } as const;
    const directory = new Directory(store, aDeployment(), chain);
    const payees = new PayeeShelf(store, aDeployment(), chain);
    recordRoutes(app, {
      shelf,
      directory,
      payees,
      hidden: new Hidden(store),
      limits: new AddressLimits(1),
      now: () => NOW,
    });
    const post = (body: string, from: string) =>
      app.request("/records", { method: "POST", body, headers: { "x-forwarded-for": from } });
    let taken = 0;
    for (let i = 0; i < 20_000; i++) if ((await post(`junk ${i}`, "10.0.0.1")).status === 201) taken += 1;
    expect(taken).toBeLessThan(100);
    expect((await post("a word of mine", "10.0.0.2")).status).toBe(201);
    expect(has(recordHash("a word of mine"))).toBe(true);
  });
});

describe("given strangers of many networks who fill the shelf together", () => {
  const MOST = 60;
  const networks = Array.from({ length: 17 }, (_, i) => `10.0.${i}.1`);
  beforeEach(() => {
    shelf = new TextShelf(store, MOST);
  });

  const bring = (text: string, from?: string, at = NOW) => shelf.put(stringToBytes(text), at, undefined, from);
  const flood = (rounds: number, at = NOW) => {
    for (let i = 0; i < rounds; i++) for (const from of networks) bring(`junk ${at} ${i} of ${from}`, from, at);
  };

  it("takes the text of somebody who brings one, and keeps it until it is named, however long they go on", () => {
    const named = put("named before");
    shelf.nameIn(named, "seat 1", NOW);
    flood(5);
    expect(shelf.unnamed).toBe(MOST);
    expect(bring("a word of mine", "192.0.2.7")).toMatchObject({ ok: true });
    expect(bring("of another relay", "peer https://other")).toMatchObject({ ok: true });
    flood(20, NOW + 60);
    expect(shelf.unnamed).toBe(MOST);
    expect(["named before", "a word of mine", "of another relay"].map((text) => has(recordHash(text)))).toEqual([
      ...[true, true, true],
    ]);
    shelf.nameIn(recordHash("a word of mine"), "seat 2", NOW + 120);
    shelf.expire(NOW + 2 * HOUR);
    expect([has(recordHash("a word of mine")), shelf.unnamed]).toEqual([true, 0]);
  });

  it("lets the oldest of whoever has brought most give way, and nobody else's", () => {
    for (let i = 0; i < MOST - 2; i++) bring(`junk ${i}`, "10.0.0.1");
    bring("one", "10.0.1.1");
    bring("of the house");
    expect(bring("two", "10.0.1.1")).toMatchObject({ ok: true });
    expect(["junk 0", "junk 1", "one", "two", "of the house"].map((text) => has(recordHash(text)))).toEqual([
      ...[false, true, true, true, true],
    ]);
    // Who has most takes room from themselves.
    bring("junk again", "10.0.0.1");
    expect([has(recordHash("junk 1")), has(recordHash("one")), shelf.unnamed]).toEqual([false, true, MOST]);
  });

  it("goes on after a start, when nobody knows any more who brought what", () => {
    flood(5);
    shelf = new TextShelf(store, MOST);
    expect(bring("a word of mine", "192.0.2.7")).toMatchObject({ ok: true });
    flood(2, NOW + 60);
    expect([has(recordHash("a word of mine")), shelf.unnamed]).toEqual([true, MOST]);
  });

  it("refuses more than what is the house's own", () => {
    for (let i = 0; i < MOST; i++) bring(`own ${i}`);
    expect(bring("a word of mine", "192.0.2.7")).toEqual({ ok: false, reason: "full" });
  });

  it("tells the disk nobody's address", () => {
    bring("a word of mine", "192.0.2.77");
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file), "latin1")).not.toContain("192.0.2.77");
    }
  });
});

describe("given what is no text", () => {
  it("refuses it, and gives out nothing that the disk has changed", () => {
    expect(shelf.put(new Uint8Array(MAX_RECORD_BYTES + 1).fill(65), NOW)).toEqual({ ok: false, reason: "tooLong" });
    expect(shelf.put(new Uint8Array([0xff, 0xfe]), NOW)).toEqual({ ok: false, reason: "notText" });
    expect(shelf.put(new Uint8Array(), NOW)).toEqual({ ok: false, reason: "notText" });
    const hash = put("as it was");
    store.run("UPDATE texts SET body = ? WHERE hash = ?", stringToBytes("as it is not"), hash);
    expect(has(hash)).toBe(false);
  });
});

describe("given a text that whoever runs the relay has hidden", () => {
  it("says so with the reason, keeps other relays from asking for it, and shows it again", async () => {
    const app = new Hono();
    const client = createPublicClient({ transport: custom({ request: () => Promise.reject(new Error("none")) }) });
    const chain = { client: client as PublicClient, block: "latest" } as const;
    const hidden = new Hidden(store);
    recordRoutes(app, {
      shelf,
      directory: new Directory(store, aDeployment(), chain),
      payees: new PayeeShelf(store, aDeployment(), chain),
      hidden,
      limits: new AddressLimits(),
      now: () => NOW,
    });
    const [kept, gone] = [put("stays"), put("goes")];
    for (const hash of [kept, gone]) shelf.nameIn(hash, "seat 1", NOW);
    hidden.hide({ hash: gone, reason: "It insults somebody", at: NOW });
    const answer = await app.request(`/records/${gone}`);
    expect(answer.status).toBe(451);
    expect(await answer.json()).toEqual({ error: { code: "hidden", message: "It insults somebody", at: NOW } });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await (await app.request("/records?after=0")).json()).toEqual([{ number: 1, hash: kept }]);
    // Somebody who brings it again changes nothing.
    await app.request("/records", { method: "POST", body: "goes" });
    expect((await app.request(`/records/${gone}`)).status).toBe(451);
    hidden.unhide(gone);
    expect(await (await app.request(`/records/${gone}`)).text()).toBe("goes");
  });
});

describe("given another relay that asks what stays here", () => {
  it("tells the hashes in the order in which they came to stay", () => {
    const [first, second, third] = [put("one"), put("two"), put("three")];
    shelf.nameIn(third, "seat 1", NOW);
    shelf.nameIn(first, "seat 2", NOW);
    expect(shelf.namedAfter(0, 10)).toEqual([
      { number: 1, hash: third },
      { number: 2, hash: first },
    ]);
    shelf.nameIn(second, "seat 1", NOW);
    expect(shelf.namedAfter(2, 10)).toEqual([{ number: 3, hash: second }]);
  });
});
