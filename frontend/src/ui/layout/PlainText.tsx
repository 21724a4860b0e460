import { languageOf } from "../../i18n/languageOf.ts";
import { Stack } from "./Layout.tsx";

type PlainTextProps = {
  text: string;
  /** Where it is known; else it is the one that it shows itself. */
  language?: string | undefined;
};

/** Somebody's own words, a paragraph for each of their lines; whatever script they are in. */
export function PlainText({ text, language = languageOf(text) }: PlainTextProps) {
  return (
    <div lang={language}>
      <Stack gap={1}>
        {text.split(/\n+/).map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
          <p key={i}>
            <bdi>{line}</bdi>
          </p>
        ))}
      </Stack>
    </div>
  );
}
