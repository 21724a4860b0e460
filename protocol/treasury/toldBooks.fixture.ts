import {
  type Abi,
  type AbiEvent,
  type AbiFunction,
  type Address,
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  type Hex,
  numberToHex,
  pad,
  toHex,
  zeroHash,
} from "viem";
import { BatchRedeemed } from "../abi/counter.ts";
import { Donated } from "../abi/donations.ts";
import { balances, entries, journalCount, journalHead } from "../abi/journal.ts";
import { contractNames } from "../abi/parts.ts";
import { PaymentRequested, RequestPaid, requests } from "../abi/payments.ts";
import { roundCount } from "../abi/rounds.ts";
import { seatOf } from "../abi/share.ts";
import { balanceOf } from "../abi/token.ts";
import { Deposited } from "../abi/treasury.ts";
import { totalSupply } from "../abi/voucher.ts";
import { projectReference } from "../commons/project.ts";
import type { Ask } from "../house/Ask.ts";
import type { ContractName } from "../house/deployments.ts";
import { recordHash } from "../relay/records.ts";
import { accounts } from "./accounts.ts";
import { ENTRY_APPENDED, entryHash, type JournalEntry } from "./journal.ts";
import type { BooksHouse } from "./readLedger.ts";

const addressOf = (n: number): Address => pad(toHex(n), { size: 20 });

/** Everything a stranger may write into a note, to break a table, a program or a sentence. */
const notes = [
  "=1+1",
  "＝cmd|' /c calc'!A0",
  '"quoted", with; commas\r\nand lines',
  "; date:2020-01-01 [2020-01-01] a:: b :tag:",
  "  assets:cash  -1000000 CNY",
  "Für den Garten · 花园 \u202etxt.exe \u200b",
];

const [BATCH_REDEEMED = zeroHash] = encodeEventTopics({ abi: [BatchRedeemed] }) as Hex[];

/** An element of the list that a view gives, with nothing in it. */
function emptyOf(view: AbiFunction): Record<string, unknown> {
  const [list] = view.outputs as readonly { components: readonly { name: string; type: string }[] }[];
  const empty = (type: string) => {
    if (type.startsWith("bytes")) return zeroHash;
    if (type === "address") return addressOf(0);
    return /^u?int(8|16|24|32|40|48)$/.test(type) ? 0 : 0n;
  };
  return Object.fromEntries((list?.components ?? []).map(({ name, type }) => [name, empty(type)]));
}

/** As much of a deployment as books need. */
export function paperHouse({ decimals = 6, code = "CNY" } = {}): BooksHouse["deployment"] {
  const contracts = Object.fromEntries(contractNames.map((name, i) => [name, addressOf(i + 1)]));
  return {
    contracts: contracts as Record<ContractName, Address>,
    deployedAtBlock: 0,
    chainId: 31_337,
    club: {
      name: "Runde",
      timeZone: "Asia/Shanghai",
      currency: { code, decimals },
    } as BooksHouse["deployment"]["club"],
  };
}

/** A house on paper whose node tells books of any length; entry `n` is in block `n`. */
export class ToldBooks {
  readonly deployment: BooksHouse["deployment"];
  readonly texts = new Map<Hex, string>();
  /** What the contract holds after each entry; the first is before any. */
  readonly #heads: Hex[] = [zeroHash];
  readonly #count: number;
  readonly #begins: number;
  /** Vouchers that are not there. */
  lost = 0n;
  /** Logs that the node changes or leaves out. */
  lie: (logs: ToldLog[]) => ToldLog[] = (logs) => logs;

  constructor(count: number, deployment: BooksHouse["deployment"] = paperHouse(), begins = 1_790_000_000) {
    this.deployment = deployment;
    this.#count = count;
    this.#begins = begins;
    for (let seq = 1; seq <= count; seq++) this.#heads.push(entryHash(this.#heads[seq - 1] as Hex, this.#draft(seq)));
    for (const text of ["Rent for November", ...notes]) this.texts.set(recordHash(text), text);
  }

  get house(): BooksHouse {
    return { ask: this.ask, deployment: this.deployment, textOf: async (hash) => this.texts.get(hash) };
  }

