import { signable } from "#protocol/house/typedData.ts";
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
  const { treasury, operator, roster, reports } = house;
  const request = async () => {
    const gas = await gasOf(treasury.connect(operator).request(SUPPLIER, 1_000_000n, GOODS, DOCUMENT));
    return { gas, id: await treasury.requestCount() };
  };
  // One payment first: the next ones meet a payee and a category that are in use.
  await signed((await request()).id);
  const asked = await request();
  const collected = await signed(asked.id);

  const { id } = await request();
  const approvals: number[] = [];
  for (const seat of house.table.slice(0, 6)) {
    approvals.push(await gasOf(treasury.connect(memberOn(house, seat)).approve(id)));
  }
  const paid = await gasOf(treasury.pay(id));

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
    const deadline = (await time.latest()) + DAY;
    const six = house.table.slice(0, 6).map((seat) => ({ request, seat, deadline }));
    const signatures = await Promise.all(
      six.map((approval) => signAs(memberOn(house, approval.seat), signable(house.signing, "Approval", approval))),
    );
    return gasOf(treasury.approveAndPay(request, six, signatures));
  }
}

/** A gift, by call and by one signature. */
export async function donationJobs(house: WholeHouse): Promise<Measured> {
  const { donations, token } = house;
  const donor = memberOn(house, 1);
  await token.faucet(donor, 1_000n);
  await token.connect(donor).approve(donations, 1_000n);
  const give = () => donations.connect(donor).donate(10n, DOCUMENT, DOCUMENT, false);
  await give();
  return { "give a donation": await gasOf(give()) };
}
