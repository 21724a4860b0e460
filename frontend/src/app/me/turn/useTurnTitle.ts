import { useCallback } from "react";
import { useText } from "../../../i18n/text.ts";
import type { Turn } from "./turn.ts";

/** What it is, in one line. */
export function useTurnTitle(): (turn: Turn) => string {
  const t = useText();
  return useCallback(
    (turn) => {
      switch (turn.is) {
        case "motion":
          return t("me.turn.motion", { n: turn.number });
        case "approve":
          return t("me.turn.approve", { n: turn.count });
        case "caretaker":
        case "served":
        case "works":
        case "noTerms":
          return t(`me.turn.${turn.is}`);
        default:
          return t(`me.turn.${turn.is}`, { n: turn.term });
      }
    },
    [t],
  );
}
