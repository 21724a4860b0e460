import { useCallback } from "react";
import { useAnswer } from "../useAnswer.ts";
import type { Till } from "../useTill.ts";
import type { JournalItem } from "./journal.ts";

/** A payment's code in the public record; undefined until a block that stays has it. */
export function useRecordCode({ recordOf }: Till["tablet"], line: JournalItem): string | undefined {
  return useAnswer(useCallback(() => recordOf(line), [recordOf, line]));
}
