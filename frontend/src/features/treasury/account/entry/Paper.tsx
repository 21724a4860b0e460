import { type Hex, zeroHash } from "viem";
import { useText } from "../../../../i18n/text.ts";
import { Section } from "../../../../ui/layout/Layout.tsx";
import { PlainText } from "../../../../ui/layout/PlainText.tsx";

/** A paper that the chain names by its hash; its words were checked against it. */
export function Paper({ text, hash }: { text: string | undefined; hash: Hex }) {
  const t = useText();
  if (hash === zeroHash) return null;
  return (
    <Section title={t("books.entry.paper")}>
      {text === undefined ? <p>{t("books.entry.paper.none")}</p> : <PlainText text={text} />}
    </Section>
  );
}
