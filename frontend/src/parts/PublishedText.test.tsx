import { setupI18n } from "@lingui/core";
import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { I18nProvider } from "@lingui/react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { readClub } from "#ignition/readClub.ts";
import { joinVersions } from "#protocol/house/versions.ts";
import { messages as de } from "../i18n/de/index.ts";
import { messages as en } from "../i18n/en/index.ts";
import { type Language, localeOf } from "../i18n/language.ts";
import { messages as zh } from "../i18n/zh/index.ts";
import { PublishedText } from "./PublishedText.tsx";

const terms = joinVersions([
  { language: "de", text: "Bedingungen\n\n1. Brot." },
  { language: "en", text: "Terms\n\n1. Bread." },
]);

function shownTo(reader: Language, text: string): string {
  const i18n = setupI18n({ locale: reader, locales: localeOf[reader], messages: { en, de, zh } });
  i18n.setMessagesCompiler(compileMessageOrThrow);
  return renderToStaticMarkup(
    <I18nProvider i18n={i18n}>
      <PublishedText text={text} />
    </I18nProvider>,
  );
}

describe("a text in several languages", () => {
  it("is shown in the reader's, marked as it is, with the one that prevails", () => {
    expect(shownTo("en", terms)).toMatch(/<div lang="en">.*Terms.*1\. Bread\./s);
    expect(shownTo("en", terms)).not.toContain("Bedingungen");
    expect(shownTo("en", terms)).toContain("the version in German prevails");
    expect(shownTo("de", terms)).toContain("gilt die Fassung auf Deutsch");
  });

  it("is shown in the first where the reader's is missing, marked as what it is", () => {
    expect(shownTo("zh", terms)).toMatch(/<div lang="de">.*Bedingungen/s);
    expect(shownTo("zh", terms)).toContain("以德语版本为准");
  });

  it("says of no other where there is one, and of none where it names none", () => {
    expect(shownTo("en", joinVersions([{ language: "de", text: "Brot." }]))).toMatch(/<div lang="de">/);
    expect(shownTo("en", "Only words")).toMatch(/<div>.*Only words/s);
    for (const text of ["Only words", "[de]\n\nBrot."]) expect(shownTo("en", text)).not.toContain("prevails");
  });

  it("says once which one prevails, where the text says it itself, and again where it says another", () => {
    const says = (en: string) =>
      shownTo(
        "en",
        joinVersions([
          { language: "de", text: "Brot." },
          { language: "en", text: `Bread.\n\n${en}` },
        ]),
      ).match(/prevails/g);
    expect(says("Where the languages of this text differ, the German version prevails.")).toHaveLength(1);
    expect(says("Where they differ, the English version prevails.")).toHaveLength(2);
    expect(says("Rolls.")).toHaveLength(1);
  });

  it.each(["club.config.ts", "examples/cinema"])("says it once in each language of %s", async (place) => {
    const club = await readClub(place);
    for (const reader of club.languages) {
      for (const text of [club.terms, club.criteria]) {
        const said = shownTo(reader, text).match(/prevails|gilt die|以\S+为准/g);
        expect(said, `${reader}: ${text.slice(0, 60)}`).toHaveLength(1);
      }
    }
  });
});
