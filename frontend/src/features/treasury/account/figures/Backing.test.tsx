import { setupI18n } from "@lingui/core";
import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { I18nProvider } from "@lingui/react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { messages as de } from "../../../../i18n/de/index.ts";
import { messages as en } from "../../../../i18n/en/index.ts";
import { localeOf } from "../../../../i18n/language.ts";
import { messages as zh } from "../../../../i18n/zh/index.ts";
import { Backing } from "./Backing.tsx";

function shown(backing: "issuer" | "club" | undefined, language: "en" | "de" | "zh" = "en"): string {
  const i18n = setupI18n({ locale: language, locales: localeOf[language], messages: { en, de, zh } });
  i18n.setMessagesCompiler(compileMessageOrThrow);
  return renderToStaticMarkup(
    <I18nProvider i18n={i18n}>
      <Backing backing={backing} token="EURC" />
    </I18nProvider>,
  );
}

describe("who stands for the money", () => {
  it("is said as attested, and differently for an issuer's and for the club's own", () => {
    for (const backing of ["issuer", "club"] as const) expect(shown(backing)).toMatch(/attested<\/span> .*EURC/);
    expect(shown("issuer")).toContain("Its issuer");
    expect(shown("club")).not.toContain("issuer");
  });

  it.each(["de", "zh"] as const)("is said in %s too", (language) => {
    expect(shown("issuer", language)).toContain("EURC");
    expect(shown("issuer", language)).not.toBe(shown("club", language));
  });

  it("is not said where the club has said nothing", () => {
    expect(shown(undefined)).toBe("");
  });
});
