import { type Address, type Hex, numberToHex, parseEventLogs, type RpcLog } from "viem";
import { BatchRedeemed, ItemRedeemed } from "#protocol/abi/counter.ts";
import { Donated } from "#protocol/abi/donations.ts";
import { BallotCast } from "#protocol/abi/elections.ts";
import { OrderPaidExactly } from "#protocol/abi/exactPayments.ts";
import { VoteCast } from "#protocol/abi/houseGovernor.ts";
import { EntryAppended } from "#protocol/abi/journal.ts";
import * as pocketsAbi from "#protocol/abi/pockets.ts";
import * as proposalsAbi from "#protocol/abi/proposals.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import { SeatBought } from "#protocol/abi/rounds.ts";
import type { Ask } from "#protocol/house/Ask.ts";
import { newestBlock, readLogs, topicOf } from "#protocol/house/readNode.ts";
import type { ReceiptPlace } from "#protocol/house/receiptCode.ts";
import type { EntryKind } from "#protocol/treasury/entryKinds.ts";
import { paidBatches, paidTopics } from "#protocol/voucher/paidItems.ts";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { type House, readHouse } from "../../chain/node/house.ts";
import { readTerms } from "../../chain/oversight/rotation.ts";

/** Something that somebody did here, with the place where the public record has it. */
export interface OwnRecord {
  place: ReceiptPlace;
  /** UTC seconds. */
  at: number;
  /** Smallest unit. */
  amount?: bigint;
  /** The books' entry, and what it is about where that is its place. */
  entry?: number;
  kind?: EntryKind;
}

type Draft = Omit<OwnRecord, "at"> & ({ at: number } | { block: number });

/** All that the house knows of a member's doings, newest first. Throws rather than leave something out. */
export async function readOwnRecords(house: House, account: Address, seat: number): Promise<readonly OwnRecord[]> {
  const ask: Ask = (method, params) => house.rpc.request({ method, params } as never);
  const to = await newestBlock(ask);
  const blocks = { from: house.deployment.deployedAtBlock, to };
  const { contracts } = house.deployment;
  const word = (value: Hex | number): Hex =>
    `0x${(typeof value === "number" ? value.toString(16) : value.slice(2)).padStart(64, "0")}`;
  const [me, mySeat] = [word(account.toLowerCase() as Hex), word(seat)];
  const logs = (contract: keyof typeof contracts, topics: unknown[]) =>
    readLogs(ask, blocks, contracts[contract], topics);
  const [ballots, votes, gifts, places, exact, payments, offices] = await Promise.all([
    seat === 0 ? [] : logs("Elections", [topicOf([BallotCast], "BallotCast"), null, mySeat]),
    logs("HouseGovernor", [topicOf([VoteCast], "VoteCast"), me]),
    logs("Donations", [topicOf([Donated], "Donated"), null, me]),
    logs("Rounds", [topicOf([SeatBought], "SeatBought"), null, me]),
    logs("ExactPayments", [topicOf([OrderPaidExactly], "OrderPaidExactly"), null, null, me]),
    readPayments(house, ask, blocks, account),
    readOffices(house, seat),
  ]);
  const drafts: Draft[] = [
    ...ballotDrafts(ballots),
    ...(await voteDrafts(house, votes, seat)),
    ...parseEventLogs({ abi: [Donated], logs: gifts }).map(
      ({ args, blockNumber }): Draft => ({
        place: { is: "gift", id: Number(args.id) },
        amount: args.amount,
        entry: Number(args.entry),
        block: Number(blockNumber),
      }),
    ),
    ...(await placeDrafts(house, places)),
    ...parseEventLogs({ abi: [OrderPaidExactly], logs: exact }).map(
      ({ args, blockNumber }): Draft => ({
        place: { is: "entry", entry: Number(args.entry) },
        kind: "redeemed",
        amount: BigInt(args.amount) * unitOf(house),
        entry: Number(args.entry),
        block: Number(blockNumber),
      }),
    ),
    ...payments,
    ...offices,
  ];
  return (await dated(ask, drafts)).sort((one, other) => other.at - one.at);
}

const unitOf = ({ deployment }: House) => unitsPerHundredth(deployment.club.currency.decimals);

/** The last ballot of a term is the one that counts. */
function ballotDrafts(logs: RpcLog[]): Draft[] {
  const last = new Map<number, Draft>();
  for (const { args, blockNumber } of parseEventLogs({ abi: [BallotCast], logs })) {
    last.set(args.term, {
      place: { is: "ballot", term: args.term, seat: args.seat },
      block: Number(blockNumber),
    });
  }
  return [...last.values()];
}

