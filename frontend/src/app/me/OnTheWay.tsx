import { forgetLost, useLost, usePending } from "../../chain/write/pending.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useRefusalWords } from "../../parts/refusalWords.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Disclosure } from "../../ui/layout/Disclosure.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import { Notice } from "../../ui/state/Notice.tsx";

/** A deed's name in words; what has none of its own is called by what it is. */
const words = {
  join: "me.way.join",
  withdraw: "me.way.withdraw",
  refund: "me.way.refund",
  setUp: "me.way.setUp",
  fill: "me.way.fill",
  gift: "me.way.gift",
  ballot: "me.way.ballot",
  vote: "me.way.vote",
  answer: "me.way.answer",
  nominate: "me.way.nominate",
  leave: "me.way.leave",
  takeSeat: "me.way.takeSeat",
  takeOffer: "me.way.takeOffer",
} as const;

/** What was confirmed and is not on the record yet, and what did not get there after a reload. */
export function OnTheWay() {
  const t = useText();
  const format = useFormat();
  const word = useRefusalWords();
  const pending = usePending();
  const lost = useLost();
  const nameOf = (name: string) => t(name in words ? words[name as keyof typeof words] : "me.way.other");
  if (pending.length + lost.length === 0) return null;
  return (
    <Stack gap={2}>
      {pending.length > 0 && (
        <Notice kind="wait" live title={t("ui.onTheWay", { n: pending.length })}>
          <ul>
            {pending.map(({ id, name, at }) => (
              <li key={id}>{t("me.way.since", { what: nameOf(name), time: format.time(at) })}</li>
            ))}
          </ul>
        </Notice>
      )}
      {lost.map(({ id, name, refused }) => {
        const { why, next, details } = word(refused);
        return (
          <Notice
            key={id}
            kind="stop"
            live
            title={t("me.way.lost", { what: nameOf(name) })}
            action={<Button onClick={() => forgetLost(id)}>{t("me.way.read")}</Button>}
          >
            <p>{why}</p>
            {next && <p>{next}</p>}
            {details && <Disclosure>{details}</Disclosure>}
          </Notice>
        );
      })}
    </Stack>
  );
}
