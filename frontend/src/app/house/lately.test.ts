import { describe, expect, it } from "vitest";
import { accounts } from "#protocol/treasury/accounts.ts";
import type { WholeMotion } from "../../features/governance/motions/motion.ts";
import type { Entry } from "../../features/treasury/account/entry/entries.ts";
import { bookedOf, happened } from "./lately.ts";

const DAY = 86_400;
const dayOf = (time: number) => String(Math.floor(time / DAY));
const drunk = { debit: accounts["vouchers owed"], credit: accounts["voucher sales"] };
const rent = { debit: accounts.rent, credit: accounts.cash };

/** Entries as the books hold them, the newest first. */
function entries(...given: readonly { debit: number; credit: number; time: number; amount: bigint }[]): Entry[] {
  return given.map((one, i) => ({
    ...one,
    seq: given.length - i,
    blockNumber: 1,
    term: 1,
    reversal: false,
  })) as Entry[];
}

const busyDay = (day: number, n: number) =>
  Array.from({ length: n }, (_, i) => ({ ...drunk, time: (day + 1) * DAY - 1 - i, amount: 28n }));

describe("given a day at the counter after a day with the rent", () => {
  const newest = entries(...busyDay(5, 3), { ...rent, time: 4 * DAY, amount: 900n });

  it("tells the day's coffees in one line, and the rent as what went out", () => {
    expect(bookedOf(newest, false, dayOf)).toEqual([
      { kind: "redeemed", count: 3, amount: 84n, signed: false, time: 6 * DAY - 1 },
      { kind: "rent", seq: 1, count: 1, amount: -900n, signed: true, time: 4 * DAY },
    ]);
  });

  it("leaves out a day of which not all was looked at", () => {
    expect(bookedOf(newest, true, dayOf).map(({ kind }) => kind)).toEqual(["redeemed"]);
  });

  it("counts from where it looked when it saw no day's beginning", () => {
    expect(bookedOf(newest.slice(0, 3), true, dayOf)).toEqual([
      { kind: "redeemed", count: 3, amount: 84n, signed: false, time: 6 * DAY - 1, since: 6 * DAY - 3 },
    ]);
  });

  it("tells nothing of empty books", () => {
    expect(bookedOf([], false, dayOf)).toEqual([]);
  });
});

describe("given books, motions and a term", () => {
  const table = { term: 2, seats: [1], caretakers: false, calendar: { start: 2 * DAY } };
  const motion = (number: number, state: string) =>
    ({ number, state, deadline: number * DAY, content: { description: `Motion ${number}\nWhy` } }) as WholeMotion;
  const rentPaid = bookedOf(entries({ ...rent, time: 4 * DAY, amount: 900n }), false, dayOf);
  const told = (motions: WholeMotion[]) => happened(rentPaid, motions, table as never, 10 * DAY);

  it("puts all of it in order, the newest first, and says which motion failed", () => {
    expect(told([motion(5, "defeated"), motion(3, "executed")])).toMatchObject([
      { is: "decided", number: 5, title: "Motion 5", adopted: false },
      { is: "booked", kind: "rent" },
      { is: "decided", number: 3, title: "Motion 3", adopted: true },
      { is: "began", term: 2, time: 2 * DAY },
    ]);
  });

  it("knows nothing yet of what is still open", () => {
    const open = { ...motion(9, "active"), deadline: 11 * DAY };
    expect(told([open]).map(({ is }) => is)).toEqual(["booked", "began"]);
  });

  it("tells six things at most", () => {
    expect(told([3, 4, 5, 6, 7, 8, 9].map((n) => motion(n, "executed")))).toHaveLength(6);
  });

  it("has no term before the first", () => {
    expect(happened([], [], { term: 0, seats: [], caretakers: false }, 0)).toEqual([]);
  });
});
