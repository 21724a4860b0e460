// Chinese, formal (您): for a native reader.
import type { errors as source } from "../en/errors.ts";
import type { Translation } from "../text.ts";

export const errors: Translation<typeof source> = {};
