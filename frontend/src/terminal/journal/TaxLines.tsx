import type { TaxClass } from "#protocol/voucher/priceList.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../words.tsx";
import type { JournalItem } from "./journal.ts";
import { keptOf } from "./kept.ts";
import { taxSums } from "./taxSums.ts";

/** "A 19 %". */
function useTaxWord(): (tax: TaxClass | undefined) => string {
  const t = useText();
  const format = useFormat();
  return (tax) =>
    tax === undefined
      ? t("terminal.tax.none")
      : t("terminal.tax", { label: tax.label, rate: format.percent(tax.rate / 10_000) });
}

/** What was paid by tax class, and the tax in it, as lines of a list of sums. One class alone, and none, says nothing new. */
export function TaxLines({ lines }: { lines: readonly JournalItem[] }) {
  const t = useText();
  const hundredths = useHundredths();
  const wordOf = useTaxWord();
  const sums = taxSums(lines.map((line) => ({ amount: keptOf(line), lines: line.lines })));
  if (sums.every(({ tax }) => tax === undefined)) return null;
  return sums.map(({ tax, gross, contained }) => (
    <div key={wordOf(tax)} data-tax={tax?.label ?? ""}>
      <dt>{wordOf(tax)}</dt>
      <dd>
        {hundredths(gross)}
        {tax !== undefined && tax.rate > 0 && (
          <small> {t("terminal.tax.contained", { tax: hundredths(contained) })}</small>
        )}
      </dd>
    </div>
  ));
}
