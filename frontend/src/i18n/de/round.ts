// German, formal (Sie): for a native reader.
import type { round as source } from "../en/round.ts";
import type { Translation } from "../text.ts";

export const round: Translation<typeof source> = {};
