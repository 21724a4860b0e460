import * as counterAbi from "#protocol/abi/counter.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import * as terminalsAbi from "#protocol/abi/terminals.ts";
import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import { businessDayOf, unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { nameOfTill } from "#protocol/voucher/tillPairing.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";

/** A tablet at the counter as the table sees it. Money in smallest units, UTC seconds. */
export interface Till extends P256PublicKey {
  id: number;
  name: string;
  state: "inForce" | "over" | "shutOut";
  /** When its time is over, or since when it is shut out. */
  at: number;
  dayCap: bigint;
  takenToday: bigint;
}

/** All that were ever let in, the newest first. */
export async function readTills(house: House): Promise<readonly Till[]> {
  const [count, dayOffset] = await Promise.all([
    readHouse(house, terminalsAbi.terminalCount),
    readHouse(house, counterAbi.dayOffset),
  ]);
  const ids = Array.from({ length: count }, (_, i) => count - i);
  const today = businessDayOf(house.clock.anchored(), dayOffset);
  return Promise.all(ids.map((id) => readTill(house, id, today)));
}

async function readTill(house: House, id: number, today: number): Promise<Till> {
  const [terminal, [takenOn, taken]] = await Promise.all([
    readHouse(house, terminalsAbi.terminal, [id]),
    readHouse(house, counterAbi.takenOn, [id]),
  ]);
  const { x, y, dayCap, expiry, revokedAt, label } = terminal;
  const shutOut = revokedAt !== 0;
  return {
    id,
    name: nameOfTill(label),
    x,
    y,
    state: shutOut ? "shutOut" : expiry < house.clock.anchored() ? "over" : "inForce",
    at: shutOut ? revokedAt : expiry,
    dayCap,
    takenToday: takenOn === today ? taken * unitsPerHundredth(house.deployment.club.currency.decimals) : 0n,
  };
}

/** What a seat may do about tills: caretakers only shut out. */
export type SayInTills = "none" | "shutOut" | "all";

export async function readSay(house: House, seat: number): Promise<SayInTills> {
  if (seat === 0) return "none";
  const [seats, caretakers] = await readHouse(house, rosterAbi.tableAt, [house.clock.anchored()]);
  return !seats.includes(seat) ? "none" : caretakers ? "shutOut" : "all";
}
