import { type ReactNode, useState } from "react";
import type { Acting } from "../chain/write/useAct.ts";
import { useText } from "../i18n/text.ts";
import { Button } from "../ui/form/Button.tsx";
import { Stack } from "../ui/layout/Layout.tsx";
import { ActButton } from "./ActButton.tsx";

type UndoButtonProps = {
  acting: Acting;
  /** What the first touch asks for. */
  label: ReactNode;
  /** What becomes of it, in words; read before the second touch. */
  question: ReactNode;
  /** The second touch. */
  confirm: ReactNode;
  /** Leaves everything as it is. */
  keep?: ReactNode;
  onConfirm: () => Promise<unknown>;
};

/**
 * For what takes something back: it asks once. Where the first touch was, the next one leaves everything as it is, so that
 * no second tap of a finger that confirmed something undoes it.
 */
export function UndoButton({ acting, label, question, confirm, keep, onConfirm }: UndoButtonProps) {
  const t = useText();
  const [isAsked, setAsked] = useState(false);
  const { step } = acting.state;
  const isOnTheWay = step === "confirm" || step === "recording" || step === "recorded";
  return (
    <Stack gap={2}>
      {!isOnTheWay && (
        <div>
          <Button onClick={() => setAsked(!isAsked)}>{isAsked ? (keep ?? t("ui.undo.keep")) : label}</Button>
        </div>
      )}
      <div role="status">{isAsked && !isOnTheWay && <p>{question}</p>}</div>
      {(isAsked || isOnTheWay) && <ActButton acting={acting} look="danger" label={confirm} onConfirm={onConfirm} />}
    </Stack>
  );
}
