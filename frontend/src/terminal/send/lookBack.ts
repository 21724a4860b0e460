import type { PaidPlace } from "#protocol/voucher/payCode.ts";
import type { TakenBack, TillJournal } from "../journal/journal.ts";

/** What is asked about payments that were taken back. */
export interface BackChain {
  blockNumber(): Promise<bigint>;
  takenBack(item: PaidPlace): Promise<TakenBack>;
  /** A word that changes with everything that is taken back of a terminal's payments. */
  backMark(terminal: number): Promise<string>;
  /** Which payments of a terminal the events name as taken back since a block. */
  namedBack(terminal: number, sinceBlock: bigint): Promise<readonly PaidPlace[]>;
}

/** Blocks that a reorganisation may turn over. */
const DEEP = 64n;
/** Payments that are asked for again; what was taken back before them is long in blocks that stay. */
const MOST = 200;

/**
 * Sees what a manager took back or gave back elsewhere. Events only say which payments to look at; what became of them
 * is what the contract's state says.
 */
export async function lookBack({
  journal,
  chain,
  terminal,
}: {
  journal: TillJournal;
  chain: BackChain;
  terminal: number;
}): Promise<void> {
  // Asked first: what comes after it changes it, and is looked for with the next round.
  const mark = await chain.backMark(terminal);
  const known = await journal.backMemory(terminal);
  if (known?.mark === mark) return;
  const block = await chain.blockNumber();
  const before = known === undefined ? await journal.firstBlock() : known.block - DEEP;
  const named = await chain.namedBack(terminal, before > 0n ? before : 0n);
  const all = [...(known?.items ?? []), ...named];
  const items = [...new Map(all.map((item) => [`${item.seq}/${item.place}`, item])).values()].slice(-MOST);
  for (const item of items) await journal.noteBack(item, await chain.takenBack(item));
  await journal.rememberBack(terminal, { mark, block, items });
}
