import { useContext, useEffect, useState } from "react";
import { figureNames } from "#protocol/abi/enums.ts";
import { type FigureName, kindOf } from "#protocol/governance/bounds.ts";
import { type FigureNow, type FiguresNow, useFigures } from "../../../chain/governance/figures.ts";
import { useDraftText } from "../../../chain/session/draft.ts";
import { MoneyUnitContext, useFormat } from "../../../i18n/formats.ts";
import { type MessageKey, useLanguage, useText } from "../../../i18n/text.ts";
import { figureValue } from "../../../parts/figureValue.ts";
import { SelectField, TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { type FigureUnit, readFigure, unitOf } from "./figureTyped.ts";
import type { DecisionFormProps } from "./formProps.ts";

const unitWords: Record<FigureUnit, MessageKey & `governance.new.figure.in.${FigureUnit}`> = {
  days: "governance.new.figure.in.days",
  percent: "governance.new.figure.in.percent",
  seats: "governance.new.figure.in.seats",
  money: "governance.new.figure.in.money",
};

/** One figure of the house: what it may be, which way protects more, and what majority that needs. */
export function FigureForm({ onChange }: DecisionFormProps) {
  const figures = useFigures();
  return <WhenLoaded state={figures}>{(now) => <Fields figures={now} onChange={onChange} />}</WhenLoaded>;
}

function Fields({ figures, onChange }: { figures: FiguresNow } & Pick<DecisionFormProps, "onChange">) {
  const t = useText();
  const movable = figureNames.filter((name) => figures[name].safer !== "final");
  const [which, setWhich] = useState<FigureName>("reserve");
  return (
    <Stack gap={3}>
      <SelectField
        label={t("governance.new.figure.which")}
        value={which}
        onChange={(chosen) => setWhich(chosen as FigureName)}
        options={movable.map((name) => ({ value: name, label: t(`governance.figure.${name}`) }))}
      />
      <Value key={which} which={which} now={figures[which]} onChange={onChange} />
    </Stack>
  );
}

type ValueProps = { which: FigureName; now: FigureNow } & Pick<DecisionFormProps, "onChange">;

function Value({ which, now, onChange }: ValueProps) {
  const t = useText();
  const format = useFormat();
  const language = useLanguage();
  const unit = useContext(MoneyUnitContext);
  const [typed, setTyped] = useDraftText(`motion.figure.${which}`);
  const kind = kindOf(which);
  const value = readFigure(kind, typed, language, unit);
  const possible = value !== null && value >= now.least && value <= now.most && value !== now.value;
  const towards = value !== null && value > now.value === (now.safer === "up") ? "more" : "less";
  useEffect(() => {
    onChange(possible ? { decision: { kind: "figure", which, value, towards } } : undefined);
  }, [which, value, possible, towards, onChange]);
  return (
    <Stack gap={1}>
      <TextField
        label={t(unitWords[unitOf(kind)])}
        hint={t("governance.new.figure.ends", {
          now: figureValue(which, now.value, format),
          least: figureValue(which, now.least, format),
          most: figureValue(which, now.most, format),
        })}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        inputMode="decimal"
        error={typed !== "" && !possible ? t("governance.new.figure.wrong") : undefined}
      />
      {possible && <p>{t(`governance.does.figure.${towards}`)}</p>}
    </Stack>
  );
}
