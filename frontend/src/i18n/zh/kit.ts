// Chinese, formal (您): for a native reader.
import type { kit as source } from "../en/kit.ts";
import type { Translation } from "../text.ts";

export const kit: Translation<typeof source> = {};
