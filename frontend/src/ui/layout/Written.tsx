import { languageOf } from "../../i18n/languageOf.ts";

/** What somebody wrote: it keeps its own direction, and is read aloud in its own language, not in the page's. */
export function Written({ words, as = words }: { words: string /** What is shown of it. */; as?: string }) {
  return <bdi lang={languageOf(words)}>{as}</bdi>;
}