/** A motion has a number that people use, and an id in its votes. */
async function voteDrafts(house: House, logs: RpcLog[], seat: number): Promise<Draft[]> {
  const votes = parseEventLogs({ abi: [VoteCast], logs });
  if (votes.length === 0) return [];
  const count = await readHouse(house, proposalsAbi.proposalCount);
  const motions = await readHouse(house, proposalsAbi.proposalsPage, [1, count]);
  const numbers = new Map(motions.map(({ id, number }) => [id, number]));
  return votes.flatMap(({ args, blockNumber }): Draft[] => {
    const motion = numbers.get(args.proposalId);
    return motion === undefined ? [] : [{ place: { is: "vote", motion, seat }, block: Number(blockNumber) }];
  });
}

/** A place's entry is the one that the same call wrote. */
async function placeDrafts(house: House, logs: RpcLog[]): Promise<Draft[]> {
  const bought = parseEventLogs({ abi: [SeatBought], logs });
  const entries = await logsOfBlocks(house, "Journal", [topicOf([EntryAppended], "EntryAppended")], bought);
  const written = parseEventLogs({ abi: [EntryAppended], logs: entries });
  return bought.flatMap(({ args, blockNumber, transactionHash }): Draft[] => {
    const entry = written.find(
      (one) =>
        one.transactionHash === transactionHash && BigInt(one.args.ref) % (1n << 160n) === BigInt(args.recipient),
    );
    if (entry === undefined) return [];
    const number = Number(entry.args.seq);
    const place = { is: "entry", entry: number } as const;
    return [{ place, kind: "placeTaken", amount: args.paid, entry: number, block: Number(blockNumber) }];
  });
}

async function readPayments(house: House, ask: Ask, blocks: { from: number; to: number }, account: Address) {
  const pocket = await readHouse(house, pocketsAbi.pocketOf, [account]);
  if (pocket === 0) return [];
  const { Counter } = house.deployment.contracts;
  const topics = [topicOf([ItemRedeemed, BatchRedeemed], "ItemRedeemed"), numberToHex(pocket, { size: 32 })];
  const mine = parseEventLogs({ abi: [ItemRedeemed], logs: await readLogs(ask, blocks, Counter, topics) });
  const batches = paidBatches(await logsOfBlocks(house, "Counter", [paidTopics], mine));
  return batches.flatMap(({ till, seq, block, entry, items }) =>
    items.flatMap((item, i): Draft[] =>
      item.pocket !== pocket
        ? []
        : [
            {
              place: { is: "payment", till, batch: seq, item: i + 1 },
              amount: BigInt(item.amount) * unitOf(house),
              entry,
              block,
            },
          ],
    ),
  );
}

async function readOffices(house: House, seat: number): Promise<Draft[]> {
  const terms = await readTerms(house);
  if (!terms.begun || seat === 0) return [];
  const numbers = Array.from({ length: terms.next }, (_, i) => i + 1);
  const tables = await Promise.all(
    numbers.map((term) =>
      Promise.all([readHouse(house, rosterAbi.tableOf, [term]), readHouse(house, rosterAbi.calendar, [term])]),
    ),
  );
  return tables.flatMap(([seats, { start }], i): Draft[] =>
    seats.includes(seat) && start <= house.clock.now()
      ? [{ place: { is: "office", term: i + 1, seat }, at: start }]
      : [],
  );
}

/** Logs of a contract in the blocks of others: one question a block, all in one request. */
async function logsOfBlocks(
  house: House,
  contract: "Counter" | "Journal",
  topics: unknown[],
  logs: readonly { blockNumber: bigint | null }[],
): Promise<RpcLog[]> {
  const blocks = [...new Set(logs.map(({ blockNumber }) => numberToHex(blockNumber ?? 0n)))];
  const address = house.deployment.contracts[contract];
  const found = await Promise.all(
    blocks.map((block) =>
      house.rpc.request({
        method: "eth_getLogs",
        params: [{ address, topics: topics as Hex[], fromBlock: block, toBlock: block }],
      }),
    ),
  );
  return found.flat() as RpcLog[];
}

/** Blocks know when they were. */
async function dated(ask: Ask, drafts: readonly Draft[]): Promise<OwnRecord[]> {
  const blocks = [...new Set(drafts.flatMap((draft) => ("block" in draft ? [draft.block] : [])))];
  const times = await Promise.all(
    blocks.map(async (block) => {
      const found = (await ask("eth_getBlockByNumber", [numberToHex(block), false])) as { timestamp: Hex } | null;
      if (found === null) throw new Error(`The chain has no block ${block}`);
      return [block, Number(found.timestamp)] as const;
    }),
  );
  const timeOf = new Map(times);
  return drafts.map((draft) => {
    if ("at" in draft) return draft;
    const { block, ...rest } = draft;
    return { ...rest, at: timeOf.get(block) ?? 0 };
  });
}
