import type { Club } from "#ignition/club.ts";
import type { ClubLanguage } from "#protocol/house/nouns.ts";

/** What a sentence asks its page for: `{n}`, `{price}`. */
const asked = (message: string) => new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ""));

async function catalogueOf(language: ClubLanguage): Promise<Readonly<Record<string, string>>> {
  const path = new URL(`../src/i18n/${language}/index.ts`, import.meta.url).href;
  return ((await import(path)) as { messages: Readonly<Record<string, string>> }).messages;
}

/** Stops a build at a sentence of the club that stands in no catalogue, or that asks for what its page does not know. */
export async function requireKnownSentences({ languages, words }: Pick<Club, "languages" | "words">): Promise<void> {
  const faults: string[] = [];
  for (const language of languages) {
    const own = Object.entries(words[language]?.sentences ?? {});
    if (own.length === 0) continue;
    const catalogue = await catalogueOf(language);
    for (const [id, sentence] of own) {
      const known = catalogue[id];
      const strange = known === undefined ? [] : [...asked(sentence)].filter((name) => !asked(known).has(name));
      if (known === undefined) faults.push(`${language}/sentences.md: no sentence has the id "${id}"`);
      else if (strange.length > 0) faults.push(`${language}/sentences.md: "${id}" knows no {${strange.join("}, {")}}`);
    }
  }
  if (faults.length > 0) throw new Error(`The club's own sentences cannot be said:\n  ${faults.join("\n  ")}`);
}
