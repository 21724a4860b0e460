import { mayComeLate, standings } from "#protocol/oversight/lines.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { type Election, useChairCount } from "../../../chain/oversight/rotation.ts";
import { useSeat } from "../../../chain/session/session.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { UndoButton } from "../../../parts/UndoButton.tsx";
import { useNetworkSwitch } from "../../../parts/useNetworkSwitch.ts";
import { useNow } from "../../../ui/clock.ts";
import { Deadline } from "../../../ui/data/Deadline.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { answerDeed } from "../deeds.ts";

type OwnLine = { election: Election; seat: number };

/**
 * For whoever is on a seated table's list, before and in its term: answer, take a free chair late, or give the chair up.
 * Nothing for everybody else, so it may stand on any page.
 */
export function AnswerCard({ election }: { election: Election }) {
  // A word that was said a moment ago shall not wait to be counted.
  const now = useNow(2);
  const count = useChairCount();
  const read = useSeat();
  const seat = read.status === "ready" ? read.data : 0;
  const { calendar, chairs } = election;
  const own = chairs.findIndex((chair) => chair.seat === seat);
  if (seat === 0 || own === -1 || now >= calendar.end) return null;
  const bench = { list: chairs, chairs: count, answersUntil: calendar.answersUntil };
  const standing = standings(bench, now)[own];
  if (mayComeLate(bench, seat, now)) return <LateAnswer election={election} seat={seat} />;
  if (standing === undefined || standing === "left") return null;
  const hasSaidYes = chairs[own]!.yesAt > 0;
  if (hasSaidYes) return <GiveUp election={election} seat={seat} isReserve={standing === "reserve"} />;
  return <Asked election={election} seat={seat} isDrawn={standing === "asked"} />;
}

function Asked({ election: { term, calendar }, seat, isDrawn }: OwnLine & { isDrawn: boolean }) {
  const t = useText();
  const format = useFormat();
  const detour = useNetworkSwitch();
  const dates = { from: format.date(calendar.start), until: format.date(calendar.end) };
  return (
    <Section title={t(isDrawn ? "oversight.answer.title" : "oversight.answer.reserve")}>
      <Card tone="accent">
        <Stack gap={3}>
          <p>{t(isDrawn ? "oversight.answer.body" : "oversight.answer.reserve.body", dates)}</p>
          <Deadline at={calendar.answersUntil} />
          <p>{t(isDrawn ? "oversight.answer.silence" : "oversight.answer.reserve.silence")}</p>
          <SayButton term={term} seat={seat} word="oversight.answer.yes" />
          {detour === undefined && <SayButton term={term} seat={seat} word="oversight.answer.no" />}
        </Stack>
      </Card>
    </Section>
  );
}

function LateAnswer({ election: { term, calendar }, seat }: OwnLine) {
  const t = useText();
  const format = useFormat();
  return (
    <Section title={t("oversight.answer.late")}>
      <Card>
        <Stack gap={3}>
          <p>{t("oversight.answer.late.body", { until: format.date(calendar.end) })}</p>
          <SayButton term={term} seat={seat} word="oversight.answer.late.yes" />
        </Stack>
      </Card>
    </Section>
  );
}

/** Quiet, and asked once more: it cannot be taken back. */
function GiveUp({ election: { term, calendar }, seat, isReserve }: OwnLine & { isReserve: boolean }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const isBefore = useNow(20) < calendar.start;
  const dates = { from: format.date(calendar.start), until: format.date(calendar.end) };
  const place = isReserve ? "reserve" : isBefore ? "before" : "body";
  return (
    <Section title={t("oversight.resign.title")}>
      <Card>
        <Stack gap={3}>
          <p>{t(`oversight.resign.${place}`, dates)}</p>
          <UndoButton
            acting={acting}
            label={t("oversight.resign.ask")}
            question={t(isBefore && !isReserve ? "oversight.resign.sure.before" : "oversight.resign.sure")}
            confirm={t("oversight.resign.do")}
            keep={t("oversight.resign.keep")}
            onConfirm={async () => acting.run(await answerDeed(house, term, seat, false))}
          />
        </Stack>
      </Card>
    </Section>
  );
}

/** Each word, and whether it says yes. */
const says = {
  "oversight.answer.yes": true,
  "oversight.answer.late.yes": true,
  "oversight.answer.no": false,
} as const;

function SayButton({ term, seat, word }: { term: number; seat: number; word: keyof typeof says }) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  const yes = says[word];
  return (
    <ActButton
      acting={acting}
      label={t(word)}
      look={yes ? "primary" : "secondary"}
      wide
      onConfirm={async () => acting.run(await answerDeed(house, term, seat, yes))}
    />
  );
}
