import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeErrorResult, encodeFunctionData, type Hex, keccak256, padHex, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { treasuryAbi } from "#protocol/abi/treasury.ts";
import { directoryLineMessage, MAX_RECORD_BYTES, recordHash } from "#protocol/relay/records.ts";
import { type Anvil, fund, pause, plantRefusal, plantTally, startAnvil } from "./anvil.fixture.ts";
import { aDeployment } from "./deployment.fixture.ts";
import { createHouseServer, type HouseServer } from "./houseServer.ts";

const house = aDeployment();
const { Rounds, Share } = house.contracts;
const relayKey = keccak256(stringToHex("the relay"));
const claim = (round: number) => encodeFunctionData({ abi: roundsAbi, functionName: "claim", args: [round, 10] });

let anvil: Anvil;
let server: HouseServer;
let dataDir: string;
let origin: string;

beforeAll(async () => {
  anvil = await startAnvil();
  await fund(anvil, privateKeyToAccount(relayKey).address);
  dataDir = mkdtempSync(join(tmpdir(), "runde-house-"));
  const appDir = mkdtempSync(join(tmpdir(), "runde-app-"));
  for (const [file, content] of [
    ["app/index.html", "<!doctype html><title>app</title>"],
    ["app/assets/a-1.js", `export const words = "${"coffee ".repeat(400)}";`],
    ["terminal/index.html", "<!doctype html><title>till</title>"],
  ] as const) {
    mkdirSync(join(appDir, file, ".."), { recursive: true });
    writeFileSync(join(appDir, file), content);
  }
  writeFileSync(join(appDir, "secret.txt"), "not served");
  server = createHouseServer({ deployment: house, rpcUrl: anvil.url, relayKey, dataDir, appDir, dueEvery: 0 });
  origin = `http://127.0.0.1:${await server.start(0)}`;
});
afterAll(async () => {
  await server.stop();
  anvil.stop();
});

async function post(path: string, body: unknown): Promise<{ status: number; answer: never }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(origin + path, { method: "POST", body: text });
  return { status: response.status, answer: (await response.json()) as never };
}

async function untilDone(id: Hex): Promise<unknown> {
  for (;;) {
    const status = (await (await fetch(`${origin}/relay/calls/${id}`)).json()) as { state: string };
    if (status.state === "included" || status.state === "failed") return status;
    await pause(50);
  }
}

describe("POST /relay/calls", () => {
  it("submits what is allowed and says when it is in a block", async () => {
    await plantTally(anvil, Rounds);
    const { status, answer } = await post("/relay/calls", { to: Rounds, data: claim(1) });
    expect(status).toBe(202);
    expect(await untilDone((answer as { id: Hex }).id)).toMatchObject({ state: "included" });
  });

  it("answers with the house's own refusal, spends nothing", async () => {
    const words = encodeErrorResult({ abi: roundsAbi, errorName: "NothingToClaim", args: [7] });
    await plantRefusal(anvil, Rounds, words);
    expect(await post("/relay/calls", { to: Rounds, data: claim(7) })).toMatchObject({
      status: 422,
      answer: { error: { code: "refused", name: "NothingToClaim", args: ["7"], data: words } },
    });
  });

  it("answers a call that was done before with what became of it", async () => {
    await plantTally(anvil, Rounds);
    const first = await post("/relay/calls", { to: Rounds, data: claim(3) });
    await untilDone((first.answer as { id: Hex }).id);
    await plantRefusal(anvil, Rounds, encodeErrorResult({ abi: roundsAbi, errorName: "NothingToClaim", args: [3] }));
    expect(await post("/relay/calls", { to: Rounds, data: claim(3) })).toMatchObject({
      status: 200,
      answer: { state: "included" },
    });
  });

  it("submits a call that names nothing whenever the contract takes it again, and passes its refusal on", async () => {
    const { Treasury } = house.contracts;
    const call = { to: Treasury, data: encodeFunctionData({ abi: treasuryAbi, functionName: "bookUnannounced" }) };
    await plantTally(anvil, Treasury);
    for (const times of [1, 2]) {
      const { status, answer } = await post("/relay/calls", call);
      expect(status).toBe(202);
      await untilDone((answer as { id: Hex }).id);
      expect(Number(await anvil.rpc("eth_getStorageAt", [Treasury, "0x0", "latest"]))).toBe(times);
    }
    await plantRefusal(
      anvil,
      Treasury,
      encodeErrorResult({ abi: treasuryAbi, errorName: "NothingUnannounced", args: [5n, 5n] }),
    );
    expect(await post("/relay/calls", call)).toMatchObject({ status: 422, answer: { error: { code: "refused" } } });
  });

  it.each([
    ["no JSON", "nonsense", 400, "malformed"],
    ["another contract", { to: house.contracts.Token, data: claim(1) }, 403, "notAllowed"],
    ["another function", { to: Rounds, data: "0x12345678" }, 400, "malformed"],
  ])("refuses %s", async (_, body, status, code) => {
    expect(await post("/relay/calls", body)).toMatchObject({ status, answer: { error: { code } } });
  });

  it("knows nothing of other calls", async () => {
    expect((await fetch(`${origin}/relay/calls/0x12`)).status).toBe(404);
  });
});

