import { parseArgs } from "node:util";

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
}

export const testHelp = `npm test                      everything
npm test -- PART …            one part or more: ${parts.join(" ")}
npm test -- compile           the contracts alone; every other part compiles them first
npm test -- quick             everything without houses and browsers
npm test -- --repeat N …      all that N times, whatever fails: each run is told, and all are counted together`;

/** What was asked on the command line; throws with a sentence for a person. */
export function testOptions(args: string[]): TestOptions {
  const { values, positionals } = parsed(args);
  const unknown = positionals.filter((word) => !isPart(word) && word !== "quick" && word !== "compile");
  if (unknown.length > 0) throw new Error(`No part "${unknown.join('", "')}".\n\n${testHelp}`);
  const named = positionals.flatMap((word) => (word === "quick" ? quick : isPart(word) ? [word] : []));
  return { parts: new Set(positionals.length === 0 ? parts : named), repeat: times(values.repeat) };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: { repeat: { type: "string" } }, allowPositionals: true });
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

function isPart(word: string): word is Part {
  return parts.some((part) => part === word);
}
