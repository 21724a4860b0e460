import { directionOf, type EntryKind, kindOf, signedAmount } from "#protocol/treasury/entryKinds.ts";
import type { House } from "../../chain/node/house.ts";
import { queries } from "../../chain/node/useRead.ts";
import type { TableNow } from "../../chain/oversight/rotation.ts";
import type { HouseAccount } from "../../chain/treasury/houseAccount.ts";
import { groupOf, splitDescription, stateAt, type WholeMotion } from "../../features/governance/motions/motion.ts";
import { type Entry, readNewest } from "../../features/treasury/account/entry/entries.ts";
import { type BookRow, dayIn, rowsOf } from "../../features/treasury/account/list/rows.ts";

/** What the books tell of one day: one entry, or all that are alike. */
export interface Booked {
  kind: EntryKind;
  /** Number of the one entry; undefined where it is several. */
  seq?: number;
  count: number;
  amount: bigint;
  /** It moved the house's own money: below zero is what went out. */
  signed: boolean;
  /** Of the newest, UTC seconds. */
  time: number;
  /** There may be more of that day than was looked at: counted since this second. */
  since?: number;
}

/** Something that happened, with its second (UTC). */
export type Happened =
  | ({ is: "booked" } & Booked)
  | { is: "decided"; number: number; title: string; adopted: boolean; time: number }
  | { is: "began"; term: number; time: number };

/** Entries looked at: what a busy day brings, in one small answer. */
const LOOKED_AT = 60;
/** A glance tells kinds apart, not entries. */
const MANY = 2;
/** So much is told, the newest first. */
const MOST = 6;

/** What the newest entries of the books tell; a few rows, so that little of it travels with the page. */
export async function readBooked(house: House): Promise<readonly Booked[]> {
  // Mostly there are as many as the account said a moment ago: then it is one question.
  const account = queries.getQueryData<{ value: HouseAccount }>(["house", "houseAccount"]);
  const { all, newest } = await readNewest(house, LOOKED_AT, account?.value.entries);
  return bookedOf(newest, all > newest.length, dayIn(house));
}

/**
 * @param newest The newest first.
 * @param isPart There are older ones: the oldest day is left out, since not all of it is here, unless it is the only one.
 */
export function bookedOf(newest: readonly Entry[], isPart: boolean, dayOf: (time: number) => string): Booked[] {
  const oldest = newest.at(-1);
  if (oldest === undefined) return [];
  const whole = isPart ? newest.filter(({ time }) => dayOf(time) !== dayOf(oldest.time)) : newest;
  if (whole.length > 0) return rowsOf(whole, dayOf, MANY).slice(0, MOST).map(bookedIn);
  return rowsOf(newest, dayOf, MANY)
    .slice(0, MOST)
    .map((row) => ({ ...bookedIn(row), since: oldest.time }));
}

function bookedIn(row: BookRow): Booked {
  const moved = row.is === "one" ? row.line : row.group;
  return {
    kind: kindOf(moved),
    ...(row.is === "one" && { seq: row.line.seq }),
    count: row.is === "one" ? 1 : row.group.count,
    amount: signedAmount(moved),
    signed: directionOf(moved) !== "aside",
    time: moved.time,
  };
}

/** What happened by `now` in the books, in votes of all and in office, the newest first. */
export function happened(
  booked: readonly Booked[],
  motions: readonly WholeMotion[],
  { term, calendar }: TableNow,
  now: number,
): Happened[] {
  const decided = motions
    .map((motion) => ({ motion, state: stateAt(motion, now) }))
    .filter(({ state }) => groupOf(state) === "decided")
    .map(({ motion: { number, deadline, content }, state }) => ({
      is: "decided" as const,
      number,
      title: splitDescription(content.description).title,
      adopted: state !== "defeated",
      time: deadline,
    }));
  const began = calendar === undefined ? [] : [{ is: "began" as const, term, time: calendar.start }];
  return [...booked.map((one) => ({ is: "booked" as const, ...one })), ...decided, ...began]
    .sort((one, other) => other.time - one.time)
    .slice(0, MOST);
}
