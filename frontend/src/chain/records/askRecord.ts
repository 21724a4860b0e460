import * as v from "valibot";
import { type Hex, zeroHash } from "viem";
import { ifFits } from "#protocol/house/shapes.ts";
import { hiddenSchema, recordHash } from "#protocol/relay/records.ts";
import { ServerRefusal } from "../node/askPlainly.ts";
import { anyAnswer, askServer } from "../node/askServer.ts";
import { everyRelay, firstRelay } from "../node/relays.ts";

/** Milliseconds for each relay. */
const PATIENCE = 10_000;

/** A server keeps it and does not show it any more, for the reason it gives. */
const HIDDEN = 451;

/**
 * A text by its hash, from whoever keeps it; why it is not shown any more; null: nobody keeps it. Throws when no relay says
 * anything.
 */
export async function askRecord(hash: Hex): Promise<string | { hidden: string } | null> {
  let hidden: string | undefined;
  let isAnswered = false;
  const found = await firstRelay(async (origin) => {
    const asked = askServer(`${origin}/records/${hash}`, v.string(), { patience: PATIENCE });
    const text = await asked.catch((error: unknown) => {
      hidden ??= reasonIn(error);
      isAnswered ||= error instanceof ServerRefusal && error.status < 500;
      throw error;
    });
    isAnswered = true;
    return recordHash(text) === hash ? text : undefined;
  });
  if (!isAnswered) throw new Error("No relay says whether it keeps the text");
  return found ?? (hidden === undefined ? null : { hidden });
}

function reasonIn(error: unknown): string | undefined {
  if (!(error instanceof ServerRefusal) || error.status !== HIDDEN) return undefined;
  return ifFits(hiddenSchema, error.content)?.error.message;
}

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
