import { useEffect } from "react";
import { getAddress, isAddress } from "viem";
import { ownerOf } from "#protocol/abi/share.ts";
import { charactersOver } from "#protocol/relay/plainText.ts";
import { MAX_RECORD_BYTES, recordHash } from "#protocol/relay/records.ts";
import { readHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useDraftText } from "../../../chain/session/draft.ts";
import { useText } from "../../../i18n/text.ts";
import { TextArea, TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { seatTyped } from "./figureTyped.ts";
import type { DecisionFormProps } from "./formProps.ts";
import { AccountField } from "./OfficeForm.tsx";
import { useReason } from "./useReason.tsx";

/** A question of words only: a yes changes nothing on the chain but that it was said. */
export function QuestionForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const [typed, setTyped] = useDraftText("motion.question");
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
  const { seat, text, fields } = useSeatAndReason();
  useEffect(() => {
    if (seat === 0 || text === "") return onChange(undefined);
    onChange({ decision: { kind: "endSeat", seat, reason: recordHash(text) }, text });
  }, [seat, text, onChange]);
  return <Stack gap={3}>{fields}</Stack>;
}

/** A seat whose member has lost the key and named nobody: another account of theirs may take it. */
export function MoveSeatForm({ onChange }: DecisionFormProps) {
  const { seat, text, fields } = useSeatAndReason();
  const [account, setAccount] = useDraftText("motion.moveSeat.account");
  const owner = useRead(["ownerOf", seat], (house) => readHouse(house, ownerOf, [BigInt(seat)]), { when: seat > 0 });
  const holder = owner.status === "ready" ? owner.data : undefined;
  useEffect(() => {
    if (text === "" || holder === undefined || !isAddress(account, { strict: false })) return onChange(undefined);
    const to = getAddress(account);
    onChange({ decision: { kind: "moveSeat", seat, holder, to, reason: recordHash(text) }, text });
  }, [seat, text, holder, account, onChange]);
  const t = useText();
  return (
    <Stack gap={3}>
      <AccountField value={account} onChange={setAccount} hint={t("governance.new.moveSeat.hint")} />
      {fields}
    </Stack>
  );
}

/** Fields for a member's number and a reason that all can read; 0 and "" while they say nothing that can be taken. */
function useSeatAndReason() {
  const t = useText();
  const [typed, setTyped] = useDraftText("motion.seat");
  const { text, field } = useReason("member");
  const fields = (
    <>
      <TextField
        label={t("governance.new.seat")}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        inputMode="numeric"
      />
      {field}
    </>
  );
  return { seat: seatTyped(typed), text, fields };
}
