/** Before a text that stands for something else, and before a text that begins with it. */
export const MARK = "~";
export const MAP = "~map";

/** What `toldText` wrote, as it was. */
export function fromToldText(text: string): unknown {
  return unmarked(JSON.parse(text));
}

function unmarked(value: unknown): unknown {
  if (typeof value === "string") {
    if (!value.startsWith(MARK)) return value;
    if (value === MARK) return undefined;
    return value.startsWith(MARK + MARK) ? value.slice(1) : BigInt(value.slice(1));
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(unmarked);
  if (MAP in value) return new Map(unmarked(value[MAP]) as [unknown, unknown][]);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unmarked(one)]));
}
