import { useContext } from "react";
import { currencyDigits, MoneyUnitContext, useFormat } from "../../i18n/formats.ts";
import { useLanguage, useText } from "../../i18n/text.ts";
import { isTooFine, parseMoney } from "../../i18n/typedAmount.ts";
import styles from "./Field.module.css";
import { Field } from "./Field.tsx";

type AmountFieldProps = {
  label: string;
  hint?: string;
  /** An error of the caller's own, such as "more than you have". */
  error?: string;
  /** What was typed. Read it with `useAmount`. */
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
};

/** Text in the person's own separators; the sign of the currency stands beside it, not in it. */
export function AmountField({ label, hint, error, value, onChange, disabled }: AmountFieldProps) {
  const t = useText();
  const format = useFormat();
  const unit = useContext(MoneyUnitContext);
  const language = useLanguage();
  const amount = useAmount(value);
  const wrong = value.trim() !== "" && amount === null;
  const digits = currencyDigits(unit);
  const example = format.amount(123_456n * 10n ** BigInt(unit.decimals - digits));
  const why = isTooFine(value, language, unit)
    ? t("ui.amount.fine", { n: digits, example })
    : t("ui.amount.wrong", { example });
  return (
    <Field label={label} hint={hint} error={wrong ? why : error}>
      {(control) => (
        <div className={styles.amount}>
          <span aria-hidden="true">{unit.symbol}</span>
          <input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            className={styles.input}
            value={value}
            disabled={disabled}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </Field>
  );
}

/** The typed text as smallest units, null when it is no amount. */
export function useAmount(typed: string): bigint | null {
  return parseMoney(typed, useLanguage(), useContext(MoneyUnitContext));
}
