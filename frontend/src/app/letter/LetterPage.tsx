import { Link, useParams } from "wouter";
import { useHouse } from "../../chain/node/house.ts";
import { useRead } from "../../chain/node/useRead.ts";
import { type MonthSpan, monthName, monthSpan } from "../../features/treasury/account/months/monthSpan.ts";
import { useLanguage, useText } from "../../i18n/text.ts";
import { Figure, FigureRow } from "../../ui/data/Figure.tsx";
import { Button, ButtonLink } from "../../ui/form/Button.tsx";
import { Columns, Row, Section, Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { PrintSheet } from "../../ui/layout/PrintSheet.tsx";
import { Written } from "../../ui/layout/Written.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../ui/state/LoadedPage.tsx";
import styles from "./Letter.module.css";
import { LetterPicture } from "./LetterPicture.tsx";
import { type LetterWords, letterWords } from "./letterWords.ts";
import { type Letter, type NoLetter, readLetter } from "./readLetter.ts";

/** A month of the house on one sheet, and as a picture: for the group chat and the wall. */
export function LetterPage() {
  const t = useText();
  const { month = "" } = useParams<{ month: string }>();
  const house = useHouse();
  const { timeZone } = house.deployment.club;
  const span = monthSpan(month, timeZone);
  if (span !== undefined) return <LetterOf month={month} span={span} />;
  return (
    <>
      <PageHeader title={t("letter.none")} />
      <EmptyState title={t("letter.none.body")} action={<ToLetter month={monthName(house.clock.now(), timeZone)} />} />
    </>
  );
}

function LetterOf({ month, span }: { month: string; span: MonthSpan }) {
  const state = useRead<Letter | NoLetter>(["letter", month], (house) => readLetter(house, month, span));
  return (
    <LoadedPage state={state}>
      {(found) => ("none" in found ? <None month={month} found={found} /> : <Sheet letter={found} />)}
    </LoadedPage>
  );
}

function Sheet({ letter }: { letter: Letter }) {
  const t = useText();
  const language = useLanguage();
  const { club } = useHouse().deployment;
  const words = letterWords(letter, { t, language, club });
  const path = `/letter/${letter.month}`;
  return (
    <>
      <PageHeader
        title={words.title}
        lead={t("letter.lead")}
        back={{ href: "/money", label: t("treasury.account.title") }}
      />
      <Columns>
        <Stack gap={3}>
          <PrintSheet size="a4" title={words.title} path={path} isDated>
            <Told words={words} />
          </PrintSheet>
          <div data-print="no">
            <Row>
              <Button onClick={() => window.print()}>{t("letter.print")}</Button>
              <ButtonLink look="quiet" href="/tables">
                {t("house.toTables")}
              </ButtonLink>
            </Row>
          </div>
        </Stack>
        <LetterPicture letter={letter} words={words} path={path} />
      </Columns>
    </>
  );
}

/** Votes for which a sheet has room. */
const VOTES = 8;

/** What the letter says: to be read, and to be printed. */
function Told({ words: { asOf, figures, votes, noVotes, office } }: { words: LetterWords }) {
  const t = useText();
  return (
    <div className={styles.told}>
      <p>{asOf}</p>
      <FigureRow>
        {figures.map(({ label, value }) => (
          <Figure key={label} label={label} value={value} size="small" />
        ))}
      </FigureRow>
      <Section title={t("letter.votes")}>
        {votes.length === 0 ? (
          <p>{noVotes}</p>
        ) : (
          <ul className={styles.votes}>
            {votes.slice(0, VOTES).map(({ number, verdict, title }) => (
              <li key={number}>
                <Link href={`/votes/${number}`}>
                  {verdict} <Written words={title} />
                </Link>
              </li>
            ))}
            {votes.length > VOTES && (
              <li>
                <Link href="/votes">{t("letter.votes.more", { n: votes.length - VOTES })}</Link>
              </li>
            )}
          </ul>
        )}
      </Section>
      <Section title={t("letter.office")}>
        {office.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Section>
    </div>
  );
}

/** Why there is none, and where the next one is. */
function None({ month, found: { none, present } }: { month: string; found: NoLetter }) {
  const t = useText();
  return (
    <>
      <PageHeader title={t(`letter.${none}`)} />
      <EmptyState
        title={t(`letter.${none}.body`)}
        action={
          month === present ? (
            <ButtonLink look="primary" href="/money">
              {t("treasury.account.title")}
            </ButtonLink>
          ) : (
            <ToLetter month={present} />
          )
        }
      />
    </>
  );
}

function ToLetter({ month }: { month: string }) {
  const t = useText();
  return (
    <ButtonLink look="primary" href={`/letter/${month}`}>
      {t("letter.toPresent")}
    </ButtonLink>
  );
}
