// German, formal (Sie): for a native reader.
import type { tables as source } from "../en/tables.ts";
import type { Translation } from "../text.ts";

export const tables: Translation<typeof source> = {};
