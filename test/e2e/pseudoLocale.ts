import type { Page } from "playwright-core";
import { messages } from "../../frontend/src/i18n/en/index.ts";

/** English whose words are about half as long again and full of accents: what was made for one language shows. */

/** A sentence as the build compiled it: text, and places for values with their forms. */
type Token = string | [name: string, kind?: string, forms?: Record<string, Token[] | number | string>];
type Catalogue = Record<string, Token[] | string>;

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

/** Longer, with accents, and still to be read. */
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

const isEnglish = (catalogue: Catalogue) => {
  const english: Readonly<Record<string, string>> = messages;
  const whole = Object.entries(catalogue).filter(([, said]) => said.length === 1 && typeof said[0] === "string");
  return whole.filter(([key, said]) => english[key] === said[0]).length * 2 > whole.length;
};

/** Lets a page find longer words in every English catalogue that it asks for; it begins in another language. */
export async function lengthenEnglish(page: Page): Promise<void> {
  await page.route(/\/assets\/[a-z]+-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    const code = await response.text();
    // A catalogue gives sentences by room and name, and imports nothing.
    if (!/^(?:var|const|let) \w+=\{"[a-z]+\.[\w.]+":/.test(code)) return route.fulfill({ response });
    const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, Catalogue>;
    const parts = Object.entries(module);
    if (!parts.every(([, catalogue]) => isEnglish(catalogue))) return route.fulfill({ response });
    const longer = parts.map(([name, catalogue]) => {
      const said = Object.entries(catalogue).map(([key, message]) => [
        key,
        lengthenedTokens(typeof message === "string" ? [message] : message),
      ]);
      return `export const ${name} = ${JSON.stringify(Object.fromEntries(said))};`;
    });
    await route.fulfill({ response, body: longer.join("\n") });
  });
}

/**
 * What a page shows or has read aloud in plain English, which no catalogue said. What people wrote, names and codes are marked as what they
 * are; figures and dates come from the browser.
 */
export const plainWords = (page: Page) =>
  page.evaluate(() => {
    const marked = "bdi, [lang]:not(html), [translate=no], code, time, textarea, option, noscript, style, script";
    const months = Array.from({ length: 12 }, (_, at) => new Date(2026, at, 1));
    const days = Array.from({ length: 7 }, (_, at) => new Date(2026, 0, at + 1));
    const lengths = ["minute", "hour", "day", "month"].flatMap((unit) =>
      [1, 2].map((n) => n.toLocaleString("en-GB", { style: "unit", unit, unitDisplay: "long" })),
    );
    const languages = ["en", "de", "zh"].flatMap((one) =>
      ["en", one].map((reader) => new Intl.DisplayNames(reader, { type: "language" }).of(one) ?? ""),
    );
    const said = [
      ...(["long", "short"] as const).flatMap((month) => months.map((one) => one.toLocaleString("en-GB", { month }))),
      ...(["long", "short"] as const).flatMap((weekday) => days.map((one) => one.toLocaleString("en-GB", { weekday }))),
      ...lengths,
      ...languages,
      new Intl.ListFormat("en-GB").format(["1", "2"]),
    ];
    const ofTheBrowser = new Set(said.flatMap((words) => words.split(/[^\p{L}]+/u)));
    const found = new Set<string>();
    const look = (said: string, around: Element | null) => {
      if (around === null || around.closest(marked)) return;
      // What is put into a sentence as it is stands between these two signs.
      const own = said.replace(/\u2068[^\u2069]*\u2069/g, "");
      const words = own.match(/(?<![\p{L}\d])[A-Za-z]{2,}(?![\p{L}\d])/gu) ?? [];
      const plain = words.filter((word) => /[aeiouyns]/i.test(word) && !ofTheBrowser.has(word));
      if (plain.length > 0) found.add(`${plain.join(" ")}: ${around.outerHTML.slice(0, 160)}`);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let at = texts.nextNode(); at !== null; at = texts.nextNode()) look(at.textContent ?? "", at.parentElement);
    // What is read aloud, and seen by nobody. It cannot mark what people wrote: that is marked, or typed, beside it.
    const written = [
      ...[...document.querySelectorAll("bdi, [lang]:not(html)")].map((one) => one.textContent.trim()),
      ...[...document.querySelectorAll("input")].map(({ value }) => value.trim()),
    ].filter(({ length }) => length > 2);
    for (const name of ["aria-label", "aria-description", "aria-valuetext", "alt", "title", "placeholder"])
      for (const one of document.querySelectorAll(`[${name}]`)) {
        const said = one.getAttribute(name) ?? "";
        look(
          written.toSorted((a, b) => b.length - a.length).reduce((rest, own) => rest.replaceAll(own, ""), said),
          one,
        );
      }
    return [...found];
  });

/** Words that are cut off, or that stick out of their box and may lie over others. A name may give way in the bar. */
export const cutWords = (page: Page) =>
  page.evaluate(() => {
    const found = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let at = texts.nextNode(); at !== null; at = texts.nextNode()) {
      const said = at.textContent?.trim() ?? "";
      const around = at.parentElement;
      if (said === "" || !around?.checkVisibility() || around.closest('svg, option, header bdi, header a[href="/"]'))
        continue;
      range.selectNodeContents(at);
      const lines = [...range.getClientRects()];
      if (lines.length === 0) continue;
      const left = Math.min(...lines.map((one) => one.left));
      const right = Math.max(...lines.map((one) => one.right));
      const bottom = Math.max(...lines.map((one) => one.bottom));
      // A box that is laid over others is not meant to hold its neighbours' words, nor they its.
      let holds = true;
      const why: string[] = [];
      for (let box = at.parentElement; box !== null && box !== document.body; box = box.parentElement) {
        const { display, position, clipPath, overflowX, overflowY } = getComputedStyle(box);
        // For the ear alone, or to be scrolled.
        if (clipPath !== "none" || overflowX === "auto" || overflowX === "scroll") {
          why.length = 0;
          break;
        }
        if (display === "inline" || display === "contents") continue;
        const edge = box.getBoundingClientRect();
        const sticksOut = left < edge.left - 1 || right > edge.right + 1;
        if (sticksOut && (holds || overflowX !== "visible")) why.push(`${right - left} wide in ${edge.width}`);
        // Letters reach a little over their line.
        if (overflowY !== "visible" && bottom > edge.bottom + 4) why.push(`ends ${bottom - edge.bottom} below`);
        if (position === "absolute" || position === "fixed") holds = false;
      }
      if (why.length > 0) found.add(`"${said}" ${why.join(", ")}: ${at.parentElement?.outerHTML.slice(0, 160)}`);
    }
    return [...found];
  });
