import { useEffect, useMemo } from "react";
import { charactersOver, plainLines } from "#protocol/relay/plainText.ts";
import { MAX_RECORD_BYTES, recordHash } from "#protocol/relay/records.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useDraft, useDraftText } from "../../../chain/session/draft.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { parseWhole } from "../../../i18n/typedAmount.ts";
import { useNow } from "../../../ui/clock.ts";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { TextField } from "../../../ui/form/Field.tsx";
import { Grid, Stack } from "../../../ui/layout/Layout.tsx";
import type { DecisionFormProps } from "./formProps.ts";
import { dayOf, dayStart } from "./motionDraft.ts";
import { type RoundFigures, useComposedTerms } from "./roundTerms.ts";
import { TermsField } from "./TermsField.tsx";

const DAY = 86_400;

/** A number of places, a price, two days, and the text that every buyer signs. */
export function RoundForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow(60);
  const { voting, founding } = useHouse().deployment.club;
  // Before a vote has passed and waited, no round can open.
  const earliest = now + voting.votingDelay + voting.votingPeriod + voting.lateExtension + voting.timelockDelay + DAY;
  const [typed, setTyped] = useDraftText("motion.round.price");
  const [min, setMin] = useDraftText("motion.round.min", "60");
  const [max, setMax] = useDraftText("motion.round.max", "100");
  const [opens, setOpens] = useDraftText("motion.round.opens", dayOf(earliest + DAY));
  const [ends, setEnds] = useDraftText("motion.round.ends", dayOf(earliest + DAY + 30 * DAY));
  const price = useAmount(typed);
  const [minSeats, maxSeats] = [min, max].map((places) => parseWhole(places, 999_999));
  const [opensAt, deadline] = [dayStart(opens), dayStart(ends)];
  const tooFew = minSeats !== undefined && maxSeats !== undefined && minSeats > maxSeats;
  const tooEarly = opensAt !== undefined && opensAt < earliest;
  const tooShort = opensAt !== undefined && deadline !== undefined && deadline - founding.coolOff <= opensAt;

  const figures = useMemo((): RoundFigures | undefined => {
    const complete =
      price !== null && price > 0n && minSeats && maxSeats && opensAt && deadline && !tooFew && !tooEarly && !tooShort;
    return complete ? { price, minSeats, maxSeats, opensAt, deadline, coolOff: founding.coolOff } : undefined;
  }, [price, minSeats, maxSeats, opensAt, deadline, tooFew, tooEarly, tooShort, founding]);
  const [words, setWords] = useDraft<string | undefined>(
    "motion.round.words",
    undefined,
    (found) => typeof found === "string",
  );
  const composed = useComposedTerms(figures);
  const text = plainLines(words ?? composed);

  useEffect(() => {
    if (figures === undefined || text === "" || charactersOver(text, MAX_RECORD_BYTES) > 0) return onChange(undefined);
    onChange({ decision: { kind: "openRound", terms: { ...figures, termsHash: recordHash(text) } }, text });
  }, [figures, text, onChange]);

  return (
    <Stack gap={3}>
      <AmountField label={t("governance.new.price")} value={typed} onChange={setTyped} />
      <Grid min="12rem">
        <TextField
          label={t("governance.new.min")}
          inputMode="numeric"
          value={min}
          onChange={setMin}
          error={tooFew ? t("governance.new.min.high") : undefined}
        />
        <TextField label={t("governance.new.max")} inputMode="numeric" value={max} onChange={setMax} />
        <TextField
          label={t("governance.new.opens")}
          type="date"
          value={opens}
          onChange={setOpens}
          error={tooEarly ? t("governance.new.opens.early", { when: format.date(earliest) }) : undefined}
        />
        <TextField
          label={t("governance.new.ends")}
          type="date"
          value={ends}
          onChange={setEnds}
          error={tooShort ? t("governance.new.ends.early", { duration: format.duration(founding.coolOff) }) : undefined}
        />
      </Grid>
      <TermsField composed={composed} words={words} onChange={setWords} signed={text} />
    </Stack>
  );
}
