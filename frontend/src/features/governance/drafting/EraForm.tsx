import { useEffect, useState } from "react";
import { rangeOfTerm } from "#protocol/oversight/calendar.ts";
import { useFigures } from "../../../chain/governance/figures.ts";
import type { House } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { type Calendar, readCalendar, readTerms } from "../../../chain/oversight/rotation.ts";
import { useDraftText } from "../../../chain/session/draft.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { parseWhole } from "../../../i18n/typedAmount.ts";
import { SelectField, TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import type { DecisionFormProps } from "./formProps.ts";

const DAY = 86_400;
/** How many terms ahead somebody can choose from. */
const AHEAD = 6;

/** Terms whose nominations have not opened yet: an era begins with one of them. */
async function readLaterTerms(house: House): Promise<Calendar[]> {
  const { next, begun } = await readTerms(house);
  if (!begun) return [];
  const all = await Promise.all(Array.from({ length: AHEAD + 1 }, (_, i) => readCalendar(house, next + i)));
  return all.filter(({ nominationsFrom }) => nominationsFrom > house.clock.now()).slice(0, AHEAD);
}

/** Terms of another length, from one on. */
export function EraForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const later = useRead(["laterTerms"], readLaterTerms);
  return (
    <WhenLoaded state={later}>
      {(terms) =>
        terms.length === 0 ? <p>{t("governance.new.era.none")}</p> : <Fields terms={terms} onChange={onChange} />
      }
    </WhenLoaded>
  );
}

function Fields({ terms, onChange }: { terms: readonly Calendar[] } & Pick<DecisionFormProps, "onChange">) {
  const t = useText();
  const format = useFormat();
  const figures = useFigures();
  const [first, setFirst] = useState(String(terms[0]?.term));
  const [typed, setTyped] = useDraftText("motion.era.length");
  const chosen = terms.find(({ term }) => String(term) === first) ?? terms[0];
  const now = chosen === undefined ? 0 : chosen.end - chosen.start;
  const { least, most } =
    figures.status === "ready"
      ? rangeOfTerm({
          ballotFrom: Number(figures.data.ballotFrom.value),
          nominationsFrom: Number(figures.data.nominationsFrom.value),
        })
      : { least: 0, most: 0 };
  const length = (parseWhole(typed, 999) ?? 0) * DAY;
  const firstTerm = chosen?.term ?? 0;
  const possible = length >= least && length <= most && length !== now && firstTerm > 0;
  useEffect(() => {
    onChange(possible ? { decision: { kind: "era", firstTerm, length } } : undefined);
  }, [possible, firstTerm, length, onChange]);
  return (
    <Stack gap={3}>
      <SelectField
        label={t("governance.new.era.first")}
        value={first}
        onChange={setFirst}
        options={terms.map(({ term, start }) => ({
          value: String(term),
          label: t("governance.new.era.term", { n: term, start: format.date(start) }),
        }))}
      />
      <TextField
        label={t("governance.new.era.length")}
        hint={t("governance.new.figure.ends", {
          now: format.duration(now),
          least: format.duration(least),
          most: format.duration(most),
        })}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        inputMode="numeric"
        error={typed !== "" && !possible ? t("governance.new.figure.wrong") : undefined}
      />
    </Stack>
  );
}
