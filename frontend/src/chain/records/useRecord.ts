import { useQuery } from "@tanstack/react-query";
import * as v from "valibot";
import { type Hex, zeroHash } from "viem";
import { ifFits } from "#protocol/house/shapes.ts";
import { hiddenSchema, recordHash } from "#protocol/relay/records.ts";
import { anyAnswer, askServer, ServerRefusal } from "../node/askServer.ts";
import { everyRelay, firstRelay } from "../node/relays.ts";
import { queries } from "../node/useRead.ts";

/** Milliseconds for each relay. */
const PATIENCE = 10_000;

/** A server keeps it and does not show it any more, for the reason it gives. */
const HIDDEN = 451;

const recordQuery = (hash: Hex | undefined) => ({
  queryKey: ["record", hash],
  retry: 1,
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<string | { hidden: string } | null> => {
    let hidden: string | undefined;
    const found = await firstRelay(async (origin) => {
      const asked = askServer(`${origin}/records/${hash}`, v.string(), { patience: PATIENCE });
      const text = await asked.catch((error: unknown) => {
        hidden ??= reasonIn(error);
        throw error;
      });
      return recordHash(text) === hash ? text : undefined;
    });
    return found ?? (hidden === undefined ? null : { hidden });
  },
});

function reasonIn(error: unknown): string | undefined {
  if (!(error instanceof ServerRefusal) || error.status !== HIDDEN) return undefined;
  return ifFits(hiddenSchema, error.content)?.error.message;
}

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

/** The same text where no component asks; undefined as well when nobody answers. */
export async function readRecord(hash: Hex): Promise<string | undefined> {
  if (!isNamed(hash)) return undefined;
  const found = await queries.fetchQuery(recordQuery(hash)).catch(() => null);
  return typeof found === "string" ? found : undefined;
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
  const answers = await everyRelay((origin) => askServer(origin + path, anyAnswer, { post: text, patience: PATIENCE }));
  if (answers.length === 0) throw new Error("No relay keeps the text");
  return recordHash(text);
}
