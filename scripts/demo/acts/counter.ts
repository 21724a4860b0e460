import { p256 } from "@noble/curves/nist.js";
import { bytesToHex, type Hex, hashTypedData, hexToBytes, stringToHex, type TypedDataDefinition } from "viem";
import { closingsAbi } from "#protocol/abi/closings.ts";
import { counterAbi } from "#protocol/abi/counter.ts";
import { exactPaymentsAbi } from "#protocol/abi/exactPayments.ts";
import { pocketsAbi } from "#protocol/abi/pockets.ts";
import { terminalsAbi } from "#protocol/abi/terminals.ts";
import { voucherAbi } from "#protocol/abi/voucher.ts";
import { practiceKey } from "#protocol/house/practice.ts";
import { type Message, setUpPayment, signable } from "#protocol/house/typedData.ts";
import { keyHashOf, lowS, type P256PublicKey } from "#protocol/voucher/p256.ts";
import {
  batchDigest,
  businessDayOf,
  type CounterItem,
  type P256Signature,
  payCodeDigest,
  redeemArgs,
  unitsPerHundredth,
} from "#protocol/voucher/payCode.ts";
import { callOf } from "../Carrier.ts";
import { shuffled } from "../choice.ts";
import type { Stage } from "../Stage.ts";
import type { Act, CupsAct, EnrolAct, PhonesAct } from "../Story.ts";
import { tableNow } from "./table.ts";

const DAY = 86_400;
const PHONE_LASTS = 3 * 365 * DAY;
/** Hundredths. */
const PER_PAYMENT = 20_000;
const PER_DAY = 40_000;
/** Seconds between two guests at one till, and how long a code is good for. */
const BETWEEN_GUESTS = 210;
const CODE_LASTS = 60;

type CloseAct = Extract<Act, { act: "closeDay" }>;

interface Key extends P256PublicKey {
  sign(digest: Hex): P256Signature;
}

/** Reckoned once each. */
const keys = new Map<string, Key>();

/** A phone's or a tablet's key. Signatures are those of RFC 6979: the same for the same words. */
function keyOf({ deployment: { chainId } }: Stage, label: string): Key {
  const words = `${chainId}:${label}`;
  const known = keys.get(words);
  if (known !== undefined) return known;
  const key = reckonKey(hexToBytes(practiceKey(chainId, label)));
  keys.set(words, key);
  return key;
}

function reckonKey(secret: Uint8Array): Key {
  const raw = p256.getPublicKey(secret, false);
  return {
    x: BigInt(bytesToHex(raw.subarray(1, 33))),
    y: BigInt(bytesToHex(raw.subarray(33))),
    // noble hashes with SHA-256 before it signs, as browsers do.
    sign: (digest) => lowS(p256.sign(hexToBytes(digest), secret)),
  };
}

const counter = (stage: Stage) => ({ abi: counterAbi, address: stage.contracts.Counter }) as const;
const pocketBook = (stage: Stage) => ({ abi: pocketsAbi, address: stage.contracts.Pockets }) as const;

export async function enrolTill(stage: Stage, { till, name, dayCap, expiry }: EnrolAct, at: number): Promise<void> {
  const { x, y } = keyOf(stage, `till:${till}`);
  const signers = (await tableNow(stage, at)).slice(0, 2);
  const tablet = {
    terminal: 0,
    x,
    y,
    dayCap: stage.units(dayCap),
    expiry,
    label: stringToHex(name, { size: 32 }),
    nonce: 0n,
    deadline: stage.deadline(at),
  };
  const enrolments = await Promise.all(
    signers.map(
      async ({ seat }): Promise<Message<"Enrolment">> => ({ ...tablet, seat, epoch: await stage.epoch(seat) }),
    ),
  );
  const signatures = await Promise.all(
    signers.map(({ account }, i) => stage.sign(account, signable(stage.deployment, "Enrolment", enrolments[i]!))),
  );
  await stage.carry([callOf("Terminals", terminalsAbi, "enrol", [enrolments, signatures])], at);
}

export async function setUpPhones(stage: Stage, { members, amount }: PhonesAct, at: number): Promise<void> {
  const owners = new Set((await pocketsOf(stage)).map(({ member }) => member));
  const setAside = stage.units(amount);
  const without = stage.cast.members.filter((member) => !owners.has(member));
  // Whoever took over a seat has its vote and its turn, and no vouchers.
  const vouchers = await Promise.all(without.map(({ account }) => vouchersOf(stage, account.address)));
  const able = without.filter((_, i) => vouchers[i]! >= setAside);
  const calls = shuffled(able, "sets up a phone", ({ seat }) => seat)
    .slice(0, members)
    .map(async ({ label, account }) => {
      const message: Message<"SetUp"> = {
        account: account.address,
        kind: 0,
        keyHash: keyHashOf(keyOf(stage, `spend:${label}`)),
        perPayment: PER_PAYMENT,
        perDay: PER_DAY,
        expiry: at + PHONE_LASTS,
        amount: setAside,
        epoch: await stage.epoch(account.address),
        nonce: await stage.nonce("Pockets", account.address, "pocket"),
        deadline: stage.deadline(at),
      };
      const signature = await stage.sign(account, setUpPayment(stage.deployment, message));
      return callOf("Pockets", pocketsAbi, "setUp", [message, signature], 450_000n);
    });
  await stage.carry(await Promise.all(calls), at);
}

function vouchersOf(stage: Stage, account: Hex): Promise<bigint> {
  const where = { abi: voucherAbi, address: stage.contracts.Voucher } as const;
  return stage.client.readContract({ ...where, functionName: "balanceOf", args: [account] });
}

