import type { House } from "../../../../chain/node/house.ts";
import { type BookFilter, type BookLine, fits, type Looking, strides, told } from "./looking.ts";

/**
 * The newest `wanted` entries that fit. State alone decides direction and kind; only a search for words asks the logs
 * of what else fits.
 */
export async function findEntries(house: House, filter: BookFilter, wanted: number, looking: Looking) {
  const { says, known, tell } = looking;
  const words = filter.q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const lines: BookLine[] = [];
  let looked = 0;
  for await (const { all, entries } of strides(house, known)) {
    const fitting = entries.filter((entry) => fits(entry, filter));
    lines.push(
      ...(words.length === 0 ? fitting : (await told(house, fitting)).filter((line) => has(says(line), words))),
    );
    looked += entries.length;
    tell?.(looked, all);
    if (lines.length > wanted) break;
  }
  const shown = lines.slice(0, wanted);
  return { lines: words.length === 0 ? await told(house, shown) : shown, more: lines.length > wanted };
}

function has(text: string, words: readonly string[]): boolean {
  const low = text.toLocaleLowerCase();
  return words.every((word) => low.includes(word));
}
