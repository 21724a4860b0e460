import { standings } from "#protocol/oversight/lines.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { type Election, useChairCount } from "../../../chain/oversight/rotation.ts";
import { useSeat } from "../../../chain/session/session.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { useNetworkSwitch } from "../../../parts/useNetworkSwitch.ts";
import { useNow } from "../../../ui/clock.ts";
import { Deadline } from "../../../ui/data/Deadline.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { answerDeed } from "../deeds.ts";

/** For who was drawn and has not answered: yes or no. Nothing for everybody else, so it may stand on any page. */
export function AnswerCard({ election }: { election: Election }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const count = useChairCount();
  const detour = useNetworkSwitch();
  const read = useSeat();
  const seat = read.status === "ready" ? read.data : 0;
  const { term, calendar, chairs } = election;
  const own = chairs.findIndex((chair) => chair.seat === seat);
  const standing = standings({ list: chairs, chairs: count, answersUntil: calendar.answersUntil }, now)[own];
  const waited = standing === "asked" || (standing === "reserve" && chairs[own]?.yesAt === 0);
  if (seat === 0 || !waited) return null;
  const dates = { from: format.date(calendar.start), until: format.date(calendar.end) };
  const drawn = standing === "asked";
  return (
    <Section title={t(drawn ? "oversight.answer.title" : "oversight.answer.reserve")}>
      <Card tone="accent">
        <Stack gap={3}>
          <p>{t(drawn ? "oversight.answer.body" : "oversight.answer.reserve.body", dates)}</p>
          <Deadline at={calendar.answersUntil} />
          <p>{t(drawn ? "oversight.answer.silence" : "oversight.answer.reserve.silence")}</p>
          <AnswerButton term={term} seat={seat} yes />
          {detour === undefined && <AnswerButton term={term} seat={seat} yes={false} />}
        </Stack>
      </Card>
    </Section>
  );
}

function AnswerButton({ term, seat, yes }: { term: number; seat: number; yes: boolean }) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  return (
    <ActButton
      acting={acting}
      label={t(yes ? "oversight.answer.yes" : "oversight.answer.no")}
      look={yes ? "primary" : "secondary"}
      wide
      onConfirm={async () => acting.run(await answerDeed(house, term, seat, yes))}
    />
  );
}
