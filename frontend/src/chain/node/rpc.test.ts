import { afterEach, describe, expect, it, vi } from "vitest";
import { revertData } from "#protocol/house/refusal.ts";
import { createRpc, Unreachable } from "./rpc.ts";

type Ask = { id: number; method: string };

/** A node that answers each question with its method's name, unless told otherwise. */
function aNode(answer: (ask: Ask) => object | undefined = ({ method }) => ({ result: method }), status = 200) {
  const fetched = vi.fn(async (_: string, { body }: { body: string }) => {
    const content = JSON.parse(body) as Ask | Ask[];
    const one = (ask: Ask) => ({ jsonrpc: "2.0", id: ask.id, ...answer(ask) });
    // Nodes may answer in any order.
    const answers = Array.isArray(content) ? content.map(one).reverse() : one(content);
    return new Response(JSON.stringify(answers), { status });
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

afterEach(() => vi.unstubAllGlobals());

describe("given questions of one moment", () => {
  it("sends them together and gives each its own answer", async () => {
    const fetched = aNode();
    const { request } = createRpc("/rpc");
    const asked = [request({ method: "eth_chainId" }), request({ method: "eth_blockNumber" })];
    expect(await Promise.all(asked)).toEqual(["eth_chainId", "eth_blockNumber"]);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it("sends at most a hundred at once", async () => {
    const fetched = aNode();
    const { request } = createRpc("/rpc");
    await Promise.all(Array.from({ length: 250 }, () => request({ method: "eth_chainId" })));
    expect(fetched).toHaveBeenCalledTimes(3);
  });
});

describe("given a call that the house refuses", () => {
  it("keeps the revert data, and the other answers of the batch", async () => {
    aNode(({ method }) =>
      method === "eth_call"
        ? { error: { code: 3, message: "execution reverted", data: "0x12345678" } }
        : { result: "0x1" },
    );
    const { request } = createRpc("/rpc");
    const [refused, answered] = await Promise.allSettled([
      request({ method: "eth_call", params: [{}, "latest"] }),
      request({ method: "eth_chainId" }),
    ]);
    expect(refused.status === "rejected" && revertData(refused.reason)).toBe("0x12345678");
    expect(answered).toMatchObject({ value: "0x1" });
  });
});

describe("given a node that does not answer", () => {
  it("asks once more, and a fault is no refusal", async () => {
    const fetched = vi.fn().mockRejectedValue(new TypeError("Failed to fetch"));
    vi.stubGlobal("fetch", fetched);
    const fault = await createRpc("/rpc")
      .request({ method: "eth_chainId" })
      .catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Unreachable);
    expect(revertData(fault)).toBeUndefined();
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it("takes a proxy's 502 and a missing answer as no answer", async () => {
    aNode(undefined, 502);
    await expect(createRpc("/rpc").request({ method: "eth_chainId" })).rejects.toBeInstanceOf(Unreachable);
    aNode(() => undefined);
    await expect(createRpc("/rpc").request({ method: "eth_chainId" })).rejects.toBeInstanceOf(Unreachable);
  });
});
