import { useCallback } from "react";
import { useEntryWords } from "../entry/useEntryWords.ts";
import type { BookLine } from "./looking.ts";

/** All the words of a line in the reader's language: what a search looks through. */
export function useSearchWords(): (line: BookLine) => string {
  const wordsOf = useEntryWords();
  return useCallback(
    (line) => {
      const { what, who, kind } = wordsOf(line);
      return `${what} ${who} ${kind} ${line.facts?.text ?? ""}`;
    },
    [wordsOf],
  );
}
