import { globSync, readFileSync } from "node:fs";
import { setupI18n } from "@lingui/core";
import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { describe, expect, it } from "vitest";
import { compileCatalogue } from "../../build/catalogues.ts";
import { messages as de } from "./de/index.ts";
import { messages as en } from "./en/index.ts";
import { pickLanguage } from "./language.ts";
import { rooms } from "./rooms.ts";
import { messages as zh } from "./zh/index.ts";

const source: Record<string, string> = en;
/** What is to be translated: all but the words of the kit. */
const spoken = Object.fromEntries(Object.entries(source).filter(([key]) => !key.startsWith("kit.")));
const translations = { de: de as Record<string, string>, zh: zh as Record<string, string> };

/** Names and kinds of everything a sentence asks for, wherever it is nested. */
function asked(message: string): string[] {
  const found = new Set<string>();
  const walk = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      const [name, kind, cases] = token as [string, string?, object?];
      found.add(`${name} ${kind ?? ""}`.trim());
      if (cases !== null && typeof cases === "object") Object.values(cases).forEach(walk);
    }
  };
  walk(compileMessageOrThrow(message));
  return [...found].sort();
}

/** Every key that a source names, also in part: `votes.${phase}` asks for one more word at that place. */
function keysAskedFor(): RegExp[] {
  const sources = globSync("frontend/{src/**/*.{ts,tsx},build/*.webmanifest,index.html,terminal/index.html}").filter(
    (file) => !/\.test\.|i18n\/(en|de|zh)\//.test(file),
  );
  const named = /["`%]([a-z]+\.(?:\$\{[^}]*\}|[^"`%\s])+)["`%]/g;
  const found = sources.flatMap((file) => [...readFileSync(file, "utf8").matchAll(named)].map(([, key = ""]) => key));
  return [...new Set(found)].map((key) => {
    const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(".", "\\."));
    return new RegExp(`^${parts.join("[^.]+")}$`);
  });
}

describe("the English catalogue", () => {
  it("keeps no sentence that nobody says", () => {
    const asked = keysAskedFor();
    expect(asked.length).toBeGreaterThan(300);
    expect(Object.keys(source).filter((key) => !asked.some((one) => one.test(key)))).toEqual([]);
  });

  it("is there", () => {
    expect(Object.keys(source).length).toBeGreaterThan(90);
  });

  it("keeps each sentence under the name of a room, and each is valid ICU", () => {
    for (const [key, message] of Object.entries(source)) {
      expect(rooms, key).toContain(key.split(".")[0]);
      expect(() => compileMessageOrThrow(message), key).not.toThrow();
    }
  });

  it("says none of the words that are never on screen", () => {
    const never =
      /\b(wallet|gas|transaction|pending|reverted?|blockchain|mint|burn|token|NFT|treasury|smart contract|please)\b|!/i;
    // The way in with a person's own wallet has to be called what it is.
    const allowed = /^(accounts|terminal|practice)\./;
    for (const [key, message] of Object.entries(source)) {
      if (!allowed.test(key)) expect(message, key).not.toMatch(never);
    }
  });
});

describe.each(["de", "zh"] as const)("the catalogue in %s", (language) => {
  const translation = translations[language];

  it("has the same sentences", () => {
    expect(Object.keys(translation).sort()).toEqual(Object.keys(spoken).sort());
  });

  it("asks for the same values", () => {
    for (const [key, message] of Object.entries(spoken)) {
      expect(asked(translation[key] ?? ""), key).toEqual(asked(message));
    }
  });

  it("has the plural forms of its language", () => {
    const forms = { de: ["one", "other"], zh: ["other"] }[language];
    for (const [key, message] of Object.entries(translation)) {
      if (!message.includes(", plural,")) continue;
      for (const form of forms) expect(message, key).toMatch(new RegExp(`\\b${form} \\{`));
    }
  });
});

describe("the Chinese catalogue", () => {
  it("has the punctuation of its script", () => {
    for (const [key, message] of Object.entries(translations.zh)) {
      expect(message, key).not.toMatch(/[\u4e00-\u9fff”}][,:;?!]/);
    }
  });
});

describe("a compiled catalogue", () => {
  it("needs no compiler in the browser", async () => {
    const code = compileCatalogue("demo", { "demo.places": "{n, plural, one {# place} other {# places}} for {name}" });
    const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      demo: Record<string, [] | string>;
    };
    const i18n = setupI18n({ locale: "en", messages: { en: module.demo } });
    i18n.setMessagesCompiler(() => {
      throw new Error("asked to compile while running");
    });
    expect(i18n._("demo.places", { n: 1, name: "Li Wei" })).toBe("1 place for Li Wei");
    expect(i18n._("demo.places", { n: 1200, name: "Anna" })).toBe("1,200 places for Anna");
  });

  it("stops the build at a broken sentence", () => {
    expect(() => compileCatalogue("demo", { "demo.broken": "{n, plural, one {# place}" })).toThrow(/demo\.broken/);
  });
});

describe("the language of a visitor", () => {
  it("is the stored one, else the first of the browser's that the house speaks, else English", () => {
    expect(pickLanguage("zh", ["de-AT"])).toBe("zh");
    expect(pickLanguage(null, ["fr", "de-AT", "en"])).toBe("de");
    expect(pickLanguage("klingon", ["fr"])).toBe("en");
  });
});
