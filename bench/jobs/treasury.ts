import { signable } from "#protocol/house/typedData.ts";
import { LANE_B } from "#protocol/treasury/lanes.ts";
import { DAY, ethers, networkHelpers, time } from "../../test/fixtures/chain.ts";
import { asContract } from "../../test/fixtures/people.ts";
import { memberOn, signAs, type WholeHouse } from "../../test/fixtures/wholeHouse.ts";
import { gasInside, gasOf, type Measured } from "../gasOf.ts";

const SUPPLIER = ethers.getAddress("0x000000000000000000000000000000000005b11e");
const GOODS = 510;
const DOCUMENT = ethers.id("invoice");

/** A house with its table in office. */
export interface HouseInOffice extends WholeHouse {
  table: readonly number[];
}

/** Payments of the ten in both ways, the books, a report. */
export async function treasuryJobs(house: HouseInOffice): Promise<Measured> {
  const before = await networkHelpers.takeSnapshot();
  const { payments, operator, roster, reports } = house;
  const request = async () => {
    const wish = {
      proposer: operator.address,
      epoch: await house.persons.epochOf(operator.address),
      lane: LANE_B,
      payee: SUPPLIER,
      amount: 1_000_000n,
      category: GOODS,
      ref: DOCUMENT,
      documents: ethers.ZeroHash,
      order: ethers.ZeroHash,
      nonce: await payments.requestCount(),
      deadline: (await time.latest()) + DAY,
    };
    return { gas: await gasOf(payments.connect(operator).request(wish, "0x")), id: await payments.requestCount() };
  };
  const word = async (request: bigint, seat: number) => {
    const epoch = Number(await house.share.epochOf(seat));
    return { request, seat, epoch, deadline: (await time.latest()) + DAY };
  };
  // One payment first: the next ones meet a payee and a category that are in use.
  await signed((await request()).id);
  const asked = await request();
  const collected = await signed(asked.id);

  const { id } = await request();
  const approvals: number[] = [];
  for (const seat of house.table.slice(0, 6)) {
    approvals.push(await gasOf(payments.connect(memberOn(house, seat)).approve(await word(id, seat), "0x")));
  }
  const paid = await gasOf(payments.pay(id));

  const rounds = await asContract(await house.rounds.getAddress());
  const journal = house.journal.connect(rounds);
  await journal.append(110, 210, 1n, DOCUMENT, SUPPLIER);
  const entry = await gasInside(journal.append(110, 210, 1n, DOCUMENT, SUPPLIER));

  await time.increaseTo((await roster.calendar(1)).end);
  const [first = 0, second = 0, third = 0] = house.table;
  const deadline = (await time.latest()) + DAY;
  const epoch = await house.share.epochOf(first);
  const attested = { cashSales: 700_000_000n, payroll: 1n, goods: 1n, bankBalance: 1n };
  const filing = { term: 1, seat: first, epoch, ...attested, text: DOCUMENT, nonce: 0n, deadline };
  const file = await gasOf(reports.connect(memberOn(house, first)).file(filing, "0x"));
  const agree = (seat: number) => {
    const signing = { report: 1, seat, epoch, agrees: true, reason: ethers.ZeroHash, deadline };
    return gasOf(reports.connect(memberOn(house, seat)).sign(signing, "0x"));
  };
  await agree(second);
  const sign = await agree(third);
  await before.restore();
  return {
    "ask for a payment": asked.gas,
    "lane B, six signatures in one call": collected,
    "lane B, six stored approvals and pay": approvals.reduce((sum, gas) => sum + gas, paid),
    "lane B, one stored approval": approvals[1] ?? 0,
    "journal entry, inside a call": entry,
    "file a report": file,
    "agree with a report": sign,
  };

  async function signed(request: bigint): Promise<number> {
    const six = await Promise.all(house.table.slice(0, 6).map((seat) => word(request, seat)));
    const signatures = await Promise.all(
      six.map((approval) => signAs(memberOn(house, approval.seat), signable(house.signing, "Approval", approval))),
    );
    return gasOf(payments.approveAndPay(request, six, signatures));
  }
}

/** A gift, by call and by one signature. */
export async function donationJobs(house: WholeHouse): Promise<Measured> {
  const { donations, token } = house;
  const donor = memberOn(house, 1);
  await token.faucet(donor, 1_000n);
  await token.connect(donor).approve(donations, 1_000n);
  const give = async (nonce: bigint) => {
    const epoch = await house.persons.epochOf(donor.address);
    const gift = { donor: donor.address, epoch, amount: 10n, project: DOCUMENT, note: DOCUMENT, nameless: false };
    return donations.connect(donor).donate({ ...gift, nonce, deadline: (await time.latest()) + DAY }, "0x");
  };
  await give(0n);
  return { "give a donation": await gasOf(give(1n)) };
}
