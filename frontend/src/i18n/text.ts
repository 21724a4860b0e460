import type { I18n } from "@lingui/core";
import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import type { ArgsOf } from "./args.ts";
import type { messages } from "./en/index.ts";
import type { Language } from "./language.ts";

type Messages = typeof messages;
export type MessageKey = keyof Messages;

/** What a sentence can be filled with. Money and dates come formatted (`useFormat`); plurals take the number. */
type Value = string | number | bigint;

type Values<K extends MessageKey> = [ArgsOf<Messages[K]>] extends [never]
  ? []
  : [values: Readonly<Record<ArgsOf<Messages[K]>, Value>>];

/** Says the sentence in the current language; a missing or misspelt value does not compile. */
export type Text = <K extends MessageKey>(key: K, ...values: Values<K>) => string;

/** A translation of one room: the same keys, any words. */
export type Translation<Source> = Readonly<Record<keyof Source, string>>;

export function useText(): Text {
  const { i18n } = useLingui();
  return useMemo(() => textOf(i18n), [i18n]);
}

/** What a set of sentences says; `useText` is this for the page's own language. */
export function textOf(i18n: I18n): Text {
  return (key, ...values) => i18n._(key, values[0] && plain(values[0]));
}

/** Plural rules count in numbers. */
function plain(values: Readonly<Record<string, Value>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
  );
}

export function useLanguage(): Language {
  return useLingui().i18n.locale as Language;
}
