import { closingCount } from "#protocol/abi/closings.ts";
import { takenBackAt } from "#protocol/abi/corrections.ts";
import { lateCount, nextSeq } from "#protocol/abi/counter.ts";
import { exactCount } from "#protocol/abi/exactPayments.ts";
import { terminalCount } from "#protocol/abi/terminals.ts";
import type { CheckedTill } from "#protocol/voucher/checkClosings.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";

/** How many tablets there are, and what tells whether anything happened at one of them. */
export interface TillNow {
  tills: number;
  /** Another one, and it is to be added up again. */
  mark: string;
}

/** A few numbers, asked with every block. */
export async function readTillNow(house: House, till: number): Promise<TillNow> {
  const [tills, closed, next, late, exact, back] = await Promise.all([
    readHouse(house, terminalCount),
    readHouse(house, closingCount, [till]),
    readHouse(house, nextSeq, [till]),
    readHouse(house, lateCount, [till]),
    readHouse(house, exactCount, [till]),
    readHouse(house, takenBackAt, [till]),
  ]);
  return { tills, mark: [closed, next, late, exact, back.voided, back.refunded].join(" ") };
}

const known = new Map<string, Promise<CheckedTill>>();

/** Adds everything up again from the single payments; once for each state of a tablet. */
export function addUpOnce(house: House, till: number, mark: string): Promise<CheckedTill> {
  const key = `${house.deployment.houseId} ${till} ${mark}`;
  let checked = known.get(key);
  if (checked === undefined) {
    checked = addUp(house, till);
    checked.catch(() => known.delete(key));
    known.set(key, checked);
  }
  return checked;
}

async function addUp(house: House, till: number): Promise<CheckedTill> {
  const { checkClosings } = await import("#protocol/voucher/checkClosings.ts");
  const ask = (method: string, params: unknown[]) => house.rpc.request({ method, params } as never);
  return checkClosings(ask, house.deployment, till);
}
