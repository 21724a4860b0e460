import type { RequestState } from "../../../chain/treasury/requests.ts";
import { useText } from "../../../i18n/text.ts";
import { Tag } from "../../../ui/data/Badge.tsx";

const tones = {
  open: "accent",
  approved: "good",
  paid: "good",
  withdrawn: "plain",
  lapsed: "plain",
  closed: "plain",
} as const;

/** Where a payment request stands, in a word. */
export function RequestTag({ state }: { state: RequestState }) {
  const t = useText();
  return <Tag tone={tones[state]}>{t(`desks.request.state.${state}`)}</Tag>;
}
