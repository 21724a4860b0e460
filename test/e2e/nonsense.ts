/** What a figure looks like that was never reckoned, and a sentence whose parts are missing. */
export const nonsense = /\bNaN\b|\bundefined\b|Infinity|∞|Invalid Date|\[object|%[a-z]+\.[a-z]+%|\{[a-z]+(,|\})/;

/** Where it stands in a text, with what is around it; undefined: nowhere. */
export function placeOf(pattern: RegExp, text: string): string | undefined {
  const found = pattern.exec(text);
  return found === null ? undefined : text.slice(Math.max(0, found.index - 60), found.index + 60);
}
