/**
 * How an amount and a code meet. They come in either order, and no pause while keying may sell half an amount: a camera
 * sees whatever lies in front of it, while a scanner, a hand and the Enter key are somebody's will.
 */
export interface Meeting {
  /** Hundredths. */
  total: number;
  /** Hundredths that are being keyed in right now, besides what was added up before. */
  entry: number;
  /** Enter was pressed after the amount: nobody is keying any more. */
  whole: boolean;
  /** When the last key was pressed; milliseconds of a steady clock, as all times here. */
  keyedAt: number;
  /** When the code appeared. */
  seenAt: number;
}

export type MeetingWord =
  /** Both are there: the code may be taken. */
  | "take"
  /** The code waits for its amount. */
  | "amount"
  /** The amount stands on the screen for a moment; a key stops it. */
  | "rest"
  /** Somebody must say that the amount is whole. */
  | "press";

/** Milliseconds that an amount must rest in sight before a camera may use it. */
export const REST = 1_200;
/** Milliseconds in which a code waits for its amount; each key begins them anew. */
export const CODE_WAITS = 10_000;
/** Less than one unit of the currency is more often the beginning of an amount than an amount. */
const BEGINNING = 100;

/** What a code that a camera sees is to the amount on the screen. */
export function meet({ total, entry, whole, keyedAt, seenAt }: Meeting, now: number): MeetingWord {
  if (total === 0) return "amount";
  if (whole) return "take";
  // It lay there while somebody was keying: a pause is no word.
  if (seenAt <= keyedAt || (entry > 0 && entry < BEGINNING)) return "press";
  return now - keyedAt < REST ? "rest" : "take";
}
