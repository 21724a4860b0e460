import type { Address, Hex } from "viem";
import { type Message, signable } from "#protocol/house/typedData.ts";
import { batchDigest, businessDayOf, type CounterItem, payCodeDigest, redeemArgs } from "#protocol/voucher/payCode.ts";
import { DAY, ethers, HOUR, networkHelpers, time } from "../../test/fixtures/chain.ts";
import { p256Key, type TestKey } from "../../test/fixtures/p256Keys.ts";
import { memberOn, signAs } from "../../test/fixtures/wholeHouse.ts";
import { each, gasOf, type Measured } from "../gasOf.ts";
import type { HouseInOffice } from "./treasury.ts";

const FEN = 28_00;
const MOST = 100_00;

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
  for (let seat = 1; seat <= 51; ++seat) {
    const phone = p256Key(`phone of seat ${seat}`);
    const owner = memberOn(house, seat);
    await voucher.connect(owner).approve(counter, house.units("300"));
    const wish: Message<"SetUp"> = {
      account: owner.address as Address,
      kind: 0,
      keyHash: phone.keyHash,
      perPayment: MOST,
      perDay: MOST,
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
  await handIn(phones.slice(0, 50).map((phone, i) => coffee(phone, i + 1, 1)));
  await handIn([coffee(phones[50] as TestKey, 51, 1)]);
  const lone = await handIn([coffee(phones[50] as TestKey, 51, 2)]);
  const fifty = await handIn(phones.slice(0, 50).map((phone, i) => coffee(phone, i + 1, 2)));
  const drunk = (await house.journal.balance(400)) / -BigInt(FEN * 10_000);
  if (drunk !== 102n) throw new Error(`${drunk} coffees were booked, not 102`);
  await before.restore();
  return {
    "set a pocket up": setUp,
    "redeem, alone": lone,
    "redeem, of 50": each(fifty, 50),
  };

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
    const batch = {
      terminal: 1,
      seq: Number(seq++),
      businessDay: businessDayOf(items[0]?.acceptedAt ?? 0, club.dayOffset),
      items,
    };
    return gasOf(counter.redeem(...redeemArgs(batch, till.sign(batchDigest(domain, batch)))));
  }

  async function coffee(phone: TestKey, pocket: number, nonce: number): Promise<CounterItem> {
    const acceptedAt = await time.latest();
    const code = { pocket, keyEpoch: 1, nonce, maxAmount: MOST, acceptBy: acceptedAt + 60 };
    return { ...code, amount: FEN, acceptedAt, x: phone.x, y: phone.y, ...phone.sign(payCodeDigest(domain, code)) };
  }
}
