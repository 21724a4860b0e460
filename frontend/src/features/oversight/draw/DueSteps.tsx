import { zeroAddress, zeroHash } from "viem";
import type { House } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import type { Election } from "../../../chain/oversight/rotation.ts";
import { wouldBeRefused } from "../../../chain/write/act.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { type DueStep, dueCall, dueDeed } from "../deeds.ts";

/** What may be next after the close, by what the election says; the contract has the last word. */
function stepsAfter(election: Pick<Election, "seatedAt" | "beacon" | "calendar">, now: number): DueStep[] {
  if (now < election.calendar.ballotUntil) return [];
  if (election.seatedAt === 0) return election.beacon === zeroHash ? [] : ["seatTable"];
  return now < election.calendar.answersUntil ? [] : ["passOver"];
}

async function readDue(house: House, election: Election): Promise<DueStep[]> {
  const steps = stepsAfter(election, house.clock.now());
  const refused = await Promise.all(
    steps.map((due) => wouldBeRefused(house, zeroAddress, dueCall(election.term, due))),
  );
  return steps.filter((_, i) => refused[i] === undefined);
}

/** The steps that anybody may make now: quiet, because the house's own servant makes them too. */
export function DueSteps({ election }: { election: Election }) {
  const t = useText();
  const { seatedAt, beacon, term } = election;
  const due = useRead(["due", term, seatedAt, beacon], (house) => readDue(house, election));
  if (due.status !== "ready" || due.data.length === 0) return null;
  return (
    <Stack gap={1}>
      <p>{t("votes.due")}</p>
      {due.data.map((step) => (
        <DueButton key={step} election={election} due={step} />
      ))}
    </Stack>
  );
}

function DueButton({ election, due }: { election: Election; due: DueStep }) {
  const t = useText();
  const acting = useAct();
  const act = () => acting.run(dueDeed(election.term, due));
  return <ActButton acting={acting} anybody label={t(`oversight.due.${due}`)} look="quiet" onConfirm={act} />;
}
