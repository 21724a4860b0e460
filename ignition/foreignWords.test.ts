import { describe, expect, it } from "vitest";
import type { ClubLanguage } from "#protocol/house/nouns.ts";
import type { Club } from "./club.ts";
import type { ClubWords } from "./clubWords.ts";
import { foreignWords } from "./foreignWords.ts";
import { knownClubs } from "./knownClubs.ts";
import { readClub } from "./readClub.ts";

const [own, cinema] = [await readClub("club.config.ts"), await readClub("examples/cinema")];
const bakery = await readClub("test/fixtures/clubs/bakery.ts");

/** The cinema's folder under a name of its founders', as copied; its money and share have their own names already. */
const lichtspiel: Club = {
  ...cinema,
  name: "Lichtspiel",
  folder: "/clubs/lichtspiel/",
  share: { ...cinema.share, name: "Lichtspiel share" },
  voucher: { ...cinema.voucher, name: "Lichtspiel voucher" },
};

type Changes = Partial<Record<ClubLanguage, (words: ClubWords) => Partial<ClubWords>>>;

function saying(club: Club, changes: Changes): Club {
  const words = Object.entries(club.words).map(([language, all]) => [
    language,
    { ...all, ...changes[language as ClubLanguage]?.(all) },
  ]);
  return { ...club, words: Object.fromEntries(words) };
}

/** As its founders would have written it: every name their own. */
const renamed = (words: ClubWords): ClubWords => {
  const rename = (text: string) => text.replaceAll("Leinwand", "Lichtspiel").replaceAll("leinwand", "lichtspiel");
  const about = Object.entries(words.about).map(([name, text]) => [name, rename(text ?? "")]);
  return { ...words, terms: rename(words.terms), criteria: rename(words.criteria), about: Object.fromEntries(about) };
};
const written = saying(lichtspiel, { de: renamed, en: renamed });

describe("a club's words", () => {
  it("are compared with those of the clubs that lie here, and never with its own", async () => {
    expect((await knownClubs(cinema)).map(({ name }) => name)).toEqual(["Runde"]);
    expect((await knownClubs(own)).map(({ name }) => name)).toEqual(["Leinwand"]);
    expect((await knownClubs(lichtspiel)).map(({ name }) => name)).toEqual(["Runde", "Leinwand"]);
  });

  it("are its own where nothing was copied, or everything was renamed", () => {
    expect(foreignWords(own, [cinema])).toEqual({ wrong: [], doubtful: [] });
    // German calls what members buy in "Runde", and so does every club.
    expect(foreignWords(cinema, [own])).toEqual({ wrong: [], doubtful: [] });
    expect(foreignWords(written, [own, cinema])).toEqual({ wrong: [], doubtful: [] });
  });

  it("are another's where terms and criteria begin with its name", () => {
    const { wrong } = foreignWords(lichtspiel, [own, cinema]);
    for (const [text, language] of [
      ["terms", "de"],
      ["terms", "en"],
      ["criteria", "de"],
      ["criteria", "en"],
    ] as const) {
      expect(wrong).toContainEqual(
        `The ${text} (${language}) begin with "Leinwand", the name of another club: write "Lichtspiel".`,
      );
    }
  });

  it("are another's where imprint or contact is, word for word", () => {
    const copied = saying(written, { de: () => ({ about: cinema.words.de!.about }) });
    const { wrong } = foreignWords(copied, [own, cinema]);
    expect(wrong).toEqual([
      "The imprint (de) is word for word that of Leinwand: write your own.",
      "The contact (de) is word for word that of Leinwand: write your own.",
    ]);
  });

  it("are another's where share or voucher have its name", () => {
    const { wrong } = foreignWords({ ...written, share: cinema.share, voucher: cinema.voucher }, [own, cinema]);
    expect(wrong).toEqual([
      'share.name is "Leinwand share", with the name of another club: write "Lichtspiel".',
      'voucher.name is "Leinwand voucher", with the name of another club: write "Lichtspiel".',
    ]);
  });

  it("are wrong where they say that another version prevails than the first", () => {
    const { wrong } = foreignWords({ ...written, languages: ["en", "de"] }, [own, cinema]);
    expect(wrong).toContainEqual(
      "The terms (de) say that the version in German prevails, but English is the first of languages and does: change the text or the order.",
    );
    expect(wrong).toHaveLength(4);
  });

  it("are doubtful where terms nowhere name the club, with how they begin", () => {
    const { wrong, doubtful } = foreignWords(bakery, [own, cinema]);
    expect(wrong).toEqual([]);
    expect(doubtful).toContainEqual('The terms (en) nowhere say "Backhaus". They begin: "Twelve of us buy an oven."');
  });

  it.each<[string, ClubLanguage, keyof Pick<ClubWords, "terms" | "criteria" | "welcome">, string]>([
    ["name another club further down", "en", "terms", "Lichtspiel: terms.\n\n2. Runde keeps no key."],
    ["name another club further down", "en", "criteria", "Lichtspiel. Write to the desk of Leinwand."],
    ["name another club", "en", "welcome", "Leinwand belongs to all."],
  ])("are doubtful where they %s: %s, %s", (_what, language, text, words) => {
    const { wrong, doubtful } = foreignWords(saying(written, { [language]: () => ({ [text]: words }) }), [own, cinema]);
    expect(wrong).toEqual([]);
    expect(doubtful).toHaveLength(1);
    expect(doubtful[0]).toMatch(/^The \w+ \(en\) names? (Runde|Leinwand), another club: was (it|the text) copied\?/);
  });

  it("may hold another club's name where that is a part of their own, or an everyday word", () => {
    const second = { ...written, name: "Leinwand Zwei" };
    const rename = (words: ClubWords) => ({ terms: words.terms.replaceAll("Lichtspiel", "Leinwand Zwei") });
    const { wrong } = foreignWords(saying(second, { de: rename, en: rename }), [own, cinema]);
    expect(wrong.filter((one) => one.includes("terms"))).toEqual([]);
    const daily = saying(written, { de: ({ terms }) => ({ terms: `${terms}\n\n12. Die Leinwand hängt im Saal.` }) });
    expect(foreignWords(daily, [own, cinema]).doubtful).toEqual([]);
  });
});
