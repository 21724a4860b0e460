import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { type RefusalWords, useRefusalWords } from "../../i18n/refusalWords.ts";
import { useHouse } from "../node/house.ts";
import { askSignIn, useSession } from "../session/session.ts";
import { type NetworkSwitch, useNetworkSwitch } from "../session/useNetworkSwitch.ts";
import { act, type Deed, type Step } from "./act.ts";
import { usePending } from "./pending.ts";
import type { Refused } from "./refuse.ts";

/** The life of one confirmed thing, in words; `ConfirmButton` takes it as it is. */
type ActState =
  | { step: "idle" }
  | { step: "nothingSent" }
  | { step: "confirm" }
  | { step: "recording" }
  | { step: "recorded"; at: number; code?: string }
  | ({ step: "refused" } & RefusalWords);

export interface Acting {
  write: ActState;
  /** Does it. Who is not signed in is asked to be. True when it is on the record. */
  run(deed: Deed): Promise<boolean>;
  /** Back to the beginning, for the next one. */
  reset(): void;
  /** The wallet is on another chain, where it signs nothing of ours; `ConfirmButton` takes the way back as it is. */
  detour?: NetworkSwitch;
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
  const word = useRefusalWords();
  const elsewhere = usePending().some(({ name }) => name === deeds);
  const [step, setStep] = useState<Step | { step: "idle" }>({ step: "idle" });
  const [code, setCode] = useState<string>();
  const here = useRef(true);
  const busy = useRef(false);

  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  const run = useCallback(
    async (deed: Deed): Promise<boolean> => {
      if (busy.current) return false;
      if (session.kind === "none" && deed.sign !== undefined) {
        askSignIn();
        return false;
      }
      busy.current = true;
      setCode(deed.code?.slice(2, 10).toUpperCase());
      try {
        const tell = (next: Step) => {
          if (here.current) setStep(next);
        };
        const last = await act(house, session.kind === "none" ? undefined : session, deed, tell);
        if (last.step === "recorded") await queries.invalidateQueries({ queryKey: ["house"] });
        return last.step === "recorded";
      } catch (error) {
        const refused = { kind: "fault" as const, message: error instanceof Error ? error.message : String(error) };
        if (here.current) setStep({ step: "refused", refused });
        return false;
      } finally {
        busy.current = false;
      }
    },
    [house, session, queries],
  );

  return {
    write: step.step === "idle" && elsewhere ? { step: "recording" } : inWords(step, code, word),
    run,
    reset: useCallback(() => setStep({ step: "idle" }), []),
    detour: useNetworkSwitch(),
  };
}

function inWords(
  step: Step | { step: "idle" },
  code: string | undefined,
  word: (refused: Refused) => RefusalWords,
): ActState {
  if (step.step === "refused") return { step: "refused", ...word(step.refused) };
  if (step.step === "recorded") return { step: "recorded", at: step.at, code };
  return step;
}
