import { type Messages as Compiled, setupI18n } from "@lingui/core";
import { type Language, localeOf, readLanguage, storeLanguage } from "./language.ts";
import { firstRooms, type Room, rooms } from "./rooms.ts";
import { type Text, textOf } from "./text.ts";

const files = import.meta.glob<Record<string, Compiled>>(["./{en,de,zh}/*.ts", "!./*/{index,shell,ui,house}.ts"]);
const asked = new Map<string, Promise<void>>();

/** A sentence whose room is not here yet is fetched and shows a moment later; a bare key is never shown. */
export const i18n = setupI18n({
  missing: (_locale: string, key: string) => {
    const room = rooms.find((name) => key.startsWith(`${name}.`));
    if (room !== undefined) void loadRoom(room);
    return "";
  },
});

/** Brings a room's sentences in a language; a second call is free. */
export function loadRoom(room: Room, language: Language = i18n.locale as Language): Promise<void> {
  const name = `${language} ${fileOf(room, language)}`;
  let coming = asked.get(name);
  if (coming === undefined) {
    const file = files[fileOf(room, language)];
    coming =
      file === undefined
        ? Promise.resolve()
        : file().then((module) => {
            for (const messages of Object.values(module)) i18n.load(language, messages);
          });
    coming.catch(() => asked.delete(name));
    asked.set(name, coming);
  }
  return coming;
}

/** What a room says in a language, whatever the page speaks: for a text that others sign in their own. */
export async function textIn(language: Language, room: Exclude<Room, "shell" | "ui" | "house">): Promise<Text> {
  const module = await files[fileOf(room, language)]?.();
  const messages: Compiled = Object.assign({}, ...Object.values(module ?? {}));
  return textOf(setupI18n({ locale: language, locales: localeOf[language], messages: { [language]: messages } }));
}

/** Before the first paint: the language and the sentences that the first page needs. */
export async function startLanguage(first: readonly Room[], language = readLanguage()): Promise<void> {
  await activate(language, first);
}

/** The visitor's choice: remembered, applied without a reload. */
export async function chooseLanguage(language: Language): Promise<void> {
  storeLanguage(language);
  const here = rooms.filter((room) => asked.has(`${i18n.locale} ${fileOf(room, i18n.locale)}`));
  await activate(language, here);
}

function fileOf(room: Room, language: string): string {
  // For whoever builds the app, in English alone.
  return `./${room === "kit" ? "en" : language}/${firstRooms.includes(room) ? "first" : room}.ts`;
}

async function activate(language: Language, wanted: readonly Room[]): Promise<void> {
  await Promise.all(wanted.map((room) => loadRoom(room, language)));
  i18n.activate(language, localeOf[language]);
  if (typeof document !== "undefined") document.documentElement.lang = language;
}
