import { writeFileSync } from "node:fs";

/** How many items `npm run chaos` was asked for; every other run of the tests takes so many. */
export function itemsOr(usual: number): number {
  return Number(process.env.RUNDE_CHAOS_ITEMS ?? usual);
}

/** Which storm. */
export const SEED = Number(process.env.RUNDE_CHAOS_SEED ?? 1);

/** Milliseconds after which so many items are stuck for sure, on whatever machine. */
export function patienceFor(items: number): number {
  return Math.max(900_000, items * 5_000);
}

/** Says the result; and writes it, where that was asked for, into a file of its own. */
export function writeResult(name: string, result: unknown): void {
  console.log(result);
  const file = process.env.RUNDE_CHAOS_RESULT;
  if (file) writeFileSync(`${file}-${name}.json`, `${JSON.stringify(result, null, 2)}\n`);
}
