import { useEffect } from "react";
import { getAddress, isAddress, isHex } from "viem";
import { recordHash } from "#protocol/relay/records.ts";
import { useDraftText } from "../../../chain/session/draft.ts";
import { useText } from "../../../i18n/text.ts";
import { TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { personOf } from "../motions/decision.ts";
import type { DecisionFormProps } from "./formProps.ts";
import { AccountField } from "./OfficeForm.tsx";
import { useReason } from "./useReason.tsx";

/** Somebody whom the admissions desk has refused, and why they shall come in all the same. */
export function AdmitForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const [account, setAccount] = useDraftText("motion.admit.account");
  const [typed, setTyped] = useDraftText("motion.admit.person");
  const { text, field } = useReason("applicant");
  const code = typed.trim();
  const isCode = code === "" || (isHex(code) && code.length === 66);
  useEffect(() => {
    if (!isAddress(account, { strict: false }) || !isCode || text === "") return onChange(undefined);
    const who = getAddress(account);
    const person = code === "" ? personOf(who) : (code as `0x${string}`);
    onChange({ decision: { kind: "admit", account: who, person, reason: recordHash(text) }, text });
  }, [account, code, isCode, text, onChange]);
  return (
    <Stack gap={3}>
      <AccountField value={account} onChange={setAccount} />
      <TextField
        label={t("governance.new.admit.person")}
        hint={t("governance.new.admit.person.hint")}
        optional
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        spellCheck={false}
        error={isCode ? undefined : t("governance.new.register.wrong")}
      />
      {field}
    </Stack>
  );
}
