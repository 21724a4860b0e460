import { createKeccak } from "hash-wasm";
import type { Address, Hex } from "viem";
import { balances, journalCount, journalHead } from "../abi/journal.ts";
import type { Ask } from "../house/Ask.ts";
import type { Deployment } from "../house/deployments.ts";
import { type BlockRange, inRanges } from "../house/logRanges.ts";
import { newestBlock, readerAt, readRange } from "../house/readNode.ts";
import { checkHoldings, type Holdings } from "./checkHoldings.ts";
import {
  accountCodes,
  type BooksOnChain,
  type Difference,
  ENTRY_APPENDED,
  entryOfLog,
  JournalTwin,
  type Keccak,
} from "./journal.ts";

export interface Verified {
  /** The block that was verified. */
  block: number;
  entries: number;
  head: Hex;
  /** The first difference; `undefined` = MATCH. */
  difference: Difference | undefined;
  /** By account, as the contract says them; the same as recomputed where nothing differs. */
  balances: ReadonlyMap<number, bigint>;
}

/** Recomputes the books of `journal` from its logs since `firstBlock`, and compares with what the contract says. */
export async function verifyBooks(
  ask: Ask,
  journal: Address,
  firstBlock: number,
  progress: (entries: number, all: number) => void = () => {},
): Promise<Verified> {
  const block = await newestBlock(ask);
  const onChain = await booksOnChain(ask, journal, block);
  const twin = new JournalTwin(await fastKeccak());
  const logsIn = (range: BlockRange) => readRange(ask, range, journal, [ENTRY_APPENDED]);
  const read = inRanges({ from: firstBlock, to: block }, logsIn, 10_000, (found) => found.length);
  for await (const { result } of read) {
    for (const log of result) twin.add(entryOfLog(log));
    if (twin.difference) break;
    progress(twin.count, onChain.count);
  }
  return { block, entries: twin.count, head: twin.head, difference: twin.compare(onChain), balances: onChain.balances };
}

/** The books, and then whether money and vouchers are there of which they speak; that only where the books are whole. */
export async function verifyHouse(
  ask: Ask,
  deployment: Pick<Deployment, "contracts" | "deployedAtBlock">,
  progress?: (entries: number, all: number) => void,
): Promise<Verified & { holdings: Holdings | undefined }> {
  const { contracts, deployedAtBlock } = deployment;
  const books = await verifyBooks(ask, contracts.Journal, deployedAtBlock, progress);
  const { difference, block, balances } = books;
  return { ...books, holdings: difference ? undefined : await checkHoldings(ask, deployment, block, balances) };
}

/** What the contract says of itself at a block. */
export async function booksOnChain(ask: Ask, journal: Address, block: number): Promise<BooksOnChain> {
  const read = readerAt(ask, journal, [journalHead, journalCount, balances], block);
  const [head, count, sums] = await Promise.all([
    read("journalHead", []),
    read("journalCount", []),
    read("balances", [[...accountCodes]]),
  ]);
  return { head, count: Number(count), balances: new Map(accountCodes.map((code, i) => [code, sums[i] ?? 0n])) };
}

export async function fastKeccak(): Promise<Keccak> {
  const hasher = await createKeccak(256);
  return (input) => hasher.init().update(input).digest("binary");
}
