// German, formal (Sie): for a native reader.
import type { house as source } from "../en/house.ts";
import type { Translation } from "../text.ts";

export const house: Translation<typeof source> = {};
