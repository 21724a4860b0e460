import type { ReactNode } from "react";
import type { TaxClass } from "#protocol/voucher/priceList.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import type { JournalItem } from "./journal.ts";
import { taxesOf } from "./taxSums.ts";

/** "A 19 %". */
function useTaxWord(): (tax: TaxClass | undefined) => string {
  const t = useText();
  const format = useFormat();
  return (tax) =>
    tax === undefined
      ? t("terminal.tax.none")
      : t("terminal.tax", { label: tax.label, rate: format.percent(tax.rate / 10_000) });
}

/** What was paid by tax class, and the tax in it. One class alone, and none, says nothing new. */
export function useTaxFacts(lines: readonly JournalItem[]): { label: string; name: string; value: ReactNode }[] {
  const t = useText();
  const hundredths = useHundredths();
  const wordOf = useTaxWord();
  const sums = taxesOf(lines);
  if (sums.every(({ tax }) => tax === undefined)) return [];
  return sums.map(({ tax, gross, contained }) => ({
    label: tax?.label ?? "",
    name: wordOf(tax),
    value: (
      <>
        {hundredths(gross)}
        {tax !== undefined && tax.rate > 0 && (
          <small> {t("terminal.tax.contained", { tax: hundredths(contained) })}</small>
        )}
      </>
    ),
  }));
}

/** The same as lines of a list of sums. */
export function TaxLines({ lines }: { lines: readonly JournalItem[] }) {
  return useTaxFacts(lines).map(({ label, name, value }) => (
    <div key={name} data-tax={label}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ));
}
