import { useCallback } from "react";
import { breakable } from "#protocol/relay/plainText.ts";
import { useText } from "../../i18n/text.ts";
import { useDirectory } from "./useDirectory.ts";

/** A stranger's words keep their own direction and leave the sentence around them alone (what `<bdi>` does in HTML). */
export function apart(words: string): string {
  return `\u2068${breakable(words)}\u2069`;
}

/** What to call the one on a seat: "Li Wei · seat 42", or the number alone; `short`: the name alone where it is known. */
export function useSeatName(): (seat: number, short?: boolean) => string {
  const t = useText();
  const directory = useDirectory();
  return useCallback(
    (seat, short = false) => {
      const name = directory.get(seat)?.name;
      const number = t("ui.picture.seat", { n: seat });
      if (name === undefined) return number;
      return short ? apart(name) : `${apart(name)} · ${number}`;
    },
    [t, directory],
  );
}
