import { setupI18n } from "@lingui/core";
import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { describe, expect, it } from "vitest";
import { sentenceWords } from "#ignition/club.ts";
import { readClub } from "#ignition/readClub.ts";
import { clubSentences } from "../../../build/catalogues.ts";
import { messages as de } from "../../i18n/de/index.ts";
import { messages as en } from "../../i18n/en/index.ts";
import { type Language, localeOf } from "../../i18n/language.ts";
import { textOf } from "../../i18n/text.ts";
import { messages as zh } from "../../i18n/zh/index.ts";
import { drawLetter } from "./drawLetter.ts";
import { letterWords } from "./letterWords.ts";
import type { Letter } from "./readLetter.ts";

const catalogues = { en, de, zh };
const ownClub = await readClub();
const club = {
  timeZone: "Asia/Shanghai",
  unitPrice: "28.00",
  currency: { code: "CNY", symbol: "¥", decimals: 6 },
} as Parameters<typeof letterWords>[1]["club"];

/** A language's sentences as the build makes them. */
function voiceOf(language: Language) {
  const sentences = clubSentences(catalogues[language], language, sentenceWords(ownClub, language)!);
  const i18n = setupI18n({ locale: language, locales: localeOf[language], messages: { [language]: sentences } });
  i18n.setMessagesCompiler(compileMessageOrThrow);
  return textOf(i18n);
}

const at = (iso: string) => Date.parse(`${iso}+08:00`) / 1000;
const yuan = (n: number) => BigInt(n) * 1_000_000n;
const november: Letter = {
  month: "2026-11",
  start: at("2026-11-01T00:00"),
  isOver: true,
  until: at("2026-12-01T00:00"),
  block: 1_234,
  entry: 431,
  figures: { came: yuan(1_200), went: yuan(300), left: yuan(5_000), owed: yuan(9_000), redeemed: yuan(56) },
  votes: [
    { number: 7, title: "A <new> oven & more", adopted: true },
    { number: 8, title: "", adopted: false },
  ],
  office: { term: 3, end: at("2027-01-01T00:00"), seats: [12, 3, 100], caretakers: false },
  next: {
    term: 4,
    start: at("2027-01-01T00:00"),
    seats: [9],
    ballotFrom: at("2026-12-05T00:00"),
    ballotUntil: at("2026-12-20T00:00"),
  },
};
/** Nothing happened, and nobody was chosen. */
const empty: Letter = {
  ...november,
  isOver: false,
  until: at("2026-11-09T14:02"),
  figures: { came: 0n, went: 0n, left: 0n, owed: 0n, redeemed: 0n },
  votes: [],
  office: undefined,
  next: undefined,
};

function said(letter: Letter, language: Language): string[] {
  const { title, asOf, figures, votes, noVotes, office } = letterWords(letter, {
    t: voiceOf(language),
    language,
    club,
  });
  const last = figures.at(-1);
  const decided = votes.length === 0 ? [noVotes] : votes.map(({ verdict, title: asked }) => `${verdict} ${asked}`);
  return [title, asOf, `${last?.label}: ${last?.value}`, ...decided, ...office].map((text) =>
    text.replace(/[\u2068\u2069]/g, "").replaceAll("\u00a0", " "),
  );
}

function drawn(letter: Letter, language: Language): string {
  const t = voiceOf(language);
  return drawLetter({
    words: letterWords(letter, { t, language, club }),
    house: "Runde",
    language,
    heads: { votes: t("letter.votes"), office: t("letter.office") },
    more: (n) => t("letter.votes.more", { n }),
    flow: [letter.figures.came, letter.figures.went],
    address: "https://house.example/letter/2026-11",
    code: { size: 25, path: "M0 0h7v1h-7z" },
  });
}

