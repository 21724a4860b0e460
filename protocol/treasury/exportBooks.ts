import { cashOf, type LedgerFormat, ledgerFile } from "./ledgerFile.ts";
import { type LedgerFilter, ledgerTest } from "./ledgerFilter.ts";
import { type BooksHouse, type LedgerLine, readLedger } from "./readLedger.ts";
import { booksOnChain } from "./verifyBooks.ts";

interface Wish {
  format: LedgerFormat;
  filter: LedgerFilter;
  /** The books as they were then. */
  block: number;
  /** Entries that were read, of all. */
  progress?(read: number, all: number): void;
}

/**
 * The books up to a block as a file, piece by piece, in constant memory: the oldest entry first. The same house, block and
 * filter are the same bytes, whoever asks, in whatever language and zone. Throws `BooksDiffer` rather than end a file
 * that is not whole: what came before is then to be thrown away.
 */
export async function* exportBooks(
  house: BooksHouse,
  { format, filter, block, progress = () => {} }: Wish,
): AsyncGenerator<string> {
  const onChain = await booksOnChain(house.ask, house.deployment.contracts.Journal, block);
  const file = ledgerFile(format, { deployment: house.deployment, block, onChain, filter });
  const [wanted, sum] = [ledgerTest(filter), { count: 0, cash: 0n, last: undefined as LedgerLine | undefined }];
  yield file.head();
  const parts = readLedger(house, {
    block,
    onChain,
    wanted,
    progress: (read) => progress(read, onChain.count),
  });
  for await (const lines of parts) {
    yield lines.map(file.line).join("");
    sum.count += lines.length;
    for (const line of lines) sum.cash += cashOf(line);
    sum.last = lines.at(-1);
  }
  yield file.foot(sum);
}

/** What the file is called. */
export function ledgerFileName(format: LedgerFormat, block: number): string {
  return `books-${block}.${format}`;
}
