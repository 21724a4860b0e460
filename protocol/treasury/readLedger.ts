import * as v from "valibot";
import { encodeEventTopics, type Hex, numberToHex, parseEventLogs, type RpcLog, zeroHash } from "viem";
import { PaymentRequested } from "../abi/payments.ts";
import type { Ask } from "../house/Ask.ts";
import type { Deployment } from "../house/deployments.ts";
import { type BlockRange, inRanges } from "../house/logRanges.ts";
import { factsOfLogs, type ToldFacts, telling, tellingContracts } from "./entryFacts.ts";
import {
  type BooksOnChain,
  type Difference,
  differenceSentence,
  ENTRY_APPENDED,
  entryOfLog,
  type JournalEntry,
  JournalTwin,
} from "./journal.ts";
import { fastKeccak } from "./verifyBooks.ts";

/** Where the books are read. */
export interface BooksHouse {
  ask: Ask;
  deployment: Pick<Deployment, "contracts" | "deployedAtBlock" | "chainId" | "club">;
  /** A text that the chain names by its hash; undefined: nobody keeps it. Throws when that is not known. */
  textOf(hash: Hex): Promise<string | undefined>;
}

/** An entry with all that the public record knows of it. */
export type LedgerLine = JournalEntry & { block: number; facts: ToldFacts; text?: string };

/** What was read is not what the contract holds: nothing of it may be used. */
export class BooksDiffer extends Error {
  readonly difference: Difference;

  constructor(difference: Difference) {
    super(differenceSentence(difference));
    this.difference = difference;
  }
}

const logs = v.array(v.looseObject({ topics: v.array(v.string()), data: v.string(), blockNumber: v.string() }));

interface Reading {
  block: number;
  onChain: BooksOnChain;
  wanted(entry: JournalEntry): boolean;
  progress(entries: number): void;
}

/**
 * Every entry up to a block that is wanted, the oldest first, a part at a time, so that books of any length fit into
 * little memory. All of them are recomputed on the way: throws `BooksDiffer` at the first that is missing or changed.
 */
export async function* readLedger(
  { ask, deployment, textOf }: BooksHouse,
  { block, onChain, wanted, progress }: Reading,
): AsyncGenerator<readonly LedgerLine[]> {
  const { contracts, deployedAtBlock } = deployment;
  const twin = new JournalTwin(await fastKeccak());
  const documents = new Map<number, Hex>();
  const topics = [[...telling, PaymentRequested].flatMap((event) => encodeEventTopics({ abi: [event] }))];
  const address = tellingContracts(contracts);
  const logsIn = async ({ from, to }: BlockRange) =>
    v.parse(
      logs,
      await ask("eth_getLogs", [{ address, topics, fromBlock: numberToHex(from), toBlock: numberToHex(to) }]),
    );
  const read = inRanges({ from: deployedAtBlock, to: block }, logsIn, 10_000, (found) => found.length);
  for await (const { result } of read) {
    const told = result as unknown as RpcLog[];
    for (const { args } of parseEventLogs({ abi: [PaymentRequested], logs: told })) {
      documents.set(Number(args.id), args.ref);
    }
    const facts = factsOfLogs(contracts, told);
    const lines: LedgerLine[] = [];
    const before = twin.count;
    for (const log of told) {
      if (log.topics[0] !== ENTRY_APPENDED) continue;
      const entry = entryOfLog(log);
      const isNext = entry.seq === twin.count + 1;
      if (!twin.add(entry)) break;
      const known = facts.get(entry.seq);
      if (!isNext || known === undefined || !wanted(entry)) continue;
      const document = known.request === undefined ? known.document : documents.get(known.request);
      lines.push({ ...entry, block: Number(log.blockNumber), facts: { ...known, document } });
    }
    if (twin.difference) break;
    // Texts take longest: an entry is read when its text is there.
    const whole = await withTexts(lines, textOf, (part) => progress(before + Math.floor((twin.count - before) * part)));
    progress(twin.count);
    if (whole.length > 0) yield whole;
  }
  const difference = twin.compare(onChain);
  if (difference) throw new BooksDiffer(difference);
}

/** Texts asked for at once. */
const TOGETHER = 8;

/** @param onward Told before each group of texts which part of them is there, 0 to 1. */
async function withTexts(
  lines: readonly LedgerLine[],
  textOf: BooksHouse["textOf"],
  onward: (part: number) => void,
): Promise<readonly LedgerLine[]> {
  const named = lines.flatMap(({ facts: { document } }) => (document && document !== zeroHash ? [document] : []));
  const hashes = [...new Set(named)];
  const texts = new Map<Hex, string | undefined>();
  for (let i = 0; i < hashes.length; i += TOGETHER) {
    onward(i / hashes.length);
    const some = hashes.slice(i, i + TOGETHER);
    const found = await Promise.all(some.map(textOf));
    for (const [place, hash] of some.entries()) texts.set(hash, found[place]);
  }
  return lines.map((line) => {
    const text = line.facts.document && texts.get(line.facts.document);
    return text === undefined ? line : { ...line, text };
  });
}
