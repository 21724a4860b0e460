import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Of Ignition's journal, the lines that tell when a transaction is prepared and when it was sent. */
const line = z.looseObject({
  type: z.string(),
  futureId: z.string().optional(),
  networkInteractionId: z.int().optional(),
  nonce: z.int().optional(),
});

export interface UnfinishedStep {
  future: string;
  nonce: number;
}

/** Steps for which a transaction was prepared and of which the journal does not know whether it was sent. */
export function unfinishedSteps(folder: string): UnfinishedStep[] {
  const file = join(folder, "journal.jsonl");
  if (!existsSync(file)) return [];
  const open = new Map<string, UnfinishedStep>();
  const sent = new Set<string>();
  for (const text of readFileSync(file, "utf8").split("\n")) {
    if (text === "") continue;
    const { type, futureId, networkInteractionId, nonce } = line.parse(JSON.parse(text));
    if (futureId === undefined) continue;
    const step = `${futureId} ${networkInteractionId}`;
    switch (type) {
      case "TRANSACTION_PREPARE_SEND":
        // Where one is on its way already, a second one (with a higher fee) that got lost changes nothing.
        if (nonce !== undefined && !sent.has(step)) open.set(step, { future: futureId, nonce });
        break;
      case "TRANSACTION_SEND":
        sent.add(step);
        open.delete(step);
        break;
      case "ONCHAIN_INTERACTION_DROPPED":
      case "ONCHAIN_INTERACTION_REPLACED_BY_USER":
        sent.delete(step);
        break;
      case "WIPE_APPLY":
        for (const [key, { future }] of open) if (future === futureId) open.delete(key);
    }
  }
  return [...open.values()];
}
