import type { Club } from "#ignition/club.ts";
import type { PlainCalendar } from "./plainCalendar.ts";
import type { StoryWords } from "./StoryWords.ts";

/** What the scenes of a plain story are made of. */
export interface Setting {
  club: Club;
  calendar: PlainCalendar;
  words: StoryWords;
  /** How many have founded the house, where that is known. */
  members?: number;
}

/** Founders of the story: the round succeeds, and where it can, a place stays free. */
export function founderCount({ club: { founding }, words, members }: Setting): number {
  if (members !== undefined) return members;
  const wanted = Math.max(founding.minSeats, founding.maxSeats - 1);
  if (words.people.length < founding.minSeats) {
    throw new Error(`The story has ${words.people.length} people, and the founding round needs ${founding.minSeats}.`);
  }
  return Math.min(wanted, words.people.length);
}

/** Whole units that the founders bring and that need not stay for vouchers. */
export function spareOf(setting: Setting): number {
  const { founding, treasury } = setting.club;
  return (Number(founding.price) * founderCount(setting) * (10_000 - treasury.reserveBps)) / 10_000;
}

/** How much of what the budget allows the house can pay for two terms, whatever it takes in: from 0 to 1. */
export function affordable(setting: Setting): number {
  const { club, words } = setting;
  const term = words.bills.reduce(
    (sum, { category, percent }) => sum + (Number(club.budget[category] ?? "0") * percent) / 100,
    0,
  );
  return term === 0 ? 1 : Math.min(1, spareOf(setting) / 3 / term);
}

/** A part of an amount in whole units, with no more than two decimals. */
export function partOf(amount: string, percent: number): string {
  return ((Number(amount) * percent) / 100).toFixed(2).replace(/\.?0+$/, "");
}

/** So many of the members vote: enough for any quorum, and one at least. */
export function shareOf(members: number, percent: number): number {
  return Math.max(1, Math.ceil((members * percent) / 100));
}
