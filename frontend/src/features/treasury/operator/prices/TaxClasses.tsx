import { PRICE_LIST } from "#protocol/voucher/priceList.ts";
import { useText } from "../../../../i18n/text.ts";
import { Button } from "../../../../ui/form/Button.tsx";
import { TextField } from "../../../../ui/form/Field.tsx";
import { Card } from "../../../../ui/layout/Card.tsx";
import { Grid, Stack } from "../../../../ui/layout/Layout.tsx";
import { Removed } from "./GroupCard.tsx";
import { addTax, changeTax, countIn, type DraftTax, type Fault, type PriceDraft } from "./priceDraft.ts";

interface TaxClassesProps {
  draft: PriceDraft;
  faults: readonly Fault[];
  onChange: (draft: PriceDraft) => void;
}

/** The rates by which the day's sums are kept apart. */
export function TaxClasses({ draft, faults, onChange }: TaxClassesProps) {
  const t = useText();
  return (
    <Card title={t("desks.prices.taxes")}>
      <Stack gap={2}>
        <p>{t("desks.prices.taxes.about")}</p>
        {draft.taxes.map((tax) => (
          <OneClass key={tax.key} tax={tax} draft={draft} faults={faults} onChange={onChange} />
        ))}
        {countIn(draft).taxes < PRICE_LIST.taxes && (
          <div>
            <Button onClick={() => onChange(addTax(draft))}>{t("desks.prices.taxes.add")}</Button>
          </div>
        )}
      </Stack>
    </Card>
  );
}

function OneClass({
  tax: { key, label, rate, removed },
  draft,
  faults,
  onChange,
}: TaxClassesProps & { tax: DraftTax }) {
  const t = useText();
  const change = (part: Partial<DraftTax>) => onChange(changeTax(draft, key, part));
  if (removed) return <Removed what={label} onBack={() => change({ removed: false })} />;
  const wrong = faults.filter((fault) => fault.key === key).map((fault) => fault.what);
  return (
    <Grid min="12rem">
      <TextField
        label={t("desks.prices.taxes.label")}
        value={label}
        onChange={(typed) => change({ label: typed })}
        error={
          wrong.includes("labelTwice")
            ? t("desks.prices.taxes.twice")
            : wrong.includes("label") && t("desks.prices.taxes.label.wrong", { n: PRICE_LIST.label })
        }
        autoComplete="off"
      />
      <TextField
        label={t("desks.prices.taxes.rate")}
        inputMode="decimal"
        value={rate}
        onChange={(typed) => change({ rate: typed })}
        error={wrong.includes("rate") && t("desks.prices.taxes.rate.wrong")}
        autoComplete="off"
      />
      <div>
        <Button
          look="quiet"
          aria-label={t("desks.prices.taxes.remove", { label })}
          onClick={() => change({ removed: true })}
        >
          {t("desks.prices.remove")}
        </Button>
      </div>
    </Grid>
  );
}
