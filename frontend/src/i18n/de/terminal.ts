// German, formal (Sie): for a native reader.
import type { terminal as source } from "../en/terminal.ts";
import type { Translation } from "../text.ts";

export const terminal: Translation<typeof source> = {};