/** Guests at one till: each shows the code of their phone, the tablet signs the batch. */
export async function serve(stage: Stage, { till, prices }: CupsAct, at: number): Promise<void> {
  const tablet = keyOf(stage, `till:${till}`);
  const terminal = await terminalOf(stage, tablet);
  const guests = shuffled(await whoCanPay(stage, at), `guests of ${till} at ${at}`, ({ member }) => member.seat);
  const domain = { chainId: stage.deployment.chainId, counter: stage.contracts.Counter };
  const items = prices.slice(0, guests.length).map((price, i): CounterItem => {
    const { key, pocket } = guests[i]!;
    const acceptedAt = at - BETWEEN_GUESTS * (prices.length - i);
    const code = {
      pocket: pocket.id,
      keyEpoch: pocket.keyEpoch,
      nonce: pocket.nextNonce,
      maxAmount: PER_PAYMENT,
      acceptBy: acceptedAt + CODE_LASTS,
    };
    const amount = Math.round(Number(price) * 100);
    return { ...code, ...key.sign(payCodeDigest(domain, code)), amount, acceptedAt, x: key.x, y: key.y };
  });
  if (items.length === 0) return;
  const seq = await stage.client.readContract({ ...counter(stage), functionName: "nextSeq", args: [terminal] });
  const batch = { terminal, seq, businessDay: businessDayOf(at, stage.deployment.club.dayOffset), items };
  const args = redeemArgs(batch, tablet.sign(batchDigest(domain, batch)));
  const gas = 400_000n + 100_000n * BigInt(items.length);
  await stage.carry([callOf("Counter", counterAbi, "redeem", args, gas)], at);
}

/** The till and the operator sign what it took since its last closing; nothing, if that is nothing. */
export async function closeDay(stage: Stage, { till }: CloseAct, at: number): Promise<void> {
  const { deployment, contracts } = stage;
  const tablet = keyOf(stage, `till:${till}`);
  const terminal = await terminalOf(stage, tablet);
  const books = { abi: closingsAbi, address: contracts.Closings } as const;
  const exact = { abi: exactPaymentsAbi, address: contracts.ExactPayments } as const;
  const [next, late, orders, closed] = await Promise.all([
    stage.client.readContract({ ...counter(stage), functionName: "nextSeq", args: [terminal] }),
    stage.client.readContract({ ...counter(stage), functionName: "lateCount", args: [terminal] }),
    stage.client.readContract({ ...exact, functionName: "exactCount", args: [terminal] }),
    stage.client.readContract({ ...books, functionName: "closingCount", args: [terminal] }),
  ]);
  const reach = { batch: next - 1, late, exact: orders };
  const sums = await stage.client.readContract({ ...books, functionName: "sumsUpTo", args: [terminal, reach] });
  if (sums.payments === 0 && sums.voided + sums.refunded === 0n) return;
  const operator = stage.account("operator");
  const message: Message<"Closing"> = {
    terminal,
    number: closed + 1,
    businessDay: businessDayOf(at, deployment.club.dayOffset),
    lastBatch: reach.batch,
    lastLate: reach.late,
    lastExact: reach.exact,
    payments: sums.payments,
    total: sums.total,
    voided: sums.voided,
    refunded: sums.refunded,
    unpaid: 0n,
    manager: operator.address,
    epoch: await stage.epoch(operator.address),
    deadline: stage.deadline(at),
  };
  const words = signable(deployment, "Closing", message);
  const { r, s } = tablet.sign(hashTypedData(words as TypedDataDefinition));
  const signature = await stage.sign(operator, words);
  await stage.carry([callOf("Closings", closingsAbi, "close", [message, r, s, signature], 3_000_000n)], at);
}

async function terminalOf(stage: Stage, { x, y }: P256PublicKey): Promise<number> {
  const book = { abi: terminalsAbi, address: stage.contracts.Terminals } as const;
  const [terminal] = await stage.client.readContract({ ...book, functionName: "terminalOf", args: [x, y] });
  return terminal;
}

/** Members whose pocket obeys the story's phone and holds enough for the dearest thing on the menu. */
async function whoCanPay(stage: Stage, at: number) {
  const least = unitsPerHundredth(stage.deployment.club.currency.decimals) * BigInt(PER_PAYMENT);
  const today = businessDayOf(at, stage.deployment.club.dayOffset);
  return (await pocketsOf(stage)).flatMap(({ member, pocket }) => {
    const key = keyOf(stage, `spend:${member.label}`);
    const isOurs = pocket.key.keyHash === keyHashOf(key) && pocket.key.expiry > at;
    const isFresh = pocket.spentDay < today;
    return isOurs && isFresh && pocket.balance - pocket.exiting >= least ? [{ member, key, pocket }] : [];
  });
}

/** Every pocket of a member whom the story may play. */
async function pocketsOf(stage: Stage) {
  const count = await stage.client.readContract({ ...pocketBook(stage), functionName: "pocketCount" });
  const pockets = await Promise.all(
    Array.from({ length: count }, async (_, i) => ({
      id: i + 1,
      ...(await stage.client.readContract({ ...pocketBook(stage), functionName: "pocket", args: [i + 1] })),
    })),
  );
  const members = new Map(stage.cast.members.map((member) => [member.account.address, member]));
  return pockets.flatMap((pocket) => {
    const member = members.get(pocket.account);
    return member === undefined ? [] : [{ member, pocket }];
  });
}
