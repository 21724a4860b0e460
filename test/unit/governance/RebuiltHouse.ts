import { expect } from "chai";
import type { BaseContract } from "ethers";
import { accountCodes } from "#protocol/treasury/journal.ts";
import { bringSignature } from "../../fixtures/beacon.ts";
import { approveAs, askFor, RENT } from "../../fixtures/bills.ts";
import { DAY, ethers, networkHelpers, nextBlockAt, provider, time } from "../../fixtures/chain.ts";
import { aPayment, propose } from "../../fixtures/decisions.ts";
import { cast, naming, nominate, reach } from "../../fixtures/electionHouse.ts";
import { aHouseOf, type Left, readHouse } from "../../fixtures/leftHouse.ts";
import { asContract, type Person, person } from "../../fixtures/people.ts";
import { aClub, admit, aSealedHouse, seatTheTable, type WholeHouse } from "../../fixtures/wholeHouse.ts";

/** Term 1 is over and counted, term 2 runs, this one is drawn. */
const TERM = 3;
const MEMBERS = 40;
const CASH = 100;
const FUNDS = 300;
/** A seat's number as eight of them lie in a word. */
const MOST = 0xffff_ffffn;
const FORMER = ethers.getAddress(`0x${"f0".repeat(20)}`);

/** The second table sits, the first has had its turn; somebody has left, somebody has handed a seat over. */
async function liveOn(house: WholeHouse): Promise<void> {
  const { exit, share, roster } = house;
  await seatTheTable(house, 2);
  await time.increaseTo((await roster.calendar(2)).start + BigInt(DAY));
  await roster.credit(1);
  const leaving = await standingFor(exit);
  const heir = await person("heir");
  await admit(house, heir.address);
  const [handedOver, left] = await idleSeats(house);
  await share.connect(leaving).move(handedOver ?? 0, heir.address);
  await share.connect(leaving).end(left ?? 0);
}

/** Members who stand in neither list, and wait; the last first, since the first five sponsor what is put to the vote. */
async function idleSeats({ roster, share }: WholeHouse): Promise<number[]> {
  const listed = [...(await roster.chairsOf(1)), ...(await roster.chairsOf(2))].map(({ seat }) => Number(seat));
  const last = Number(await share.lastSeat());
  return Array.from({ length: last }, (_, i) => last - i).filter((seat) => !listed.includes(seat));
}

type Step = readonly [second: number, act: () => Promise<unknown>];

/**
 * The same contracts, deployed anew and filled from what the paged views told: seats are born, given, moved and ended in
 * their seconds, tables are seated and answered in theirs. Only the pools' order is written into the storage: it depends on
 * the second in which each table's turns were counted, which is in the logs alone.
 */
async function rebuilt(left: Left): Promise<WholeHouse> {
  const house = await aSealedHouse(aClub({ members: MEMBERS }));
  const { share, roster, rounds, exit, elections } = house;
  const [sale, leaving, vote] = await Promise.all([rounds, exit, elections].map(standingFor));
  const first = left.seats[0];
  if (first === undefined || !sale || !leaving || !vote) throw new Error("nobody lived there");
  const { leadTime } = await roster.rotation();
  expect(first.bornAt + leadTime, "the founding begins the calendar").to.equal(left.starts);
  await inOneBlock(Number(first.bornAt), async () => {
    await share.connect(sale).mint(left.seats.length, first.paid);
    await roster.connect(sale).begin();
  });
  const steps: Step[] = [];
  for (const { seat, owner, heldSince, endedAt, epoch } of left.seats) {
    const isMoved = epoch > 0n;
    await share.connect(sale).assign(seat, isMoved || owner === ethers.ZeroAddress ? formerOf(seat) : owner);
    if (isMoved && endedAt === 0n) steps.push([Number(heldSince), () => share.connect(leaving).move(seat, owner)]);
    if (endedAt !== 0n) steps.push([Number(endedAt), () => share.connect(leaving).end(seat)]);
  }
  await roster.connect(sale).seatsBorn(1, left.seats.length);
  for (const { term, table, lines } of left.tables) {
    const bits = lines.reduce((sum, { leftAt }, i) => (leftAt === table.seatedAt ? sum | (1n << BigInt(i)) : sum), 0n);
    const seats = lines.map(({ seat }) => seat);
    steps.push([
      Number(table.seatedAt),
      () => roster.connect(vote).fill(term, seats, table.elected, table.turnsAt, [], bits),
    ]);
    for (const { seat, elected, yesAt } of lines) {
      if (!elected && yesAt !== 0n) {
        steps.push([Number(yesAt), () => roster.connect(vote).answered(term, seat, true)]);
      }
    }
  }
  for (const [second, act] of steps.sort((a, b) => a[0] - b[0])) {
    await nextBlockAt(second);
    await act();
  }
  for (const { term, table } of left.tables) if (table.credited) await roster.credit(term);
  await writePools(roster, left);
  await fillTheBooks(house, left);
  return house;
}

