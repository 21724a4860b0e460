import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useHouse } from "../../chain/node/house.ts";
import type { QuestionEnd, QuestionFault } from "../../chain/questions/sayQuestion.ts";
import { QUESTIONS } from "../../chain/questions/waiting.ts";
import { useText } from "../../i18n/text.ts";
import type { Write } from "../../ui/state/WriteState.tsx";

/** What one can do about each. */
const next = {
  malformed: "reload",
  empty: "write",
  tooLong: "shorten",
  notPlain: "write",
  notTheSeat: "account",
  notInOffice: "account",
  notTheAuthor: "account",
  noSubject: "reload",
  noQuestion: "reload",
  oldEpoch: "reload",
  notNow: "again",
  askedAlready: "remove",
  answeredAlready: "reload",
  removed: "reload",
  tooMuchToday: "tomorrow",
  tooMuch: "again",
  hidden: "server",
  unreachable: "again",
  fault: "again",
} as const satisfies Record<QuestionFault, string>;

/** What is said for the house's server and not for the chain: how it ended, and what one can do; one at a time. */
export function useQuestionWrite() {
  const t = useText();
  const house = useHouse();
  const queries = useQueryClient();
  const busy = useRef(false);
  const [write, setWrite] = useState<Write>({ step: "idle" });
  /** Whether it is kept now. */
  const say = async (work: () => Promise<QuestionEnd>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setWrite({ step: "confirm" });
    try {
      const end = await work();
      if (end.is === "kept") {
        setWrite({ step: "recorded", at: house.clock.now() });
        await queries.invalidateQueries({ queryKey: [QUESTIONS] });
      } else if (end.is === "nothingSent") setWrite({ step: "nothingSent" });
      else {
        const why = t(`questions.refused.${end.why}`);
        setWrite({ step: "refused", why, next: t(`questions.next.${next[end.why]}`) });
      }
      return end.is === "kept";
    } finally {
      busy.current = false;
    }
  };
  return { write, say };
}
