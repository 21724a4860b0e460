import { useRef, useState } from "react";
import { useHouse } from "../chain/node/house.ts";
import type { SaidEnd } from "../chain/write/said.ts";
import { useText } from "../i18n/text.ts";
import type { Write } from "../ui/state/WriteState.tsx";

/** What is signed for the house's server and not for the chain: how it stands, and one at a time. */
export function useSaying() {
  const t = useText();
  const house = useHouse();
  const busy = useRef(false);
  const [write, setWrite] = useState<Write>({ step: "idle" });
  const say = async (work: () => Promise<SaidEnd>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setWrite({ step: "confirm" });
    try {
      const end = await work();
      if (end.is === "kept") setWrite({ step: "recorded", at: house.clock.now() });
      else if (end.is === "nothingSent") setWrite({ step: "nothingSent" });
      else setWrite({ step: "refused", why: t(`membership.said.${end.why}`) });
      return end.is === "kept";
    } finally {
      busy.current = false;
    }
  };
  return { write, say, reset: () => setWrite({ step: "idle" }) };
}