/** What is in the account, what is owed and what may still be spent, as the parts write it that may. */
async function fillTheBooks({ journal, budgets, token, treasury, rounds, timelock }: WholeHouse, left: Left) {
  const [sale, vote] = [await standingFor(rounds), await asContract(await timelock.getAddress())];
  await budgets.connect(vote).set(
    left.term,
    left.lines.map(({ category }) => category),
    left.lines.map(({ limit, spent }) => limit - spent),
  );
  // Every balance against the members' funds, which take what is left.
  const balances = new Map(accountCodes.map((code, i) => [code, left.balances[i] ?? 0n]));
  for (const [code, balance] of balances) {
    if (code === FUNDS || balance === 0n) continue;
    const [debit, credit] = balance > 0n ? [code, FUNDS] : [FUNDS, code];
    const amount = balance > 0n ? balance : -balance;
    await journal.connect(sale).append(debit, credit, amount, left.head, await rounds.getAddress());
  }
  for (let missing = balances.get(CASH) ?? 0n, n = 1; missing > 0n; ++n) {
    const giver = await person(`giver ${n}`);
    const daily = await token.faucetLeft(giver);
    const amount = missing < daily ? missing : daily;
    await token.faucet(giver, amount);
    await token.connect(giver).transfer(treasury, amount);
    missing -= amount;
  }
}

const standingFor = async (contract: BaseContract) => asContract(await contract.getAddress());
const formerOf = (seat: number): string => ethers.getAddress(ethers.toBeHex(BigInt(FORMER) + BigInt(seat), 20));

/** What is sent in `send` comes in the block of this second. */
async function inOneBlock(second: number, send: () => Promise<void>): Promise<void> {
  await provider.request({ method: "evm_setAutomine", params: [false] });
  await send();
  await nextBlockAt(second);
  await networkHelpers.mine(1);
  await provider.request({ method: "evm_setAutomine", params: [true] });
}

/** Eight numbers of 32 bits a word, as `Pools.sol` packs them; the order stands in the slot after the borders. */
async function writePools(roster: BaseContract, { order, pools: { sizes, leavers, cycle } }: Left): Promise<void> {
  const address = await roster.getAddress();
  const borders = [BigInt(order.length), leavers.gone, leavers.gone + sizes.served, cycle];
  const slot = await slotOf(address, packed(borders));
  const places: bigint[] = [];
  order.forEach((seat, position) => {
    places[Number(seat)] = BigInt(position + 1);
  });
  for (const [list, at] of [
    [order, slot + 1],
    [places, slot + 2],
  ] as const) {
    for (let word = 0; word * 8 < list.length; ++word) {
      const key = ethers.solidityPackedKeccak256(["uint256", "uint256"], [word, at]);
      const eight = Array.from({ length: 8 }, (_, i) => list[word * 8 + i] ?? 0n);
      await networkHelpers.setStorageAt(address, BigInt(key), packed(eight));
    }
  }
}

/** The borders come out right by the calls alone, and so they show where they stand. */
async function slotOf(address: string, wanted: string): Promise<number> {
  for (let slot = 0; slot < 20; ++slot) {
    const word = ethers.toBeHex(BigInt(await networkHelpers.getStorageAt(address, slot)), 32);
    if (word === wanted) return slot;
  }
  throw new Error("no slot of the roster holds the borders of its pools");
}

const packed = (numbers: readonly bigint[]): string =>
  ethers.toBeHex(
    numbers.reduce((word, one, i) => word | (one << BigInt(32 * i)), 0n),
    32,
  );

/** What decides draws and votes, of what a house tells; seats were claimed in another second. */
function heartOf({ seats, starts, tables, order, pools }: Left) {
  const kept = seats.map(({ seat, owner, bornAt, paid, endedAt, epoch, pool }) => [
    ...[BigInt(seat), owner, bornAt, paid, endedAt, epoch, pool],
  ]);
  const lists = tables.map(({ term, table, lines }) => [term, String(table), lines.map(String)]);
  return {
    kept,
    starts,
    lists,
    order: order.map(String),
    pools: [pools.sizes, pools.leavers, pools.cycle].map(String),
  };
}
const heart = async (house: WholeHouse) => heartOf(await readHouse(house));

