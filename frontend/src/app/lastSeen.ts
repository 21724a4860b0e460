import type { QueryKey } from "@tanstack/react-query";
import { type House, houseAsTold } from "../chain/node/house.ts";
import { isInSight } from "../chain/node/network.ts";
import { LAST_READ, queries } from "../chain/node/useRead.ts";
import { fromToldText } from "./fromToldText.ts";
import type { Told } from "./told.ts";
import { toldText } from "./toldText.ts";

/** This part's own address, which changes with each build: another one may read something else under the same name. */
const BUILD = import.meta.url;
/** Characters; a browser gives five million to all of an address. */
const MOST = 1_000_000;

/** What anybody may read. What a desk has opened for itself (registers, papers, invitations) leaves no trace here. */
const remembered: ReadonlySet<unknown> = new Set([
  "house",
  "directory",
  "record",
  "motionContent",
  "payees",
  "questions",
]);
const ofDesks: ReadonlySet<unknown> = new Set(["requestPapers", "onRecord"]);
const isOpen = ([place, name]: QueryKey) => remembered.has(place) && !ofDesks.has(name);

interface Kept extends Told {
  build: string;
  practice: boolean;
}

/** Writes down what was read whenever the page may be closed. Returns how to end it. */
export function keepLastSeen(house: House): () => void {
  const keep = ({ type }: Event) => {
    if ((document.hidden || type === "pagehide") && isInSight()) write(house);
  };
  document.addEventListener("visibilitychange", keep);
  addEventListener("pagehide", keep);
  return () => {
    document.removeEventListener("visibilitychange", keep);
    removeEventListener("pagehide", keep);
  };
}

/** The house as this browser saw it last, with all that was read of it then; undefined: it never did. */
export function lastSeen(): House | undefined {
  try {
    const text = localStorage.getItem(LAST_READ);
    if (text === null) return undefined;
    const { build, deployment, reads, practice, ...at } = fromToldText(text) as Kept;
    if (build !== BUILD) return undefined;
    for (const [key, data] of reads) if (queries.getQueryData(key) === undefined) queries.setQueryData(key, data);
    return { ...houseAsTold(deployment, at), practice };
  } catch {
    // Storage is forbidden, or what is there is not ours.
    return undefined;
  }
}

function write(house: House): void {
  const { deployment, practice } = house;
  const known = queries
    .getQueryCache()
    .getAll()
    .filter(({ queryKey, state }) => state.data !== undefined && isOpen(queryKey))
    .sort((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt);
  let left = MOST;
  const reads = known.flatMap(({ queryKey, state }) => {
    const read = [queryKey, state.data] as const;
    const size = sizeOf(read);
    if (size > left) return [];
    left -= size;
    return [read];
  });
  const at = { now: house.clock.now(), block: house.connectedAt };
  try {
    localStorage.setItem(LAST_READ, toldText({ build: BUILD, deployment, practice, ...at, reads } satisfies Kept));
  } catch {
    // Storage may be forbidden or full: without network the page then says that nobody answers.
  }
}

function sizeOf(read: unknown): number {
  try {
    return toldText(read).length;
  } catch {
    // Not for a file: it is left out.
    return Number.POSITIVE_INFINITY;
  }
}
