import { expect } from "chai";
import type { Address, Hex } from "viem";
import { Figure, Part } from "#protocol/abi/enums.ts";
import { seatTable, seedOf } from "#protocol/oversight/draw.ts";
import { accountCodes } from "#protocol/treasury/journal.ts";
import { approveAs, askFor, RENT } from "../../fixtures/bills.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { aHouseToLeave, type Left, readHouse } from "../../fixtures/leftHouse.ts";
import { asContract, person } from "../../fixtures/people.ts";
import { admit, buy, seatTheTable, type WholeHouse } from "../../fixtures/wholeHouse.ts";

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

const CHAIN_ID = 31337;

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
      if (one === fresh) await approveAs(one, await askFor(one, house.units("300")), house.voices);
      const { limit, spent, reserved } = await one.budgets.line(one === fresh ? 1 : left.term, RENT);
      const small = await askFor(one, house.units("50"));
      await approveAs(one, small, house.voices);
      await one.payments.pay(small);
      const large = await askFor(one, limit - spent - reserved - house.units("50") + 1n);
      await approveAs(one, large, house.voices);
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
    const { apart, stillWaiting } = await house.roster.drawnFrom(term);
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
        stillWaiting: Number(stillWaiting),
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
