import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

const room = /\/src\/i18n\/(?:en|de|zh)\/(?!index|first)([a-z]+)\.ts(?:\?.*)?$/;

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

/** Vite plugin: every file `i18n/<language>/<room>.ts` reaches the browser compiled. */
export function catalogues({ practice }: { practice: boolean }): Plugin {
  return {
    name: "runde-catalogues",
    async transform(code, id) {
      const name = room.exec(id)?.[1];
      if (name === undefined) return null;
      if (name === "practice" && !practice) return { code: "export const practice = {};\n", map: null };
      // By now the types are stripped, and a catalogue imports nothing but types: it can be read as it is.
      const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, unknown>;
      return { code: compileCatalogue(name, module[name] as Record<string, string>), map: null };
    },
  };
}
