import type { Club } from "#ignition/club.ts";

/** The club's own clock and its calendar, as its figures make them. All times are UTC seconds. */
export interface PlainCalendar {
  anchor: number;
  opens: number;
  /** The last second of the founding round in which a place is sold. */
  soldUntil: number;
  finalised: number;
  /** When a term starts. */
  start(term: number): number;
  /** The term that runs at a second; below 1 before the first. */
  termAt(time: number): number;
  /** "19:40" on the club's clock on the day of `time`. */
  at(time: number, clock: string): number;
  /** "14 August 2026", in the club's first language. */
  date(time: number): string;
}

const DAY = 86_400;

/** @param begun When the house was founded, if that is known already. */
export function plainCalendar(club: Club, anchor: number, begun?: number): PlainCalendar {
  const { founding, rotation, dayOffset, timeZone } = club;
  const opens = anchor - club.practice.foundingOpensBefore;
  const deadline = opens + founding.length;
  const format = new Intl.DateTimeFormat(club.languages[0], { dateStyle: "long", timeZone });
  const at = (time: number, clock: string) => {
    const [hours = 0, minutes = 0] = clock.split(":").map(Number);
    const midnight = Math.floor((time + dayOffset) / DAY) * DAY - dayOffset;
    return midnight + hours * 3_600 + minutes * 60;
  };
  const finalised = begun ?? at(deadline + DAY, "08:00");
  const first = finalised + rotation.leadTime;
  return {
    anchor,
    opens,
    soldUntil: deadline - founding.coolOff - 1,
    finalised,
    start: (term) => first + rotation.termLength * (term - 1),
    termAt: (time) => Math.floor((time - first) / rotation.termLength) + 1,
    at,
    date: (time) => format.format(time * 1000),
  };
}
