import { clubTime } from "#protocol/house/clubTime.ts";

/** UTC seconds: its first one, and the first of the next month. */
export interface MonthSpan {
  start: number;
  end: number;
}

/** No clock of the world is further from UTC. */
const DAY = 86_400;

/** A month by the house's clock; undefined: the text, which should be like "2026-11", names none. */
export function monthSpan(month: string, timeZone: string): MonthSpan | undefined {
  if (!/^2\d{3}-(0[1-9]|1[0-2])$/.test(month)) return undefined;
  const [year, number] = month.split("-").map(Number) as [number, number];
  const timeOf = clubTime(timeZone);
  const begin = (months: number) => firstOf(Date.UTC(year, number - 1 + months, 1), timeOf);
  return { start: begin(0), end: begin(1) };
}

/** When the house's clock shows the midnight that UTC shows at `midnight` (milliseconds). */
function firstOf(midnight: number, timeOf: (seconds: number) => string): number {
  const wanted = new Date(midnight).toISOString().slice(0, 10);
  let [before, from] = [midnight / 1000 - DAY, midnight / 1000 + DAY];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (timeOf(middle).slice(0, 10) < wanted) before = middle;
    else from = middle;
  }
  return from;
}

/** What the address of a moment's month is called. */
export function monthName(seconds: number, timeZone: string): string {
  return clubTime(timeZone)(seconds).slice(0, "2026-11".length);
}
