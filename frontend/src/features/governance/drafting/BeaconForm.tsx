import { useEffect, useState } from "react";
import { isHex } from "viem";
import { useDraftText } from "../../../chain/session/draft.ts";
import { useText } from "../../../i18n/text.ts";
import { parseWhole } from "../../../i18n/typedAmount.ts";
import { TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import type { DecisionFormProps } from "./formProps.ts";

/** Another network that draws the lots, as its makers publish it. */
export function BeaconForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const [key, setKey] = useDraftText("motion.beacon.key");
  const [genesis, setGenesis] = useDraftText("motion.beacon.genesis");
  const [period, setPeriod] = useDraftText("motion.beacon.period");
  const typed = key.trim();
  const [point, setPoint] = useState<`0x${string}`>();
  useEffect(() => {
    let here = true;
    setPoint(undefined);
    void pointOf(typed).then((found) => {
      if (here) setPoint(found);
    });
    return () => {
      here = false;
    };
  }, [typed]);
  const [from, seconds] = [parseWhole(genesis) ?? 0, parseWhole(period) ?? 0];
  useEffect(() => {
    if (point === undefined || from === 0 || seconds === 0) return onChange(undefined);
    onChange({ decision: { kind: "beacon", key: point, genesis: from, period: seconds } });
  }, [point, from, seconds, onChange]);
  const whole = { autoComplete: "off", inputMode: "numeric" } as const;
  return (
    <Stack gap={3}>
      <TextField
        label={t("governance.new.beacon.key")}
        hint={t("governance.new.beacon.key.hint")}
        value={key}
        onChange={setKey}
        autoComplete="off"
        spellCheck={false}
        error={typed.length >= 2 * 96 && point === undefined ? t("governance.new.beacon.key.wrong") : undefined}
      />
      <TextField label={t("governance.new.beacon.genesis")} value={genesis} onChange={setGenesis} {...whole} />
      <TextField label={t("governance.new.beacon.period")} value={period} onChange={setPeriod} {...whole} />
    </Stack>
  );
}

/** The published key is 96 bytes, with or without 0x; the contract wants the whole point. The curve comes when it is needed. */
async function pointOf(typed: string): Promise<`0x${string}` | undefined> {
  const key = typed.startsWith("0x") ? typed : `0x${typed}`;
  if (!isHex(key) || key.length !== 2 + 2 * 96) return undefined;
  const { uncompressedKey } = await import("#protocol/oversight/drand.ts");
  try {
    return uncompressedKey(key);
  } catch {
    return undefined;
  }
}
