import { expect } from "chai";
import type { Address, Hex } from "viem";
import { Figure } from "#protocol/abi/enums.ts";
import { seatTable, seedOf } from "#protocol/oversight/draw.ts";
import { accountCodes } from "#protocol/treasury/journal.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { aHouseToLeave, readHouse } from "../../fixtures/leftHouse.ts";
import { asContract, person } from "../../fixtures/people.ts";
import { admit, buy, seatTheTable, type WholeHouse } from "../../fixtures/wholeHouse.ts";

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
