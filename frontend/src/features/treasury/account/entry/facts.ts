import {
  type Address,
  decodeEventLog,
  getAddress,
  type Hex,
  isAddressEqual,
  type Log,
  numberToHex,
  zeroAddress,
} from "viem";
import * as counterAbi from "#protocol/abi/counter.ts";
import * as donationsAbi from "#protocol/abi/donations.ts";
import { OrderPaidExactly } from "#protocol/abi/exactPayments.ts";
import * as journalAbi from "#protocol/abi/journal.ts";
import * as paymentsAbi from "#protocol/abi/payments.ts";
import * as treasuryAbi from "#protocol/abi/treasury.ts";
import { type Person, readSeats } from "../../../../chain/membership/people.ts";
import type { House } from "../../../../chain/node/house.ts";
import { readRecord } from "../../../../chain/records/useRecord.ts";
import { readRequests } from "../../../../chain/treasury/requests.ts";
import type { Entry } from "./entries.ts";
import { kindOf } from "./kinds.ts";

/** What the logs of an entry's block add: who, for what, by which paper. */
export interface EntryFacts {
  ref: Hex;
  head: Hex;
  txHash: Hex;
  actor: Person;
  /** Who received, gave, or took a place. */
  other?: Person;
  round?: number;
  /** Number of the payment request. */
  request?: number;
  /** Paid by the members' vote. */
  byVote?: boolean;
  gift?: { nameless: boolean; project: Hex };
  /** Vouchers redeemed at a counter; without a number it was one exact payment. */
  batch?: { terminal: number; batch?: number; payments: number };
  /** Hash of the paper or the note, and its words where they are at hand. */
  document?: Hex;
  text?: string;
}

type UnnamedFacts = Omit<EntryFacts, "actor" | "other" | "text"> & { actor: Address; other?: Address };

const kept = new Map<string, EntryFacts>();
const nameOf = (house: House, { seq, blockNumber, time, amount }: Entry) =>
  `${house.deployment.houseId} ${seq} ${blockNumber} ${time} ${amount}`;

/** Tells what the logs know of these entries: one question a block, all of them in one request. What is missing stays out. */
export async function readFacts(house: House, entries: readonly Entry[]): Promise<ReadonlyMap<number, EntryFacts>> {
  const fresh = entries.filter((entry) => !kept.has(nameOf(house, entry)));
  const drafts = await readDrafts(house, fresh);
  const documents = await readDocuments(house, drafts);
  const accounts = new Set([...drafts.values()].flatMap(({ actor, other }) => (other ? [actor, other] : [actor])));
  const seats = await readSeats(house, [...accounts]);
  const person = (account: Address): Person => ({ account, seat: seats.get(account) ?? 0 });
  for (const entry of fresh) {
    const draft = drafts.get(entry.seq);
    if (draft === undefined) continue;
    const document = draft.request === undefined ? draft.document : documents.get(draft.request);
    const text = document === undefined ? undefined : await readRecord(document);
    kept.set(nameOf(house, entry), {
      ...draft,
      document,
      text,
      actor: person(draft.actor),
      ...(draft.other && { other: person(draft.other) }),
    } as EntryFacts);
  }
  return new Map(
    entries.flatMap((entry) => {
      const facts = kept.get(nameOf(house, entry));
      return facts === undefined ? [] : [[entry.seq, facts]];
    }),
  );
}

/** What says more about an entry than the entry itself. */
const telling = [
  journalAbi.EntryAppended,
  paymentsAbi.RequestPaid,
  treasuryAbi.PaidByVote,
  treasuryAbi.LossBooked,
  treasuryAbi.Deposited,
  donationsAbi.Donated,
  counterAbi.BatchRedeemed,
  OrderPaidExactly,
] as const;

