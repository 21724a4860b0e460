import { expect } from "chai";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { asContract } from "../../fixtures/people.ts";
import { aSealedHouse } from "../../fixtures/wholeHouse.ts";

const aHouse = () => aSealedHouse();

/** A vote opens a round at a second that is known. */
async function opened(terms: (now: number) => { coolOff: number; deadline: number }) {
  const { rounds, timelock } = await loadFixture(aHouse);
  const { price, termsHash } = (await rounds.round(1)).terms;
  const voted = rounds.connect(await asContract(await timelock.getAddress()));
  const now = (await time.latest()) + 60;
  await time.setNextBlockTimestamp(now);
  const one = { price, minSeats: 1, maxSeats: 2, opensAt: now + DAY, termsHash, ...terms(now) };
  return { rounds, made: voted.open(one) };
}

describe("Offers: the ends of a round's terms", () => {
  for (const [coolOff, possible] of [
    [2 * DAY - 1, false],
    [2 * DAY, true],
    [30 * DAY, true],
    [30 * DAY + 1, false],
  ] as const) {
    it(`buyers ${possible ? "may" : "cannot"} have ${coolOff} seconds to change their mind`, async () => {
      const { rounds, made } = await opened((now) => ({ coolOff, deadline: now + 100 * DAY }));
      if (possible) await made;
      else
        await expect(made)
          .to.be.revertedWithCustomError(rounds, "TermsImpossible")
          .withArgs(ethers.encodeBytes32String("coolOff"));
    });
  }

  for (const [ahead, possible] of [
    [400 * DAY, true],
    [400 * DAY + 1, false],
  ] as const) {
    it(`a sale ${possible ? "may" : "cannot"} end ${ahead} seconds from now`, async () => {
      const { rounds, made } = await opened((now) => ({ coolOff: 7 * DAY, deadline: now + ahead }));
      if (possible) await made;
      else
        await expect(made)
          .to.be.revertedWithCustomError(rounds, "TermsImpossible")
          .withArgs(ethers.encodeBytes32String("deadline"));
    });
  }
});
