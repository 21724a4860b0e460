import type { Difference } from "#protocol/treasury/journal.ts";
import type { LedgerFormat } from "#protocol/treasury/ledgerFile.ts";
import type { LedgerFilter } from "#protocol/treasury/ledgerFilter.ts";
import type { BooksHouse } from "#protocol/treasury/readLedger.ts";
import type { verifyHouse } from "#protocol/treasury/verifyBooks.ts";
import type { House } from "../../../../chain/node/house.ts";
import { relayOrigins } from "../../../../chain/node/relays.ts";

/** What the thread is given to do. */
type BooksWish = { is: "save"; format: LedgerFormat; filter: LedgerFilter } | { is: "verify" };
export type BooksJob = BooksWish & {
  deployment: BooksHouse["deployment"];
  /** Who keeps texts. */
  relays: readonly string[];
};

/** What it says on its way, and at the end. */
export type BooksNews =
  | { is: "busy"; read: number; all: number }
  | { is: "done"; file: Blob; name: string; block: number; entries: number }
  | { is: "verified"; found: Awaited<ReturnType<typeof verifyHouse>> }
  /** Without a difference: nobody answered, or half of it. */
  | { is: "failed"; difference: Difference | undefined };

/** Has the books read from end to end in a thread of its own. Returns how to give it up. */
export function startBooks({ deployment }: House, wish: BooksWish, tell: (news: BooksNews) => void): () => void {
  const worker = new Worker(new URL("./booksWorker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<BooksNews>) => {
    if (data.is !== "busy") worker.terminate();
    tell(data);
  };
  // The thread itself did not come, or broke.
  worker.onerror = () => {
    worker.terminate();
    tell({ is: "failed", difference: undefined });
  };
  const job: BooksJob = { deployment, relays: relayOrigins(), ...wish };
  worker.postMessage(job);
  return () => worker.terminate();
}
