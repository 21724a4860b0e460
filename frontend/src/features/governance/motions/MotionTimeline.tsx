import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { useNow } from "../../../ui/clock.ts";
import { Progress, type ProgressStep, type StepState } from "../../../ui/data/Progress.tsx";
import { CalendarButton } from "../../../ui/form/CalendarButton.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { carryDeed } from "../deeds.ts";
import { motionHref } from "./MotionGroups.tsx";
import type { MotionState, WholeMotion } from "./motion.ts";

/** Each state as the four stages: discussion, vote, waiting time, carried out. */
const stages = {
  pending: ["now", "next", "next", "next"],
  active: ["done", "now", "next", "next"],
  canceled: ["failed", "next", "next", "next"],
  defeated: ["done", "failed", "next", "next"],
  succeeded: ["done", "done", "now", "next"],
  queued: ["done", "done", "now", "next"],
  expired: ["done", "done", "failed", "next"],
  executed: ["done", "done", "done", "done"],
} as const satisfies Record<MotionState, readonly StepState[]>;

/** Where the motion is on its way, and the step that anybody may make now. */
export function MotionTimeline({ motion, state }: { motion: WholeMotion; state: MotionState }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const delay = useHouse().deployment.club.voting.timelockDelay;
  const [discussion, vote, waiting, carried] = stages[state];
  const ready = state === "queued" && now >= motion.eta;
  const steps: ProgressStep[] = [
    {
      name: t("governance.stage.discussion"),
      state: discussion,
      note: t("governance.stage.discussion.note", { when: format.dateTime(motion.snapshot) }),
    },
    {
      name: t("governance.stage.vote"),
      state: vote,
      note: t("votes.date.span", {
        from: format.dateTime(motion.snapshot),
        until: format.dateTime(motion.deadline),
      }),
    },
    {
      name: t("governance.stage.waiting"),
      state: ready ? "done" : waiting,
      note:
        state === "queued" ? (
          <>
            <div>{t("governance.stage.waiting.until", { when: format.dateTime(motion.eta) })}</div>
            {!ready && (
              <CalendarButton
                id={`runde-motion-${motion.number}-eta`}
                title={t("governance.motion.ready", { n: motion.number })}
                at={motion.eta}
                path={motionHref(motion.number)}
              />
            )}
          </>
        ) : (
          t("governance.stage.waiting.note", { duration: format.duration(delay) })
        ),
    },
    {
      name: t("governance.stage.carried"),
      state: ready ? "now" : carried,
      note:
        state === "executed"
          ? undefined
          : t("governance.stage.carried.note", { when: format.dateTime(motion.expiresAt) }),
    },
  ];
  // What failed goes no further.
  const failed = steps.findIndex((step) => step.state === "failed");
  return (
    <Stack gap={3}>
      <Progress label={t("governance.way")} steps={failed < 0 ? steps : steps.slice(0, failed + 1)} />
      {state === "succeeded" && <Carry motion={motion} step="queue" />}
      {ready && <Carry motion={motion} step="execute" />}
    </Stack>
  );
}

function Carry({ motion, step }: { motion: WholeMotion; step: "queue" | "execute" }) {
  const t = useText();
  const acting = useAct();
  return (
    <Stack gap={1}>
      <p>{t("votes.due")}</p>
      <ActButton
        key={step}
        anybody
        acting={acting}
        label={t(`governance.due.${step}`)}
        look="quiet"
        onConfirm={() => acting.run(carryDeed(step, motion.content))}
      />
    </Stack>
  );
}
