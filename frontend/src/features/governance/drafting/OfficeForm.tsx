import { useEffect } from "react";
import { getAddress, isAddress, isHex, zeroHash } from "viem";
import { useDraftText } from "../../../chain/session/draft.ts";
import { useText } from "../../../i18n/text.ts";
import { TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import type { DecisionFormProps } from "./formProps.ts";

/** Who shall work for the house. */
export function OperatorForm({ onChange }: DecisionFormProps) {
  const [account, setAccount] = useDraftText("motion.operator");
  useEffect(() => {
    if (!isAddress(account, { strict: false })) return onChange(undefined);
    onChange({ decision: { kind: "operator", account: getAddress(account) } });
  }, [account, onChange]);
  return <AccountField value={account} onChange={setAccount} />;
}

/** The house to which this one moves: its contract, named once. */
export function SuccessorForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const [account, setAccount] = useDraftText("motion.successor");
  useEffect(() => {
    if (!isAddress(account, { strict: false })) return onChange(undefined);
    onChange({ decision: { kind: "successor", account: getAddress(account) } });
  }, [account, onChange]);
  return <AccountField value={account} onChange={setAccount} hint={t("governance.new.successor.hint")} />;
}

/** Who shall confirm admissions, and the hash of the register that is handed on. */
export function RegistrarForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const [account, setAccount] = useDraftText("motion.registrar");
  const [typed, setTyped] = useDraftText("motion.registrar.register");
  const register = typed.trim() === "" ? zeroHash : typed.trim();
  const isHash = isHex(register) && register.length === 66;
  useEffect(() => {
    if (!isAddress(account, { strict: false }) || !isHash) return onChange(undefined);
    onChange({ decision: { kind: "registrar", account: getAddress(account), register: register as `0x${string}` } });
  }, [account, register, isHash, onChange]);
  return (
    <Stack gap={3}>
      <AccountField value={account} onChange={setAccount} />
      <TextField
        label={t("governance.new.register")}
        hint={t("governance.new.register.hint")}
        optional
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        spellCheck={false}
        error={isHash ? undefined : t("governance.new.register.wrong")}
      />
    </Stack>
  );
}

type AccountFieldProps = { value: string; onChange: (account: string) => void; hint?: string };

/** An account as one types or pastes it. */
export function AccountField({ value, onChange, hint }: AccountFieldProps) {
  const t = useText();
  const wrong = value !== "" && !isAddress(value, { strict: false });
  return (
    <TextField
      label={t("governance.new.account")}
      hint={hint}
      value={value}
      onChange={(typed) => onChange(typed.trim())}
      autoComplete="off"
      spellCheck={false}
      error={wrong ? t("governance.new.payee.wrong") : undefined}
    />
  );
}
