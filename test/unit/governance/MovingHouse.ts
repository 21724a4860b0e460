import { expect } from "chai";
import type { Address, Hex } from "viem";
import { Figure, figureNames, Part } from "#protocol/abi/enums.ts";
import { seatTable, seedOf } from "#protocol/oversight/draw.ts";
import { accountCodes } from "#protocol/treasury/journal.ts";
import { LANE_B } from "#protocol/treasury/lanes.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { asContract, type Person, person } from "../../fixtures/people.ts";
import { nonceSubject } from "../../fixtures/signatures.ts";
import { admit, aHouseInOffice, buy, memberOn, seatTheTable, type WholeHouse } from "../../fixtures/wholeHouse.ts";

/** Small pages on purpose, so that every list has several. */
const PAGE = 7;
const CHAIN_ID = 31337;
const RENT = 500;
const SUPPLIER = ethers.getAddress("0x000000000000000000000000000000000005b11e");

async function paged<T>(read: (first: number) => Promise<readonly T[]>, first = 1): Promise<T[]> {
  const all: T[] = [];
  for (let page = await read(first); page.length > 0; page = await read(first + all.length)) all.push(...page);
  return all;
}

/** All that a successor needs, from the paged views of the house that is left behind; no log is read. */
async function readHouse(house: WholeHouse) {
  const { share, persons, roster, journal, budgets, payments, rounds, counter, voucher, registry } = house;
  const owners = await paged((first) => share.owners(first, PAGE));
  const seats = await Promise.all(
    owners.map(async (owner, i) => ({
      seat: i + 1,
      owner,
      bornAt: await share.bornAt(i + 1),
      paid: await share.paidFor(i + 1),
      pool: await roster.poolOf(i + 1),
      person: await persons.personOf(owner),
    })),
  );
  const places = [];
  for (let id = 1; id <= Number(await rounds.roundCount()); ++id) {
    const { sold, claimed, state, terms } = await rounds.round(id);
    const purchases = await paged((start) => rounds.purchases(id, start, PAGE), 0);
    places.push({ id, sold, claimed, state, price: terms.price, purchases });
  }
  const term = await roster.termAt(await time.latest());
  const pockets = [];
  for (let id = 1; id <= Number(await counter.pocketCount()); ++id) pockets.push(await counter.pocket(id));
  return {
    seats,
    places,
    term,
    order: await paged((first) => roster.order(first, PAGE), 0),
    pools: { sizes: await roster.poolSizes(), leavers: await roster.leavers(), cycle: await roster.cycle() },
    office: await roster.officeNow(),
    lines: await budgets.lines(term),
    balances: await journal.balances([...accountCodes]),
    head: await journal.journalHead(),
    requests: await paged((first) => payments.requests(first, PAGE)),
    vouchers: await Promise.all(owners.map((owner) => voucher.balanceOf(owner))),
    pockets,
    figures: await Promise.all(figureNames.map((_, which) => registry.figure(which))),
    operator: await registry.operator(),
  };
}

type Left = Awaited<ReturnType<typeof readHouse>>;

async function ask(house: PayingHouse, amount: bigint): Promise<bigint> {
  const { payments, persons, operator } = house;
  const wish = {
    proposer: operator.address,
    epoch: await persons.epochOf(operator.address),
    lane: LANE_B,
    payee: SUPPLIER,
    amount,
    category: RENT,
    ref: ethers.id("bill"),
    documents: ethers.ZeroHash,
    order: ethers.ZeroHash,
    nonce: await payments.nonceOf(nonceSubject(operator.address, "request")),
    deadline: (await time.latest()) + DAY,
  };
  await payments.connect(operator).request(wish, "0x");
  return payments.requestCount();
}

type PayingHouse = Pick<WholeHouse, "payments" | "persons" | "operator" | "share">;

async function approveBy(house: PayingHouse, request: bigint, voices: readonly (readonly [number, Person])[]) {
  for (const [seat, owner] of voices) {
    const word = { request, seat, epoch: await house.share.epochOf(seat), deadline: (await time.latest()) + DAY };
    await house.payments.connect(owner).approve(word, "0x");
  }
}

/** A house in office with a life behind it: a bill that is paid, one that is approved, and places nobody has claimed yet. */
async function aHouseToLeave() {
  const house = await aHouseInOffice();
  const voices = house.table.slice(0, 6).map((seat) => [seat, memberOn(house, seat)] as const);
  const paid = await ask(house, house.units("1200"));
  await approveBy(house, paid, voices);
  await house.payments.pay(paid);
  await approveBy(house, await ask(house, house.units("300")), voices);
  return { ...house, voices };
}

