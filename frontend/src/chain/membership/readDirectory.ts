import { plainLine } from "#protocol/relay/plainText.ts";
import { directorySchema, type SignedLine } from "#protocol/relay/records.ts";
import { askServer } from "../node/askServer.ts";
import { everyRelay } from "../node/relays.ts";

/** What a member wants to be called. Their own words: to be shown as text, in `<bdi>`. */
export interface DirectoryEntry {
  name: string;
  sentence: string;
}

/** Milliseconds for each relay: names are no reason to wait long. */
const PATIENCE = 5_000;

/** The members' names by seat. Throws where no relay has them. */
export async function readDirectory(): Promise<ReadonlyMap<number, DirectoryEntry>> {
  const lines = newest(await everyRelay(readLines));
  return new Map(lines.map((line) => [line.seat, { name: plainLine(line.name), sentence: plainLine(line.sentence) }]));
}

/** The newest word of each seat, from whichever relay has it; one that takes the name out is a word too. */
function newest(lists: readonly SignedLine[][]): SignedLine["line"][] {
  if (lists.length === 0) throw new Error("No relay has a directory");
  const bySeat = new Map<number, SignedLine["line"]>();
  for (const { line } of lists.flat()) {
    const known = bySeat.get(line.seat);
    if (known === undefined || BigInt(known.nonce) < BigInt(line.nonce)) bySeat.set(line.seat, line);
  }
  return [...bySeat.values()].filter(({ name }) => name !== "");
}

function readLines(origin: string): Promise<SignedLine[]> {
  return askServer(`${origin}/directory?all`, directorySchema, { patience: PATIENCE });
}
