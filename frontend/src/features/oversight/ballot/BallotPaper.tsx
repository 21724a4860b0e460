import { useMemo, useState } from "react";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { type Election, useChairCount } from "../../../chain/oversight/rotation.ts";
import { useText } from "../../../i18n/text.ts";
import { Chairs } from "../../../parts/Chairs.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Checkbox } from "../../../ui/form/Choice.tsx";
import { Row, Stack } from "../../../ui/layout/Layout.tsx";
import { SeatGlyph } from "../../../ui/pictures/seats/SeatGlyph.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { paperFor } from "./ballot.ts";
import styles from "./CandidateList.module.css";
import { Statement } from "./Statement.tsx";

type BallotPaperProps = {
  election: Election;
  seat: number;
  chosen: readonly number[];
  onChoose: (chosen: readonly number[]) => void;
  onCheck: () => void;
  onAbstain: () => void;
  /** Back to the ballot that counts now. */
  onBack?: () => void;
};

/** The candidates in the voter's own order, and the chairs that fill up. Nothing is sent from here. */
export function BallotPaper({ election, seat, chosen, onChoose, onCheck, onAbstain, onBack }: BallotPaperProps) {
  const t = useText();
  const name = useSeatName();
  const chairs = useChairCount();
  const [refused, setRefused] = useState<number>();
  const { term, paper } = election;
  const shown = useMemo(() => paperFor(term, seat, paper), [term, seat, paper]);
  const choose = (one: number, yes: boolean) => {
    if (yes && chosen.length >= chairs) return setRefused(one);
    setRefused(undefined);
    onChoose(yes ? [...chosen, one] : chosen.filter((other) => other !== one));
  };
  return (
    <section className={styles.paper}>
      <h2 id="ballot-step" tabIndex={-1}>
        {t("oversight.choose", { n: paper.length, chairs })}
      </h2>
      <Stack gap={2}>
        {paper.length > 0 && paper.length <= chairs && (
          <div className={styles.all}>
            <Button
              look="primary"
              wide
              onClick={() => {
                onChoose(shown.map((candidate) => candidate.seat));
                onCheck();
              }}
            >
              {t("oversight.approveAll", { n: paper.length })}
            </Button>
          </div>
        )}
        {paper.length === 0 ? (
          <EmptyState title={t("oversight.nobody")}>{t("oversight.nobody.body")}</EmptyState>
        ) : (
          <div>
            <Chairs chosen={chosen} chairs={chairs}>
              {refused !== undefined && (
                <Notice kind="stop" live title={t("oversight.full", { chairs })}>
                  <p>{t("oversight.full.body", { name: name(refused) })}</p>
                </Notice>
              )}
            </Chairs>
            <fieldset className={styles.choices}>
              <legend className="visually-hidden">{t("oversight.stand", { n: paper.length })}</legend>
              {shown.map((candidate) => (
                <Checkbox
                  key={candidate.seat}
                  checked={chosen.includes(candidate.seat)}
                  onChange={(yes) => choose(candidate.seat, yes)}
                  label={
                    <span className={styles.label}>
                      <SeatGlyph seat={candidate.seat} size={24} />
                      <span>{name(candidate.seat)}</span>
                    </span>
                  }
                  hint={<Statement hash={candidate.statement} />}
                />
              ))}
            </fieldset>
          </div>
        )}
        {paper.length > 0 && <p>{t("oversight.choose.how", { chairs })}</p>}
        <Row>
          <Button look="primary" disabled={chosen.length === 0} onClick={onCheck}>
            {t("oversight.check")}
          </Button>
          <Button onClick={onAbstain}>{t("oversight.abstain")}</Button>
          {onBack && (
            <Button look="quiet" onClick={onBack}>
              {t("oversight.keep")}
            </Button>
          )}
        </Row>
        <p className={styles.words}>{chosen.length === 0 ? t("oversight.check.first") : t("oversight.draft")}</p>
      </Stack>
    </section>
  );
}
