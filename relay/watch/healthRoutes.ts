import type { Hono } from "hono";
import type { Address } from "viem";
import type { Health, MissingRound } from "#protocol/relay/relayApi.ts";
import type { Chain } from "../calls/simulate.ts";
import type { Sender } from "../sending/sender.ts";
import type { Metrics } from "./metrics.ts";
import { costOfHundred, daysLeft } from "./purse.ts";

export interface HealthOptions {
  chain: Chain;
  chainId: number;
  sender: Sender;
  relay: Address;
  metrics: Metrics;
  /** Rounds that could not be brought at the last look. */
  missingRounds: () => readonly MissingRound[];
}

/** `GET /health` for whoever looks after the relay, and for the desk of those in office; `GET /metrics` for Prometheus. */
export function healthRoutes(
  app: Hono,
  { chain, chainId, sender, relay, metrics, missingRounds }: HealthOptions,
): void {
  const read = async (): Promise<Health> => {
    const base = { relay, chainId, waiting: sender.waiting, missingRounds: missingRounds() };
    try {
      const [block, balance] = await Promise.all([
        chain.client.request({ method: "eth_blockNumber" }),
        chain.client.getBalance({ address: relay }),
      ]);
      const days = daysLeft(balance, sender.costADay);
      const ok = balance > 0n && balance >= costOfHundred(sender.price);
      return { ok, ...base, blockNumber: Number(block), balance: `${balance}`, ...(days !== undefined && { days }) };
    } catch {
      return { ok: false, ...base };
    }
  };

  app.get("/health", async (c) => {
    const health = await read();
    return c.json(health, health.ok ? 200 : 503, { "cache-control": "no-store" });
  });

  app.get("/metrics", async (c) => {
    metrics.health(await read());
    return c.body(await metrics.text(), 200, { "content-type": metrics.type, "cache-control": "no-store" });
  });
}
