import { useRef, useState } from "react";
import { useHouse } from "../chain/node/house.ts";
import { NotKept } from "../chain/node/kept.ts";
import type { SaidEnd, SaidRefusal } from "../chain/write/said.ts";
import { useText } from "../i18n/text.ts";
import type { Write } from "../ui/state/WriteState.tsx";
import { useRefusalWords } from "./refusalWords.ts";

/** What is signed for the house's server and not for the chain: how it stands, and one at a time. */
export function useSaying() {
  const t = useText();
  return useSayingOf<SaidRefusal>((why) => ({ why: t(`membership.said.${why}`) }));
}

/**
 * The same for what has refusals of its own.
 *
 * @param inWords What a refusal says, and what one can do about it.
 */
export function useSayingOf<Why extends string>(inWords: (why: Why) => { why: string; next?: string }) {
  const house = useHouse();
  const refusalWords = useRefusalWords();
  const busy = useRef(false);
  const [write, setWrite] = useState<Write>({ step: "idle" });
  /** Whether it is kept now. */
  const say = async (work: () => Promise<SaidEnd<Why>>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setWrite({ step: "confirm" });
    try {
      const end = await work();
      if (end.is === "kept") setWrite({ step: "recorded", at: house.clock.now() });
      else if (end.is === "nothingSent") setWrite({ step: "nothingSent" });
      else setWrite({ step: "refused", ...inWords(end.why) });
      return end.is === "kept";
    } catch (error) {
      if (!(error instanceof NotKept)) {
        setWrite({ step: "idle" });
        throw error;
      }
      setWrite({ step: "refused", ...refusalWords({ kind: "notKept" }) });
      return false;
    } finally {
      busy.current = false;
    }
  };
  return { write, say, reset: () => setWrite({ step: "idle" }) };
}