/** A bill that the six say yes to, and one a unit above what is left of the line, by whoever is in office. */
async function payBills(house: WholeHouse, members: readonly (readonly [seat: number, Person])[]) {
  const { payments, budgets, journal, treasury, roster, units } = house;
  const { term, bits, eightSeats } = await roster.officeNow();
  const lines = Array.from({ length: 32 }, (_, i) =>
    Number(((eightSeats[i >> 3] ?? 0n) >> BigInt(32 * (i & 7))) & MOST),
  );
  const inOffice = new Set(lines.filter((_, i) => (bits >> BigInt(i)) & 1n));
  const voices = members.filter(([seat]) => inOffice.has(seat)).slice(0, 6);
  expect(voices).to.have.length(6);
  const small = await askFor(house, units("50"));
  await approveAs(house, small, voices);
  await payments.pay(small);
  const { limit, spent, reserved } = await budgets.line(term, RENT);
  const large = await askFor(house, limit - spent - reserved + 1n);
  await approveAs(house, large, voices);
  const asked = await payments.requests(small, 2);
  return {
    term,
    voices: voices.map(([seat]) => seat),
    requests: asked.map(({ amount, state, obstacle }) => [amount, state, obstacle].map(String)),
    balances: [...(await journal.balances([...accountCodes].filter((code) => code !== FUNDS)))],
    money: [await treasury.freeToSpend(), await treasury.reserveNeeded(), await budgets.totalReserved()],
  };
}

/** The next election and the next motion, with the same people doing the same. */
async function goOn(house: WholeHouse, members: readonly (readonly [seat: number, Person])[]) {
  const { roster, elections, governor, share } = house;
  const seated = { ...house, members: [] as Person[] };
  for (const [seat, owner] of members) seated.members[seat - 1] = owner;
  const { nominationsFrom, ballotFrom, ballotUntil } = await roster.calendar(TERM);
  await reach(Number(nominationsFrom));
  const waiting = [];
  for (const [seat] of members)
    if ((await roster.poolOf(seat)) === 1n && !(await roster.isApart(seat))) waiting.push(seat);
  for (const seat of waiting.slice(0, 3)) await nominate(seated, TERM, seat);
  await reach(Number(ballotFrom));
  for (const [seat] of members.slice(0, 9)) await cast(seated, TERM, seat, naming(seat % 3));
  await reach(Number(ballotUntil));
  await bringSignature(house.beacon, TERM);
  await elections.seatTable(TERM);
  const { id } = await propose(seated, aPayment(house));
  const [snapshot, deadline] = [await governor.proposalSnapshot(id), await governor.proposalDeadline(id)];
  await reach(Number(snapshot) + 1);
  for (const [i, [, owner]] of members.entries()) await governor.connect(owner).castVote(id, i % 4 === 0 ? 0 : 1);
  await reach(Number(deadline) + 1);
  const { electorate, turnout, quorum, seed } = await elections.election(TERM);
  return {
    draw: { electorate, turnout, quorum, seed, lines: (await roster.chairsOf(TERM)).map(String).map(whoAndHow) },
    pools: [await roster.poolSizes(), await roster.leavers(), await roster.cycle()].map(String),
    vote: { state: await governor.state(id), votes: String(await governor.proposalVotes(id)) },
    electorate: { live: await share.liveSeatsAt(snapshot), quorum: await governor.quorum(snapshot) },
  };
}

/** The seat and whether it was elected; the seconds differ. */
const whoAndHow = (line: string): string => line.split(",").slice(0, 2).join();

describe("A house rebuilt in fresh contracts", () => {
  it("pays its next bill, draws its next table and counts its next vote as the one that was left", async () => {
    const before = await networkHelpers.takeSnapshot();
    const began = await time.latest();
    const old = await aHouseOf(MEMBERS);
    await liveOn(old);
    await time.increase(DAY);
    const left = await readHouse(old);
    const owners = new Map([...old.members, await person("heir")].map((one) => [one.address, one]));
    const members = left.seats.flatMap(({ seat, owner }) => {
      const found = owners.get(owner);
      return found === undefined ? [] : [[seat, found] as const];
    });
    const moved = await time.latest();
    const expected = { bills: await payBills(old, members), ...(await goOn(old, members)) };
    expect(expected.draw.lines.length).to.be.greaterThan(10);
    // What was left is not there any more: the same second, the same addresses, and nothing of it but what was read.
    await before.restore();
    expect(await time.latest()).to.equal(began);
    const fresh = await rebuilt(left);
    expect(await fresh.roster.getAddress()).to.equal(await old.roster.getAddress());
    const [told, wanted] = [await heart(fresh), heartOf(left)];
    for (const part of Object.keys(wanted) as (keyof typeof wanted)[]) {
      expect(told[part], part).to.deep.equal(wanted[part]);
    }
    for (const one of owners.values()) await networkHelpers.setBalance(one.address, 10n ** 20n);
    await reach(moved);
    expect({ bills: await payBills(fresh, members), ...(await goOn(fresh, members)) }).to.deep.equal(expected);
  });
});
