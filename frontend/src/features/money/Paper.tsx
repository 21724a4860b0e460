import { type Hex, zeroHash } from "viem";
import { useText } from "../../i18n/text.ts";
import { Section, Stack } from "../../ui/Layout.tsx";

/** A paper that the chain names by its hash; its words were checked against it. */
export function Paper({ text, hash }: { text: string | undefined; hash: Hex }) {
  const t = useText();
  if (hash === zeroHash) return null;
  return (
    <Section title={t("money.entry.paper")}>
      {text === undefined ? (
        <p>{t("money.entry.paper.none")}</p>
      ) : (
        <Stack gap={1}>
          {text.split(/\n+/).map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
            <p key={i}>
              <bdi>{line}</bdi>
            </p>
          ))}
        </Stack>
      )}
    </Section>
  );
}
