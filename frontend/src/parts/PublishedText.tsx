import { useState } from "react";
import { saidToPrevail } from "#protocol/house/prevailing.ts";
import { splitVersions } from "#protocol/house/versions.ts";
import { type Language, languageNames, localeOf } from "../i18n/language.ts";
import { useLanguage, useText } from "../i18n/text.ts";
import { Segmented } from "../ui/form/Choice.tsx";
import { Stack } from "../ui/layout/Layout.tsx";
import { PlainText } from "../ui/layout/PlainText.tsx";

/** A text that stands under one hash in several languages: the reader's version first, every other a tap away. */
export function PublishedText({ text }: { text: string }) {
  const t = useText();
  const own = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const versions = splitVersions(text);
  const [first] = versions;
  const shown = versions.find(({ language }) => language === (chosen ?? own)) ?? first;
  if (first === undefined || shown === undefined) return null;
  // A text that says it says it under its hash; one that says another is contradicted.
  const saysItself = saidToPrevail(shown.text, shown.language) === first.language;
  return (
    <Stack gap={2}>
      {versions.length > 1 && (
        <Segmented
          label={t("shell.language")}
          value={shown.language ?? ""}
          onChange={setChosen}
          options={versions.map(({ language = "" }) => ({
            value: language,
            label: <span lang={language}>{ownName(language)}</span>,
          }))}
        />
      )}
      <PlainText text={shown.text} language={shown.language} />
      {versions.length > 1 && first.language !== undefined && !saysItself && (
        <small>{t("ui.versions.prevails", { language: nameIn(own, first.language) })}</small>
      )}
    </Stack>
  );
}

function ownName(language: string): string {
  return languageNames[language as Language] ?? language;
}

/** A language in the words of another: "Englisch". */
export function nameIn(reader: Language, language: string): string {
  return new Intl.DisplayNames(localeOf[reader], { type: "language" }).of(language) ?? language;
}
