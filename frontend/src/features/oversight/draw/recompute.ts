import { type CheckedDraw, checkDraw } from "#protocol/oversight/checkDraw.ts";
import { type DrawFacts, readDraw } from "#protocol/oversight/drawFacts.ts";
import { MissingInLogs } from "#protocol/oversight/MissingInLogs.ts";
import type { House } from "../../../chain/node/house.ts";

export type Checked = { facts: DrawFacts; check: CheckedDraw } | { missing: MissingInLogs["what"] };

/** Reads a term's draw from the record and reckons it again. It brings the curve along, so it comes when it is needed. */
export async function recompute(house: House, term: number): Promise<Checked> {
  const ask = (method: string, params: unknown[]) => house.rpc.request({ method, params } as never);
  try {
    const facts = await readDraw(ask, house.deployment, term);
    return { facts, check: checkDraw(facts) };
  } catch (error) {
    if (error instanceof MissingInLogs) return { missing: error.what };
    throw error;
  }
}
