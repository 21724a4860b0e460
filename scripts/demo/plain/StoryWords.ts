import type { Category } from "#protocol/treasury/accounts.ts";
import type { StoryPerson } from "../Story.ts";

/** What a club's people are called and write: all that `plainStory` does not reckon from the club's figures. */
export interface StoryWords {
  /** In order of purchase: the founders first. */
  people: readonly StoryPerson[];
  /** Admitted, and not yet decided. */
  newcomers: readonly StoryPerson[];
  /** What they write when they stand for a term; each fits into 280 bytes. */
  statements: readonly string[];
  /** Where the tablets stand. */
  tills: readonly [string, string];
  /** Decided by all before there is a first table. */
  beginning: WrittenPurchase;
  /** What a term costs. */
  bills: readonly WrittenBill[];
  /** What is put beside the operator's weekly takings. */
  takings: string;
  gifts: readonly { note: string; project?: string; nameless?: boolean }[];
  /** The motion for a later round, and what its buyers sign: all versions as one text (`protocol/house/versions.ts`). */
  laterRound: { title: string; why: string; terms: string };
  /** Voted on at the present. */
  open: WrittenPurchase;
  /** Asked for and not paid at the present. */
  waiting: Pick<WrittenBill, "payee" | "category" | "note">;
  /** `{term}` is its number. */
  report: string;
  dissent: string;
}

interface WrittenPurchase {
  title: string;
  why: string;
  payee: string;
  category: Category;
  note: string;
}

interface WrittenBill {
  payee: string;
  category: Category;
  /** `{date}` is the day of the invoice. */
  note: string;
  /** Hundredths of what the term's budget gives the category. */
  percent: number;
}
