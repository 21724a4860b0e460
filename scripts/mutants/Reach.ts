/** One statement of a contract's file, in characters, and the mark by which it says that it was reached. */
export interface Statement {
  mark: string;
  start: number;
  end: number;
}

/** What a file of tests reaches. */
export interface FileReach {
  /** Of the tests and the contracts that this was found with. */
  stamp: string;
  /** The contracts' files that it reached anything of, as the compiler calls them. */
  contracts: string[];
  /** Of the processor's time. */
  seconds: number;
  /** By full title: the seconds that each test took. */
  took: Record<string, number>;
  /** By full title, and under "" for every test of the file: the marks of what was reached. */
  reached: Record<string, string[]>;
  /** Its tests need each other, or failed only because of the marks: it runs as a whole, wherever it reaches a file. */
  isWhole: boolean;
}

/** The tests of one file that reach a place. */
export interface Reaching {
  file: string;
  /** Their full titles; undefined for all. */
  only: string[] | undefined;
  /** About so long they take. */
  seconds: number;
}

/** Knows which tests reach which statement of which contract. */
export class Reach {
  readonly #statements: ReadonlyMap<string, readonly Statement[]>;
  readonly #files: ReadonlyMap<string, FileReach>;

  constructor(statements: ReadonlyMap<string, readonly Statement[]>, files: ReadonlyMap<string, FileReach>) {
    this.#statements = statements;
    this.#files = files;
  }

  /**
   * Which tests reach a place: the innermost statement around it. What stands in none (a constant, a modifier's name, which
   * may end a call before its first statement) is reached by whatever reaches the file. Of a file without statements nothing
   * is known: then all do.
   */
  testsOf(contract: string, place: number): Reaching[] {
    const all = this.#statements.get(contract) ?? [];
    const [innermost] = all
      .filter(({ start, end }) => start <= place && place < end)
      .toSorted((a, b) => a.end - a.start - (b.end - b.start));
    const marks = new Set((innermost ? [innermost] : all).map(({ mark }) => mark));
    return [...this.#files].flatMap(([file, { contracts, seconds, took, reached, isWhole }]): Reaching[] => {
      const whole = [{ file, only: undefined, seconds }];
      if (all.length === 0 || (isWhole && contracts.includes(contract))) return whole;
      const titles = Object.keys(reached).filter((title) => reached[title]?.some((mark) => marks.has(mark)));
      if (titles.length === 0) return [];
      if (titles.includes("")) return whole;
      return [{ file, only: titles, seconds: titles.reduce((sum, title) => sum + (took[title] ?? 0), 0) }];
    });
  }
}
