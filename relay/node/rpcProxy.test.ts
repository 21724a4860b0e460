import { Hono } from "hono";
import { numberToHex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Anvil, pause, startAnvil } from "../anvil.fixture.ts";
import { GAS_CEILING } from "../calls/policy.ts";
import { Rig } from "../rig.fixture.ts";
import { AddressLimits } from "../web/AddressLimits.ts";
import { Turns } from "../web/Turns.ts";
import { rpcProxy } from "./rpcProxy.ts";
import { Upstream } from "./Upstream.ts";

const CHAIN = 31_999;
/** A contract that counts in a circle until its gas is used up. */
const BURNER = "0x00000000000000000000000000000000000b0b0b";

let anvil: Anvil;
let rig: Rig;

beforeAll(async () => {
  anvil = await startAnvil({ chainId: CHAIN });
  rig = await Rig.before(anvil);
  await anvil.rpc("anvil_setCode", [BURNER, "0x5b600056"]);
});
afterAll(() => {
  rig.stop();
  anvil.stop();
});
beforeEach(() => {
  rig.behave();
  rig.asked.length = 0;
  rig.batches.length = 0;
  rig.said.length = 0;
  rig.mostAtOnce = 0;
});

interface Doors {
  ask(body: unknown, from?: string): Promise<{ status: number; answer: never; headers: Headers }>;
}

function aProxy(limits = new AddressLimits(1), turns?: Turns): Doors {
  const app = new Hono();
  rpcProxy(app, { upstream: new Upstream({ url: rig.url }), limits, turns });
  return {
    async ask(body, from = "10.0.0.1") {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const headers = { "x-forwarded-for": from };
      const response = await app.request("/rpc", { method: "POST", body: text, headers });
      return { status: response.status, answer: (await response.json()) as never, headers: response.headers };
    },
  };
}

const question = (method: string, params: unknown[] = [], id: unknown = 1) => ({ jsonrpc: "2.0", id, method, params });

describe("what is passed on", () => {
  it("is what was understood here, and not what was written", async () => {
    const body =
      '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","Method":"anvil_reset","METHOD":"evm_mine","params":[],"Params":[1]}';
    expect(await aProxy().ask(body)).toMatchObject({ status: 200, answer: { result: numberToHex(CHAIN) } });
    expect(rig.asked).toEqual(["eth_chainId"]);
    expect(rig.said[0]).not.toMatch(/anvil_reset|evm_mine|Params/);
    // Of two spellings that are quite the same, the last one counts here and there.
    const twice = '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","method":"evm_mine","params":[]}';
    expect(await aProxy().ask(twice)).toMatchObject({ status: 200, answer: { error: { code: -32601 } } });
  });

  it("keeps ids and order, with what is not offered in its place", async () => {
    const { status, answer } = await aProxy().ask([
      question("eth_chainId", [], "a"),
      question("anvil_setBalance", [], "b"),
      question("eth_blockNumber", [], 7),
    ]);
    expect(status).toBe(200);
    expect(answer).toMatchObject([{ id: "a", result: "0x7cff" }, { id: "b", error: { code: -32601 } }, { id: 7 }]);
  });

  it.each([
    ["none", {}],
    ["too much", { gas: "0xffffffffffff" }],
    ["a second spelling", { gas: "0x5208", GAS: "0xffffffffffff", Gas: "0xffffffffffff" }],
  ])("says how much gas a question may burn: given %s", async (_, gas) => {
    for (const method of ["eth_call", "eth_estimateGas"]) {
      await aProxy().ask(question(method, [{ to: BURNER, data: "0x", ...gas }, "latest"]));
    }
    for (const said of rig.said) {
      const [call] = (JSON.parse(said) as { params: [Record<string, string>] }).params;
      expect(BigInt(call.gas!)).toBeLessThanOrEqual(GAS_CEILING);
      expect(Object.keys(call).sort()).toEqual(["data", "gas", "to"]);
    }
    expect(rig.said).toHaveLength(2);
  });

  it("refuses a call in words that it does not understand", async () => {
    const { answer } = await aProxy().ask(question("eth_call", [{ to: BURNER, gas: 5e12 }, "latest"]));
    expect(answer).toMatchObject({ error: { code: -32602 } });
    expect(rig.asked).toEqual([]);
  });
});

