import { useParams } from "wouter";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useText } from "../../../i18n/text.ts";
import { SeatList } from "../../../parts/Chairs.tsx";
import { AskAbout } from "../../../parts/questions/AskAbout.tsx";
import { useNow } from "../../../ui/clock.ts";
import { Bar } from "../../../ui/data/Bar.tsx";
import { Deadline } from "../../../ui/data/Deadline.tsx";
import { CalendarButton } from "../../../ui/form/CalendarButton.tsx";
import { JumpLink } from "../../../ui/layout/JumpLink.tsx";
import { Row, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { Written } from "../../../ui/layout/Written.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../../ui/state/LoadedPage.tsx";
import { DecisionTexts } from "./DecisionText.tsx";
import { MotionTag, motionHref } from "./MotionGroups.tsx";
import { MotionTimeline } from "./MotionTimeline.tsx";
import { readMotion, splitDescription, stateAt, turnout, verdict, type WholeMotion } from "./motion.ts";
import { readSponsors } from "./motionContent.ts";
import { VoteCard } from "./VoteCard.tsx";

/** One motion: what it does, how it stands, one's own vote, and its way. */
export function MotionPage() {
  const t = useText();
  const number = Number(useParams<{ id: string }>().id);
  const motion = useRead(["motion", number], (house) => readMotion(house, number));
  return (
    <LoadedPage state={motion} back={{ href: "/votes", label: t("votes.title") }}>
      {(found) =>
        found === null ? (
          <>
            <PageHeader title={t("votes.none")} back={{ href: "/votes", label: t("votes.title") }} />
            <EmptyState title={t("votes.none.body")} />
          </>
        ) : (
          <OneMotion key={number} motion={found} />
        )
      }
    </LoadedPage>
  );
}

function OneMotion({ motion }: { motion: WholeMotion }) {
  const t = useText();
  const now = useNow(20);
  const state = stateAt(motion, now);
  const { title, paragraphs } = splitDescription(motion.content.description);
  const name = t("governance.motion.number", { n: motion.number });
  const voting = state === "active";
  return (
    <>
      <PageHeader
        title={title === "" ? name : title}
        isWritten={title !== ""}
        lead={title === "" ? undefined : name}
        back={{ href: "/votes", label: t("votes.title") }}
        aside={
          <>
            <MotionTag motion={motion} state={state} />
            {voting && <JumpLink to="vote">{t("votes.toVote")}</JumpLink>}
          </>
        }
      />
      <Stack gap={4}>
        {voting && (
          <Row>
            <Deadline at={motion.deadline} />
            <CalendarButton
              id={`runde-motion-${motion.number}`}
              title={t("governance.motion.ends", { n: motion.number })}
              at={motion.deadline}
              path={motionHref(motion.number)}
            />
          </Row>
        )}
        <Section title={t("governance.does")}>
          <DecisionTexts calls={motion.content.calls} />
        </Section>
        <p id="vote">
          {t(motion.twoThirds ? "governance.majority.twoThirds" : "governance.majority.ordinary", { n: motion.quorum })}
        </p>
        {voting && <VoteCard motion={motion} />}
        {state !== "pending" && <MotionBars motion={motion} closed={!voting} />}
        {paragraphs.length > 0 && (
          <Section title={t("governance.why")}>
            <Stack gap={2}>
              {paragraphs.map((text) => (
                <p key={text}>
                  <Written words={text} />
                </p>
              ))}
            </Stack>
          </Section>
        )}
        <Section title={t("governance.way")}>
          <MotionTimeline motion={motion} state={state} />
        </Section>
        <Sponsors motion={motion} />
        <AskAbout about={{ kind: "motion", number: motion.number }} />
      </Stack>
    </>
  );
}

function MotionBars({ motion, closed }: { motion: WholeMotion; closed: boolean }) {
  const t = useText();
  const { inFavour, against, abstained, quorum, electorate } = motion;
  const { is, missing } = verdict(motion);
  const voted = turnout(motion);
  return (
    <Section title={t(closed ? "governance.motion.came" : "governance.motion.standing")}>
      <Stack gap={3}>
        {!closed && <p>{t(`governance.verdict.${is}`, { missing })}</p>}
        <Bar
          label={t("votes.enough")}
          text={t("votes.turnout", { n: voted, of: electorate })}
          value={voted}
          max={electorate}
          mark={quorum}
          markLabel={
            missing === 0
              ? t("votes.enough.yes", { quorum })
              : closed
                ? t("governance.enough.no.motion", { quorum })
                : t("governance.enough.missing", { missing, quorum })
          }
          tone={missing === 0 ? "good" : "accent"}
        />
        <Bar
          label={t("governance.which")}
          text={t("governance.forAgainst", { inFavour, against })}
          value={inFavour}
          max={Math.max(1, inFavour + against)}
          mark={((inFavour + against) * (motion.twoThirds ? 2 : 1)) / (motion.twoThirds ? 3 : 2)}
          markLabel={t("governance.abstained", { n: abstained })}
          tone="cool"
        />
      </Stack>
    </Section>
  );
}

function Sponsors({ motion }: { motion: WholeMotion }) {
  const t = useText();
  const name = useSeatName();
  const sponsors = useRead(["sponsors", motion.number], (house) => readSponsors(house, motion));
  return (
    <Section title={t("governance.sponsors", { n: motion.sponsors })}>
      <Stack gap={2}>
        <p>{t("governance.proposer", { name: name(motion.proposerSeat) })}</p>
        {sponsors.status === "ready" && <SeatList seats={sponsors.data} />}
      </Stack>
    </Section>
  );
}
