/** Days and times as the club reads its clock, counted from the day that is the present. */
export interface Calendar {
  /** UTC seconds of "19:40" on the club's clock, `day` days after the present. */
  on(day: number, time: string): number;
  /** "August 2026" */
  month(day: number): string;
  /** "14 August 2026" */
  date(day: number): string;
}

const DAY = 86_400;
/** The club's clock is Shanghai's, eight hours before UTC; its present begins at 08:00. */
const DAY_BEGINS = 8 * 3_600;

export function calendarFrom(anchor: number): Calendar {
  const words = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "Asia/Shanghai" });
    return (day: number) => format.format((anchor + day * DAY) * 1000);
  };
  return {
    on(day, time) {
      const [hours = 0, minutes = 0] = time.split(":").map(Number);
      return anchor + day * DAY + hours * 3_600 + minutes * 60 - DAY_BEGINS;
    },
    month: words({ month: "long", year: "numeric" }),
    date: words({ day: "numeric", month: "long", year: "numeric" }),
  };
}

/** The house was finalised so many days before the present; term 1 began 35 days later, and each lasts 60. */
export const FINALISED = -143;
const TERM_1 = FINALISED + 35;
const TERM = 60;

/** The day on which a term starts. */
export function termStart(term: number): number {
  return TERM_1 + TERM * (term - 1);
}

/** The term that runs on a day; below 1 before the first. */
export function termOn(day: number): number {
  return Math.floor((day - TERM_1) / TERM) + 1;
}
