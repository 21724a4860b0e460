// German, formal (Sie): for a native reader.
import type { me as source } from "../en/me.ts";
import type { Translation } from "../text.ts";

export const me: Translation<typeof source> = {};