describe("GET /health and /metrics", () => {
  const relay = privateKeyToAccount(relayKey).address;

  it("tell how it is: well while the next hundred redemptions can be paid, and how long the purse lasts", async () => {
    const well = await fetch(`${origin}/health`);
    expect(well.status).toBe(200);
    expect(await well.json()).toMatchObject({
      ok: true,
      chainId: 31337,
      waiting: 0,
      missingRounds: [],
      days: expect.any(Number),
    });
    await anvil.rpc("anvil_setBalance", [relay, "0x38d7ea4c68000"]);
    const poor = await fetch(`${origin}/health`);
    expect([poor.status, (await poor.json()) as unknown]).toMatchObject([503, { ok: false }]);
    await fund(anvil, relay);
  });

  it("count by standing and kind, and name nobody", async () => {
    const figures = await (await fetch(`${origin}/metrics`)).text();
    expect(figures).toMatch(/runde_relay_events_total\{event="mined",standing="stranger"\} [1-9]/);
    expect(figures).toMatch(/runde_relay_refused_total\{code="refused"\} [1-9]/);
    expect(figures).toMatch(/runde_relay_gwei_total\{standing="stranger"\} \d/);
    expect(figures).toMatch(/runde_node_seconds_bucket/);
    expect(figures).not.toMatch(/0x[0-9a-f]{8}|\d+\.\d+\.\d+\.\d+/i);
  });
});

describe("POST /rpc", () => {
  it("passes reading on, one by one and in a batch", async () => {
    const ask = { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] };
    expect(await post("/rpc", ask)).toMatchObject({ status: 200, answer: { result: "0x7a69" } });
    const { answer } = await post("/rpc", [ask, { ...ask, id: 2, method: "eth_blockNumber" }]);
    expect(answer).toHaveLength(2);
  });

  it.each(["eth_sendTransaction", "anvil_setBalance", "evm_increaseTime", "eth_accounts", "personal_sign"])(
    "refuses %s, in a batch too",
    async (method) => {
      const ask = { jsonrpc: "2.0", id: 1, method, params: [] };
      const refused = { error: { code: -32601 } };
      expect(await post("/rpc", ask)).toMatchObject({ status: 200, answer: refused });
      const batch = [{ ...ask, id: 7, method: "eth_chainId" }, ask];
      expect(await post("/rpc", batch)).toMatchObject({ status: 200, answer: [{ id: 7, result: "0x7a69" }, refused] });
    },
  );

  it("refuses what is no request", async () => {
    expect((await post("/rpc", "x")).status).toBe(400);
    expect((await post("/rpc", [])).status).toBe(400);
  });
});

