import type { Hex } from "viem";
import * as reportsAbi from "#protocol/abi/reports.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import { accounts, type Category, categories } from "#protocol/treasury/accounts.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { type Calendar, readCalendar } from "../../../chain/oversight/rotation.ts";

type ReportOnChain = Awaited<ReturnType<typeof readPage>>[number];

/** What one seat said of a report. */
export interface Word {
  seat: number;
  /** Undefined: nothing yet. */
  agrees?: boolean;
  signedAt?: number;
  reason?: Hex;
}

export interface Spending {
  category: Category;
  limit: bigint;
  /** What the books say it cost. */
  booked: bigint;
}

/** A table's account of its term. Money in the smallest unit, times in UTC seconds. */
export type Report = Omit<ReportOnChain, "proved"> & {
  proved: Omit<ReportOnChain["proved"], "spending">;
  spending: readonly Spending[];
  calendar: Calendar;
  /** Everybody who could speak, those who have not yet included. */
  words: readonly Word[];
};

function readPage(house: House, first: number, count: number) {
  return readHouse(house, reportsAbi.reports, [first, count]);
}

/** All reports, or the newest few, the newest first: there is about one a term. */
export async function readReports(house: House, most = Number.POSITIVE_INFINITY): Promise<Report[]> {
  const count = await readHouse(house, reportsAbi.reportCount);
  const first = Math.max(1, count - most + 1);
  const found = count === 0 ? [] : await readPage(house, first, count - first + 1);
  const reports = await Promise.all(found.map((report) => whole(house, report)));
  return reports.reverse();
}

async function whole(house: House, { proved: { spending, ...proved }, ...report }: ReportOnChain): Promise<Report> {
  const [calendar, seats, signatures] = await Promise.all([
    readCalendar(house, report.term),
    readHouse(house, rosterAbi.tableOf, [report.table]),
    readHouse(house, reportsAbi.signaturesOf, [report.id]),
  ]);
  return { ...report, proved, spending: spendingOf(spending), calendar, words: wordsOf(seats, signatures) };
}

/** Only what had a budget or cost something. */
export function spendingOf(lines: ReportOnChain["proved"]["spending"]): Spending[] {
  return lines.flatMap(({ category, limit, booked }) => {
    const name = categories.find((one) => accounts[one] === category);
    return name === undefined || (limit === 0n && booked === 0n) ? [] : [{ category: name, limit, booked }];
  });
}

/** The table that signs, in its order, and behind it whoever spoke and has left it since. */
export function wordsOf(table: readonly number[], spoken: readonly Required<Word>[]): Word[] {
  const of = new Map(spoken.map((word) => [word.seat, word]));
  const others = spoken.filter(({ seat }) => !table.includes(seat));
  return [...table.map((seat) => of.get(seat) ?? { seat }), ...others];
}

/** Whether the last ended term that had a table has no report that stands, past its time. */
export function readOverdue(house: House): Promise<boolean> {
  return readHouse(house, reportsAbi.isOverdue);
}
