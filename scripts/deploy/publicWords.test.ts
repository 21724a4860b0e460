import { describe, expect, it } from "vitest";
import { readClub } from "#ignition/readClub.ts";
import { requirePublicWords } from "./publicWords.ts";

const cinema = await readClub("examples/cinema");
const open = { ...cinema, seatPages: "https://leinwand.coop/seats/" };
const copied = { ...cinema, name: "Lichtspiel", folder: "/clubs/lichtspiel/" };

describe("the words of a house that strangers may enter", () => {
  it("are its own, whole, and of its figures", async () => {
    expect(await requirePublicWords(open)).toEqual([]);
  });

  it.each(["leinwand.example", "example.org", "kino.test", "localhost", "192.168.1.7", "[fe80::1]"])(
    "are doubted where its shares would point to %s",
    async (host) => {
      const doubts = await requirePublicWords({ ...cinema, seatPages: `https://${host}/seats/` });
      expect(doubts).toEqual([expect.stringContaining(`seatPages leads to ${host}, which leads no stranger anywhere`)]);
    },
  );

  it.each(["example.coop", "contest.org", "mytest.com", "example.com.de"])("are not doubted for %s", async (host) => {
    expect(await requirePublicWords({ ...cinema, seatPages: `https://${host}/seats/` })).toEqual([]);
  });

  it("are refused where one is missing, where a figure is, and where they are another club's", async () => {
    await expect(requirePublicWords(await readClub("club.config.ts"))).rejects.toThrow("The club has no imprint");
    const dearer = { ...cinema, founding: { ...cinema.founding, price: "850" } };
    await expect(requirePublicWords(dearer)).rejects.toThrow("nowhere name 850, which is founding.price");
    await expect(requirePublicWords(copied)).rejects.toThrow(
      /begin with "Leinwand", the name of another club: write "Lichtspiel"\.(.|\n)*\nNothing was sent\.$/,
    );
  });
});
