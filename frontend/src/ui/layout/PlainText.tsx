import { Stack } from "./Layout.tsx";

/** Somebody's own words, a paragraph for each of their lines; whatever script they are in. */
export function PlainText({ text }: { text: string }) {
  return (
    <Stack gap={1}>
      {text.split(/\n+/).map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
        <p key={i}>
          <bdi>{line}</bdi>
        </p>
      ))}
    </Stack>
  );
}
