import { useQuery } from "@tanstack/react-query";
import type { WaitingQuestions } from "#protocol/relay/questions.ts";

/** Everything that is known of questions here; forgotten together when one is asked, answered or removed. */
export const QUESTIONS = "questions";

/** How many questions wait for an answer, by the house's server; undefined: it does not say, and nothing hangs on it. */
export function useWaitingQuestions(): WaitingQuestions | undefined {
  const { data } = useQuery({
    queryKey: [QUESTIONS, "waiting"],
    staleTime: 60_000,
    retry: 1,
    // A page that the server drew came with it.
    queryFn: async () => (await import("./readQuestions.ts")).readWaiting(),
  });
  return data ?? undefined;
}