describe("records", () => {
  it("hold what the club promised from the first moment", async () => {
    for (const { hash, text } of [house.club.founding.terms, house.club.criteria]) {
      expect(await (await fetch(`${origin}/records/${hash}`)).text()).toBe(text);
    }
  });

  it("keeps a text under its hash", async () => {
    const text = "Ich röste sonntags. 我周日烘焙。";
    expect(await post("/records", text)).toMatchObject({ status: 201, answer: { hash: recordHash(text) } });
    const response = await fetch(`${origin}/records/${recordHash(text)}`);
    expect(await response.text()).toBe(text);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(response.headers.get("cache-control")).toMatch(/immutable/);
  });

  it.each([
    ["too long", "x".repeat(MAX_RECORD_BYTES + 1), 413],
    ["empty", "", 415],
  ])("refuses a text that is %s", async (_, text, status) => {
    expect((await post("/records", text)).status).toBe(status);
  });

  it("has no path out of its folder", async () => {
    expect((await fetch(`${origin}/records/..%2f..%2fetc%2fpasswd`)).status).toBe(404);
  });
});

describe("the directory", () => {
  const owner = privateKeyToAccount(keccak256(stringToHex("owner of seat 7")));
  const line = { seat: 7, name: "Li Wei", sentence: "Roasts on Sundays", nonce: "1" };
  const signed = async (content: typeof line, by = owner) => ({
    line: content,
    signature: await by.signTypedData(directoryLineMessage(house, content)),
  });

  beforeAll(async () => {
    // A share contract that answers owners(7, 1) with one address, whatever it is asked.
    const words = `${padHex("0x20").slice(2)}${padHex("0x01").slice(2)}${padHex(owner.address).slice(2).toLowerCase()}`;
    await anvil.rpc("anvil_setCode", [Share, `0x6060600c60003960606000f3${words}`]);
  });

  it("takes a line signed by the seat's owner, and a newer one in its place", async () => {
    expect((await post("/directory", await signed(line))).status).toBe(201);
    expect((await post("/directory", await signed({ ...line, name: "李伟", nonce: "2" }))).status).toBe(201);
    const lines = (await (await fetch(`${origin}/directory`)).json()) as unknown[];
    expect(lines).toMatchObject([{ line: { seat: 7, name: "李伟" } }]);
  });

  it("forgets a name when its owner says so, on the disk too, and does not take it back", async () => {
    const old = await signed({ ...line, name: "Old Name", nonce: "3" });
    expect((await post("/directory", old)).status).toBe(201);
    expect((await post("/directory", await signed({ ...line, name: "", sentence: "", nonce: "4" }))).status).toBe(201);
    expect(await (await fetch(`${origin}/directory`)).json()).toEqual([]);
    const onDisk = readdirSync(dataDir, { recursive: true, encoding: "utf8" }).filter((f) => f.includes(".sqlite"));
    expect(onDisk.length).toBeGreaterThan(0);
    for (const file of onDisk) expect(readFileSync(join(dataDir, file), "latin1")).not.toContain("Old Name");
    expect((await post("/directory", old)).status).toBe(409);
    expect((await post("/directory", await signed({ ...line, nonce: "5" }))).status).toBe(201);
  });

  it("refuses an older line, somebody else's and a changed one", async () => {
    expect((await post("/directory", await signed({ ...line, nonce: "1" }))).status).toBe(409);
    const stranger = privateKeyToAccount(keccak256(stringToHex("stranger")));
    expect((await post("/directory", await signed({ ...line, nonce: "9" }, stranger))).status).toBe(403);
    const changed = { ...(await signed({ ...line, nonce: "9" })), line: { ...line, name: "Mallory", nonce: "9" } };
    expect((await post("/directory", changed)).status).toBe(403);
    expect((await post("/directory", { line: { ...line, name: "a\u202eb" }, signature: "0x" })).status).toBe(400);
  });
});

