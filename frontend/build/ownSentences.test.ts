import { describe, expect, it } from "vitest";
import type { Club } from "#ignition/club.ts";
import { sentenceWords } from "#ignition/club.ts";
import { readClub } from "#ignition/readClub.ts";
import { clubSentences } from "./catalogues.ts";
import { requireKnownSentences } from "./ownSentences.ts";

const cinema = await readClub("examples/cinema");
const saying = (sentences: Record<string, string>): Club => ({
  ...cinema,
  words: { ...cinema.words, en: { ...cinema.words.en!, sentences } },
});

describe("a club that says a sentence in its own way", () => {
  it("is heard, with its nouns", () => {
    const words = sentenceWords(saying({ "house.sentence": "In the [house]: {has}. Promised: {owes}." }), "en")!;
    const said = clubSentences({ "house.sentence": "x", "house.other": "The [house]" }, "en", words);
    expect(said).toEqual({ "house.sentence": "In the cinema: {has}. Promised: {owes}.", "house.other": "The cinema" });
  });

  it("is refused where no sentence has that id, or its page does not know what it asks for", async () => {
    await requireKnownSentences(saying({ "house.sentence": "{has}, {owes}" }));
    await expect(requireKnownSentences(saying({ "house.sentense": "x" }))).rejects.toThrow(
      'en/sentences.md: no sentence has the id "house.sentense"',
    );
    await expect(requireKnownSentences(saying({ "house.sentence": "{cups}" }))).rejects.toThrow(
      '"house.sentence" knows no {cups}',
    );
  });
});
