import { expect } from "chai";
import { loadFixture, time } from "../../fixtures/chain.ts";
import { afterTheVote, anEmptyHouse, aPayment, aVote, propose, State, voteBy } from "../../fixtures/decisions.ts";
import { asContract, person } from "../../fixtures/people.ts";
import { aSealedHouse, decided, proposeDirectly, type WholeHouse } from "../../fixtures/wholeHouse.ts";

/** A house in which so many seats live, and these have owners, at their numbers. */
async function aHouseOfSeats(count: number, owned: readonly number[]): Promise<WholeHouse> {
  const house = await aSealedHouse();
  const sale = house.share.connect(await asContract(await house.rounds.getAddress()));
  await sale.mint(count, 1);
  const members = [...house.members];
  for (const seat of owned) {
    const owner = await person(`owner of seat ${seat}`);
    await sale.assign(seat, owner.address);
    members[seat - 1] = owner;
  }
  return { ...house, members };
}

/** Seats that stand at the same bit, each in another word of 256, beside the five who put it to the vote. */
const ALIKE = [44, 300, 556, 812];
const aThousandSeats = () => aHouseOfSeats(1_000, [1, 2, 3, 4, 5, ...ALIKE]);

describe("HouseGovernor: a seat beyond the first 256", () => {
  for (const [how, order] of [
    ["from the lowest on", ALIKE],
    ["from the highest on", ALIKE.toReversed()],
  ] as const) {
    it(`votes once, and in no other seat's place, ${how}`, async () => {
      const house = await loadFixture(aThousandSeats);
      const { governor } = house;
      const { id } = await propose(house, aPayment(house));
      await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
      for (const [i, seat] of order.entries()) {
        await voteBy(house, id, [seat], 1);
        await expect(voteBy(house, id, [seat], 0))
          .to.be.revertedWithCustomError(governor, "AlreadyVoted")
          .withArgs(id, seat);
        const voted = await Promise.all(ALIKE.map((one) => governor.hasSeatVoted(id, one)));
        expect(voted, `after seat ${seat}`).to.deep.equal(ALIKE.map((one) => order.slice(0, i + 1).includes(one)));
      }
      expect((await house.proposals.proposal(id)).inFavour).to.equal(4);
    });
  }

  it("votes once in a batch that goes to and fro between them, and in the next", async () => {
    const house = await loadFixture(aThousandSeats);
    const { governor } = house;
    const { id } = await propose(house, aPayment(house));
    await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
    const again = governor.interface.getError("AlreadyVoted")?.selector;
    const batchOf = async (seats: readonly number[]) => {
      const said = await Promise.all(seats.map((seat) => aVote(house, id, seat)));
      return governor.vote(
        said.map(({ vote }) => vote),
        said.map(({ signature }) => signature),
      );
    };
    await expect(batchOf([44, 300, 44, 812, 300, 1]))
      .to.emit(governor, "VoteSkipped")
      .withArgs(id, 44, again)
      .and.to.emit(governor, "VoteSkipped")
      .withArgs(id, 300, again);
    await expect(batchOf([812, 556, 44]))
      .to.emit(governor, "VoteSkipped")
      .withArgs(id, 812, again)
      .and.to.emit(governor, "VoteSkipped")
      .withArgs(id, 44, again);
    const voted = await Promise.all(ALIKE.map((one) => governor.hasSeatVoted(id, one)));
    expect(voted).to.deep.equal([true, true, true, true]);
    expect((await house.proposals.proposal(id)).inFavour).to.equal(5);
  });
});

describe("HouseGovernor: the quorum of few", () => {
  it("is a fifth, rounded up, and one at least", async () => {
    const house = await loadFixture(anEmptyHouse);
    const sale = house.share.connect(await asContract(await house.rounds.getAddress()));
    expect(await house.governor.quorum(await time.latest()), "nobody").to.equal(1);
    for (let seats = 1; seats <= 11; ++seats) {
      await sale.mint(1, 1);
      await time.increase(1);
      expect(await house.governor.quorum(await time.latest()), `${seats} seats`).to.equal(Math.ceil(seats / 5));
    }
  });

  it("lets one of three decide, and nobody's silence", async () => {
    const three = () => aHouseOfSeats(3, [1, 2, 3]);
    for (const [voters, outcome] of [
      [[2], "Succeeded"],
      [[], "Defeated"],
    ] as const) {
      const house = await loadFixture(three);
      const motion = await decided(house, aPayment(house));
      await proposeDirectly(house, motion, 1);
      await time.increaseTo((await house.governor.proposalSnapshot(motion.id)) + 1n);
      await voteBy(house, motion.id, voters, 1);
      await afterTheVote(house, motion.id);
      expect(await house.governor.state(motion.id), `${voters.length} voted`).to.equal(State[outcome]);
    }
  });
});
