import { useContext, useEffect, useState } from "react";
import { categories, categoryCode } from "#protocol/treasury/accounts.ts";
import { MoneyUnitContext, useFormat } from "../../../i18n/formats.ts";
import { useLanguage, useText } from "../../../i18n/text.ts";
import { parseMoney } from "../../../i18n/typedAmount.ts";
import { AmountField } from "../../../ui/form/AmountField.tsx";
import { SelectField } from "../../../ui/form/Field.tsx";
import { Grid, Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { useCategory } from "../motions/DecisionText.tsx";
import { type Limits, useLimits } from "../motions/useLimits.ts";
import type { DecisionFormProps } from "./formProps.ts";

/** A limit for each category of a term, beginning with those that hold now. */
export function BudgetForm({ terms, onChange }: DecisionFormProps) {
  const t = useText();
  const [term, setTerm] = useState(String(terms.at(-1) ?? 1));
  const limits = useLimits(Number(term));
  return (
    <Stack gap={3}>
      <SelectField
        label={t("governance.new.term")}
        value={term}
        onChange={setTerm}
        options={terms.map((n) => ({ value: String(n), label: t("ui.picture.table", { n }) }))}
      />
      <WhenLoaded state={limits}>
        {(found) => <LimitFields key={term} term={Number(term)} limits={found} onChange={onChange} />}
      </WhenLoaded>
    </Stack>
  );
}

type LimitFieldsProps = Pick<DecisionFormProps, "onChange"> & { term: number; limits: Limits };

function LimitFields({ term, limits, onChange }: LimitFieldsProps) {
  const category = useCategory();
  const format = useFormat();
  const language = useLanguage();
  const unit = useContext(MoneyUnitContext);
  const codes: readonly number[] = categories.map(categoryCode);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>(() =>
    Object.fromEntries(codes.map((code) => [code, format.amount(limits.get(code) ?? 0n)])),
  );
  useEffect(() => {
    const lines = Object.entries(typed).map(([code, text]) => ({
      category: Number(code),
      limit: text.trim() === "" ? 0n : parseMoney(text, language, unit),
    }));
    const known = lines.flatMap(({ category: code, limit }) => (limit === null ? [] : [{ category: code, limit }]));
    if (known.length < lines.length) return onChange(undefined);
    onChange({ decision: { kind: "setBudget", term, lines: known.filter(({ limit }) => limit > 0n) } });
  }, [typed, term, language, unit, onChange]);
  return (
    <Grid min="14rem">
      {codes.map((code) => (
        <AmountField
          key={code}
          label={category(code)}
          value={typed[code] ?? ""}
          onChange={(text) => setTyped({ ...typed, [code]: text })}
        />
      ))}
    </Grid>
  );
}
