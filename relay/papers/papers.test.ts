import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import {
  type Address,
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeFunctionResult,
  type Hex,
  keccak256,
  stringToHex,
} from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registryAbi } from "#protocol/abi/registry.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { teamAbi } from "#protocol/abi/team.ts";
import {
  type Audience,
  handInMessage,
  kindOf,
  MOST_PAPER_BYTES,
  READING_LASTS,
  readingMessage,
  readPapers,
  writePapers,
  writePermit,
} from "#protocol/treasury/papers.ts";
import { aDeployment } from "../deployment.fixture.ts";
import { Hidden } from "../keeping/Hidden.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { AddressLimits } from "../web/AddressLimits.ts";
import { PaperShelf } from "./PaperShelf.ts";
import { paperRoutes } from "./paperRoutes.ts";
import { RelayNames } from "./RelayNames.ts";

const house = aDeployment();
const named = (name: string) => privateKeyToAccount(keccak256(stringToHex(name)));
const people = {
  operator: named("operator"),
  registrar: named("registrar"),
  overseer: named("one of the ten"),
  member: named("member"),
  stranger: named("stranger"),
};
type Who = keyof typeof people;
const seats: Partial<Record<Who, number>> = { overseer: 7, member: 8 };

const NOW = 1_900_000_000;
const pdf = (words: string) => new TextEncoder().encode(`%PDF-1.7 ${words}`);
const bill = pdf("flour, 1,234.50");

let folder: string;
let store: RelayStore;
let app: Hono;
let now: number;
let isDown: boolean;

const nameOf = (account: Address) => (Object.keys(people) as Who[]).find((who) => people[who].address === account);

async function request({ params }: { params?: unknown }): Promise<Hex> {
  if (isDown) throw new Error("Nobody is there");
  const [{ data }] = params as [{ data: Hex }];
  const { functionName, args = [] } = decodeFunctionData({
    abi: [...shareAbi, ...rosterAbi, ...teamAbi, ...registryAbi],
    data,
  });
  switch (functionName) {
    case "seatOf":
      return encodeFunctionResult({ abi: shareAbi, functionName, result: seats[nameOf(args[0] as Address)!] ?? 0 });
    case "tableAt":
      return encodeFunctionResult({ abi: rosterAbi, functionName, result: [[7], false] });
    case "may":
      return encodeFunctionResult({ abi: teamAbi, functionName, result: nameOf(args[0] as Address) === "operator" });
    default:
      return encodeFunctionResult({ abi: registryAbi, functionName: "registrar", result: people.registrar.address });
  }
}

beforeEach(() => {
  now = NOW;
  isDown = false;
  folder = mkdtempSync(join(tmpdir(), "runde papers "));
  store = new RelayStore(folder);
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) });
  app = new Hono();
  paperRoutes(app, {
    papers: new PaperShelf(store, folder),
    hidden: new Hidden(store),
    others: new RelayNames([]),
    deployment: house,
    chain: { client, block: "latest" },
    limits: new AddressLimits(),
    now: () => now,
  });
  app.onError((_, c) => c.json({}, 503));
});
afterEach(() => store.close());

type Signed = Parameters<PrivateKeyAccount["signTypedData"]>[0];

async function handIn(who: Who, bytes: Uint8Array, audience: Audience = "table", hash = keccak256(bytes)) {
  const account = people[who].address;
  const until = now + 600;
  const signature = await people[who].signTypedData(
    handInMessage(house, { account, until, paper: hash, audience }) as Signed,
  );
  const headers = { authorization: writePermit({ account, until, signature }) };
  const path = `/papers/${hash}?audience=${audience}`;
  return (await app.request(path, { method: "POST", headers, body: bytes.slice().buffer })).status;
}

async function permitOf(who: Who, until = now + READING_LASTS, by = who) {
  const account = people[who].address;
  const signature = await people[by].signTypedData(readingMessage(house, { account, until }) as Signed);
  return writePermit({ account, until, signature });
}

async function read(bytes: Uint8Array, authorization?: string) {
  const answer = await app.request(`/papers/${keccak256(bytes)}`, authorization ? { headers: { authorization } } : {});
  return answer.status;
}

