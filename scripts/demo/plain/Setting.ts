import type { Club } from "#ignition/club.ts";
import type { PlainCalendar } from "./plainCalendar.ts";
import type { StoryWords } from "./StoryWords.ts";

/** What the scenes of a plain story are made of. */
export interface Setting {
  club: Club;
  calendar: PlainCalendar;
  words: StoryWords;
}

/** Founders of the story: the round succeeds, and where it can, a place stays free. */
export function founderCount({ club: { founding }, words }: Setting): number {
  const wanted = Math.max(founding.minSeats, founding.maxSeats - 1);
  if (words.people.length < founding.minSeats) {
    throw new Error(`The story has ${words.people.length} people, and the founding round needs ${founding.minSeats}.`);
  }
  return Math.min(wanted, words.people.length);
}

/** A part of an amount in whole units, with no more than two decimals. */
export function partOf(amount: string, percent: number): string {
  return ((Number(amount) * percent) / 100).toFixed(2).replace(/\.?0+$/, "");
}

/** So many of the members vote: enough for any quorum, and one at least. */
export function shareOf(members: number, percent: number): number {
  return Math.max(1, Math.ceil((members * percent) / 100));
}
