import type { ReactNode } from "react";
import type { Hex } from "viem";
import { plainLine } from "#protocol/relay/plainText.ts";
import { useRecord, useTombstone } from "../chain/records/useRecord.ts";
import { useText } from "../i18n/text.ts";
import { Written } from "../ui/layout/Written.tsx";

type RecordTextProps = {
  /** Undefined, or the zero hash: there is no text. */
  hash: Hex | undefined;
  /** `line`: all of it as one; `first`: its first line only. */
  as?: "whole" | "line" | "first";
  /** The most letters of it; the rest is cut off. */
  most?: number;
  /** What stands around the words; nothing does while nobody has them. */
  children?: (words: ReactNode) => ReactNode;
};

/** A text that the chain names by its hash, as somebody wrote it: nothing while nobody keeps it or the hash is wrong. */
export function RecordText({ hash, as = "whole", most = Number.POSITIVE_INFINITY, children }: RecordTextProps) {
  const t = useText();
  const text = useRecord(hash);
  const reason = useTombstone(hash);
  if (reason !== undefined) return <em>{t("ui.hidden", { reason })}</em>;
  if (text === undefined) return null;
  const words = as === "whole" ? text : plainLine(as === "first" ? (text.split("\n")[0] ?? "") : text);
  const shown = <Written words={words} as={words.length > most ? `${words.slice(0, most - 1)}…` : words} />;
  return children === undefined ? shown : children(shown);
}
