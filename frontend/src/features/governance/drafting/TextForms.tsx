import { useEffect, useState } from "react";
import { charactersOver, MAX_RECORD_BYTES, recordHash } from "#protocol/relay/records.ts";
import { useText } from "../../../i18n/text.ts";
import { TextArea, TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import type { DecisionFormProps } from "./formProps.ts";

/** A question of words only: a yes changes nothing on the chain but that it was said. */
export function QuestionForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const long = charactersOver(text, MAX_RECORD_BYTES) > 0;
  useEffect(() => {
    if (text === "" || long) return onChange(undefined);
    onChange({ decision: { kind: "question", text: recordHash(text) }, text });
  }, [text, long, onChange]);
  return (
    <TextArea
      label={t("governance.new.question.text")}
      hint={t("governance.new.question.hint")}
      rows={3}
      value={typed}
      onChange={setTyped}
      error={long ? t("governance.new.long") : undefined}
    />
  );
}

/** A seat that the members end, with the reason that is kept beside it. */
export function EndSeatForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const seat = /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : 0;
  const text = reason.trim();
  const long = charactersOver(text, MAX_RECORD_BYTES) > 0;
  useEffect(() => {
    if (seat === 0 || text === "" || long) return onChange(undefined);
    onChange({ decision: { kind: "endSeat", seat, reason: recordHash(text) }, text });
  }, [seat, text, long, onChange]);
  return (
    <Stack gap={3}>
      <TextField
        label={t("governance.new.seat")}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        inputMode="numeric"
      />
      <TextArea
        label={t("governance.new.reason")}
        hint={t("governance.new.reason.hint")}
        rows={4}
        value={reason}
        onChange={setReason}
        error={long ? t("governance.new.long") : undefined}
      />
    </Stack>
  );
}
