import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { NodeAway } from "#protocol/house/Ask.ts";
import { freePort } from "#relay/freePort.fixture.ts";
import { nodeAt } from "./nodeAt.ts";
import { RpcRefusal } from "./rpc.ts";

const DAY = 86_400_000;

let servers: Server[] = [];
afterEach(() => {
  for (const one of servers) one.close();
  servers = [];
});

interface Said {
  status?: number;
  error?: object;
}

/** A node that loses so many questions first, or says this to them, and then answers so. */
async function aNode(lost: number, answer: object, said?: Said): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  const server = createServer(async (request, response) => {
    await text(request);
    asked += 1;
    if (asked <= lost && said === undefined) return void response.destroy();
    if (asked <= lost) {
      response.statusCode = said?.status ?? 200;
      return void response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, error: said?.error }));
    }
    response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, ...answer }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v2/a-secret`, asked: () => asked };
}

describe("questions to a node", () => {
  it("are asked again while they get lost", async () => {
    const { url, asked } = await aNode(5, { result: "0x1" });
    expect([await nodeAt(url, { breath: 1 })("eth_chainId", []), asked()]).toEqual(["0x1", 6]);
  });

  it.each<[string, Said]>([
    ["too much was asked", { status: 429, error: { code: 429, message: "Your app has exceeded its compute units" } }],
    [
      "the node behind the door is away",
      { status: 502, error: { code: -32603, message: "The chain does not answer" } },
    ],
  ])("are asked again while the answer is that %s: that refuses nothing", async (_, said) => {
    const { url, asked } = await aNode(3, { result: "0x1" }, said);
    expect([await nodeAt(url, { breath: 1 })("eth_chainId", []), asked()]).toEqual(["0x1", 4]);
  });

  it("end in words that keep its address secret when nobody answers", async () => {
    const { url } = await aNode(Number.POSITIVE_INFINITY, {});
    const said = await nodeAt(url, { breath: 1 })("eth_chainId", []).catch((error: Error) => error);
    expect(said).toBeInstanceOf(NodeAway);
    expect(String(said)).toContain(`The node does not answer (${new URL(url).host}).`);
    expect(String(said)).not.toContain("secret");
  });

  it.each<[string, object]>([
    ["a call", { code: 3, message: "execution reverted", data: "0x12345678" }],
    // Whoever asks for fewer gets them: the number is also that of a node that is busy.
    ["too many logs", { code: -32005, message: "query returned more than 10000 results" }],
  ])("are not asked again when it refuses %s", async (_, error) => {
    const { url, asked } = await aNode(0, { error });
    await expect(nodeAt(url, { breath: DAY })("eth_call", [])).rejects.toThrow(RpcRefusal);
    expect(asked()).toBe(1);
  });

  it("do not wait for one on this computer where nobody listens", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(nodeAt(url, { breath: DAY })("eth_chainId", [])).rejects.toThrow(/Open the house \(npm start\)/);
  });

  it("say what names the address, and what to do, of whoever has named it", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const remedy = "SEPOLIA_RPC_URL names it.";
    const said = await nodeAt(url, { remedy })("eth_chainId", []).catch(String);
    expect(said).toBe(`Error: The node does not answer (${new URL(url).host}). ${remedy}`);
  });
});
