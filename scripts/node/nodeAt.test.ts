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

/** A node that loses so many questions first, and then answers so. */
async function aNode(lost: number, answer: object): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  const server = createServer(async (request, response) => {
    await text(request);
    asked += 1;
    if (asked <= lost) return void response.destroy();
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
    expect([await nodeAt(url, 1)("eth_chainId", []), asked()]).toEqual(["0x1", 6]);
  });

  it("end in words that keep its address secret when nobody answers", async () => {
    const { url } = await aNode(Number.POSITIVE_INFINITY, {});
    const said = await nodeAt(url, 1)("eth_chainId", []).catch((error: Error) => error);
    expect(said).toBeInstanceOf(NodeAway);
    expect(String(said)).toContain(`The node does not answer (${new URL(url).host}).`);
    expect(String(said)).not.toContain("secret");
  });

  it("are not asked again when it refuses", async () => {
    const { url, asked } = await aNode(0, { error: { code: 3, message: "execution reverted", data: "0x12345678" } });
    await expect(nodeAt(url, DAY)("eth_call", [])).rejects.toThrow(RpcRefusal);
    expect(asked()).toBe(1);
  });

  it("do not wait for one on this computer where nobody listens", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(nodeAt(url, DAY)("eth_chainId", [])).rejects.toThrow(/Open the house \(npm start\)/);
  });
});
