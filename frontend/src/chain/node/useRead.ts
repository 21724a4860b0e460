import { keepPreviousData, QueryClient, type QueryKey, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Loaded } from "../../ui/state/loaded.ts";
import { type House, useHouse } from "./house.ts";
import { useNetwork } from "./network.ts";

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A block makes things old, not time.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 600_000,
      retry: 1,
      retryDelay: 500,
      // What could not be read is not asked again by each part that shows it: one that waits for another would ask forever.
      retryOnMount: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // Our own server may well be there when the internet is not.
      networkMode: "always",
    },
  },
});

/**
 * Where this browser keeps what was read last (`app/lastSeen.ts`). Of this address, not of a house: where nobody answers
 * nobody says which house it is.
 */
export const LAST_READ = "runde.last";

/** Forgets what was read and is not on the page any more, in this browser's storage too: somebody has left. */
export function forgetReads(): void {
  try {
    localStorage.removeItem(LAST_READ);
  } catch {
    // Storage is forbidden, and nothing was kept.
  }
  // Once the page is nobody's.
  setTimeout(() => queries.removeQueries({ type: "inactive" }));
}

type Options = {
  /** False: do not ask yet. */
  when?: boolean;
  /** While another key is being read, what the last one brought stays: the next page of a list. */
  keep?: boolean;
};

/**
 * Reads something of the house and keeps it fresh: with every new block it is asked for again.
 * `key` names it within the house: `["round", id]`.
 */
export function useRead<T>(
  key: QueryKey,
  read: (house: House) => Promise<T>,
  { when = true, keep = false }: Options = {},
): Loaded<T> {
  const house = useHouse();
  const network = useNetwork();
  const query = useQuery({
    queryKey: ["house", ...key],
    queryFn: async () => ({ value: await read(house), asOf: house.clock.now() }),
    enabled: when,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
  return loadedOf(query, network.reachable);
}

/** What a query holds that notes with its value when that was read; old as well while the network is away. */
export function loadedOf<T>(
  { data, isError, refetch }: Pick<UseQueryResult<{ value: T; asOf: number }>, "data" | "isError" | "refetch">,
  isReachable: boolean,
): Loaded<T> {
  if (data === undefined) return isError ? { status: "failed", retry: () => void refetch() } : { status: "loading" };
  const { value, asOf } = data;
  return isError || !isReachable
    ? { status: "ready", data: value, staleSince: asOf }
    : { status: "ready", data: value };
}

/** Several reads as one: ready when all are, stale since the oldest. */
export function allRead<T extends readonly unknown[]>(...reads: { [I in keyof T]: Loaded<T[I]> }): Loaded<T> {
  const failed = reads.find((read) => read.status === "failed");
  if (failed !== undefined) return failed as Loaded<T>;
  const ready = reads.filter((read) => read.status === "ready");
  if (ready.length < reads.length) return { status: "loading" };
  const since = ready.flatMap(({ staleSince }) => (staleSince === undefined ? [] : [staleSince]));
  const data = ready.map((read) => read.data) as unknown as T;
  return since.length === 0 ? { status: "ready", data } : { status: "ready", data, staleSince: Math.min(...since) };
}

/** The same state of something made from what was read. */
export function mapRead<T, U>(read: Loaded<T>, make: (data: T) => U): Loaded<U> {
  return read.status === "ready" ? { ...read, data: make(read.data) } : read;
}
