import { isHex } from "viem";
import { useParams } from "wouter";
import { useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { findRecord } from "../../../chain/records/useRecord.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { Bar } from "../../../ui/data/Bar.tsx";
import { Mark } from "../../../ui/data/Mark.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { Written } from "../../../ui/layout/Written.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../../ui/state/LoadedPage.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { proposeDeed, sponsorDeed, withdrawDeed } from "../deeds.ts";
import { DecisionTexts } from "../motions/DecisionText.tsx";
import { motionHref } from "../motions/MotionGroups.tsx";
import { type MotionContent, splitDescription } from "../motions/motion.ts";
import { type Backing, readBacking, readDraft } from "./motionDraft.ts";

/** A motion that looks for its sponsors: whoever has the link can read it, and members can stand behind it. */
export function DraftPage() {
  const t = useText();
  const { hash } = useParams<{ hash: string }>();
  const draft = useRead(["draft", hash], () => readKept(hash));
  const back = { href: "/votes", label: t("votes.title") };
  return (
    <LoadedPage state={draft} back={back}>
      {(content) =>
        content === null ? (
          <>
            <PageHeader title={t("votes.none")} back={back} />
            <EmptyState title={t("governance.draft.none")} />
          </>
        ) : (
          <Draft content={content} />
        )
      }
    </LoadedPage>
  );
}

/** The draft in the record; null: there is none that is right. Throws when nobody answers. */
async function readKept(hash: string): Promise<MotionContent | null> {
  if (!isHex(hash) || hash.length !== 66) return null;
  const text = await findRecord(hash);
  return text === undefined ? null : readDraft(text);
}

function Draft({ content }: { content: MotionContent }) {
  const t = useText();
  const read = useSeat();
  const seat = read.status === "ready" ? read.data : 0;
  const { title, paragraphs } = splitDescription(content.description);
  const backing = useRead(["backing", content.description, seat], (house) => readBacking(house, content, seat));
  const made = backing.status === "ready" && backing.data.number !== undefined;
  return (
    <>
      <PageHeader
        title={title}
        isWritten
        lead={made ? undefined : t("governance.draft.lead")}
        back={{ href: "/votes", label: t("votes.title") }}
      />
      <Stack gap={4}>
        <Section title={t("governance.does")}>
          <DecisionTexts calls={content.calls} />
        </Section>
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
        <WhenLoaded state={backing}>
          {(found) =>
            found.number === undefined ? (
              <Sponsoring key={seat} content={content} backing={found} seat={seat} />
            ) : (
              <Notice
                kind="good"
                title={t("governance.draft.made")}
                action={<ButtonLink href={motionHref(found.number)}>{t("governance.draft.toMotion")}</ButtonLink>}
              />
            )
          }
        </WhenLoaded>
      </Stack>
    </>
  );
}

function Sponsoring({ content, backing, seat }: { content: MotionContent; backing: Backing; seat: number }) {
  const t = useText();
  const house = useHouse();
  const session = useSession();
  const standing = useAct();
  const proposing = useAct();
  const leaving = useAct();
  const { id, needed, sponsors, mine } = backing;
  const enough = sponsors >= needed;
  return (
    <Section title={t("governance.draft.sponsors")}>
      <Stack gap={3}>
        <Bar
          label={t("governance.draft.behind")}
          text={t("governance.draft.count", { n: sponsors, needed })}
          value={sponsors}
          max={needed}
          tone={enough ? "good" : "accent"}
        />
        <div>
          <p>{t("governance.draft.link")}</p>
          <CopyText text={location.href} shown={`${location.host}${location.pathname.slice(0, 22)}…`} />
        </div>
        {session.kind === "none" ? (
          <SignInFirst wide />
        ) : seat === 0 ? (
          <p>{t("votes.noSeat")}</p>
        ) : mine === "backs" ? (
          <Stack gap={2}>
            <p>
              <Mark kind="good" /> {t("governance.draft.mine")}
            </p>
            <ActButton
              acting={leaving}
              label={t("governance.draft.leave")}
              look="quiet"
              done={<p>{t("governance.draft.left")}</p>}
              onConfirm={async () => leaving.run(await withdrawDeed(house, id, seat))}
            />
          </Stack>
        ) : mine === "takenBack" ? (
          <p>{t("governance.draft.left")}</p>
        ) : mine === "noPlace" ? (
          <p>{t("governance.draft.noPlace")}</p>
        ) : (
          <ActButton
            acting={standing}
            label={t("governance.draft.stand")}
            wide
            onConfirm={async () => standing.run(await sponsorDeed(house, id, seat))}
          />
        )}
        {enough && mine === "backs" && (
          <Card tone="accent">
            <ActButton
              acting={proposing}
              label={t("governance.draft.propose")}
              wide
              onConfirm={async () => proposing.run(await proposeDeed(house, content, id, seat))}
            />
          </Card>
        )}
        {!enough && <p>{t("governance.draft.rest", { n: needed - sponsors })}</p>}
      </Stack>
    </Section>
  );
}
