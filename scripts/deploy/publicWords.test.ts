import { describe, expect, it } from "vitest";
import { readClub } from "#ignition/readClub.ts";
import { requirePublicWords } from "./publicWords.ts";

const cinema = await readClub("examples/cinema");
const copied = { ...cinema, name: "Lichtspiel", folder: "/clubs/lichtspiel/" };

describe("the words of a house that strangers may enter", () => {
  it("are its own, whole, and of its figures", async () => {
    expect(await requirePublicWords(cinema)).toEqual([]);
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
