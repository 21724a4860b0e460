import { charactersOver } from "#protocol/relay/plainText.ts";
import { MAX_RECORD_BYTES } from "#protocol/relay/records.ts";
import { useDraftText } from "../../../chain/session/draft.ts";
import { useText } from "../../../i18n/text.ts";
import { TextArea } from "../../../ui/form/Field.tsx";

/** A field for a reason that all can read; "" while it says nothing that can be kept. */
export function useReason(about: "member" | "applicant") {
  const t = useText();
  const [reason, setReason] = useDraftText(`motion.reason.${about}`);
  const text = reason.trim();
  const long = charactersOver(text, MAX_RECORD_BYTES) > 0;
  const field = (
    <TextArea
      label={t("governance.new.reason")}
      hint={t(about === "member" ? "governance.new.reason.hint" : "governance.new.admit.reason")}
      rows={4}
      value={reason}
      onChange={setReason}
      error={long ? t("governance.new.long") : undefined}
    />
  );
  return { text: long ? "" : text, field };
}
