import { useState } from "react";
import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import { TextField } from "../../ui/form/Field.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import type { Till } from "../useTill.ts";
import type { JournalItem } from "./journal.ts";

/** A guest comes back with a receipt, of today or of last week: its number leads to the payment. */
export function FindReceipt({ till, onFound }: { till: Till; onFound: (line: JournalItem) => void }) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const [isNone, setNone] = useState(false);
  const find = async () => {
    const line = await till.tablet.byReceipt(typed).catch(() => undefined);
    if (line === undefined) setNone(true);
    else onFound(line);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void find();
      }}
    >
      <Stack gap={1}>
        <TextField
          label={t("terminal.receipt.find")}
          value={typed}
          autoComplete="off"
          onChange={(next) => {
            setTyped(next);
            setNone(false);
          }}
          error={isNone && t("terminal.receipt.none")}
        />
        <div>
          <Button type="submit" look="quiet" disabled={typed.trim() === ""}>
            {t("terminal.receipt.find.do")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
