import { useQuery } from "@tanstack/react-query";
import { type Hex, zeroHash } from "viem";
import { queries } from "../node/useRead.ts";

const recordQuery = (hash: Hex | undefined) => ({
  queryKey: ["record", hash],
  retry: 1,
  staleTime: Number.POSITIVE_INFINITY,
  // A page that the server drew came with its texts.
  queryFn: async () => (await import("./askRecord.ts")).askRecord(hash!),
});

/** A text that the chain names by its hash. Whoever keeps it: it is shown only when the hash is right. */
export function useRecord(hash: Hex | undefined): string | undefined {
  const { data } = useQuery({ ...recordQuery(hash), enabled: isNamed(hash) });
  return typeof data === "string" ? data : undefined;
}

/** Why a text that was here is not shown any more; undefined: it is, or nobody keeps it. */
export function useTombstone(hash: Hex | undefined): string | undefined {
  const { data } = useQuery({ ...recordQuery(hash), enabled: isNamed(hash) });
  return typeof data === "object" ? data?.hidden : undefined;
}

/** The same text where no component asks; undefined: nobody keeps it. Throws when nobody answers. */
export async function findRecord(hash: Hex): Promise<string | undefined> {
  if (!isNamed(hash)) return undefined;
  const found = await queries.fetchQuery(recordQuery(hash));
  return typeof found === "string" ? found : undefined;
}

/** The same, and undefined as well when nobody answers. */
export const readRecord = (hash: Hex): Promise<string | undefined> => findRecord(hash).catch(() => undefined);

const isNamed = (hash: Hex | undefined) => hash !== undefined && hash !== zeroHash;
