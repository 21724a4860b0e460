import * as rosterAbi from "#protocol/abi/roster.ts";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import {
  type Calendar,
  type Chair,
  readCalendar,
  readChairs,
  readTerms,
  type Terms,
} from "../../../chain/oversight/rotation.ts";

export interface TermTable {
  calendar: Calendar;
  /** Chairs first, then reserves; empty = not seated. */
  chairs: readonly Chair[];
  /** Who sits, or sat when the term ended. */
  seats: readonly number[];
}

export interface Tables {
  terms: Terms;
  /** How many seats are live; the places of a later round are not. */
  liveSeats: number;
  /** Terms 1 … n: as many as give every member one turn, or as many as there were. */
  tables: readonly TermTable[];
}

/** All terms in one request. */
export async function readTables(house: House): Promise<Tables> {
  const { chairs } = house.deployment.club;
  const [terms, liveSeats, maxMembers] = await Promise.all([
    readTerms(house),
    readHouse(house, shareAbi.liveSeats),
    readHouse(house, roundsAbi.maxMembers),
  ]);
  if (!terms.begun) return { terms, liveSeats, tables: [] };
  const count = Math.max(Math.ceil(maxMembers / chairs), terms.next);
  const tables = await Promise.all(
    Array.from({ length: count }, async (_, i): Promise<TermTable> => {
      const term = i + 1;
      const calendar = readCalendar(house, term);
      // Later ones cannot be seated yet.
      if (term > terms.next) return { calendar: await calendar, chairs: [], seats: [] };
      const [dates, list, seats] = await Promise.all([
        calendar,
        readChairs(house, term),
        readHouse(house, rosterAbi.tableOf, [term]),
      ]);
      return { calendar: dates, chairs: list, seats };
    }),
  );
  return { terms, liveSeats, tables };
}
