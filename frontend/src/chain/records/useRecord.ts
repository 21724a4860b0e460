import { useQuery } from "@tanstack/react-query";
import { type Hex, zeroHash } from "viem";
import { recordHash } from "#protocol/relay/records.ts";
import { queries } from "../node/useRead.ts";

const recordQuery = (hash: Hex | undefined) => ({
  queryKey: ["record", hash],
  retry: 1,
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<string | null> => {
    const answer = await fetch(`/records/${hash}`);
    if (!answer.ok) return null;
    const text = await answer.text();
    return recordHash(text) === hash ? text : null;
  },
});

/** A text that the chain names by its hash. Whoever keeps it: it is shown only when the hash is right. */
export function useRecord(hash: Hex | undefined): string | undefined {
  const { data } = useQuery({ ...recordQuery(hash), enabled: isNamed(hash) });
  return data ?? undefined;
}

/** The same text where no component asks; undefined as well when nobody answers. */
export async function readRecord(hash: Hex): Promise<string | undefined> {
  if (!isNamed(hash)) return undefined;
  return (await queries.fetchQuery(recordQuery(hash)).catch(() => null)) ?? undefined;
}

const isNamed = (hash: Hex | undefined) => hash !== undefined && hash !== zeroHash;

/** Keeps a text and gives its hash; empty: no text, the zero hash. Throws when nobody answers. */
export async function keepRecord(text: string): Promise<Hex> {
  if (text === "") return zeroHash;
  const answer = await fetch("/records", { method: "POST", headers: { "content-type": "text/plain" }, body: text });
  if (!answer.ok) throw new Error(`/records: ${answer.status}`);
  return recordHash(text);
}
