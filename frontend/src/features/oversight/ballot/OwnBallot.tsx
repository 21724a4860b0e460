import { writeReceiptCode } from "#protocol/house/receiptCode.ts";
import type { CastBallot, Election } from "../../../chain/oversight/rotation.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { SeatList } from "../../../parts/Chairs.tsx";
import { Button, ButtonLink } from "../../../ui/form/Button.tsx";
import { CalendarButton } from "../../../ui/form/CalendarButton.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { Row, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { electionHref } from "../ElectionDates.tsx";
import { approvedSeats } from "./ballot.ts";
import type { Receipt } from "./draft.ts";

type OwnBallotProps = {
  election: Election;
  seat: number;
  ballot: CastBallot;
  /** Of the last ballot that was confirmed on this device. */
  receipt: Receipt | undefined;
  onChange: () => void;
};

/** What one has voted, with the receipt, and until when it can be changed. */
export function OwnBallot({ election, seat, ballot, receipt, onChange }: OwnBallotProps) {
  const t = useText();
  const format = useFormat();
  const { term, paper, calendar } = election;
  const approved = approvedSeats(paper, ballot.approvals);
  return (
    <Section
      title={
        <span id="ballot-step" tabIndex={-1}>
          {t("oversight.own")}
        </span>
      }
    >
      <Stack gap={3}>
        <Notice kind="good" title={t("oversight.own.recorded", { when: format.dateTime(ballot.castAt), seat })}>
          {receipt?.nonce === ballot.nonce && (
            <p>
              {t("ui.write.code")}: <CopyText text={receipt.code} />
            </p>
          )}
        </Notice>
        {approved.length === 0 ? (
          <p>{t("oversight.own.abstained")}</p>
        ) : (
          <>
            <p>{t("oversight.own.chosen", { n: approved.length, of: paper.length })}</p>
            <SeatList seats={approved} />
          </>
        )}
        <p>{t("oversight.own.until", { when: format.dateTime(calendar.ballotUntil) })}</p>
        <Row>
          <Button onClick={onChange}>{t("oversight.change")}</Button>
          <CalendarButton
            id={`runde-result-${term}`}
            title={t("oversight.result.when", { n: term })}
            at={calendar.ballotUntil}
            path={electionHref(term)}
          />
          <ButtonLink look="quiet" href={`/r/${writeReceiptCode({ is: "ballot", term, seat })}`}>
            {t("votes.receipt")}
          </ButtonLink>
        </Row>
      </Stack>
    </Section>
  );
}
