import type { House } from "../../../../chain/node/house.ts";
import { rememberChecked } from "../../../../chain/treasury/checkedBooks.ts";
import type { BooksNews, startBooks } from "../books/booksJob.ts";
import { type Verification, verification } from "./verification.ts";

let giveUp = () => {};

/**
 * Reads every entry from the logs, compares head and balances with what the contract says of the same block, and money
 * and vouchers with what the books say.
 *
 * @param start Where the work is done.
 */
export async function verify(house: House, start?: typeof startBooks): Promise<void> {
  if (verification.get().step === "busy") return;
  verification.set({ step: "busy", checked: 0, all: 0 });
  let wanted = true;
  giveUp = () => {
    wanted = false;
  };
  const run = start ?? (await import("../books/booksJob.ts").catch(() => undefined))?.startBooks;
  if (!wanted) return;
  const hear = (news: BooksNews) => {
    const after = stepAfter(verification.get(), news, house.clock.now());
    if (after.step === "match") rememberChecked(house, after.entries);
    else if (after.step === "differs" || after.step === "lacks") rememberChecked(house, 0);
    verification.set(after);
  };
  if (run === undefined) hear({ is: "failed", difference: undefined });
  else giveUp = run(house, { is: "verify" }, hear);
}

/** Ends it before it is through. */
export function stopVerifying(): void {
  giveUp();
  verification.set({ step: "idle" });
}

/** What is known after the thread has said something. */
function stepAfter(before: Verification, news: BooksNews, now: number): Verification {
  const { checked, all } = before.step === "busy" ? before : { checked: 0, all: 0 };
  if (news.is === "busy") return { step: "busy", checked: news.read, all: news.all };
  if (news.is !== "verified") return { step: "incomplete", checked, all };
  const { difference, entries, head, block, holdings } = news.found;
  if (difference?.kind === "missing")
    return { step: "incomplete", checked: entries, all: Math.max(all, difference.seq) };
  if (difference !== undefined) return { step: "differs", difference };
  if (holdings === undefined) return { step: "incomplete", checked, all };
  if (holdings.holdings.some(({ isRight }) => !isRight)) return { step: "lacks", holdings };
  return { step: "match", entries, head, block, at: now, holdings };
}
