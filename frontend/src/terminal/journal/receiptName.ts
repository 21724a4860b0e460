import type { JournalItem } from "./journal.ts";

/**
 * The number on a payment's receipt: the till that accepted it, and the till's own number. It is given with the green and
 * stays, whatever becomes of the payment; its place in the public record comes later and may move until it is settled.
 */
export function receiptName({ receipt, terminal, id }: Pick<JournalItem, "receipt" | "terminal" | "id">): string {
  return receipt ?? `${terminal}-${id}`;
}

/** What somebody reads off a receipt: "1-5", or as it once was with the batch between, "1-3-5". */
export function readReceiptName(typed: string): { till: number; id: number } | undefined {
  const [, till, id] = /^(\d{1,10})-(?:\d{1,10}-)?(\d{1,10})$/.exec(typed.normalize("NFKC").replace(/\s/g, "")) ?? [];
  return till === undefined ? undefined : { till: Number(till), id: Number(id) };
}
