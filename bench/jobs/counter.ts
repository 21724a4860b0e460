import { type Address, type Hex, hashTypedData, type TypedDataDefinition } from "viem";
import { type Message, orderPayment, signable } from "#protocol/house/typedData.ts";
import {
  batchDigest,
  businessDayOf,
  type CounterBatch,
  type CounterItem,
  exactOrderDigest,
  headsOf,
  payCodeDigest,
  redeemArgs,
  tillVoidDigest,
} from "#protocol/voucher/payCode.ts";
import { DAY, ethers, HOUR, networkHelpers, time } from "../../test/fixtures/chain.ts";
import { p256Key, type TestKey } from "../../test/fixtures/p256Keys.ts";
import { memberOn, signAs } from "../../test/fixtures/wholeHouse.ts";
import { each, gasOf, type Measured } from "../gasOf.ts";
import type { HouseInOffice } from "./treasury.ts";

const FEN = 28_00;
/** At a time; each phone pays once in every batch. */
const MOST = 100_00;
const PER_DAY = 500_00;
const BATCHES = [1, 10, 50, 100, 200] as const;
const PHONES = Math.max(...BATCHES);

/** Setting vouchers aside, and coffees: one alone and fifty in a batch, of members who drank one before. */
export async function counterJobs(house: HouseInOffice): Promise<Measured> {
  const before = await networkHelpers.takeSnapshot();
  const { counter, pockets, voucher, terminals, club } = house;
  const domain = { chainId: house.signing.chainId, counter: (await counter.getAddress()) as Hex };
  // Noon on the club's clock: no change of day between two batches.
  const now = await time.latest();
  await time.increaseTo((Math.floor((now + club.dayOffset) / DAY) + 1.5) * DAY - club.dayOffset);
  const till = p256Key("till");
  await letIn();

  const expiry = (await time.latest()) + 300 * DAY;
  const phones: TestKey[] = [];
  let setUp = 0;
  for (let seat = 1; seat <= PHONES; ++seat) {
    const phone = p256Key(`phone of seat ${seat}`);
    const owner = memberOn(house, seat);
    await voucher.connect(owner).approve(counter, house.units("300"));
    const wish: Message<"SetUp"> = {
      account: owner.address as Address,
      kind: 0,
      keyHash: phone.keyHash,
      perPayment: MOST,
      perDay: PER_DAY,
      expiry,
      amount: house.units("300"),
      epoch: Number(await house.persons.epochOf(owner.address)),
      nonce: 0n,
      deadline: expiry - 299 * DAY,
    };
    setUp = await gasOf(pockets.connect(owner).setUp(wish, "0x"));
    phones.push(phone);
  }
  let seq = await counter.nextSeq(1);
  let drunk = 0;
  let last: CounterBatch = { terminal: 1, seq: 0, businessDay: 0, items: [] };
  /** One coffee of each of so many phones, from different pockets. */
  const round = (count: number, nonce: number) => {
    drunk += count;
    return handIn(phones.slice(0, count).map((phone, i) => coffee(phone, i + 1, nonce)));
  };
  // Everybody had one before: a first payment writes a pocket's day for the first time.
  await round(PHONES, 1);
  const redeemed: Measured = {};
  for (const [i, count] of BATCHES.entries()) {
    const name = count === 1 ? "redeem, alone" : `redeem, of ${count}`;
    redeemed[name] = each(await round(count, i + 2), count);
  }
  const booked = (await house.journal.balance(400)) / -BigInt(FEN * 10_000);
  if (booked !== BigInt(drunk)) throw new Error(`${booked} coffees were booked, not ${drunk}`);
  const more = await afterwards(last);
  await before.restore();
  return { "set a pocket up": setUp, ...redeemed, ...more };

  /** The last batch's payments are there to be taken back; the operator manages. */
  async function afterwards(last: CounterBatch): Promise<Measured> {
    const { corrections, exact, closings, operator } = house;
    const { chainId, contracts } = house.signing;
    const item = { terminal: 1, seq: last.seq, place: 0 };
    const voiding = till.sign(tillVoidDigest({ chainId, corrections: contracts.Corrections }, item));
    const taken = await gasOf(corrections.voidAtTill(item, headsOf(last.items), voiding.r, voiding.s));
    const word = { manager: operator.address as Address, epoch: 0, deadline: (await time.latest()) + HOUR };
    const refunding = { ...item, place: 1, amount: FEN / 2, ...word, nonce: 0n };
    const refunded = await gasOf(corrections.connect(operator).refund(refunding, headsOf(last.items), "0x"));
    const payer = memberOn(house, 3);
    const order: Message<"ExactPayment"> = {
      terminal: 1,
      order: ethers.id("order") as Hex,
      amount: 320_00,
      account: payer.address as Address,
      epoch: Number(await house.persons.epochOf(payer.address)),
      deadline: word.deadline,
    };
    const asked = till.sign(exactOrderDigest({ chainId, exactPayments: contracts.ExactPayments }, order));
    const authorization = await signAs(payer, orderPayment(house.signing, order, 10_000n));
    const paid = await gasOf(exact.payOrder(order, asked.r, asked.s, authorization));
    const reach = { batch: last.seq, late: 0, exact: 1 };
    const sums = await closings.sumsUpTo(1, reach);
    const closing: Message<"Closing"> = {
      ...{ terminal: 1, number: 1, businessDay: last.businessDay },
      ...{ lastBatch: reach.batch, lastLate: reach.late, lastExact: reach.exact },
      payments: Number(sums.payments),
      ...{ total: sums.total, voided: sums.voided, refunded: sums.refunded, unpaid: 0n, ...word },
    };
    const words = signable(house.signing, "Closing", closing);
    const { r, s } = till.sign(hashTypedData(words as TypedDataDefinition));
    const closed = await gasOf(closings.close(closing, r, s, await signAs(operator, words)));
    return {
      "void at the till, of a batch of 200": taken,
      "refund, of a batch of 200": refunded,
      "pay an order exactly": paid,
      [`close a day of ${last.seq} batches`]: closed,
    };
  }

  async function letIn(): Promise<void> {
    const latest = await time.latest();
    const label = ethers.encodeBytes32String("Counter left") as Hex;
    const enrolment = {
      terminal: 0,
      x: till.x,
      y: till.y,
      dayCap: house.units("100000"),
      expiry: latest + 365 * DAY,
      label,
      epoch: 0,
      nonce: 0n,
      deadline: latest + HOUR,
    };
    const seats = [...house.table].sort((one, other) => one - other).slice(0, 2);
    const enrolments = seats.map((seat) => ({ ...enrolment, seat }));
    const signatures = await Promise.all(
      enrolments.map((one) => signAs(memberOn(house, one.seat), signable(house.signing, "Enrolment", one))),
    );
    await terminals.enrol(enrolments, signatures);
  }

  async function handIn(codes: Promise<CounterItem>[]): Promise<number> {
    const items = await Promise.all(codes);
    const batch: CounterBatch = {
      terminal: 1,
      seq: Number(seq++),
      businessDay: businessDayOf(items[0]?.acceptedAt ?? 0, club.dayOffset),
      items,
    };
    last = batch;
    return gasOf(counter.redeem(...redeemArgs(batch, till.sign(batchDigest(domain, batch)))));
  }

  async function coffee(phone: TestKey, pocket: number, nonce: number): Promise<CounterItem> {
    const acceptedAt = await time.latest();
    const code = { pocket, keyEpoch: 1, nonce, maxAmount: MOST, acceptBy: acceptedAt + 60 };
    return { ...code, amount: FEN, acceptedAt, x: phone.x, y: phone.y, ...phone.sign(payCodeDigest(domain, code)) };
  }
}