async function readDrafts(house: House, entries: readonly Entry[]): Promise<Map<number, UnnamedFacts>> {
  const { contracts } = house.deployment;
  const address = [...new Set(telling.map(({ contract }) => contracts[contract]))];
  const blocks = [...new Set(entries.map(({ blockNumber }) => blockNumber))];
  const logs = await Promise.all(
    blocks.map((block) => {
      const only = numberToHex(block);
      return house.rpc.request({ method: "eth_getLogs", params: [{ address, fromBlock: only, toBlock: only }] });
    }),
  );
  const wanted = new Map(entries.map((entry) => [entry.seq, entry]));
  const drafts = new Map<number, UnnamedFacts>();
  const events = logs.flat().flatMap((log) => eventsOf(house, log as unknown as Log<Hex, Hex>));
  for (const event of events) {
    if (event.name !== "EntryAppended") continue;
    const entry = wanted.get(Number(event.args.seq));
    if (entry !== undefined) drafts.set(entry.seq, drafted(event, entry));
  }
  for (const event of events) {
    const draft = event.name === "EntryAppended" ? undefined : drafts.get(Number(event.args.entry));
    if (draft !== undefined) Object.assign(draft, more(event));
  }
  return drafts;
}

type Told = { name: string; args: Record<string, unknown>; txHash: Hex };

function eventsOf(house: House, log: Log<Hex, Hex>): Told[] {
  const { contracts } = house.deployment;
  const abi = telling.filter(({ contract }) => isAddressEqual(contracts[contract], log.address));
  if (abi.length === 0) return [];
  try {
    const { eventName, args } = decodeEventLog({ abi, data: log.data, topics: log.topics as [Hex] });
    return [{ name: eventName, args: args as unknown as Record<string, unknown>, txHash: log.transactionHash! }];
  } catch {
    // An event of a parent contract that this page has no word for.
    return [];
  }
}

function drafted({ args, txHash }: Told, entry: Entry): UnnamedFacts {
  const ref = args.ref as Hex;
  const draft: UnnamedFacts = { ref, head: args.head as Hex, txHash, actor: args.actor as Address };
  const kind = kindOf(entry);
  const ofRound = ["placeTaken", "placeBack", "roundMoney", "vouchersIssued"].includes(kind);
  return ofRound ? { ...draft, ...placeOf(ref) } : draft;
}

/** A round's reference: round × 2^160 + recipient; no recipient when the round is finalised. */
function placeOf(ref: Hex): { round: number; other?: Address } {
  const other = getAddress(`0x${ref.slice(26)}`);
  const round = Number(BigInt(ref) >> 160n);
  return other === zeroAddress ? { round } : { round, other };
}

/** What the other part's event adds to the entry that it wrote. */
function more({ name, args }: Told): Partial<UnnamedFacts> {
  if (name === "RequestPaid") return { request: Number(args.id), other: args.payee as Address };
  if (name === "PaidByVote") return { byVote: true, other: args.payee as Address, document: args.ref as Hex };
  if (name === "LossBooked") return { byVote: true, document: args.ref as Hex };
  if (name === "Deposited") return { other: args.from as Address, document: args.ref as Hex };
  if (name === "Donated") {
    const gift = { nameless: args.nameless as boolean, project: args.project as Hex };
    return { gift, other: args.donor as Address, document: args.note as Hex };
  }
  if (name === "BatchRedeemed") {
    const [terminal, batch, payments] = [args.terminal, args.seq, args.paid].map(Number) as [number, number, number];
    return { batch: { terminal, batch, payments } };
  }
  if (name === "OrderPaidExactly") return { batch: { terminal: Number(args.terminal), payments: 1 } };
  return {};
}

async function readDocuments(house: House, drafts: Map<number, UnnamedFacts>): Promise<Map<number, Hex>> {
  const ids = [...drafts.values()].flatMap(({ request }) => (request === undefined ? [] : [request]));
  const found = await Promise.all(ids.map((id) => readRequests(house, id, 1)));
  return new Map(found.flat().map(({ id, ref }) => [id, ref]));
}
