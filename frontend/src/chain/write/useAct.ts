import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useHouse } from "../node/house.ts";
import { askSignIn, useSession } from "../session/session.ts";
import { act, type Deed, type WriteStep } from "./act.ts";
import { usePending } from "./pending.ts";
import { refusedOnTheWay } from "./refuse.ts";
import { useIsHere } from "./useIsHere.ts";

export interface Acting {
  /** How the thing stands that is done here. */
  state: WriteStep | { step: "idle" };
  /** The receipt's code, once there is something to have a receipt of. */
  code: string | undefined;
  /** Does it. Who is not signed in is asked to be. True when it is on the record. */
  run(deed: Deed): Promise<boolean>;
  /** Waits no longer for a wallet that does not answer. */
  giveUp(): void;
  /** Back to the beginning, for the next one. */
  reset(): void;
}

/**
 * Confirms things, one after the other, and says how they stand.
 *
 * @param deeds What is done here once only, by its name in the list of what is on its way: handed in by an earlier
 * visit or another tab, it is being recorded here too, and is not asked for again meanwhile.
 */
export function useAct(deeds?: string): Acting {
  const house = useHouse();
  const session = useSession();
  const queries = useQueryClient();
  const elsewhere = usePending().find(({ name }) => name === deeds);
  const [state, setState] = useState<Acting["state"]>({ step: "idle" });
  const [code, setCode] = useState<string>();
  const here = useIsHere();
  const busy = useRef(false);
  const enough = useRef(new AbortController());

  const run = useCallback(
    async (deed: Deed): Promise<boolean> => {
      if (busy.current) return false;
      if (session.kind === "none" && (deed.sign !== undefined || deed.own)) {
        askSignIn();
        return false;
      }
      busy.current = true;
      enough.current = new AbortController();
      setCode(deed.code?.slice(2, 10).toUpperCase());
      try {
        const tell = (next: WriteStep) => {
          if (here.current) setState(next);
        };
        const last = await act(house, session.kind === "none" ? undefined : session, deed, tell, enough.current.signal);
        if (last.step === "recorded") await queries.invalidateQueries({ queryKey: ["house"] });
        return last.step === "recorded";
      } catch (error) {
        const refused = await refusedOnTheWay(error);
        if (here.current) setState({ step: "refused", refused });
        return false;
      } finally {
        busy.current = false;
      }
    },
    [house, session, queries, here],
  );

  return {
    state: state.step === "idle" && elsewhere !== undefined ? { step: "recording", id: elsewhere.id } : state,
    code,
    run,
    giveUp: useCallback(() => enough.current.abort(), []),
    reset: useCallback(() => setState({ step: "idle" }), []),
  };
}
