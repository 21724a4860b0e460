import { parseArgs } from "node:util";
import { momentOf } from "./fakedDay.ts";

/** The parts of the tests, in the order in which they are told; the contracts are compiled before any of them. */
export const parts = ["check", "vitest", "mocha", "gas", "solidity", "house"] as const;
export type Part = (typeof parts)[number];

/** What needs neither a house nor a browser. */
const quick: readonly Part[] = parts.filter((part) => part !== "house");
const MOST = 1_000;

export interface TestOptions {
  parts: ReadonlySet<Part>;
  /** How often they run, one after the other. */
  repeat: number;
  /** Another club than the repository's own: then what holds for every club is run, and nothing else. */
  club?: string;
  /** The day on which they are to run, if not on today's: "2028-02-29", or a moment of it, "2028-02-29T23:50". */
  day?: string;
}

export const testHelp = `npm test                      everything
npm test -- PART …            one part or more: ${parts.join(" ")}
npm test -- compile           the contracts alone; every other part compiles them first
npm test -- quick             everything without houses and browsers
npm test -- --repeat N …      all that N times, whatever fails: each run is told, and all are counted together
npm test -- --club FOLDER      what must hold of every club, for that one: catalogues, story, pages in a browser
npm test -- --day DATE …      all that as if it were that day, such as 2028-02-29 (its noon in UTC) or 2028-02-29T23:50;
                              the time zone is taken from TZ`;

/** What was asked on the command line; throws with a sentence for a person. */
export function testOptions(args: string[]): TestOptions {
  const { values, positionals } = parsed(args);
  const unknown = positionals.filter((word) => !isPart(word) && word !== "quick" && word !== "compile");
  if (unknown.length > 0) throw new Error(`No part "${unknown.join('", "')}".\n\n${testHelp}`);
  const named = positionals.flatMap((word) => (word === "quick" ? quick : isPart(word) ? [word] : []));
  if (values.club !== undefined && positionals.length > 0) {
    throw new Error(`--club runs parts of its own: leave out ${positionals.join(" ")}.\n\n${testHelp}`);
  }
  const day = dayOf(values.day);
  return {
    parts: new Set(positionals.length === 0 ? parts : named),
    repeat: times(values.repeat),
    ...(values.club !== undefined && { club: values.club }),
    ...(day && { day }),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { repeat: { type: "string" }, day: { type: "string" }, club: { type: "string" } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n\n${testHelp}`);
  }
}

function times(said: string | undefined): number {
  if (said === undefined) return 1;
  if (!/^[1-9]\d*$/.test(said) || Number(said) > MOST) {
    throw new Error(`--repeat wants a number from 1 to ${MOST}, and "${said}" is none.\n\n${testHelp}`);
  }
  return Number(said);
}

function dayOf(said: string | undefined): string | undefined {
  if (said === undefined) return undefined;
  const moment = momentOf(said);
  // A day that its month does not have would be counted on into the next one.
  const isThere = !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(said);
  if (!isThere || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(said)) {
    throw new Error(`--day wants a day such as 2028-02-29, and "${said}" is none.\n\n${testHelp}`);
  }
  return said;
}

function isPart(word: string): word is Part {
  return parts.some((part) => part === word);
}
