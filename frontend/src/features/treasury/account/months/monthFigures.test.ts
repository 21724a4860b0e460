import { describe, expect, it } from "vitest";
import { accounts } from "#protocol/treasury/accounts.ts";
import type { Entry } from "../entry/entries.ts";
import { figuresOf, firstSince } from "./monthFigures.ts";
import { monthSpan } from "./monthSpan.ts";
import { monthsOf } from "./months.ts";

const { cash, escrow, rent, donations } = accounts;
const owed = accounts["vouchers owed"];
const sold = accounts["voucher sales"];
const timeZone = "Asia/Shanghai";
const at = (iso: string) => Date.parse(`${iso}+08:00`) / 1000;

const moves: [time: string, debit: number, credit: number, amount: bigint][] = [
  ["2026-08-03T12:00", cash, escrow, 1_000n],
  ["2026-08-03T12:00", accounts["refunds payable"], owed, 900n],
  ["2026-08-31T23:59", rent, cash, 300n],
  // The first second of October at the house; in UTC it is still September.
  ["2026-10-01T00:00", cash, donations, 50n],
  ["2026-10-09T12:00", owed, sold, 40n],
  ["2026-10-10T12:00", sold, owed, 5n],
  ["2026-10-31T23:59", cash, rent, 7n],
  ["2026-11-01T00:00", owed, sold, 100n],
];
const book = moves.map(
  ([time, debit, credit, amount], i): Entry => ({
    seq: i + 1,
    time: at(time),
    blockNumber: 10 + i,
    debit,
    credit,
    term: 1,
    amount,
    reversal: false,
  }),
);

const nothing = { left: 0n, owed: 0n };
/** As the books stood when the month ended. */
function figures(month: string, { first = 1, opening = nothing } = {}) {
  const span = monthSpan(month, timeZone);
  if (span === undefined) throw new Error(`${month} is no month`);
  const by = book.filter(({ seq, time }) => time < span.end && seq >= first - 1);
  return figuresOf(by, first, opening, span.start);
}

describe("the figures of a month", () => {
  it("are those of its entries by the house's clock, and what was left and owed at its end", () => {
    expect(figures("2026-08")).toEqual({
      came: 1_000n,
      went: 300n,
      left: 700n,
      owed: 900n,
      redeemed: 0n,
      last: { seq: 3, blockNumber: 12 },
    });
    expect(figures("2026-10")).toEqual({
      came: 57n,
      went: 0n,
      left: 757n,
      owed: 865n,
      redeemed: 35n,
      last: { seq: 7, blockNumber: 16 },
    });
  });

  it("are those of the chart of months", () => {
    const { months } = monthsOf(book, { cash: 757n, owed: 765n, now: at("2026-12-02T08:00"), timeZone, first: 1 });
    expect(months).toHaveLength(5);
    for (const month of months) {
      const name = new Date(month.at * 1000).toISOString().slice(0, 7);
      const { came, went, left, owed: owing } = month;
      expect(figures(name), name).toMatchObject({ came, went, left, owed: owing });
    }
  });

  it("are none of a month without entries, which leaves what was there", () => {
    const august = figures("2026-08");
    expect(figures("2026-09")).toEqual({ ...august, came: 0n, went: 0n });
  });

  it("go on from the balances of an earlier term", () => {
    const opening = { left: 700n, owed: 900n };
    expect(figures("2026-10", { first: 4, opening })).toEqual(figures("2026-10"));
    // The term has no entry yet: the last one of before is named, and not counted again.
    expect(figures("2026-09", { first: 4, opening })).toEqual(figures("2026-09"));
  });

  it("are the same for the same books", () => {
    expect(figures("2026-10")).toEqual(figures("2026-10"));
  });

  it("are not there before the first entry", () => {
    expect(figures("2026-07")).toBeNull();
  });
});

describe("the first entry since a moment", () => {
  it("is found among any number of them, also where several were written at once", async () => {
    for (const all of [0, 1, 2, 15, 16, 17, 40, 300]) {
      const times = Array.from({ length: all }, (_, i) => 100 + Math.floor(i / 3));
      const moments = [0, ...times, 100_000];
      for (const time of new Set(moments)) {
        const first = times.findIndex((one) => one >= time);
        const found = await firstSince(all, time, async (seq) => times[seq - 1] ?? Number.NaN);
        expect(found, `${all} entries, ${time}`).toBe(first < 0 ? all + 1 : first + 1);
      }
    }
  });

  it("takes four questions in ten thousand", async () => {
    const together: number[] = [];
    let looking = 0;
    const timeOf = async (seq: number) => {
      looking += 1;
      await Promise.resolve();
      if (looking > 0) together.push(looking);
      looking = 0;
      return seq;
    };
    expect(await firstSince(10_000, 7_654, timeOf)).toBe(7_654);
    expect(together.length).toBeLessThanOrEqual(4);
    expect(Math.max(...together)).toBeLessThanOrEqual(16);
  });
});
