import { type Address, decodeEventLog, getAddress, type Hex, isAddressEqual, type RpcLog, zeroAddress } from "viem";
import { BatchRedeemed } from "../abi/counter.ts";
import { Donated } from "../abi/donations.ts";
import { OrderPaidExactly } from "../abi/exactPayments.ts";
import { EntryAppended } from "../abi/journal.ts";
import { RequestPaid } from "../abi/payments.ts";
import { Deposited, LossBooked, PaidByVote } from "../abi/treasury.ts";
import type { Deployment } from "../house/deployments.ts";
import { kindOf } from "./entryKinds.ts";
import { ENTRY_APPENDED, entryOfLog, type JournalEntry } from "./journal.ts";

/** What logs add to an entry of the books: who, for what, by which paper. */
export interface ToldFacts {
  ref: Hex;
  head: Hex;
  txHash: Hex;
  actor: Address;
  /** Who received, gave, or took a place. */
  other?: Address;
  round?: number;
  /** Number of the payment request. */
  request?: number;
  /** Paid by the members' vote. */
  byVote?: boolean;
  gift?: { nameless: boolean; project: Hex };
  /** Vouchers redeemed at a counter; without a number it was one exact payment. */
  batch?: { terminal: number; batch?: number; payments: number };
  /** Hash of the paper or the note. */
  document?: Hex;
}

/** What says more about an entry than the entry itself. */
export const telling = [
  EntryAppended,
  RequestPaid,
  PaidByVote,
  LossBooked,
  Deposited,
  Donated,
  BatchRedeemed,
  OrderPaidExactly,
] as const;

type Contracts = Deployment["contracts"];

/** Whose logs they are. */
export function tellingContracts(contracts: Contracts): Address[] {
  return [...new Set(telling.map(({ contract }) => contracts[contract]))];
}

/** What logs tell, by number of the entry. An entry and what tells of it are in one block. */
export function factsOfLogs(contracts: Contracts, logs: readonly RpcLog[]): Map<number, ToldFacts> {
  const facts = new Map<number, ToldFacts>();
  const others: RpcLog[] = [];
  for (const log of logs) {
    const isEntry = log.topics[0] === ENTRY_APPENDED && isAddressEqual(contracts.Journal, log.address);
    if (isEntry) {
      const entry = entryOfLog(log);
      facts.set(entry.seq, begun(entry, log.transactionHash!));
    } else others.push(log);
  }
  for (const log of others) {
    const event = eventOf(contracts, log);
    const found = event && facts.get(Number(event.args.entry));
    if (found) Object.assign(found, more(event));
  }
  return facts;
}

type Told = { name: string; args: Record<string, unknown> };

function eventOf(contracts: Contracts, log: RpcLog): Told | undefined {
  const abi = telling.filter(({ contract }) => isAddressEqual(contracts[contract], log.address));
  if (abi.length === 0) return undefined;
  try {
    const { eventName, args } = decodeEventLog({ abi, data: log.data, topics: log.topics as [Hex] });
    return { name: eventName, args: args as unknown as Record<string, unknown> };
  } catch {
    // An event of a parent contract that nobody here has a word for.
    return undefined;
  }
}

function begun(entry: JournalEntry, txHash: Hex): ToldFacts {
  const { ref, head } = entry;
  const facts: ToldFacts = { ref, head, txHash, actor: getAddress(entry.actor) };
  const ofRound = ["placeTaken", "placeBack", "roundMoney", "vouchersIssued"].includes(kindOf(entry));
  return ofRound ? { ...facts, ...placeOf(ref) } : facts;
}

/** A round's reference: round × 2^160 + recipient; no recipient when the round is finalised. */
function placeOf(ref: Hex): { round: number; other?: Address } {
  const other = getAddress(`0x${ref.slice(26)}`);
  const round = Number(BigInt(ref) >> 160n);
  return other === zeroAddress ? { round } : { round, other };
}

/** What the other part's event adds to the entry that it wrote. */
function more({ name, args }: Told): Partial<ToldFacts> {
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
