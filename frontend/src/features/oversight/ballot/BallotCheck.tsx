import type { Election } from "../../../chain/oversight/rotation.ts";
import type { Acting } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { SeatList } from "../../../parts/Chairs.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";

type BallotCheckProps = {
  election: Election;
  seat: number;
  /** Empty: abstains. */
  chosen: readonly number[];
  acting: Acting;
  onConfirm: () => Promise<unknown>;
  onBack: () => void;
};

/** The choice once more, in words, before it is confirmed. */
export function BallotCheck({ election, seat, chosen, acting, onConfirm, onBack }: BallotCheckProps) {
  const t = useText();
  const format = useFormat();
  const { paper, calendar } = election;
  const { step } = acting.state;
  const underWay = step === "confirm" || step === "recording";
  return (
    <Section
      title={
        <span id="ballot-step" tabIndex={-1}>
          {t("oversight.checking")}
        </span>
      }
    >
      <Stack gap={3}>
        {chosen.length === 0 ? (
          <p>{t("oversight.checking.abstain")}</p>
        ) : (
          <>
            <p>{t("oversight.checking.chosen", { n: chosen.length, of: paper.length })}</p>
            <SeatList seats={chosen} />
          </>
        )}
        <p>{t("oversight.checking.public", { seat, when: format.dateTime(calendar.ballotUntil) })}</p>
        <ActButton acting={acting} label={t("votes.confirm")} wide onConfirm={onConfirm} />
        {!underWay && (
          <div>
            <Button look="quiet" onClick={onBack}>
              {t("oversight.change")}
            </Button>
          </div>
        )}
      </Stack>
    </Section>
  );
}
