import type { QueryClient } from "@tanstack/react-query";
import { type House, seeTime } from "./house.ts";
import { createStore } from "./store.ts";

const WATCHED = 2_000;
const IN_THE_BACKGROUND = 20_000;

/** Whether the chain answers. House time, UTC seconds. */
export interface Network {
  reachable: boolean;
  /** When it answered last. */
  asOf: number;
}

const network = createStore<Network>({ reachable: true, asOf: 0 });
/** When it answered last, while it does: nobody has to be drawn again for that. */
let answeredAt = 0;

/** Looks for new blocks and has everything read again that a block may have changed. Returns how to end it. */
export function watchBlocks(house: House, queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known = house.connectedAt;
  let ended = false;
  const look = async () => {
    try {
      const block = await seeTime(house);
      const missed = !network.get().reachable;
      answeredAt = house.clock.now();
      if (missed) network.set({ reachable: true, asOf: answeredAt });
      if (block !== known || missed) {
        known = block;
        void queries.invalidateQueries({ queryKey: ["house"] });
      }
    } catch {
      if (network.get().reachable) network.set({ reachable: false, asOf: answeredAt || house.clock.now() });
    }
    if (!ended) timer = setTimeout(look, document.hidden ? IN_THE_BACKGROUND : WATCHED);
  };
  const now = () => {
    if (document.hidden) return;
    clearTimeout(timer);
    void look();
  };
  // A jump of the practice clock changes what the contracts say without a word from us.
  const endJumps = house.clock.onJump(() => void queries.invalidateQueries({ queryKey: ["house"] }));
  document.addEventListener("visibilitychange", now);
  addEventListener("online", now);
  timer = setTimeout(look, WATCHED);
  return () => {
    ended = true;
    clearTimeout(timer);
    endJumps();
    document.removeEventListener("visibilitychange", now);
    removeEventListener("online", now);
  };
}

/** Nobody answers, and what is shown is as old as this (house time, UTC seconds). */
export function loseSight(asOf: number): void {
  network.set({ reachable: false, asOf });
}

/** Somebody answers again. */
export function regainSight(): void {
  if (!network.get().reachable) network.set({ reachable: true, asOf: network.get().asOf });
}

/** Whether the chain answered when it was asked last. */
export function isInSight(): boolean {
  return network.get().reachable;
}

export function useNetwork(): Network {
  return network.use();
}
