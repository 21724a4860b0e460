import * as v from "valibot";
import type { Hex } from "viem";
import { whole } from "#protocol/house/shapes.ts";
import { type BeaconNetwork, roundUrl, serverUrl } from "#protocol/oversight/beacon.ts";
import { isSignatureOf } from "#protocol/oversight/drand.ts";

/** A network, and by which hash its servers know it, where somebody has said so. */
export type NamedNetwork = BeaconNetwork & { chainHash?: string };
type Found = { ok: true; signature: Hex } | { ok: false; why: string };
/** Where signatures come from: a network's compressed signature of a round, or why there is none yet. */
export type SignatureSource = (network: NamedNetwork, round: number) => Promise<Found>;

export interface RoundServerOptions {
  /** Milliseconds for one answer. */
  patience?: number;
  /** Why a server's answer was no use; not twice running the same. */
  log?: (line: string) => void;
}

const PATIENCE = 5_000;
/** A round is some three hundred bytes; a list of networks or what is said of one hardly more. */
const MOST_BYTES = 4_096;
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const published = v.object({ round: whole, signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{96}$/)) });
const chains = v.pipe(v.array(hash), v.maxLength(50));
const described = v.object({ public_key: v.string(), genesis_time: whole, period: whole });

/**
 * Asks the servers that publish rounds, one after the other, and believes none of them: the first answer that is the
 * network's signature of that round is taken. Of a network that was named by a later vote only the key is known: each
 * server is asked which of its networks has it.
 */
export function roundServers(
  servers: readonly string[],
  { patience = PATIENCE, log }: RoundServerOptions = {},
): SignatureSource {
  const hashes = new Map<string, string>();
  const told = new Map<string, string>();
  const ask = async <S extends v.GenericSchema>(what: string, schema: S, url: string): Promise<v.InferOutput<S>> => {
    const parsed = v.safeParse(schema, jsonIn(await textOf(url, patience)));
    if (!parsed.success) throw new Error(`answered with something else than ${what}`);
    return parsed.output;
  };
  const hashAt = async (server: string, { chainHash, ...network }: NamedNetwork): Promise<string> => {
    const known = chainHash ?? hashes.get(server + network.key);
    if (known !== undefined) return known;
    for (const one of await ask("a list of networks", chains, serverUrl(server, "chains"))) {
      const info = await ask("what a network is", described, serverUrl(server, `${one}/info`));
      if (!isThe(network, info)) continue;
      hashes.set(server + network.key, one);
      return one;
    }
    throw new Error("none of its networks has the key and clock that the house names");
  };
  const signatureAt = async (server: string, network: NamedNetwork, round: number): Promise<Hex> => {
    const answer = await ask("a round", published, roundUrl(server, await hashAt(server, network), round));
    const signature: Hex = `0x${answer.signature}`;
    if (answer.round !== round) throw new Error(`answered with round ${answer.round}`);
    if (!isSignatureOf(network, round, signature)) throw new Error("answered with a signature that is not right");
    return signature;
  };
  return async (network, round) => {
    const reasons: string[] = [];
    for (const server of servers) {
      try {
        const signature = await signatureAt(server, network, round);
        told.delete(server);
        return { ok: true, signature };
      } catch (error) {
        const line = `${server}, round ${round}: ${reasonOf(error)}`;
        if (told.get(server) !== line) log?.(line);
        told.set(server, line);
        reasons.push(`${server}: ${reasonOf(error)}`);
      }
    }
    if (servers.length === 0) reasons.push(`no server is named that could publish rounds of the key ${network.key}`);
    return { ok: false, why: reasons.join("; ") };
  };
}

function isThe({ key, genesis, period }: BeaconNetwork, info: v.InferOutput<typeof described>): boolean {
  return `0x${info.public_key}` === key && info.genesis_time === genesis && info.period === period;
}

async function textOf(url: string, patience: number): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patience), headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of answer.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > MOST_BYTES) throw new Error(`answered with more than ${MOST_BYTES} bytes`);
  }
  return text + decoder.decode();
}

/** What is no JSON fits no schema. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
