import type { Page } from "playwright-core";

/** A sentence as the build compiled it: text, and places for values with their forms. */
type Token = string | [name: string, kind?: string, forms?: Record<string, Token[] | number | string>];

const accents: Readonly<Record<string, string>> = {
  a: "áá",
  e: "éé",
  i: "íí",
  o: "óó",
  u: "úú",
  y: "ý",
  n: "ñ",
  s: "š",
};

/** Longer by the half, with accents, and still to be read. */
const lengthened = (text: string): string =>
  text.replace(/[aeiouyns]/gi, (letter) => {
    const accented = accents[letter.toLowerCase()] ?? letter;
    return letter === letter.toLowerCase() ? accented : (accented[0] ?? "").toUpperCase() + accented.slice(1);
  });

function lengthenedTokens(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    if (typeof token === "string") return lengthened(token);
    const [name, kind, forms] = token;
    if (forms === undefined || typeof forms !== "object") return token;
    const longer = Object.entries(forms).map(([form, said]) => [
      form,
      Array.isArray(said) ? lengthenedTokens(said) : said,
    ]);
    return [name, kind, Object.fromEntries(longer) as Record<string, Token[]>];
  });
}

const isCatalogue = (value: unknown): value is Record<string, Token[] | string> =>
  typeof value === "object" && value !== null && Object.keys(value).some((key) => /^[a-z]+\.\w/.test(key));

/**
 * Lets a page find longer words in every catalogue that it asks for.
 *
 * @returns Every whole sentence without values that was made longer, as it was: it fills while the page loads.
 */
export async function lengthenCatalogues(page: Page): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  await page.route(/\/assets\/[a-z]+-[\w-]+\.js$/, async (route) => {
    const answer = await route.fetch();
    const code = await answer.text();
    // A catalogue imports nothing.
    if (/\bimport\b/.test(code)) return route.fulfill({ response: answer });
    const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, unknown>;
    const parts = Object.entries(module).filter(([, value]) => isCatalogue(value));
    if (parts.length === 0) return route.fulfill({ response: answer });
    const longer = parts.map(([name, value]) => {
      const said = Object.entries(value as Record<string, Token[] | string>).map(([key, message]) => {
        const tokens = typeof message === "string" ? [message] : message;
        const [only] = tokens;
        // A word or two may be a name as well.
        if (tokens.length === 1 && typeof only === "string" && only.length > 12 && lengthened(only) !== only)
          seen.add(only);
        return [key, lengthenedTokens(tokens)];
      });
      return `export const ${name} = ${JSON.stringify(Object.fromEntries(said))};`;
    });
    await route.fulfill({ response: answer, body: longer.join("\n") });
  });
  return seen;
}
