// Chinese, formal (您): for a native reader.
import type { votes as source } from "../en/votes.ts";
import type { Translation } from "../text.ts";

export const votes: Translation<typeof source> = {};
