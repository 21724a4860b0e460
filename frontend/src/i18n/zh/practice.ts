// Chinese, formal (您): for a native reader.
import type { practice as source } from "../en/practice.ts";
import type { Translation } from "../text.ts";

export const practice: Translation<typeof source> = {};
