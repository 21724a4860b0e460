import { useQuery } from "@tanstack/react-query";
import type { Asked } from "#protocol/relay/questions.ts";
import { type House, useHouse } from "../../chain/node/house.ts";
import { useNetwork } from "../../chain/node/network.ts";
import { loadedOf } from "../../chain/node/useRead.ts";
import { type CheckedQuestion, readAbout, readLately } from "../../chain/questions/readQuestions.ts";
import { QUESTIONS } from "../../chain/questions/waiting.ts";
import { useSeat, useSession } from "../../chain/session/session.ts";
import { useRoles } from "../../chain/treasury/roles.ts";
import type { Loaded } from "../../ui/state/loaded.ts";
import type { Reader } from "./OneQuestion.tsx";

/** Milliseconds after which a page that is opened again looks anew. */
const FRESH_FOR = 15_000;

/** What was asked about these things. */
export function useQuestionsAbout(all: readonly Asked[]): Loaded<readonly CheckedQuestion[]> {
  return useChecked(["about", ...all.map(({ kind, number }) => `${kind} ${number}`)], (house) => readAbout(house, all));
}

/** What waits for an answer anywhere, and what was answered lately. */
export function useQuestionsLately(): Loaded<readonly CheckedQuestion[]> {
  return useChecked(["lately"], readLately);
}

function useChecked(
  name: readonly string[],
  read: (house: House) => Promise<CheckedQuestion[]>,
): Loaded<readonly CheckedQuestion[]> {
  const house = useHouse();
  const network = useNetwork();
  const query = useQuery({
    queryKey: [QUESTIONS, ...name],
    staleTime: FRESH_FOR,
    retry: 1,
    queryFn: async () => ({ value: await read(house), asOf: house.clock.now() }),
  });
  return loadedOf(query, network.reachable);
}

/** Who reads questions here, with their seat; 0 = none, or not known yet. */
export function useQuestionReader(): Reader & { seat: number } {
  const session = useSession();
  const seat = useSeat();
  const signedIn = session.kind === "none" ? undefined : session;
  const number = seat.status === "ready" ? seat.data : undefined;
  const roles = useRoles(signedIn?.account, number);
  const answers = roles.status === "ready" && (roles.data.table || roles.data.asks);
  return { session: signedIn, seat: number ?? 0, answers: signedIn !== undefined && answers };
}
