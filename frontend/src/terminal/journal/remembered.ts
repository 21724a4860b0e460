import type { SignedPriceList } from "#protocol/voucher/priceList.ts";
import type { PocketMemory } from "../offline/offlineRules.ts";
import type { JournalItem, TillJournal } from "./journal.ts";

/** What the counter shows of its journal. */
export interface Book {
  /** Of the business day. */
  lines: readonly JournalItem[];
  last: JournalItem | undefined;
  waiting: readonly JournalItem[];
  rejected: readonly JournalItem[];
  /** What the pockets held when the house answered last. */
  pockets: PocketMemory | undefined;
}

/** What a tablet remembers when it opens: read before its keys are shown, or they would move under a finger. */
export interface Remembered {
  book: Book;
  prices: SignedPriceList | undefined;
}

/** @param day The business day that it is. */
export async function readBook(journal: TillJournal, day: number): Promise<Book> {
  const [lines, last, waiting, rejected, pockets] = await Promise.all([
    journal.onDay(day),
    journal.last(),
    journal.unsettled(),
    journal.rejected(),
    journal.remembered(),
  ]);
  return { lines, last, waiting, rejected, pockets };
}

export async function readRemembered(journal: TillJournal, day: number): Promise<Remembered> {
  // A list that cannot be read comes again from the house.
  const prices = journal.rememberedPrices().catch(() => undefined);
  return { book: await readBook(journal, day), prices: await prices };
}
