import type { Language } from "./language.ts";

/** Small words that hardly any sentence of a language does without, and the other has not. */
const small = {
  de: /\b(der|die|das|und|ich|ist|nicht|ein|eine|für|mit|wir|auf|den|zu|von|im|am|bei|auch)\b|[äöüß]/giu,
  en: /\b(the|and|of|to|is|for|with|we|my|our|it|that|are|at|by|you|this|have|be)\b/giu,
} as const;

/**
 * In which language a person wrote, as far as it shows: a screen reader then reads it with the right voice (WCAG 3.1.2).
 * Undefined where it does not show.
 */
export function languageOf(text: string): Language | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han * 3 > letters) return "zh";
  const [de, en] = [small.de, small.en].map((words) => text.match(words)?.length ?? 0) as [number, number];
  return de === en ? undefined : de > en ? "de" : "en";
}
