import type { Phase } from "../../chain/oversight/rotation.ts";
import { useText } from "../../i18n/text.ts";
import { Tag } from "../../ui/data/Badge.tsx";

const tones = {
  before: "plain",
  nominations: "accent",
  between: "plain",
  ballot: "accent",
  closing: "wait",
  answers: "good",
  seated: "good",
  unseated: "stop",
} as const satisfies Record<Phase, string>;

/** Where an election stands, in a word. */
export function PhaseTag({ phase }: { phase: Phase }) {
  const t = useText();
  return <Tag tone={tones[phase]}>{t(`oversight.is.${phase}`)}</Tag>;
}
