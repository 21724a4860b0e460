import { type Address, type Hex, numberToHex, type RpcLog } from "viem";
import { factsOfLogs, type ToldFacts, tellingContracts } from "#protocol/treasury/entryFacts.ts";
import { type Person, readSeats } from "../../../../chain/membership/people.ts";
import type { House } from "../../../../chain/node/house.ts";
import { readRecord } from "../../../../chain/records/useRecord.ts";
import { readRequests } from "../../../../chain/treasury/requests.ts";
import { type Entry, nameOf } from "./entries.ts";

/** What the logs of an entry's block add, with people by their seats and papers in words. */
export type EntryFacts = Omit<ToldFacts, "actor" | "other"> & {
  actor: Person;
  other?: Person;
  /** The paper's words, where they are at hand. */
  text?: string;
};

const kept = new Map<string, EntryFacts>();
const keyOf = (house: House, entry: Entry) => `${house.deployment.houseId} ${nameOf(entry)}`;

/** Tells what the logs know of these entries: one question a block, all of them in one request. What is missing stays out. */
export async function readFacts(house: House, entries: readonly Entry[]): Promise<ReadonlyMap<number, EntryFacts>> {
  const fresh = entries.filter((entry) => !kept.has(keyOf(house, entry)));
  const drafts = await readDrafts(house, fresh);
  const accounts = new Set([...drafts.values()].flatMap(({ actor, other }) => (other ? [actor, other] : [actor])));
  const [documents, seats] = await Promise.all([readDocuments(house, drafts), readSeats(house, [...accounts])]);
  const person = (account: Address): Person => ({ account, seat: seats.get(account) ?? 0 });
  await Promise.all(
    fresh.map(async (entry) => {
      const draft = drafts.get(entry.seq);
      if (draft === undefined) return;
      const document = draft.request === undefined ? draft.document : documents.get(draft.request);
      const text = document === undefined ? undefined : await readRecord(document);
      kept.set(keyOf(house, entry), {
        ...draft,
        document,
        text,
        actor: person(draft.actor),
        ...(draft.other && { other: person(draft.other) }),
      } as EntryFacts);
    }),
  );
  return new Map(
    entries.flatMap((entry) => {
      const facts = kept.get(keyOf(house, entry));
      return facts === undefined ? [] : [[entry.seq, facts]];
    }),
  );
}

async function readDrafts(house: House, entries: readonly Entry[]): Promise<Map<number, ToldFacts>> {
  const { contracts } = house.deployment;
  const address = tellingContracts(contracts);
  const blocks = [...new Set(entries.map(({ blockNumber }) => blockNumber))];
  const logs = await Promise.all(
    blocks.map((block) => {
      const only = numberToHex(block);
      return house.rpc.request({ method: "eth_getLogs", params: [{ address, fromBlock: only, toBlock: only }] });
    }),
  );
  const facts = factsOfLogs(contracts, logs.flat() as RpcLog[]);
  const wanted = new Set(entries.map(({ seq }) => seq));
  return new Map([...facts].filter(([seq]) => wanted.has(seq)));
}

async function readDocuments(house: House, drafts: Map<number, ToldFacts>): Promise<Map<number, Hex>> {
  const ids = [...drafts.values()].flatMap(({ request }) => (request === undefined ? [] : [request]));
  const found = await Promise.all(ids.map((id) => readRequests(house, id, 1)));
  return new Map(found.flat().map(({ id, ref }) => [id, ref]));
}