/** Fresh contracts with what was read, written by persons who stand for the parts that would write it. */
async function rebuilt(left: Left) {
  const house = await person("house");
  const rounds = await person("rounds");
  const token = await ethers.deployContract("MoodyToken");
  const registry = await ethers.deployContract("FakeRegistry", [token]);
  for (const [which, value] of left.figures.entries()) await registry.setFigure(which, value);
  await registry.appoint(left.operator, ethers.ZeroAddress);
  const share = await ethers.deployContract("Share", [registry, "Runde share", "RUNDE", "https://runde.example/"]);
  const persons = await ethers.deployContract("Persons", [registry, share]);
  const roster = await ethers.deployContract("FakeRoster");
  const journal = await ethers.deployContract("Journal", [registry, roster]);
  const budgets = await ethers.deployContract("Budgets", [registry, roster, [], []]);
  const treasury = await ethers.deployContract("Treasury", [registry, token, journal, budgets]);
  const team = await ethers.deployContract("Team", [registry, persons]);
  const payments = await ethers.deployContract("Payments", [registry, share, persons, roster, budgets, treasury, team]);
  const parts = { Timelock: house, Rounds: rounds, Counter: rounds, Donations: rounds, Treasury: treasury };
  for (const [name, filledBy] of Object.entries({ ...parts, Payments: payments })) {
    await registry.set(Part[name as keyof typeof Part], filledBy);
  }
  for (const { seat, owner, paid } of left.seats) {
    await share.connect(rounds).mint(1, paid);
    if (owner !== ethers.ZeroAddress) await share.connect(rounds).assign(seat, owner);
  }
  // The running term, whatever its number was; who sits has the same lines.
  await roster.run((await time.latest()) + 1, 60 * DAY);
  const lines = [...left.office.eightSeats].flatMap((word) =>
    Array.from({ length: 8 }, (_, i) => Number((word >> BigInt(32 * i)) & 0xffff_ffffn)),
  );
  await roster.seatTable(
    1,
    lines.filter((seat) => seat > 0),
  );
  const budget = [...left.lines];
  await budgets.connect(house).set(
    1,
    budget.map(({ category }) => category),
    budget.map(({ limit, spent }) => limit - spent),
  );
  // Every balance against the members' funds, which take what is left.
  const funds = 300;
  for (const [i, code] of accountCodes.entries()) {
    const balance = left.balances[i] ?? 0n;
    if (code === funds || balance === 0n) continue;
    const [debit, credit] = balance > 0n ? [code, funds] : [funds, code];
    await journal
      .connect(rounds)
      .append(debit, credit, balance > 0n ? balance : -balance, left.head, await rounds.getAddress());
  }
  await token.faucet(treasury, left.balances[accountCodes.indexOf(100)] ?? 0n);
  return { token, share, persons, journal, budgets, treasury, payments };
}

