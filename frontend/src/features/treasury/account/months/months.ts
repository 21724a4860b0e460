import { clubTime } from "#protocol/house/clubTime.ts";
import type { House } from "../../../../chain/node/house.ts";
import { readHouseAccount } from "../../../../chain/treasury/houseAccount.ts";
import { type Entry, readCount } from "../entry/entries.ts";
import { movedBy, readMany } from "../entry/manyEntries.ts";

/** One month of the house, by its own calendar. Money in the smallest unit, all but `owed` at the end above 0. */
export interface Month {
  /** A moment in it, UTC seconds, for writing its name. */
  at: number;
  came: bigint;
  went: bigint;
  /** In the account, and owed in vouchers, when it ended, or now. */
  left: bigint;
  owed: bigint;
}

export interface Months {
  /** Oldest first, none left out. */
  months: readonly Month[];
  /** Older months have been left out. */
  more: boolean;
}

/** A year is what people compare. */
const SHOWN = 12;
/** The most entries that are looked through. */
const LOOKED_AT = 1_500;

export async function readMonths(house: House): Promise<Months> {
  const [all, { cash, owed }] = await Promise.all([readCount(house), readHouseAccount(house)]);
  const first = Math.max(1, all - LOOKED_AT + 1);
  const entries = await readMany(house, first, all);
  return monthsOf(entries, { cash, owed, now: house.clock.now(), timeZone: house.deployment.club.timeZone, first });
}

interface Present {
  cash: bigint;
  owed: bigint;
  now: number;
  timeZone: string;
  /** Number of the oldest entry given: above 1 its month is not whole, and is left out. */
  first: number;
}

/** Walks back from what is there now: nothing has to be known of what came before. `entries` oldest first. */
export function monthsOf(entries: readonly Entry[], { cash, owed, now, timeZone, first }: Present): Months {
  if (entries.length === 0) return { months: [], more: false };
  const timeOf = clubTime(timeZone);
  const monthOf = (seconds: number) => {
    const [year, month] = timeOf(seconds).split("-");
    return Number(year) * 12 + Number(month) - 1;
  };
  const oldest = monthOf(entries[0]?.time ?? now);
  let number = monthOf(now);
  let [left, owing] = [cash, owed];
  let next = entries.length - 1;
  const months: Month[] = [];
  for (; number >= oldest && months.length <= SHOWN; number -= 1) {
    // The middle of a month is in that month in every zone.
    const month = {
      at: Date.UTC(Math.floor(number / 12), number % 12, 15) / 1000,
      came: 0n,
      went: 0n,
      left,
      owed: owing,
    };
    for (let entry = entries[next]; entry !== undefined && monthOf(entry.time) === number; entry = entries[next]) {
      const moved = movedBy(entry);
      if (moved.cash > 0n) month.came += moved.cash;
      else month.went -= moved.cash;
      left -= moved.cash;
      owing -= moved.owed;
      next -= 1;
    }
    months.push(month);
  }
  const isCut = first > 1 && number < oldest;
  const whole = isCut ? months.slice(0, -1) : months;
  return { months: whole.slice(0, SHOWN).toReversed(), more: isCut || whole.length > SHOWN || number >= oldest };
}
