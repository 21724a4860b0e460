// German, formal (Sie): for a native reader.
import type { oversight as source } from "../en/oversight.ts";
import type { Translation } from "../text.ts";

export const oversight: Translation<typeof source> = {};
