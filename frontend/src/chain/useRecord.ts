import { useQuery } from "@tanstack/react-query";
import { type Hex, zeroHash } from "viem";
import { recordHash } from "#protocol/records.ts";

/** A text that the chain names by its hash. Whoever keeps it: it is shown only when the hash is right. */
export function useRecord(hash: Hex | undefined): string | undefined {
  const named = hash !== undefined && hash !== zeroHash;
  const { data } = useQuery({
    queryKey: ["record", hash],
    enabled: named,
    retry: 1,
    queryFn: async () => {
      const answer = await fetch(`/records/${hash}`);
      if (!answer.ok) return null;
      const text = await answer.text();
      return recordHash(text) === hash ? text : null;
    },
  });
  return data ?? undefined;
}

/** Keeps a text and gives its hash; empty: no text, the zero hash. Throws when nobody answers. */
export async function keepRecord(text: string): Promise<Hex> {
  if (text === "") return zeroHash;
  const answer = await fetch("/records", { method: "POST", headers: { "content-type": "text/plain" }, body: text });
  if (!answer.ok) throw new Error(`/records: ${answer.status}`);
  return recordHash(text);
}
