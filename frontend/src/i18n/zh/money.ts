// Chinese, formal (您): for a native reader.
import type { money as source } from "../en/money.ts";
import type { Translation } from "../text.ts";

export const money: Translation<typeof source> = {};