describe("a node that takes batches of ten", () => {
  it.each(["http 413", "one error", "list with one error"] as const)(
    "is asked in such batches: %s",
    async (refusal) => {
      Object.assign(rig.mischief, { mostInBatch: 10, batchRefusal: refusal });
      const proxy = aProxy();
      const many = Array.from({ length: 100 }, (_, i) => question("eth_getBalance", [BURNER, "latest"], i));
      const { answer } = await proxy.ask(many);
      expect((answer as { id: number; result: string }[]).map(({ id, result }) => [id, result])).toEqual(
        many.map(({ id }) => [id, "0x0"]),
      );
      rig.batches.length = 0;
      await proxy.ask(many);
      // It has learnt.
      expect(Math.max(...rig.batches)).toBeLessThanOrEqual(10);
    },
  );
});

describe("a node that says slow down", () => {
  it("is asked again, and the answer comes", async () => {
    rig.happen("429", "*", 2);
    expect(await aProxy().ask(question("eth_chainId"))).toMatchObject({ status: 200, answer: { result: "0x7cff" } });
  });

  it("that does not answer is said to be silent", async () => {
    rig.happen("lost", "*", 10);
    expect(await aProxy().ask(question("eth_chainId"))).toMatchObject({
      status: 502,
      answer: { error: { code: -32603 } },
    });
  });
});

describe("somebody who asks without end", () => {
  it("is told to wait, and nobody else is", async () => {
    const proxy = aProxy(new AddressLimits(1, { questions: { size: 10, perSecond: 0 } }));
    for (let i = 0; i < 10; i++) expect((await proxy.ask(question("eth_chainId"))).status).toBe(200);
    const refused = await proxy.ask(question("eth_chainId"));
    expect(refused).toMatchObject({ status: 429, answer: { id: 1, error: { code: -32005 } } });
    expect(refused.headers.get("retry-after")).toBe("2");
    expect((await proxy.ask(question("eth_chainId"), "10.0.0.2")).status).toBe(200);
    // Another address of the same network of IPv6 is the same somebody.
    for (let i = 0; i < 10; i++) await proxy.ask(question("eth_chainId"), `2001:db8:1:2::${i}`);
    expect((await proxy.ask(question("eth_chainId"), "2001:db8:1:2:9::1")).status).toBe(429);
    expect((await proxy.ask(question("eth_chainId"), "2001:db8:1:3::1")).status).toBe(200);
  });

  it("with calls that burn gas waits behind itself, while others are answered", async () => {
    const proxy = aProxy(undefined, new Turns(2, 1, 64));
    const bombs = Array.from({ length: 75 }, (_, i) => question("eth_call", [{ to: BURNER, data: "0x" }, "latest"], i));
    const bombing = proxy.ask(bombs);
    await pause(20);
    expect((await proxy.ask(question("eth_chainId"), "10.0.0.2")).status).toBe(200);
    expect((await bombing).status).toBe(200);
    expect(rig.mostAtOnce).toBeLessThanOrEqual(2);
    expect(Math.max(...rig.batches)).toBeLessThanOrEqual(25);
  });
});

describe("turns", () => {
  it("go round between addresses, and no address has more than its part", async () => {
    const turns = new Turns(2, 1, 3);
    const order: string[] = [];
    let most = 0;
    const work = (address: string) => () =>
      turns.run(address, async () => {
        order.push(address);
        most = Math.max(most, turns.running);
        await pause(5);
      });
    await Promise.all(["a", "a", "a", "b", "c", "b"].map((address) => work(address)()));
    expect(most).toBe(2);
    expect(order.slice(0, 4).sort()).toEqual(["a", "a", "b", "c"]);
    expect(turns.running).toBe(0);
  });

  it("are refused to an address that has too many waiting, and to no other", async () => {
    const turns = new Turns(1, 1, 1);
    let release = () => {};
    const first = turns.run("a", () => new Promise<void>((resolve) => (release = resolve)));
    const second = turns.run("a", async () => "second");
    await expect(turns.run("a", async () => "third")).rejects.toThrow("Too many questions");
    const other = turns.run("b", async () => "other");
    release();
    expect(await Promise.all([first, second, other])).toEqual([undefined, "second", "other"]);
  });
});
