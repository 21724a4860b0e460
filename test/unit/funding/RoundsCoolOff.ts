import { expect } from "chai";
import fc from "fast-check";
import { DAY, ethers, loadFixture, networkHelpers } from "../../fixtures/chain.ts";
import {
  aJoin,
  applicant,
  aRoundThatWillDo,
  aSoldOutRound,
  at,
  buyFor,
  giveBack,
  type RoundHouse,
  State,
  stateOf,
} from "../../fixtures/roundHouse.ts";

/** Three places at the minimum of three, in the last second of the sale. */
async function aCoolOff() {
  const house = await aRoundThatWillDo();
  const { deadline, coolOff } = house.founding;
  await at(deadline - coolOff - 1);
  await ethers.provider.send("evm_mine", []);
  return { ...house, deadline, ends: deadline - coolOff };
}

/** Takes a place, with the word that it can not be given back. */
async function buyForGood(house: RoundHouse, number: number, changes: { deadline?: number } = {}) {
  const me = applicant(house, number);
  return house.rounds.connect(me).buy(await aJoin(house, me, { ...changes, binding: true }), "0x", "0x");
}

describe("Rounds: cool-off", () => {
  describe("given a round at its minimum whose sale is over", () => {
    it("takes back a place until the last second before its last day, and not in it", async () => {
      const house = await loadFixture(aCoolOff);
      const [one, two] = [applicant(house, 1), applicant(house, 2)];
      const until = house.deadline - DAY;
      expect((await house.rounds.round(1)).withdrawUntil).to.equal(until);
      await at(until - 1);
      await giveBack(house, one);
      await at(until);
      await expect(giveBack(house, two))
        .to.be.revertedWithCustomError(house.rounds, "WithdrawalsOver")
        .withArgs(1, until, until);
    });

    it("sells what was given back, no more, until the last second before the lock", async () => {
      const house = await loadFixture(aCoolOff);
      await at(house.ends);
      await expect(buyFor(house, applicant(house, 4)))
        .to.be.revertedWithCustomError(house.rounds, "SaleEnded")
        .withArgs(1, house.ends, house.ends);
      await giveBack(house, applicant(house, 1));
      expect((await house.rounds.round(1)).free).to.equal(1);
      await at(house.deadline - 1);
      await buyForGood(house, 4);
      expect((await house.rounds.round(1)).free).to.equal(0);
      await at(house.deadline);
      await ethers.provider.send("evm_mine", []);
      expect(await stateOf(house)).to.equal(State.Succeeded);
    });

    it("fails in the lock if nobody took the place, and sells nothing then", async () => {
      const house = await loadFixture(aCoolOff);
      await at(house.ends);
      await giveBack(house, applicant(house, 1));
      await at(house.deadline);
      await expect(buyForGood(house, 4))
        .to.be.revertedWithCustomError(house.rounds, "SaleEnded")
        .withArgs(1, house.ends, house.deadline);
      await ethers.provider.send("evm_mine", []);
      expect(await stateOf(house)).to.equal(State.Failed);
    });

    it("reverts with PlaceWouldBind in its last day for a word that does not say so, and takes one before", async () => {
      const house = await loadFixture(aCoolOff);
      const until = house.deadline - DAY;
      await at(house.ends);
      for (const number of [1, 2]) await giveBack(house, applicant(house, number));
      await at(until - 1);
      await buyFor(house, applicant(house, 4));
      await at(until);
      await expect(buyFor(house, applicant(house, 5)))
        .to.be.revertedWithCustomError(house.rounds, "PlaceWouldBind")
        .withArgs(1, until);
      await at(until + 1);
      await buyForGood(house, 5);
    });
  });

  describe("given a round that was sold out", () => {
    it("opens again by a withdrawal in the sale's last second, and stays locked by one after it", async () => {
      for (const [after, state, lock] of [
        [-1, State.CoolOff, "deadline"],
        [0, State.CoolOff, "sold out"],
      ] as const) {
        const house = await loadFixture(aRoundThatWillDo);
        const { deadline, coolOff } = house.founding;
        const ends = deadline - coolOff;
        await at(ends - 2 * DAY);
        for (const number of [4, 5]) await buyFor(house, applicant(house, number));
        const { soldOutAt } = await house.rounds.round(1);
        await at(ends + after);
        await giveBack(house, applicant(house, 1));
        const { lockAt } = await house.rounds.round(1);
        expect(lockAt).to.equal(lock === "deadline" ? deadline : soldOutAt + BigInt(coolOff));
        await at(ends + 10);
        await ethers.provider.send("evm_mine", []);
        expect(await stateOf(house)).to.equal(state);
      }
    });

    it("changes no time by a refill after the sale's end", async () => {
      const house = await loadFixture(aRoundThatWillDo);
      const { deadline, coolOff } = house.founding;
      await at(deadline - coolOff - 2 * DAY);
      for (const number of [4, 5]) await buyFor(house, applicant(house, number));
      const before = await house.rounds.round(1);
      await at(deadline - coolOff);
      await giveBack(house, applicant(house, 1));
      await buyFor(house, applicant(house, 6));
      const after = await house.rounds.round(1);
      expect([after.soldOutAt, after.lockAt, after.sold]).to.deep.equal([before.soldOutAt, before.lockAt, before.sold]);
      await expect(buyFor(house, applicant(house, 7)))
        .to.be.revertedWithCustomError(house.rounds, "RoundFull")
        .withArgs(1, 5);
    });

    it("gives nothing back in the last day before its earlier lock", async () => {
      const house = await loadFixture(aSoldOutRound);
      const { lockAt } = await house.rounds.round(1);
      await at(lockAt - BigInt(DAY) - 1n);
      await giveBack(house, applicant(house, 1));
      // The sale could still run, so it is open again and the lock is the deadline.
      expect((await house.rounds.round(1)).lockAt).to.equal(house.founding.deadline);
      await buyFor(house, applicant(house, 1));
      const again = (await house.rounds.round(1)).lockAt;
      await at(again - BigInt(DAY));
      await expect(giveBack(house, applicant(house, 1)))
        .to.be.revertedWithCustomError(house.rounds, "WithdrawalsOver")
        .withArgs(1, again - BigInt(DAY), again - BigInt(DAY));
    });
  });

  describe("given any sequence of giving back and taking", () => {
    it("never moves the lock later in the cool-off, and never lets the last day take a place away", async () => {
      const step = fc.record({ give: fc.boolean(), number: fc.integer({ min: 1, max: 8 }), wait: fc.nat(8) });
      const seen = { given: 0, taken: 0, bound: 0 };
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
          const house = await loadFixture(aCoolOff);
          let now = house.deadline - 2 * DAY;
          await at(now);
          await ethers.provider.send("evm_mine", []);
          for (const { give, number, wait } of steps) {
            const before = await house.rounds.round(1);
            now += 60 + wait * 3600;
            if (now >= house.deadline) break;
            await networkHelpers.time.setNextBlockTimestamp(now);
            const deadline = { deadline: now };
            const act = give
              ? giveBack(house, applicant(house, number), deadline)
              : buyForGood(house, number, deadline);
            const done = await act.then(
              () => true,
              () => false,
            );
            if (!done) await networkHelpers.mine(1, { interval: 1 });
            const after = await house.rounds.round(1);
            expect(after.lockAt, "nobody prolongs a round").to.equal(before.lockAt);
            expect(after.sold, "no more than were sold in time").to.be.lessThanOrEqual(3n);
            if (now >= house.deadline - DAY) {
              expect(after.sold, "nobody fails it in its last day").to.be.greaterThanOrEqual(before.sold);
              if (done) seen.bound += 1;
            }
            if (done) seen[give ? "given" : "taken"] += 1;
          }
        }),
        { numRuns: 15, seed: 1212 },
      );
      expect(Math.min(seen.given, seen.taken, seen.bound), JSON.stringify(seen)).to.be.greaterThan(2);
    });
  });
});