  entry(seq: number): JournalEntry {
    return { ...this.#draft(seq), head: this.#heads[seq] as Hex };
  }

  /** Mostly vouchers redeemed; now and then a place, a gift, rent, sales. */
  #draft(seq: number): Omit<JournalEntry, "head"> {
    const entry = { seq, time: this.#begins + seq * 977, term: 1, ref: zeroHash, actor: addressOf(500), reverses: 0 };
    switch (seq % 50) {
      case 1: {
        const ref = pad(addressOf(1_000 + seq), { size: 32 });
        const inRound = numberToHex(BigInt(ref) | (3n << 160n), { size: 32 });
        return {
          ...entry,
          debit: accounts.escrow,
          credit: accounts["refunds payable"],
          amount: 30_000_000_000n,
          ref: inRound,
        };
      }
      case 2:
        return {
          ...entry,
          debit: accounts.cash,
          credit: accounts.donations,
          amount: 12_345_678_900n,
          actor: addressOf(77),
        };
      case 3:
        return { ...entry, debit: accounts.rent, credit: accounts.cash, amount: 8_000_000_000n };
      case 4:
        return { ...entry, debit: accounts.cash, credit: accounts["cash sales"], amount: 900_000_001n };
      case 45:
        return { ...entry, debit: accounts.cash, credit: accounts.escrow, amount: 30_000_000_000n };
      case 46:
        return {
          ...entry,
          debit: accounts["refunds payable"],
          credit: accounts["vouchers owed"],
          amount: 30_000_000_000n,
        };
      default:
        return {
          ...entry,
          debit: accounts["vouchers owed"],
          credit: accounts["voucher sales"],
          amount: 28_000_000n * BigInt(1 + (seq % 3)),
        };
    }
  }

  /** Every account's balance after so many entries. */
  balances(upTo = this.#count): Map<number, bigint> {
    const found = new Map<number, bigint>();
    const add = (account: number, amount: bigint) => found.set(account, (found.get(account) ?? 0n) + amount);
    for (let seq = 1; seq <= upTo; seq++) {
      const { debit, credit, amount } = this.#draft(seq);
      add(debit, amount);
      add(credit, -amount);
    }
    return found;
  }

  readonly ask: Ask = async (method, params) => {
    if (method === "eth_chainId") return numberToHex(this.deployment.chainId);
    if (method === "eth_blockNumber") return numberToHex(this.#count);
    if (method === "eth_call") return this.#call(params as [{ data: Hex }, string]);
    if (method !== "eth_getLogs") throw new Error(`${method} is not told here`);
    const [{ fromBlock, toBlock, topics }] = params as [{ fromBlock: Hex; toBlock: Hex; topics?: (Hex | Hex[])[] }];
    const told = this.lie(this.logs(Number(fromBlock), Number(toBlock)));
    const asked = topics && [topics[0] ?? []].flat();
    return asked === undefined ? told : told.filter(({ topics: [first] }) => asked.includes(first as Hex));
  };

  logs(from: number, to: number): ToldLog[] {
    const logs: ToldLog[] = [];
    for (let seq = Math.max(1, from); seq <= Math.min(this.#count, to); seq++)
      logs.push(...this.#logsOf(this.entry(seq)));
    return logs;
  }

  #call([{ data }, at]: [{ data: Hex }, string]): Hex {
    const abi: Abi = [
      ...[journalHead, journalCount, balances, entries, seatOf, requests],
      ...[balanceOf, totalSupply, roundCount],
    ];
    const { functionName, args } = decodeFunctionData({ abi, data });
    const upTo = at.startsWith("0x") ? Math.min(this.#count, Number(at)) : this.#count;
    if (functionName === "journalHead") return encodeFunctionResult({ abi, functionName, result: this.#heads[upTo] });
    if (functionName === "journalCount") return encodeFunctionResult({ abi, functionName, result: BigInt(upTo) });
    if (functionName === "seatOf") return encodeFunctionResult({ abi, functionName, result: 0 });
    if (functionName === "entries" || functionName === "requests") {
      const [first, count] = (args as [bigint, bigint]).map(Number) as [number, number];
      const numbers = Array.from({ length: Math.max(0, Math.min(count, upTo - first + 1)) }, (_, i) => first + i);
      const result = numbers.map((seq) =>
        functionName === "entries"
          ? { ...this.#draft(seq), blockNumber: seq, reversal: false }
          : { ...emptyOf(requests), id: BigInt(seq), ref: recordHash("Rent for November") },
      );
      return encodeFunctionResult({ abi, functionName, result });
    }
    const held = this.balances(upTo);
    const { Treasury, Rounds } = this.deployment.contracts;
    const found = {
      balanceOf:
        { [Treasury]: held.get(accounts.cash), [Rounds]: held.get(accounts.escrow) }[String(args?.[0]).toLowerCase()] ??
        0n,
      totalSupply: -(held.get(accounts["vouchers owed"]) ?? 0n) - this.lost,
      roundCount: 0,
    };
    if (functionName in found) {
      return encodeFunctionResult({ abi, functionName, result: found[functionName as keyof typeof found] });
    }
    const result = (args as [number[]])[0].map((account) => held.get(account) ?? 0n);
    return encodeFunctionResult({ abi, functionName, result });
  }

  #logsOf(entry: JournalEntry): ToldLog[] {
    const { seq, debit, credit, amount, time, term, ref, actor, reverses, head } = entry;
    const word = (value: number | bigint | Hex) => pad(typeof value === "string" ? value : toHex(value)).slice(2);
    const main = this.#log("Journal", seq, {
      topics: [ENTRY_APPENDED, ...[seq, debit, credit].map((value) => `0x${word(value)}`)],
      data: `0x${[amount, time, term, ref, actor, reverses, head].map(word).join("")}`,
    });
    const event = (contract: ContractName, abi: AbiEvent, args: Record<string, unknown>): ToldLog => {
      const topics = encodeEventTopics({ abi: [abi], args } as never) as Hex[];
      const plain = abi.inputs.filter(({ indexed }) => !indexed);
      return this.#log(contract, seq, {
        topics,
        data: encodeAbiParameters(
          plain,
          plain.map(({ name = "" }) => args[name]),
        ),
      });
    };
    switch (seq % 50) {
      case 1:
      case 45:
      case 46:
        return [main];
      case 2: {
        const note = recordHash(notes[Math.floor(seq / 50) % notes.length] ?? "");
        const project = projectReference("garden");
        const nameless = seq % 100 === 2;
        const args = { id: BigInt(seq), donor: addressOf(77), project, amount, note, nameless, entry: BigInt(seq) };
        return [main, event("Donations", Donated, args)];
      }
      case 3: {
        const id = BigInt(seq);
        const ref = recordHash("Rent for November");
        const asked = { proposer: addressOf(9), payee: addressOf(88), amount, category: debit, term, ref };
        return [
          event("Payments", PaymentRequested, { id, ...asked, documents: zeroHash, order: zeroHash }),
          main,
          event("Payments", RequestPaid, { id, payee: addressOf(88), amount, entry: BigInt(seq) }),
        ];
      }
      case 4: {
        const ref = recordHash("A note that nobody kept");
        return [
          main,
          event("Treasury", Deposited, { from: addressOf(9), account: credit, amount, ref, entry: BigInt(seq) }),
        ];
      }
      default: {
        const total = amount / 10_000n;
        // By hand: most entries are like this one, and there are many.
        const topics = [BATCH_REDEEMED, `0x${word(1)}`, `0x${word(seq)}`];
        const data: Hex = `0x${[20_700, 1, total, zeroHash, seq].map(word).join("")}`;
        return [main, this.#log("Counter", seq, { topics, data })];
      }
    }
  }

  #log(contract: ContractName, block: number, { topics, data }: { topics: string[]; data: Hex }): ToldLog {
    return {
      address: this.deployment.contracts[contract],
      topics,
      data,
      blockNumber: numberToHex(block),
      transactionHash: pad(toHex(block)),
      logIndex: "0x0",
    };
  }
}

export interface ToldLog {
  address: Address;
  topics: string[];
  data: Hex;
  blockNumber: Hex;
  transactionHash: Hex;
  logIndex: Hex;
}
