// Chinese, formal (您): for a native reader.
import type { donations as source } from "../en/donations.ts";
import type { Translation } from "../text.ts";

export const donations: Translation<typeof source> = {};
