// Chinese, formal (您): for a native reader.
import type { join as source } from "../en/join.ts";
import type { Translation } from "../text.ts";

export const join: Translation<typeof source> = {};
