import { useState } from "react";
import * as rosterAbi from "#protocol/abi/roster.ts";
import { MOST_CANDIDATES } from "#protocol/oversight/ballots.ts";
import { charactersOver, plainLine } from "#protocol/relay/plainText.ts";
import { worksForHouse } from "../../../chain/governance/offices.ts";
import { type House, readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import type { Election } from "../../../chain/oversight/rotation.ts";
import { keepRecord } from "../../../chain/records/askRecord.ts";
import { forgetDrafts, useDraftText } from "../../../chain/session/draft.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { UndoButton } from "../../../parts/UndoButton.tsx";
import { Deadline } from "../../../ui/data/Deadline.tsx";
import { Mark } from "../../../ui/data/Mark.tsx";
import { TextArea } from "../../../ui/form/Field.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { nominateDeed, standDownDeed } from "../deeds.ts";
import { STATEMENT_BYTES, Statement } from "./Statement.tsx";

/** The roster's word for who has served in this cycle. */
const SERVED = 2;

/** Why a member cannot become a candidate now. */
async function whyNot(house: House, seat: number): Promise<"works" | "served" | "sits" | undefined> {
  const [works, pool, apart] = await Promise.all([
    worksForHouse(house, seat),
    readHouse(house, rosterAbi.poolOf, [seat]),
    readHouse(house, rosterAbi.isApart, [seat]),
  ]);
  if (works) return "works";
  return pool === SERVED ? "served" : apart ? "sits" : undefined;
}

/** While nominations are open: stand for the next table, or stand down again. */
export function NominateCard({ election }: { election: Election }) {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const read = useSeat();
  const seat = read.status === "ready" ? read.data : 0;
  const { term, calendar, paper } = election;
  const own = paper.find((candidate) => candidate.seat === seat);
  const left = MOST_CANDIDATES - paper.length;
  const standing = useRead(["mayStand", seat], (house) => whyNot(house, seat), { when: seat > 0 });
  const why = standing.status === "ready" ? standing.data : undefined;
  return (
    <Section title={t("oversight.nominate.title", { date: format.date(calendar.start) })}>
      <Card tone="accent">
        <Stack gap={3}>
          <Deadline at={calendar.nominationsUntil} />
          {session.kind === "none" ? (
            <>
              <p>{t("oversight.nominate.signIn")}</p>
              <SignInFirst />
            </>
          ) : seat === 0 ? (
            <p>{t("oversight.nominate.noSeat")}</p>
          ) : own ? (
            <StandDown key={`down-${seat}`} term={term} seat={seat} statement={own.statement} />
          ) : why ? (
            <p>{t(`oversight.nominate.${why}`)}</p>
          ) : left === 0 ? (
            <Notice kind="info" title={t("oversight.nominate.full", { most: MOST_CANDIDATES })}>
              {t("oversight.nominate.full.body")}
            </Notice>
          ) : (
            <>
              <p>{t("oversight.nominate.left", { n: left })}</p>
              <Nominate key={`up-${seat}`} term={term} seat={seat} />
            </>
          )}
        </Stack>
      </Card>
    </Section>
  );
}

function Nominate({ term, seat }: { term: number; seat: number }) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  const [words, setWords] = useDraftText(`nominate.${term}.words`);
  const [unkept, setUnkept] = useState(false);
  const over = charactersOver(plainLine(words), STATEMENT_BYTES);
  const nominate = async () => {
    setUnkept(false);
    let statement: `0x${string}`;
    try {
      statement = await keepRecord(plainLine(words));
    } catch {
      return setUnkept(true);
    }
    if (await acting.run(await nominateDeed(house, term, seat, statement))) forgetDrafts(house, `nominate.${term}.`);
  };
  return (
    <>
      <p>{t("oversight.nominate.body")}</p>
      <TextArea
        label={t("oversight.nominate.words")}
        hint={t("oversight.nominate.hint")}
        optional
        rows={3}
        value={words}
        onChange={setWords}
        error={over > 0 ? t("oversight.nominate.long", { n: over }) : undefined}
      />
      {unkept && <Notice kind="stop" live title={t("oversight.nominate.unkept")} />}
      <ActButton
        acting={acting}
        label={t("oversight.nominate.do")}
        wide
        notNow={over > 0 ? t("oversight.nominate.shorten") : undefined}
        onConfirm={nominate}
      />
    </>
  );
}

function StandDown({ term, seat, statement }: { term: number; seat: number; statement: `0x${string}` }) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  return (
    <>
      <p>
        <Mark kind="good" /> {t("oversight.nominate.stands")}
      </p>
      <blockquote>
        <Statement hash={statement} />
      </blockquote>
      <UndoButton
        acting={acting}
        label={t("oversight.nominate.withdraw.ask")}
        question={t("oversight.nominate.withdraw.sure")}
        confirm={t("oversight.nominate.withdraw")}
        onConfirm={async () => acting.run(await standDownDeed(house, term, seat))}
      />
    </>
  );
}