describe("pages", () => {
  it("carry the strict policy, and nothing else is served", async () => {
    const page = await fetch(`${origin}/`);
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self' /);
    expect(page.headers.get("content-security-policy")).toMatch(/frame-ancestors 'none'/);
    expect(page.headers.get("content-security-policy")).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
    expect(page.headers.get("cache-control")).toBe("no-cache");
    for (const path of ["/%E0%A4%A", "/records/%E0%A4%A", "/relay/calls/%ff"]) {
      expect((await fetch(origin + path)).status, path).toBe(400);
    }
    for (const path of ["/../secret.txt", "/%2e%2e/secret.txt", "/secret.txt", "/assets/none.js"]) {
      expect((await fetch(origin + path)).status).toBe(404);
    }
  });

  it("answer every address of the app with the app, and the till's with the till", async () => {
    expect(await (await fetch(`${origin}/votes/3`)).text()).toMatch(/app/);
    expect(await (await fetch(`${origin}/terminal/anything`)).text()).toMatch(/till/);
    expect((await fetch(`${origin}/terminal`)).url).toBe(`${origin}/terminal/`);
  });

  it.each(["/deployment.json", "/metrics"])("send %s squeezed, as everything long", async (path) => {
    const answer = await fetch(origin + path, { headers: { "accept-encoding": "gzip" } });
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect((await answer.text()).length).toBeGreaterThan(1_000);
  });

  it("squeeze answers of the node too, and say when the directory is as it was", async () => {
    const ask = { jsonrpc: "2.0", id: 1, method: "eth_getBlockByNumber", params: ["latest", true] };
    const body = JSON.stringify(Array.from({ length: 20 }, () => ask));
    const blocks = await fetch(`${origin}/rpc`, { method: "POST", body, headers: { "accept-encoding": "gzip" } });
    expect(blocks.headers.get("content-encoding")).toBe("gzip");
    const etag = (await fetch(`${origin}/directory`)).headers.get("etag")!;
    expect((await fetch(`${origin}/directory`, { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  it("squeeze and keep what never changes", async () => {
    const file = await fetch(`${origin}/assets/a-1.js`, { headers: { "accept-encoding": "br" } });
    expect(file.headers.get("content-encoding")).toBe("br");
    expect(file.headers.get("cache-control")).toMatch(/immutable/);
    expect(await file.text()).toContain("coffee coffee");
    const etag = (await fetch(`${origin}/`)).headers.get("etag")!;
    expect((await fetch(`${origin}/`, { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  it("read where the house is from a file that is never kept", async () => {
    const file = await fetch(`${origin}/deployment.json`);
    expect(file.headers.get("cache-control")).toBe("no-store");
    expect(await file.json()).toEqual(JSON.parse(JSON.stringify(house)));
  });

  it("of another origin, or under another name of this computer, have no practice", async () => {
    const ask = (headers: Record<string, string>) => server.app.request("/practice/state", { headers });
    expect((await ask({ host: "localhost:4310" })).status).toBe(404);
    expect((await ask({ host: "127.0.0.1:4310", origin: "http://127.0.0.1:4310" })).status).toBe(404);
    const foreign: Record<string, string>[] = [
      { host: "localhost:4310", origin: "https://elsewhere.example" },
      { host: "localhost:4310", origin: "http://localhost:9999" },
      { host: "localhost:4310", origin: "null" },
      { host: "rebound.example:4310" },
      { host: "localhost.rebound.example" },
    ];
    for (const headers of foreign) {
      expect((await ask(headers)).status, JSON.stringify(headers)).toBe(403);
    }
  });

  it("have practice where the house's own person has let their network in, from its own pages", async () => {
    const alsoAt = "https://192.168.1.7:4810";
    const folder = mkdtempSync(join(tmpdir(), "runde-house-"));
    const opened = createHouseServer({ deployment: house, rpcUrl: anvil.url, relayKey, dataDir: folder, alsoAt });
    const ask = async (headers: Record<string, string>) =>
      (await opened.app.request("/practice/state", { headers })).status;
    const host = "192.168.1.7:4810";
    expect([await ask({ host }), await ask({ host, origin: alsoAt }), await ask({ host: "localhost:4310" })]).toEqual([
      404, 404, 404,
    ]);
    const foreign: Record<string, string>[] = [
      { host, origin: "http://192.168.1.7:4810" },
      { host, origin: "https://elsewhere.example" },
      { host: "192.168.1.7:4310" },
      { host: "localhost:4310", origin: alsoAt },
    ];
    for (const headers of foreign) expect(await ask(headers), JSON.stringify(headers)).toBe(403);
    await opened.stop();
  });

  it("have no practice routes unless they were mounted", async () => {
    expect((await fetch(`${origin}/practice/state`)).status).toBe(404);
  });
});
