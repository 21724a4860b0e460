import { useState } from "react";
import { writeReceiptCode } from "#protocol/house/receiptCode.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { RadioGroup } from "../../../ui/form/Choice.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { voteDeed } from "../deeds.ts";
import { useMotionVoter } from "./MotionGroups.tsx";
import type { WholeMotion } from "./motion.ts";
import { readOwnVote, type Support } from "./motionContent.ts";

/** One's own vote on a motion: to give, or given, or why not. */
export function VoteCard({ motion }: { motion: WholeMotion }) {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const seat = useSeat();
  const voter = useMotionVoter(motion);
  if (session.kind === "none") {
    return <SignInFirst why={t("votes.signIn")} />;
  }
  if (seat.status !== "ready") return null;
  if (seat.data === 0) return <Notice kind="info" title={t("votes.noSeat")} />;
  if (voter === undefined) return null;
  if (!voter.hasVoted && !voter.mayVote) {
    return <Notice kind="info" title={t("votes.tooNew", { when: format.dateTime(motion.snapshot) })} />;
  }
  return <Vote key={voter.seat} motion={motion} {...voter} />;
}

type VoteProps = { motion: WholeMotion; seat: number; account: `0x${string}`; hasVoted: boolean };

function Vote({ motion, seat, account, hasVoted }: VoteProps) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  const { step } = acting.state;
  const [support, setSupport] = useState<Support | null>(null);
  const own = useRead(["ownVote", motion.number, account], (from) => readOwnVote(from, motion, account), {
    when: hasVoted,
  });
  const given = own.status === "ready" ? own.data : undefined;
  if (hasVoted && step !== "recorded") {
    return <Notice kind="good" title={given ? t(`governance.you.${given}`) : t("governance.you.voted", { seat })} />;
  }
  const underWay = step !== "idle" && step !== "refused" && step !== "nothingSent";
  return (
    <Card title={t("governance.yourVote")} tone="accent">
      <Stack gap={3}>
        <p>{t("governance.oneVote.final", { seat })}</p>
        <RadioGroup<Support>
          legend={t("governance.motion.ask")}
          value={support}
          onChange={setSupport}
          options={(["for", "against", "abstain"] as const).map((value) => ({
            value,
            label: t(`governance.support.${value}`),
            disabled: underWay,
          }))}
        />
        <ActButton
          acting={acting}
          label={support === null ? t("votes.confirm") : t(`governance.confirm.${support}`)}
          wide
          notNow={support === null ? t("governance.choose.first") : undefined}
          done={support !== null && <p>{t(`governance.you.${support}`)}</p>}
          onConfirm={async () => support !== null && acting.run(await voteDeed(house, motion.id, seat, support))}
        />
        {step === "recorded" && (
          <div>
            <ButtonLink look="quiet" href={`/r/${writeReceiptCode({ is: "vote", motion: motion.number, seat })}`}>
              {t("votes.receipt")}
            </ButtonLink>
          </div>
        )}
      </Stack>
    </Card>
  );
}
