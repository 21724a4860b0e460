import { useQueryClient } from "@tanstack/react-query";
import type { QuestionEnd, QuestionFault } from "../../chain/questions/sayQuestion.ts";
import { QUESTIONS } from "../../chain/questions/waiting.ts";
import { useText } from "../../i18n/text.ts";
import { useSayingOf } from "../useSaying.ts";

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

/** Says a question, an answer or a removal; what is shown of them is then asked anew. */
export function useQuestionWrite() {
  const t = useText();
  const queries = useQueryClient();
  const { write, say } = useSayingOf<QuestionFault>((why) => ({
    why: t(`questions.refused.${why}`),
    next: t(`questions.next.${next[why]}`),
  }));
  return {
    write,
    say: async (work: () => Promise<QuestionEnd>): Promise<boolean> => {
      const isKept = await say(work);
      if (isKept) await queries.invalidateQueries({ queryKey: [QUESTIONS] });
      return isKept;
    },
  };
}
