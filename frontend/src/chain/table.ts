import { rosterAbi } from "#protocol/abi/roster.ts";
import { type House, readHouse } from "./house.ts";

/** Who oversees the house now. Times in UTC seconds. */
export interface PresentTable {
  /** 0 = before term 1. */
  term: number;
  /** In the order of the chairs; free chairs are left out. */
  seats: readonly number[];
  /** They only take care until the next table is seated. */
  caretakers: boolean;
  /** The running term, or term 1 while it is to come; 0 = no calendar yet. */
  begins: number;
  ends: number;
}

export async function readTable(house: House): Promise<PresentTable> {
  const now = house.clock.now();
  const [begun, term, [seats, caretakers]] = await Promise.all([
    readHouse(house, "Roster", { abi: rosterAbi, functionName: "begun" }),
    readHouse(house, "Roster", { abi: rosterAbi, functionName: "termAt", args: [now] }),
    readHouse(house, "Roster", { abi: rosterAbi, functionName: "tableAt", args: [now] }),
  ]);
  if (!begun) return { term: 0, seats: [], caretakers: false, begins: 0, ends: 0 };
  const { start, end } = await readCalendar(house, Math.max(term, 1));
  return { term, seats, caretakers, begins: start, ends: end };
}

/** The dates of a term, UTC seconds. */
export function readCalendar(house: House, term: number) {
  return readHouse(house, "Roster", { abi: rosterAbi, functionName: "calendar", args: [term] });
}