describe("given a paper for those in office", () => {
  beforeEach(async () => {
    expect(await handIn("operator", bill)).toBe(201);
  });

  it.each([
    ["overseer", 200],
    ["operator", 200],
    ["member", 403],
    ["registrar", 403],
    ["stranger", 403],
  ] as const)("answers %s with %i", async (who, status) => {
    expect(await read(bill, await permitOf(who))).toBe(status);
  });

  it("answers a stranger who has the hash, a stolen name and an old signature with 403", async () => {
    expect(await read(bill)).toBe(403);
    expect(await read(bill, "Runde nonsense")).toBe(403);
    expect(await read(bill, await permitOf("overseer", NOW + 600, "stranger"))).toBe(403);
    const permit = await permitOf("overseer", NOW + 600);
    expect(await read(bill, permit)).toBe(200);
    now = NOW + 601;
    expect(await read(bill, permit)).toBe(403);
    expect(await read(bill, await permitOf("overseer", now + READING_LASTS + 1))).toBe(403);
  });

  it("gives nothing away while the chain cannot say who is in office", async () => {
    const permit = await permitOf("overseer");
    isDown = true;
    expect(await read(bill, permit)).toBe(503);
  });

  it("gives the very bytes, as a file that runs nothing", async () => {
    const headers = { authorization: await permitOf("overseer") };
    const answer = await app.request(`/papers/${keccak256(bill)}`, { headers });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bill);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("content-disposition")).toBe("attachment");
  });

  it("is unknown when the disk has changed it", async () => {
    writeFileSync(join(folder, "papers", keccak256(bill)), pdf("something else"));
    expect(await read(bill, await permitOf("overseer"))).toBe(404);
  });

  it("is hidden with its reason, which everybody is told, and shown again", async () => {
    const hidden = new Hidden(store);
    hidden.hide({ hash: keccak256(bill), reason: "It names a patient", at: NOW });
    const answer = await app.request(`/papers/${keccak256(bill)}`);
    expect(answer.status).toBe(451);
    expect(await answer.json()).toEqual({ error: { code: "hidden", message: "It names a patient", at: NOW } });
    expect(await read(bill, await permitOf("overseer"))).toBe(451);
    expect(hidden.unhide(keccak256(bill))).toBe(true);
    expect(await read(bill, await permitOf("overseer"))).toBe(200);
  });

  it("stays with those whom it was for, whoever brings it again", async () => {
    expect(await handIn("overseer", bill, "public")).toBe(201);
    expect(await read(bill)).toBe(403);
  });
});

describe("given papers for more readers", () => {
  it("lets members and the registrar read theirs, and everybody what is public", async () => {
    const [theirs, all] = [pdf("for members"), pdf("for all")];
    await handIn("overseer", theirs, "members");
    await handIn("operator", all, "public");
    for (const who of ["member", "registrar", "overseer"] as const) {
      expect(await read(theirs, await permitOf(who))).toBe(200);
    }
    expect(await read(theirs, await permitOf("stranger"))).toBe(403);
    expect(await read(all)).toBe(200);
  });
});

describe("the list for the house's other relays", () => {
  it.each(["stranger", "overseer", "operator"] as const)("is not for %s", async (who) => {
    const headers = { authorization: await permitOf(who) };
    expect((await app.request("/papers?since=0", { headers })).status).toBe(403);
    expect((await app.request("/papers?since=0")).status).toBe(403);
  });
});

describe("given somebody who hands a paper in", () => {
  it.each([
    ["member", 403],
    ["registrar", 403],
    ["stranger", 403],
    ["overseer", 201],
  ] as const)("answers %s with %i", async (who, status) => {
    expect(await handIn(who, bill)).toBe(status);
  });

  it("refuses what is too large, of another kind, or not what its hash says", async () => {
    const large = new Uint8Array(MOST_PAPER_BYTES + 1);
    large.set(bill);
    expect(await handIn("operator", large)).toBe(413);
    expect(await handIn("operator", new Uint8Array(50_000_000))).toBe(413);
    expect(await handIn("operator", new TextEncoder().encode("<script>alert(1)</script>"))).toBe(415);
    expect(await handIn("operator", bill, "table", keccak256(pdf("another")))).toBe(422);
    expect(await read(bill)).toBe(404);
    const full = new Uint8Array(MOST_PAPER_BYTES);
    full.set(bill);
    expect(await handIn("operator", full)).toBe(201);
  });
});

describe("a list of papers", () => {
  it("comes back from its record, and nothing else does", () => {
    const papers = [{ hash: keccak256(bill), kind: "application/pdf", bytes: bill.length, audience: "table" }] as const;
    expect(readPapers(writePapers(papers))).toEqual(papers);
    expect(readPapers("Flour for November")).toBeUndefined();
    expect(readPapers(JSON.stringify({ format: "papers 1", papers: [] }))).toBeUndefined();
  });

  it("knows a kind by the bytes alone", () => {
    expect(kindOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe("image/jpeg");
    expect(kindOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe("image/png");
    expect(kindOf(new TextEncoder().encode(" %PDF-1.7"))).toBeUndefined();
    expect(kindOf(new Uint8Array())).toBeUndefined();
  });
});
