import { provider } from "../test/fixtures/chain.ts";

interface Request {
  method: string;
  params?: unknown;
}

/** Gas that every transaction is given: no estimate, which would depend on the second in which it is made. */
const GAS = "0xe00000";
const MINES = new Set(["eth_sendTransaction", "eth_sendRawTransaction"]);

/**
 * Makes two runs the same: a block for every transaction, one second after the one before it, whatever the device's
 * clock says. Signatures, addresses and gas are then the same too.
 */
export function stillClock(): void {
  const pass = provider.request.bind(provider);
  let next: number | undefined;
  provider.request = (async (request: Request) => {
    if (request.method === "evm_setNextBlockTimestamp") next = Number((request.params as [string | number])[0]);
    if (request.method === "eth_estimateGas") return GAS;
    if (MINES.has(request.method)) {
      if (next === undefined) {
        const latest = (await pass({ method: "eth_getBlockByNumber", params: ["latest", false] })) as {
          timestamp: string;
        };
        await pass({ method: "evm_setNextBlockTimestamp", params: [Number(latest.timestamp) + 1] });
      }
      next = undefined;
    }
    if (request.method === "hardhat_mine" || request.method === "evm_mine") next = undefined;
    return pass(request as Parameters<typeof pass>[0]);
  }) as typeof provider.request;
}
