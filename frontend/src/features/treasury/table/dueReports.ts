import * as reportsAbi from "#protocol/abi/reports.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { type Calendar, readCalendar, readTerms } from "../../../chain/oversight/rotation.ts";

/** A report that a seat can file now. */
export interface DueReport {
  term: number;
  calendar: Calendar;
  /** UTC seconds until when it is due. */
  due: number;
  /** The table that sits files in the place of the one that did not. */
  inPlace: boolean;
  /** The newest that was filed and does not stand yet; 0 = none. */
  filed: number;
}

/** How far back somebody looks for a report that was never given. */
const BACK = 3;

interface TermFacts {
  term: number;
  end: number;
  /** Who held a chair in its last second. */
  table: readonly number[];
  standing: number;
}

/** Whether a seat may file a term's report now, and whether in another table's place. The contract decides all the same. */
export function mayFile(
  { end, table, standing }: TermFacts,
  seat: number,
  sitting: readonly number[],
  { now, inTheirPlaceAfter }: { now: number; inTheirPlaceAfter: number },
): "own" | "inPlace" | undefined {
  if (seat === 0 || now < end) return undefined;
  // Its own table may correct what stands; another one only gives what is missing.
  if (table.includes(seat)) return "own";
  return standing === 0 && now >= end + inTheirPlaceAfter && sitting.includes(seat) ? "inPlace" : undefined;
}

/** The reports that a seat can file, the oldest first. */
export async function readDueReports(house: House, seat: number): Promise<DueReport[]> {
  const { begun, now: running } = await readTerms(house);
  if (!begun || seat === 0) return [];
  const terms = Array.from({ length: BACK }, (_, i) => running - BACK + i).filter((term) => term > 0);
  const now = house.clock.now();
  const [dueAfter, inTheirPlaceAfter, [sitting]] = await Promise.all([
    readHouse(house, reportsAbi.DUE_AFTER),
    readHouse(house, reportsAbi.IN_THEIR_PLACE_AFTER),
    readHouse(house, rosterAbi.tableAt, [now]),
  ]);
  const found = await Promise.all(
    terms.map(async (term): Promise<DueReport[]> => {
      const [calendar, table, standing, filed] = await Promise.all([
        readCalendar(house, term),
        readHouse(house, rosterAbi.tableOf, [term]),
        readHouse(house, reportsAbi.standingOf, [term]),
        readHouse(house, reportsAbi.latestOf, [term]),
      ]);
      const how = mayFile({ term, end: calendar.end, table, standing }, seat, sitting, { now, inTheirPlaceAfter });
      if (how === undefined) return [];
      return [{ term, calendar, due: calendar.end + dueAfter, inPlace: how === "inPlace", filed }];
    }),
  );
  return found.flat();
}
