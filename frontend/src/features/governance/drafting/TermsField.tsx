import { useState } from "react";
import { charactersOver } from "#protocol/relay/plainText.ts";
import { MAX_RECORD_BYTES } from "#protocol/relay/records.ts";
import { useText } from "../../../i18n/text.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { TextArea } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";

type TermsFieldProps = {
  /** What follows from the figures; empty while they are not complete. */
  composed: string;
  /** The proposer's own words; undefined: the text follows the figures. */
  words: string | undefined;
  onChange: (words: string | undefined) => void;
  /** The text as buyers would sign it. */
  signed: string;
};

/** The text that every buyer signs. It follows the figures until somebody writes in it; nothing written is lost. */
export function TermsField({ composed, words, onChange, signed }: TermsFieldProps) {
  const t = useText();
  const [left, setLeft] = useState<string>();
  const own = words !== undefined;
  const tooMany = charactersOver(signed, MAX_RECORD_BYTES);
  const leave = () => {
    setLeft(words);
    onChange(undefined);
  };
  return (
    <Stack gap={1}>
      <TextArea
        label={t("governance.new.terms")}
        hint={t(
          own
            ? "governance.new.terms.own"
            : composed === ""
              ? "governance.new.terms.waits"
              : "governance.new.terms.follows",
        )}
        rows={12}
        value={words ?? composed}
        onChange={onChange}
        error={
          own && signed === ""
            ? t("governance.new.terms.empty")
            : tooMany > 0
              ? t("governance.new.terms.long", { n: tooMany })
              : undefined
        }
      />
      {own ? (
        <Button onClick={leave}>{t("governance.new.terms.again")}</Button>
      ) : (
        left !== undefined && <Button onClick={() => onChange(left)}>{t("governance.new.terms.back")}</Button>
      )}
    </Stack>
  );
}
