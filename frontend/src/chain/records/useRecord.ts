import { useQuery } from "@tanstack/react-query";
import { type Hex, zeroHash } from "viem";
import * as z from "zod/mini";
import { recordHash } from "#protocol/relay/records.ts";
import { anyAnswer, askServer, ServerRefusal } from "../node/askServer.ts";
import { queries } from "../node/useRead.ts";

const recordQuery = (hash: Hex | undefined) => ({
  queryKey: ["record", hash],
  retry: 1,
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<string | null> => {
    try {
      const text = await askServer(`/records/${hash}`, z.string());
      return recordHash(text) === hash ? text : null;
    } catch (error) {
      if (error instanceof ServerRefusal) return null;
      throw error;
    }
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
  await askServer("/records", anyAnswer, { post: text });
  return recordHash(text);
}
