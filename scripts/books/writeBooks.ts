import { open, rename, rm } from "node:fs/promises";
import { keptText } from "#protocol/relay/keptText.ts";
import { exportBooks } from "#protocol/treasury/exportBooks.ts";
import type { LedgerFormat } from "#protocol/treasury/ledgerFile.ts";
import type { LedgerFilter } from "#protocol/treasury/ledgerFilter.ts";
import type { BooksHouse } from "#protocol/treasury/readLedger.ts";

interface Source {
  deployment: BooksHouse["deployment"];
  ask: BooksHouse["ask"];
  /** Who keeps the texts. */
  relays: readonly string[];
}

interface Wanted {
  format: LedgerFormat;
  filter: LedgerFilter;
  block: number;
  file: string;
  progress?(read: number, all: number): void;
}

/** Writes the books of a block into a file, which is there when it is whole, and not before. */
export async function writeBooks({ deployment, ask, relays }: Source, { file, ...wish }: Wanted): Promise<void> {
  const house: BooksHouse = {
    ask,
    deployment,
    textOf(hash) {
      if (relays.length === 0) throw new Error("Entries name texts. Say who keeps them: --relay URL");
      return keptText(relays, hash, textAt);
    },
  };
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, "w");
  try {
    try {
      for await (const piece of exportBooks(house, wish)) await handle.write(piece);
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

const PATIENCE = 10_000;

async function textAt(url: string): Promise<string | undefined> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.text();
}
