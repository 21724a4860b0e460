import type { JournalItem } from "./journal.ts";

/** Letters that nobody takes for a digit on thin paper. */
const LETTERS = "ACDEFHJKLMNPRTUVWXY";

/**
 * The number on a payment's receipt: the till that accepted it, the letters of its series, and the till's own number. It
 * is given with the green and stays, whatever becomes of the payment; its place in the public record comes later and may
 * move until it is settled.
 */
export function receiptName({ receipt, terminal, id }: Pick<JournalItem, "receipt" | "terminal" | "id">): string {
  return receipt ?? newReceipt(terminal, 0, id);
}

/** @param series Which tablet under its till's number it is: each counts from 1. */
export function newReceipt(terminal: number, series: number, id: number): string {
  return `${terminal}${seriesLetters(series)}-${id}`;
}

/** None for the first series, A for the next one: others for each. */
export function seriesLetters(series: number): string {
  if (series === 0) return "";
  const [before, last] = [Math.floor((series - 1) / LETTERS.length), (series - 1) % LETTERS.length];
  return `${seriesLetters(before)}${LETTERS[last]}`;
}

/** What somebody reads off a receipt: "1-5", "1A-5", or as it once was with the batch between, "1-3-5". */
export function readReceiptName(typed: string): { receipt: string; id: number } | undefined {
  const plain = typed.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  const [, till, letters, id] = /^(\d{1,10})([A-Z]*)-(?:\d{1,10}-)?(\d{1,10})$/.exec(plain) ?? [];
  return till === undefined ? undefined : { receipt: `${Number(till)}${letters}-${Number(id)}`, id: Number(id) };
}
