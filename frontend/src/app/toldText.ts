import { MAP, MARK } from "./fromToldText.ts";

/**
 * What was read of the house, as JSON that may stand in a page and in this browser's storage: with the big integers,
 * maps and missing values that JSON has no word for. A library for any value at all weighs ten times as much.
 */
export function toldText(value: unknown): string {
  // Nothing in it ends the element that it stands in.
  return JSON.stringify(marked(value)).replaceAll("<", "\\u003c");
}

function marked(value: unknown): unknown {
  if (value === undefined) return MARK;
  if (typeof value === "bigint") return MARK + value;
  if (typeof value === "string") return value.startsWith(MARK) ? MARK + value : value;
  if (typeof value !== "object" || value === null) {
    if (typeof value === "function" || typeof value === "symbol" || !Number.isFinite(Number(value)))
      throw unknown(value);
    return value;
  }
  if (Array.isArray(value)) return value.map(marked);
  if (value instanceof Map) return { [MAP]: marked([...value]) };
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
  if (!isPlain || MAP in value) throw unknown(value);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, marked(one)]));
}

function unknown(value: unknown): Error {
  return new Error(`This cannot be told with a page: ${String(value)}`);
}
