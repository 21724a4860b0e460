import { Link } from "wouter";
import type { EntryKind } from "#protocol/treasury/entryKinds.ts";

/** What money came from or went for; leads to its entries, in the list of the page. */
export function KindLink({ kind, word }: { kind: EntryKind; word: string }) {
  return <Link href={`/money?cat=${kind}#entries`}>{word}</Link>;
}
