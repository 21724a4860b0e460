import { useQuery } from "@tanstack/react-query";
import { type Hex, zeroHash } from "viem";
import { recordHash } from "#protocol/relay/records.ts";
import { everyRelay, firstRelay } from "../node/relays.ts";
import { queries } from "../node/useRead.ts";

/** Milliseconds for each relay. */
const PATIENCE = 10_000;

const recordQuery = (hash: Hex | undefined) => ({
  queryKey: ["record", hash],
  retry: 1,
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<string | null> => {
    const found = await firstRelay(async (origin) => {
      const answer = await fetch(`${origin}/records/${hash}`, { signal: AbortSignal.timeout(PATIENCE) });
      const text = answer.ok ? await answer.text() : undefined;
      return text !== undefined && recordHash(text) === hash ? text : undefined;
    });
    return found ?? null;
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

/**
 * Gives a text to every relay that answers, and gives its hash; empty: no text, the zero hash. It stays there when a call
 * names it within the hour. Throws when nobody takes it.
 *
 * @param alias Another word of 32 bytes by which calls will name it: the number of a proposal.
 */
export async function keepRecord(text: string, alias?: Hex): Promise<Hex> {
  if (text === "") return zeroHash;
  const path = alias === undefined ? "/records" : `/records?as=${alias}`;
  const init = {
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: text,
    signal: AbortSignal.timeout(PATIENCE),
  };
  const answers = await everyRelay(async (origin) => (await fetch(origin + path, init)).ok);
  if (!answers.includes(true)) throw new Error("No relay keeps the text");
  return recordHash(text);
}