describe("A house that is left behind", () => {
  it("is known in full by its paged views: people, pools, books and vouchers add up", async () => {
    const house = await loadFixture(aHouseToLeave);
    const left = await readHouse(house);
    expect(left.seats).to.have.length(Number(await house.share.lastSeat()));
    expect(left.seats.filter(({ owner }) => owner !== ethers.ZeroAddress)).to.have.length(
      Number(await house.share.liveSeats()),
    );
    const known = new Set(left.seats.map(({ person: one }) => one));
    expect(known.size).to.equal(left.seats.length);
    for (const { purchases } of left.places) {
      for (const { nullifier, recipient } of purchases) {
        expect(await house.persons.personOf(recipient)).to.equal(nullifier);
      }
    }
    expect([...left.order].sort((a, b) => Number(a - b))).to.deep.equal(left.seats.map(({ seat }) => BigInt(seat)));
    expect(left.balances.reduce((sum, one) => sum + one, 0n)).to.equal(0n);
    const unclaimed = left.places.reduce((sum, { sold, claimed, price }) => sum + (sold - claimed) * price, 0n);
    const inPockets = left.pockets.reduce((sum, { balance }) => sum + balance, 0n);
    const held = left.vouchers.reduce((sum, one) => sum + one, 0n);
    expect(held + inPockets).to.equal(await house.voucher.totalSupply());
    expect(held + inPockets + unclaimed).to.equal(-(left.balances[accountCodes.indexOf(200)] ?? 0n));
    expect(left.requests.map(({ amount }) => amount)).to.deep.equal([house.units("1200"), house.units("300")]);
  });

  it("has the same electorate, and the same voices, in a share rebuilt from them", async () => {
    const house = await loadFixture(aHouseToLeave);
    const { share } = await rebuilt(await readHouse(house));
    await time.increase(1);
    const now = (await time.latest()) + 1;
    await time.increaseTo(now);
    expect(await share.liveSeatsAt(now)).to.equal(await house.share.liveSeatsAt(now));
    for (const one of [...house.members, house.stranger, house.operator]) {
      expect([await share.votes(one, now), await share.seatOf(one)]).to.deep.equal([
        await house.share.votes(one, now),
        await house.share.seatOf(one),
      ]);
    }
  });

  it("pays the next bill as the old one would, and holds up the same one", async () => {
    const house = await loadFixture(aHouseToLeave);
    const left = await readHouse(house);
    const fresh = { ...(await rebuilt(left)), operator: house.operator };
    const outcomes = [];
    for (const one of [house, fresh]) {
      // What was approved before is asked for and approved anew in a house that has just been moved.
      if (one === fresh) await approveBy(one, await ask(one, house.units("300")), house.voices);
      const { limit, spent, reserved } = await one.budgets.line(one === fresh ? 1 : left.term, RENT);
      const small = await ask(one, house.units("50"));
      await approveBy(one, small, house.voices);
      await one.payments.pay(small);
      const large = await ask(one, limit - spent - reserved - house.units("50") + 1n);
      await approveBy(one, large, house.voices);
      const [found] = await one.payments.requests(large, 1);
      outcomes.push([
        await one.journal.balances([...accountCodes].filter((code) => code !== 300)),
        await one.treasury.freeToSpend(),
        await one.treasury.reserveNeeded(),
        await one.budgets.totalReserved(),
        found?.amount,
        found?.state,
        found?.obstacle,
      ]);
    }
    expect(outcomes[0]).to.deep.equal(outcomes[1]);
  });

  it("draws the next table as anybody does who has read them", async () => {
    const house = await loadFixture(aHouseToLeave);
    const term = 2;
    const { ballotFrom } = await house.roster.calendar(term);
    await time.increaseTo(ballotFrom + 1n);
    const { order, pools, figures } = await readHouse(house);
    const { apart } = await house.roster.drawnFrom(term);
    await seatTheTable(house, term);
    const gone = Number(pools.leavers.gone);
    const { value } = await house.beacon.beaconOf(term);
    const draw = seatTable(
      { candidates: [], byApprovals: false },
      {
        seed: seedOf(
          { chainId: CHAIN_ID, elections: (await house.elections.getAddress()) as Address, term },
          value as Hex,
        ),
        chairs: Number(figures[Figure.Chairs]),
        reserves: Number(figures[Figure.Reserves]),
        order: order.slice(gone).map(Number),
        served: Number(pools.sizes.served),
        apart: apart.map(Number),
      },
    );
    const drawn = (await house.roster.chairsOf(term)).map(({ seat }) => Number(seat));
    expect(drawn.length).to.be.greaterThan(0);
    expect(draw.seats).to.deep.equal(drawn);
  });

  it("knows a place that is not claimed yet", async () => {
    const house = await loadFixture(aHouseToLeave);
    const taker = await person("late taker");
    await admit(house, taker.address);
    const opened = await openedRound(house);
    await buy(house, opened, taker);
    const left = await readHouse(house);
    const place = left.places[opened - 1];
    expect(place?.purchases.map(({ recipient }) => recipient)).to.deep.equal([taker.address]);
  });
});

/** A second round, opened as a vote opens it. */
async function openedRound(house: WholeHouse): Promise<number> {
  const terms = (await house.rounds.round(1)).terms;
  const opensAt = (await time.latest()) + DAY;
  const timelock = await asContract(await house.timelock.getAddress());
  await house.rounds.connect(timelock).open({
    price: terms.price,
    minSeats: 1,
    maxSeats: 2,
    opensAt,
    deadline: opensAt + 20 * DAY,
    coolOff: terms.coolOff,
    termsHash: terms.termsHash,
  });
  await time.increaseTo(opensAt);
  return Number(await house.rounds.roundCount());
}
