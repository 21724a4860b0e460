import { useEffect, useState } from "react";
import { getAddress, isAddress, zeroHash } from "viem";
import { categories, categoryCode } from "#protocol/treasury/accounts.ts";
import { useOffices } from "../../../chain/governance/offices.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useDraftText } from "../../../chain/session/draft.ts";
import { type HouseAccount, readHouseAccount } from "../../../chain/treasury/houseAccount.ts";
import { useText } from "../../../i18n/text.ts";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { SelectField, TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { useCategory } from "../motions/DecisionText.tsx";
import type { DecisionFormProps } from "./formProps.ts";

/** One payment, outside every budget: to whom, how much, what for. */
export function PayForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const category = useCategory();
  const { operator } = useOffices();
  const [payee, setPayee] = useDraftText("motion.pay.payee", operator);
  const [typed, setTyped] = useDraftText("motion.pay.amount");
  const [code, setCode] = useState(String(categoryCode("equipment")));
  const amount = useAmount(typed);
  const read = useRead<HouseAccount>(["houseAccount"], readHouseAccount);
  const free = read.status === "ready" ? read.data.cash - read.data.reserve : undefined;
  const account = payee.trim();
  const wrong = account !== "" && !isAddress(account, { strict: false });
  useEffect(() => {
    const complete = isAddress(account, { strict: false }) && amount !== null && amount > 0n;
    if (!complete) return onChange(undefined);
    const beyondReserve = free !== undefined && amount > free;
    const what = { payee: getAddress(account), amount, category: Number(code), ref: zeroHash, beyondReserve };
    onChange({ decision: { kind: "pay", ...what } });
  }, [account, amount, code, free, onChange]);
  return (
    <Stack gap={3}>
      <AmountField label={t("governance.new.amount")} value={typed} onChange={setTyped} />
      <SelectField
        label={t("governance.new.category")}
        value={code}
        onChange={setCode}
        options={categories.map((name) => ({ value: String(categoryCode(name)), label: category(categoryCode(name)) }))}
      />
      <TextField
        label={t("governance.new.payee")}
        hint={t("governance.new.payee.hint")}
        value={payee}
        onChange={setPayee}
        autoComplete="off"
        spellCheck={false}
        error={wrong ? t("governance.new.payee.wrong") : undefined}
      />
    </Stack>
  );
}
