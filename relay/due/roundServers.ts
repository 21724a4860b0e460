import type { Hex } from "viem";
import { z } from "zod";
import type { Deployment } from "#protocol/house/deployments.ts";
import { roundUrl } from "#protocol/oversight/beacon.ts";
import { isSignatureOf } from "#protocol/oversight/drand.ts";

/** Where signatures of the house's network come from: its compressed signature of a round, or nothing yet. */
export type SignatureSource = (round: number) => Promise<Hex | undefined>;

export interface RoundServerOptions {
  /** Milliseconds for one answer. */
  patience?: number;
  /** Why a server's answer was no use. */
  log?: (line: string) => void;
}

const PATIENCE = 5_000;
/** An answer is some three hundred bytes. */
const MOST_BYTES = 4_096;
const published = z.object({ round: z.int(), signature: z.string().regex(/^[0-9a-f]{96}$/) });

/**
 * Asks the servers that publish a network's rounds, one after the other, and believes none of them: the first answer that is
 * the network's signature of that round is taken.
 */
export function roundServers(
  network: Pick<Deployment["beacon"], "key" | "genesis" | "period" | "chainHash" | "servers">,
  { patience = PATIENCE, log }: RoundServerOptions = {},
): SignatureSource {
  return async (round) => {
    for (const server of network.servers) {
      try {
        const answer = published.parse(JSON.parse(await textOf(roundUrl(server, network.chainHash, round), patience)));
        const signature: Hex = `0x${answer.signature}`;
        if (answer.round !== round) throw new Error(`answered with round ${answer.round}`);
        if (!isSignatureOf(network, round, signature)) throw new Error("answered with a signature that is not right");
        return signature;
      } catch (error) {
        log?.(`${server}, round ${round}: ${reasonOf(error)}`);
      }
    }
    return undefined;
  };
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

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError || error instanceof z.ZodError) return "answered with something else than a round";
  return error instanceof Error ? error.message : String(error);
}
