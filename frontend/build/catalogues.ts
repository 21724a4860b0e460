import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";
import { type ClubLanguage, fillNouns, type SentenceWords } from "#protocol/house/nouns.ts";

const room = /\/src\/i18n\/(en|de|zh)\/(?!index|first)([a-z]+)\.ts(?:\?.*)?$/;

/** A catalogue's sentences with a club's words in them, or its own in their place: ICU text that callers fill. */
export function clubSentences<L extends ClubLanguage>(
  messages: Readonly<Record<string, string>>,
  language: L,
  words: SentenceWords<L>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      fillNouns(words.sentences?.[key] ?? message, language, words),
    ]),
  );
}

/**
 * Compiles one room's sentences from ICU text to Lingui's arrays while building.
 * Without it Lingui shows raw `{n, plural, …}` in production only; a broken message fails the build here.
 */
export function compileCatalogue(name: string, messages: Record<string, string>): string {
  const compiled = Object.entries(messages).map(([key, message]) => {
    try {
      return [key, compileMessageOrThrow(message)] as const;
    } catch (cause) {
      throw new Error(`The sentence "${key}" is not a valid ICU message: ${message}`, { cause });
    }
  });
  return `export const ${name} = ${JSON.stringify(Object.fromEntries(compiled))};\n`;
}

interface CatalogueOptions {
  practice: boolean;
  /** The club's words in a language; undefined for one that it does not speak. */
  wordsIn(language: ClubLanguage): SentenceWords | undefined;
}

/** Vite plugin: every file `i18n/<language>/<room>.ts` reaches the browser with the club's words in it, compiled. */
export function catalogues({ practice, wordsIn }: CatalogueOptions): Plugin {
  return {
    name: "runde-catalogues",
    async transform(code, id) {
      const [, language, name] = room.exec(id) ?? [];
      if (language === undefined || name === undefined) return null;
      const words = wordsIn(language as ClubLanguage);
      // Nobody asks for the sentences of a language that the club does not speak.
      if (((name === "practice" || name === "kit") && !practice) || words === undefined) {
        return { code: `export const ${name} = {};\n`, map: null };
      }
      // By now the types are stripped, and a catalogue imports nothing but types: it can be read as it is.
      const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, unknown>;
      const messages = clubSentences(module[name] as Record<string, string>, language as ClubLanguage, words);
      return { code: compileCatalogue(name, messages), map: null };
    },
  };
}
