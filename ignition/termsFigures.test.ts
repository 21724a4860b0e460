import { describe, expect, it } from "vitest";
import type { ClubLanguage } from "#protocol/house/nouns.ts";
import type { Club } from "./club.ts";
import { readClub } from "./readClub.ts";
import { termsComplaints } from "./termsFigures.ts";

const [own, cinema] = [await readClub("club.config.ts"), await readClub("examples/cinema")];

describe("the terms of a club", () => {
  it("name every figure that they promise, in each language, in digits or written out", () => {
    expect(termsComplaints(own)).toEqual([]);
    expect(termsComplaints(cinema)).toEqual([]);
  });

  it.each([
    ["price", { founding: { ...cinema.founding, price: "850" } }, "850, which is founding.price"],
    ["fewest seats", { founding: { ...cinema.founding, minSeats: 13 } }, "13, which is founding.minSeats"],
    ["reserve", { treasury: { ...cinema.treasury, reserveBps: 3_500 } }, "35, which is treasury.reserveBps (percent)"],
    ["a line of the budget", { budget: { ...cinema.budget, rent: "1510" } }, "1510, which is budget.rent"],
    [
      "days of a term",
      { rotation: { ...cinema.rotation, termLength: 91 * 86_400 } },
      "91, which is rotation.termLength",
    ],
  ])("are told when they name another %s", (_what, change, told) => {
    const complaints = termsComplaints({ ...cinema, ...change });
    for (const language of ["de", "en"]) {
      expect(
        complaints.some((one) => one.startsWith(`The terms (${language}) nowhere name ${told}`)),
        complaints.join("\n"),
      ).toBe(true);
    }
  });

  it.each<[ClubLanguage, number, string, string]>([
    ["en", 10, "We meet often, and attend to it.", "We are ten."],
    ["en", 40, "Forty-two chairs.", "Forty chairs."],
    ["de", 8, "In der Nacht beachten wir das.", "Wir sind acht."],
    ["de", 1, "Wir meinen, keiner ist allein.", "In einem Saal."],
    ["de", 10, "Sechzehn Plätze.", "Eine zehnköpfige Runde."],
    ["zh", 10, "共有二十个席位。", "共有十个席位。"],
    ["zh", 1, "一百人。", "一人一股。"],
  ])("do not take a part of a word for a number (%s, %i)", (language, maxMembers, without, named) => {
    const told = (terms: string) => {
      const words = { ...own.words[language]!, terms };
      const club: Club = { ...own, languages: [language], words: { [language]: words }, maxMembers };
      return termsComplaints(club).some((one) => one.includes("which is maxMembers"));
    };
    expect([told(without), told(named)]).toEqual([true, false]);
  });

  it.each([
    ["a paragraph's number", "10. What nobody can.\n\n11. What you risk."],
    ["a bracket's", " 10) What nobody can."],
  ])("do not take %s for it", (_what, terms) => {
    const words = { ...own.words.en!, terms };
    const club: Club = { ...own, languages: ["en"], words: { en: words }, maxMembers: 10 };
    expect(termsComplaints(club).join("\n")).toContain("nowhere name 10, which is maxMembers");
  });

  it("do not take a part of a number for it", () => {
    const price = { founding: { ...cinema.founding, price: "80" } };
    expect(termsComplaints({ ...cinema, ...price }).some((one) => one.includes("80, which is founding.price"))).toBe(
      true,
    );
  });
});
