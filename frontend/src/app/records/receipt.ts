import { type Hex, numberToHex, parseEventLogs } from "viem";
import * as donationsAbi from "#protocol/abi/donations.ts";
import { BallotCast } from "#protocol/abi/elections.ts";
import * as houseGovernorAbi from "#protocol/abi/houseGovernor.ts";
import * as journalAbi from "#protocol/abi/journal.ts";
import * as proposalsAbi from "#protocol/abi/proposals.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import type { Ask } from "#protocol/house/Ask.ts";
import { newestBlock, readLogs, topicOf } from "#protocol/house/readNode.ts";
import type { ReceiptPlace } from "#protocol/house/receiptCode.ts";
import { type EntryKind, kindOf } from "#protocol/treasury/entryKinds.ts";
import { paidBatches, paidTopics } from "#protocol/voucher/paidItems.ts";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { type House, readHouse } from "../../chain/node/house.ts";
import { readBallot } from "../../chain/oversight/rotation.ts";

/** What a code refers to, as everybody may read it. */
export interface Receipt {
  /** UTC seconds; undefined: the record keeps no time of it. */
  at?: number;
  amount?: bigint;
  /** The books' entry. */
  entry?: number;
  /** What that is about. */
  kind?: EntryKind;
  /** How many were chosen in a ballot. */
  chosen?: number;
}

/** Looks a code up where it says; null: there is nothing. */
export async function readReceipt(house: House, place: ReceiptPlace): Promise<Receipt | null> {
  switch (place.is) {
    case "payment":
      return paymentAt(house, place);
    case "ballot":
      return ballotAt(house, place);
    case "vote": {
      const [motion] = await readHouse(house, proposalsAbi.proposalsPage, [place.motion, 1]);
      if (motion === undefined) return null;
      return (await readHouse(house, houseGovernorAbi.hasSeatVoted, [motion.id, place.seat])) ? {} : null;
    }
    case "gift": {
      const [gift] = await readHouse(house, donationsAbi.donations, [BigInt(place.id), 1n]);
      if (gift === undefined) return null;
      return { at: gift.givenAt, amount: gift.amount, entry: Number(gift.entry) };
    }
    case "entry": {
      const [entry] = await readHouse(house, journalAbi.entries, [BigInt(place.entry), 1n]);
      return entry === undefined
        ? null
        : { at: entry.time, amount: entry.amount, entry: place.entry, kind: kindOf(entry) };
    }
    case "office": {
      if (!(await readHouse(house, rosterAbi.begun))) return null;
      const [seats, { start }] = await Promise.all([
        readHouse(house, rosterAbi.tableOf, [place.term]),
        readHouse(house, rosterAbi.calendar, [place.term]),
      ]);
      return seats.includes(place.seat) ? { at: start } : null;
    }
  }
}

const chosenIn = (approvals: bigint) => [...approvals.toString(2)].filter((bit) => bit === "1").length;

/** The contract keeps a seat's last ballots; older ones stand in the logs alone. */
async function ballotAt(house: House, { term, seat }: ReceiptPlace & { is: "ballot" }): Promise<Receipt | null> {
  const { cast, approvals, castAt } = await readBallot(house, term, seat);
  if (cast) return { at: castAt, chosen: chosenIn(approvals) };
  const ask = askOf(house);
  const { contracts, deployedAtBlock } = house.deployment;
  const blocks = { from: deployedAtBlock, to: await newestBlock(ask) };
  const topics = [topicOf([BallotCast], "BallotCast"), word(term), word(seat)];
  const logs = await readLogs(ask, blocks, contracts.Elections, topics);
  const last = parseEventLogs({ abi: [BallotCast], logs }).at(-1);
  if (last === undefined) return null;
  const block = (await ask("eth_getBlockByNumber", [numberToHex(last.blockNumber), false])) as {
    timestamp: Hex;
  } | null;
  return { ...(block && { at: Number(block.timestamp) }), chosen: chosenIn(last.args.approvals) };
}

const askOf =
  ({ rpc }: House): Ask =>
  (method, params) =>
    rpc.request({ method, params } as never);

const word = (value: number): Hex => numberToHex(value, { size: 32 });

/** One question by two indexed words finds the batch, one more its block. */
async function paymentAt(
  house: House,
  { till, batch, item }: ReceiptPlace & { is: "payment" },
): Promise<Receipt | null> {
  const ask = askOf(house);
  const { contracts, deployedAtBlock, club } = house.deployment;
  const [, redeemed] = paidTopics;
  const blocks = { from: deployedAtBlock, to: await newestBlock(ask) };
  const [found] = await readLogs(ask, blocks, contracts.Counter, [redeemed, word(till), word(batch)]);
  if (found === undefined) return null;
  const block = Number(found.blockNumber);
  const logs = await readLogs(ask, { from: block, to: block }, contracts.Counter, [paidTopics]);
  const paid = paidBatches(logs).find(({ till: of, seq }) => of === till && seq === batch);
  const payment = paid?.items[item - 1];
  if (paid === undefined || payment === undefined) return null;
  const [entry] = await readHouse(house, journalAbi.entries, [BigInt(paid.entry), 1n]);
  const amount = BigInt(payment.amount) * unitsPerHundredth(club.currency.decimals);
  return { at: entry?.time, amount, entry: paid.entry };
}
