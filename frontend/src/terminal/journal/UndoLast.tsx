import { useState } from "react";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { useNow } from "../../ui/clock.ts";
import { Button } from "../../ui/form/Button.tsx";
import type { Till } from "../useTill.ts";
import type { JournalItem } from "./journal.ts";
import { isLost } from "./kept.ts";

/** Seconds in which the till alone may take a payment back; a little less than the contract gives it. */
const TILL_MAY_UNDO = 240;

/** Whether the till alone may still take a payment back. */
export function mayUndo(line: JournalItem, now: number): boolean {
  return !isLost(line) && line.undo === undefined && !line.refunded && now - line.item.acceptedAt <= TILL_MAY_UNDO;
}

/** Takes a payment back, whole. It moves money, so it asks once; yes does not stand where the first touch was. */
export function UndoLast({ till, line }: { till: Till; line: JournalItem }) {
  const t = useText();
  const hundredths = useHundredths();
  const now = useNow(5);
  const [asking, setAsking] = useState(false);
  if (!mayUndo(line, now)) return null;
  if (!asking) {
    return (
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t("terminal.undo")}
      </Button>
    );
  }
  return (
    <>
      <Button onClick={() => setAsking(false)}>{t("terminal.undo.no")}</Button>
      <Button look="danger" onClick={() => void till.undo(line.id)}>
        {t("terminal.undo.yes", { amount: hundredths(line.item.amount) })}
      </Button>
    </>
  );
}
