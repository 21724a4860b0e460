import { useText } from "../../../i18n/text.ts";
import { Tag } from "../../../ui/data/Badge.tsx";
import type { Round, RoundState } from "./round.ts";

const tones = {
  upcoming: "plain",
  open: "accent",
  coolOff: "wait",
  succeeded: "good",
  finalised: "good",
  failed: "stop",
} as const satisfies Record<RoundState, string>;

/** Where a round stands, in a word. */
export function StateTag({ round }: { round: Round }) {
  const t = useText();
  return (
    <Tag tone={tones[round.state]}>{t(round.cancelled ? "funding.is.cancelled" : `funding.is.${round.state}`)}</Tag>
  );
}
