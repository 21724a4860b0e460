import { expect } from "chai";
import type { Address } from "viem";
import { giftPayment } from "#protocol/house/typedData.ts";
import { withMargin } from "#relay/calls/policy.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { aHouse, anOpenVote, aVote, voteBy } from "../../fixtures/decisions.ts";
import { person } from "../../fixtures/people.ts";
import { memberOn, signAs } from "../../fixtures/wholeHouse.ts";

/** Of what the relay sends along, so much is left in the worst case: a tenth. */
const SPARE = 10n;

function expectRoom(before: bigint, after: bigint): void {
  expect(after, "the change of state is one that costs").to.be.greaterThan(before);
  const sent = withMargin(before);
  expect(after * (100n + SPARE)).to.be.lessThanOrEqual(
    sent * 100n,
    `${before} estimated, ${after} needed, ${sent} sent`,
  );
}

/** What the relay sends along is estimated before; until the block comes, others may have changed what a call has to do. */
describe("The relay's gas", () => {
  it("is enough for a vote that turns out to bring the quorum late", async () => {
    const { house, id } = await loadFixture(anOpenVote);
    const { governor } = house;
    await time.increaseTo((await governor.proposalDeadline(id)) - 1_000n);
    await voteBy(house, id, [1, 2], 1);
    const { vote, signature } = await aVote(house, id, 4);
    const estimate = () => governor.voteBySig.estimateGas([vote], [signature]);
    const before = await estimate();
    await voteBy(house, id, [3], 1);
    expectRoom(before, await estimate());
  });

  it("is enough for an entry that turns out to be the first of its term", async () => {
    const house = await loadFixture(aHouse);
    const { donations, token, units, roster } = house;
    const donor = await person("donor");
    await token.faucet(donor, units("500"));
    await token.connect(donor).approve(donations, units("500"));
    const { start } = await roster.calendar(1);
    await time.increaseTo(start - 100n);
    const gift = {
      donor: donor.address as Address,
      epoch: Number(await house.persons.epochOf(donor.address)),
      amount: units("66"),
      project: ethers.ZeroHash as `0x${string}`,
      note: ethers.ZeroHash as `0x${string}`,
      nameless: true,
      nonce: 1n,
      deadline: Number(start) + DAY,
    };
    await donations.connect(donor).donate({ ...gift, amount: units("1"), nonce: 0n }, "0x");
    const authorization = await signAs(donor, giftPayment(house.signing, gift));
    const estimate = () => donations.connect(memberOn(house, 1)).donate.estimateGas(gift, authorization);
    const before = await estimate();
    await time.increaseTo(start + 1n);
    expectRoom(before, await estimate());
  });
});
