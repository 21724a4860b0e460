import { type Direction, directionOf, directions, type EntryKind, kindOf, kinds } from "./entryKinds.ts";

/** Which entries are meant; nothing said = all. */
export interface LedgerFilter {
  dir?: Direction;
  cat?: EntryKind;
  /** Numbers of entries, as somebody's search for words has found them. */
  entries?: readonly number[];
}

/** Whether an entry is meant. Ask for a test once, then for each entry. */
export function ledgerTest({ dir, cat, entries }: LedgerFilter) {
  const numbers = entries && new Set(entries);
  return (entry: { seq: number; debit: number; credit: number }): boolean =>
    (dir === undefined || directionOf(entry) === dir) &&
    (cat === undefined || kindOf(entry) === cat) &&
    (numbers === undefined || numbers.has(entry.seq));
}

/** The filter as the command takes it; empty = all. */
export function writeLedgerFilter({ dir, cat, entries }: LedgerFilter): string {
  return [
    ...(dir ? [`--dir ${dir}`] : []),
    ...(cat ? [`--cat ${cat}`] : []),
    ...(entries ? [`--entries ${writeNumbers(entries)}`] : []),
  ].join(" ");
}

/** Reads what somebody typed; throws with what would be right. */
export function readLedgerFilter(typed: { dir?: string; cat?: string; entries?: string }): LedgerFilter {
  return {
    dir: oneOf("--dir", directions, typed.dir),
    cat: oneOf("--cat", kinds, typed.cat),
    entries: typed.entries === undefined ? undefined : readNumbers(typed.entries),
  };
}

function oneOf<T extends string>(option: string, known: readonly T[], typed: string | undefined): T | undefined {
  const found = known.find((one) => one === typed);
  if (typed !== undefined && found === undefined) throw new Error(`${option} is one of ${known.join(", ")}`);
  return found;
}

/** 3, 7, 8, 9 as "3,7-9"; "0" for none, because entries count from 1. */
function writeNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const n of [...new Set(numbers)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.[1] === n - 1) run[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",") || "0";
}

const MOST_NUMBERS = 1_000_000;

function readNumbers(text: string): number[] {
  return text.split(",").flatMap((part) => {
    const [, from = "", to = from] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    const [first, last] = [Number(from || Number.NaN), Number(to || Number.NaN)];
    const count = last - first + 1;
    if (!(count >= 1 && count <= MOST_NUMBERS)) throw new Error("--entries are numbers and runs of them, as 3,7-9");
    return Array.from({ length: count }, (_, i) => first + i);
  });
}