describe("a letter", () => {
  it("says a month that is over, in each language, by the house's clock", () => {
    expect(said(november, "en")).toEqual([
      "Monthly letter: November 2026",
      "The whole month, until 30 November 2026. The last entry is no. 431, in block 1,234.",
      "Redeemed with vouchers: About 2 coffees",
      "Adopted: A <new> oven & more",
      "Not adopted: A motion",
      "Term 3, until 1 January 2027: members 3, 12 and 100",
      "From 1 January 2027, term 4: member 9",
    ]);
    expect(said(november, "de")).toEqual([
      "Monatsbrief: November 2026",
      "Der ganze Monat, bis zum 30. November 2026. Der letzte Eintrag ist Nr. 431, in Block 1.234.",
      "Mit Gutscheinen eingelöst: Etwa 2 Kaffees",
      "Angenommen: A <new> oven & more",
      "Nicht angenommen: Ein Antrag",
      "Amtszeit 3, bis 1. Januar 2027: Mitglieder 3, 12 und 100",
      "Ab 1. Januar 2027, Amtszeit 4: Mitglied 9",
    ]);
    expect(said(november, "zh")).toEqual([
      "2026年11月月报",
      "整月数据，截至2026年11月30日。最后一条记录为第431号，区块1,234。",
      "用代金券兑换: 约2杯咖啡",
      "通过： A <new> oven & more",
      expect.stringMatching(/^未通过：/),
      "第3届，至2027年1月1日，共3位成员：3、12和100号",
      "第4届，自2027年1月1日起，共1位成员：9号",
    ]);
  });

  it("says one coffee as one, less than one as its amount, and more taken back than redeemed too", () => {
    const redeemed = (amount: bigint) =>
      said({ ...november, figures: { ...november.figures, redeemed: amount } }, "en")[2];
    expect(redeemed(yuan(30))).toBe("Redeemed with vouchers: About 1 coffee");
    expect(redeemed(yuan(9))).toBe("Redeemed with vouchers: ¥9.00");
    expect(redeemed(-yuan(9))).toBe("Redeemed with vouchers: −¥9.00");
  });

  it("of a month that is not over says until when, and has no figure that was never reckoned", () => {
    expect(said(empty, "en")).toEqual([
      "Monthly letter: November 2026",
      "The month is not over yet. These are the figures until Mon 9 Nov, 14:02, block 1,234.",
      "Redeemed with vouchers: nothing",
      "No vote has ended in this month so far.",
      "Nobody is in office yet",
    ]);
    for (const language of ["en", "de", "zh"] as const) {
      expect([...said(empty, language), drawn(empty, language)].join()).not.toMatch(/NaN|undefined|Infinity|\{/);
    }
  });

  it("says that the last members carry on, and when the next are chosen", () => {
    const late: Letter = {
      ...november,
      office: { ...november.office!, caretakers: true },
      next: { ...november.next!, seats: [] },
    };
    expect(said(late, "en").slice(5)).toEqual([
      "No new table of ten was chosen in time; the last one carries on for now.",
      "Term 3, until 1 January 2027: members 3, 12 and 100",
      "Term 4 begins on 1 January 2027. Who sits then is voted on from 5 December 2026 until 20 December 2026.",
    ]);
  });
});

describe("the picture of a letter", () => {
  it("is the same bytes for the same letter, and others in another language", () => {
    expect(drawn(november, "en")).toBe(drawn(structuredClone(november), "en"));
    expect(drawn(november, "en")).not.toBe(drawn(november, "de"));
  });

  it("says a stranger's words as words", () => {
    const titles = ["A <new> oven & more", "\u0000\u000b\ud800 <script>"];
    const picture = drawn(
      { ...november, votes: titles.map((title, number) => ({ number, title, adopted: true })) },
      "en",
    );
    expect(picture).toContain("A &lt;new> oven &amp; more");
    expect(picture).not.toMatch(/[^\P{Cc}\t\n]|\p{Cs}|<script/u);
  });

  it("keeps everything above the code, however much was decided and however many sit", () => {
    const title = "ein sehr langer Titel ".repeat(12);
    const votes = Array.from({ length: 30 }, (_, number) => ({ number, title, adopted: true }));
    const seats = Array.from({ length: 60 }, (_, i) => i + 1_000);
    const full: Letter = {
      ...november,
      votes,
      office: { ...november.office!, seats, caretakers: true },
      next: { ...november.next!, seats },
    };
    for (const language of ["en", "de", "zh"] as const) {
      const picture = drawn(full, language);
      const lines = [...picture.matchAll(/<text x="(\d+)" y="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
      expect(lines.length).toBeGreaterThan(15);
      for (const [x, y] of lines.filter(([, y = 0]) => y > 1_200)) expect([x, y]).toEqual([252, expect.any(Number)]);
      expect(picture).toMatch(language === "zh" ? /另有\d+项表决/ : /(und|and) \d+ (weitere|more)/);
    }
  });
});
