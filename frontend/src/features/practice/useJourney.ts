import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { PracticeState } from "#protocol/house/practiceClock.ts";
import { seeTime, useHouse } from "../../chain/node/house.ts";
import { useSession } from "../../chain/session/session.ts";
import type { NextEvent } from "./practiceApi.ts";

export type Journey =
  | { is: "none" }
  | { is: "going"; to: NextEvent; from: number }
  | { is: "arrived"; to: NextEvent; from: number; at: number }
  | { is: "failed"; to: NextEvent; why: string };

const POLL = 700;

/** Goes forward to an event and has everything read again on arrival; time on the screens moves along meanwhile. */
export function useJourney(): { journey: Journey; go: (to: NextEvent) => Promise<void> } {
  const house = useHouse();
  const session = useSession();
  const queries = useQueryClient();
  const [journey, setJourney] = useState<Journey>({ is: "none" });
  const going = useRef(false);
  const mine = session.kind === "demo" ? session.label : undefined;

  const go = useCallback(
    async (to: NextEvent) => {
      if (going.current) return;
      going.current = true;
      const from = house.clock.now();
      setJourney({ is: "going", to, from });
      try {
        // It comes when somebody sets out: the clock itself asks nothing.
        const { goForward, practiceState } = await import("./practiceApi.ts");
        await goForward(to.id, mine);
        await untilThere(to.id, practiceState, () => seeTime(house));
        await seeTime(house);
        setJourney({ is: "arrived", to, from, at: house.clock.now() });
      } catch (error) {
        setJourney({ is: "failed", to, why: error instanceof Error ? error.message : String(error) });
      } finally {
        going.current = false;
        await queries.invalidateQueries();
      }
    },
    [house, queries, mine],
  );
  return { journey, go };
}

/** Looks again and again until the house says that nobody is on the way any more; throws when it did not arrive. */
async function untilThere(
  to: string,
  state: () => Promise<PracticeState>,
  look: () => Promise<unknown>,
): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, POLL));
    await look().catch(() => undefined);
    const { running, failed } = await state();
    if (running === undefined && failed?.to === to) throw new Error(failed.message);
    if (running === undefined) return;
  }
}
