import { describe, expect, it } from "vitest";
import { club } from "#club";
import type { ClubLanguage } from "#protocol/house/nouns.ts";
import { MAX_RECORD_BYTES } from "#protocol/relay/records.ts";
import { type Club, defineClub, textHash } from "./club.ts";

const folder = new URL("../club/", import.meta.url);

const changed = (change: (draft: Club) => void) => () => {
  const draft = structuredClone(club);
  change(draft);
  return defineClub(folder, draft);
};

/** How the prose of each language says what the figures say. */
const prose: Record<ClubLanguage, (figures: { reserve: number; length: number; leadTime: number }) => string[]> = {
  en: ({ reserve, length, leadTime }) => [
    `At least ${reserve} percent`,
    `lasts ${length} days`,
    `take office ${leadTime} days after`,
    "the English version prevails",
  ],
  de: ({ reserve, length, leadTime }) => [
    `Mindestens ${reserve} Prozent`,
    `dauert ${length} Tage`,
    `Amt ${leadTime} Tage nach`,
    "gilt die englische Fassung",
  ],
  zh: ({ reserve, length, leadTime }) => [
    `至少${reserve}%`,
    `为期${length}天`,
    `成立${leadTime}天后就任`,
    "以英文版本为准",
  ],
};

describe("the club of this house", () => {
  it("sells 100 shares at 30,000, of at most 200, and seats ten", () => {
    expect(club.founding).toMatchObject({ price: "30000", minSeats: 80, maxSeats: 100 });
    expect([club.maxMembers, club.rotation.chairs]).toEqual([200, 10]);
  });

  it.each(club.languages)("promises in the prose of %s what it puts into the contracts", (language) => {
    const terms = club.words[language]?.terms ?? "";
    const budget = Object.values(club.budget);
    const whole = budget.reduce((sum, amount) => sum + Number(amount), 0);
    const inProse = (amount: string | number) => Number(amount).toLocaleString(language);
    expect(budget).toHaveLength(10);
    for (const number of [club.founding.price, club.maxMembers, club.treasury.voteThreshold, whole, ...budget]) {
      expect(terms).toContain(inProse(number));
    }
    const days = (seconds: number) => seconds / 86_400;
    const figures = {
      reserve: club.treasury.reserveBps / 100,
      length: days(club.founding.length),
      leadTime: days(club.rotation.leadTime),
    };
    for (const phrase of prose[language](figures)) expect(terms).toContain(phrase);
  });

  it("gives each text one hash over all its languages, in its own order", () => {
    for (const name of ["terms", "criteria"] as const) {
      const { en, de, zh } = club.words;
      expect(club[name]).toBe(`[en]\n\n${en?.[name]}\n\n[de]\n\n${de?.[name]}\n\n[zh]\n\n${zh?.[name]}`);
      const turned = changed((draft) => draft.languages.reverse())();
      expect(textHash(turned[name])).not.toBe(textHash(club[name]));
    }
  });

  it("has texts that are records, with as many paragraphs in each language", () => {
    for (const name of ["terms", "criteria"] as const) {
      expect(new TextEncoder().encode(club[name]).length).toBeLessThanOrEqual(MAX_RECORD_BYTES);
      const paragraphs = club.languages.map((language) => club.words[language]?.[name].split("\n\n").length);
      expect(new Set(paragraphs).size).toBe(1);
      expect(paragraphs[0]).toBeGreaterThan(5);
    }
  });
});

describe("a club's decisions", () => {
  it("are refused with the place of what cannot be", () => {
    expect(changed((c) => (c.founding.minSeats = 4))).toThrow(
      /may not exceed the founding round's fewest seats\n.*voting\.sponsors/,
    );
    expect(changed((c) => (c.founding.maxSeats = 201))).toThrow(/is more than maxMembers\n.*founding\.maxSeats/);
    expect(changed((c) => (c.founding.minSeats = 101))).toThrow(/is more than maxSeats\n.*founding\.minSeats/);
    expect(changed((c) => (c.founding.coolOff = c.founding.length))).toThrow(/founding\.coolOff/);
    expect(changed((c) => (c.voting.sponsors = 81))).toThrow(/must lie between 1 and 20, .*\n.*voting\.sponsors/);
    // Of three chairs only two can be the most that are not all.
    expect(changed((c) => (c.rotation.chairs = 3))).toThrow(/must be 2, .*\n.*treasury\.approvalsNeeded/);
    expect(changed((c) => (c.treasury.approvalsNeeded = 11))).toThrow(
      /between 6 and 9, .*\n.*treasury\.approvalsNeeded/,
    );
    expect(changed((c) => (c.treasury.reserveBps = 999))).toThrow(
      /between 1000 \(10 %\) and 10000 \(100 %\), .*\n.*treasury\.reserveBps/,
    );
    expect(changed((c) => (c.rotation.ballotFrom = c.rotation.nominationsUntil))).toThrow(
      /between 8 days and 1555199 seconds, .*\n.*rotation\.ballotFrom/,
    );
    expect(changed((c) => (c.rotation.leadTime = 20 * 86_400))).toThrow(/between 28 days .*\n.*rotation\.leadTime/);
    expect(changed((c) => (c.counter.exitDelay = c.counter.lateWindow))).toThrow(/counter\.exitDelay/);
    for (const decimals of [0, 1]) {
      expect(changed((c) => (c.currency.decimals = decimals))).toThrow(
        /is too coarse: .*hundredths\n.*currency\.decimals/,
      );
    }
    expect(changed((c) => (c.currency.decimals = 19))).toThrow(/is more than 18\n.*currency\.decimals/);
    expect(changed((c) => (c.unitPrice = "28.005"))).toThrow(/is no whole number of hundredths\n.*unitPrice/);
    expect(changed((c) => (c.founding.length = 401 * 86_400))).toThrow(/founding\.length/);
    expect(changed((c) => (c.founding.coolOff = 3600))).toThrow(/is shorter than two days\n.*founding\.coolOff/);
    expect(changed((c) => (c.counter.pocketCap = "79228162514264337593544"))).toThrow(/counter\.pocketCap/);
    expect(changed((c) => (c.budget.rent = "0.0000001"))).toThrow(/has more decimals .*\n.*budget\.rent/);
    expect(changed((c) => (c.founding.price = "30,000"))).toThrow(/is no amount like 28\.00\n.*founding\.price/);
    expect(changed((c) => (c.name = "Run{de}"))).toThrow(/must be one line without .*\n.*name/);
  });

  it("are refused in a language that has no words", () => {
    const elsewhere = new URL("../club/en/", import.meta.url);
    expect(() => defineClub(elsewhere, club)).toThrow(/speaks English, but its terms are missing in it: write /);
  });

  it("name an operator and a registrar for each network", () => {
    const sepolia = { token: "test money" as const, operator: "0x12" as const, registrar: "0x34" as const };
    const networks = { sepolia: { ...sepolia, foundingOpens: "2027-03-01T09:00:00+08:00" } };
    expect(changed((c) => (c.networks = networks))).toThrow(/is no address\n.*networks\.sepolia\.operator/);
  });
});
