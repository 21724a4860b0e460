import { useRead } from "../../../chain/node/useRead.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useText } from "../../../i18n/text.ts";
import { useNow } from "../../../ui/clock.ts";
import { Tag } from "../../../ui/data/Badge.tsx";
import { Deadline, Moment } from "../../../ui/data/Deadline.tsx";
import { Mark } from "../../../ui/data/Mark.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Row, Stack } from "../../../ui/layout/Layout.tsx";
import { Written } from "../../../ui/layout/Written.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import {
  type Group,
  groupOf,
  type MotionState,
  splitDescription,
  stateAt,
  verdict,
  type WholeMotion,
} from "./motion.ts";
import { readVoter } from "./motionVoter.ts";

const tones = {
  pending: "plain",
  active: "accent",
  canceled: "stop",
  defeated: "stop",
  succeeded: "good",
  queued: "wait",
  expired: "stop",
  executed: "good",
} as const satisfies Record<MotionState, string>;

export function MotionTag({ motion, state }: { motion: WholeMotion; state: MotionState }) {
  const t = useText();
  // Where too few voted, nobody rejected anything.
  const word = state === "defeated" && verdict(motion).is === "tooFew" ? "tooFew" : state;
  return <Tag tone={tones[state]}>{t(`governance.motion.is.${word}`)}</Tag>;
}

export function motionHref(number: number): string {
  return `/votes/${number}`;
}

const groups: readonly Group[] = ["now", "soon", "decided"];

/** Decide now, in discussion, decided: in this order, each with what it holds or what will be there. */
export function MotionGroups({ motions }: { motions: readonly WholeMotion[] }) {
  const t = useText();
  const now = useNow(20);
  if (motions.length === 0) {
    return <EmptyState title={t("governance.motions.none")}>{t("governance.motions.none.body")}</EmptyState>;
  }
  return (
    <Stack gap={4}>
      {groups.map((group) => {
        const all = motions.filter((motion) => groupOf(stateAt(motion, now)) === group);
        return (
          <Stack key={group} gap={2}>
            <h3>{t(`governance.group.${group}`)}</h3>
            {all.length === 0 ? (
              <p>{t(`governance.group.${group}.none`)}</p>
            ) : (
              all.map((motion) => <MotionCard key={motion.number} motion={motion} state={stateAt(motion, now)} />)
            )}
          </Stack>
        );
      })}
    </Stack>
  );
}

function MotionCard({ motion, state }: { motion: WholeMotion; state: MotionState }) {
  const t = useText();
  const { title } = splitDescription(motion.content.description);
  const { is, missing } = verdict(motion);
  return (
    <Card
      title={title === "" ? t("governance.motion.number", { n: motion.number }) : <Written words={title} />}
      href={motionHref(motion.number)}
      tone={state === "active" ? "accent" : "plain"}
    >
      <Row>
        <MotionTag motion={motion} state={state} />
        {state === "active" && <span>{t(`governance.verdict.${is}`, { missing })}</span>}
        {state === "active" && <Voted motion={motion} />}
      </Row>
      {state === "active" && <Deadline at={motion.deadline} />}
      {state === "pending" && (
        <p>
          {t("governance.motion.opens")} <Moment at={motion.snapshot} />
        </p>
      )}
      {groupOf(state) === "decided" && (
        <p>
          {t("governance.tally", { inFavour: motion.inFavour, against: motion.against, abstained: motion.abstained })}
        </p>
      )}
    </Card>
  );
}

function Voted({ motion }: { motion: WholeMotion }) {
  const t = useText();
  const voter = useMotionVoter(motion);
  return voter?.hasVoted ? (
    <span>
      <Mark kind="good" /> {t("governance.voted")}
    </span>
  ) : null;
}

/** How who is signed in stands to a motion; undefined: nobody, or without a seat, or not known yet. */
export function useMotionVoter(motion: WholeMotion) {
  const session = useSession();
  const read = useSeat();
  const seat = read.status === "ready" ? read.data : 0;
  const account = session.kind === "none" ? undefined : session.account;
  const voter = useRead(
    ["motionVoter", motion.number, account, seat],
    (house) => readVoter(house, motion, account!, seat),
    { when: account !== undefined && seat > 0 },
  );
  return voter.status === "ready" ? { ...voter.data, seat, account: account! } : undefined;
}
