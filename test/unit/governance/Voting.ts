import { expect } from "chai";
import { DAY, ethers, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  afterTheVote,
  aHouse,
  anOpenVote,
  aPayment,
  aProposal,
  propose,
  State,
  voteBy,
} from "../../fixtures/decisions.ts";
import { admit, buy, carryOut, memberOn } from "../../fixtures/wholeHouse.ts";

describe("HouseGovernor: voting", () => {
  describe("when members vote", () => {
    it("counts a seat once, and abstentions as turnout", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const { governor } = house;
      await expect(governor.connect(memberOn(house, 1)).castVote(id, 1))
        .to.emit(governor, "VoteCast")
        .withArgs(memberOn(house, 1).address, id, 1, 1, "");
      await voteBy(house, id, [2], 0);
      await voteBy(house, id, [3, 4], 2);
      const p = await house.proposals.proposal(id);
      expect([p.inFavour, p.against, p.abstained]).to.deep.equal([1n, 1n, 2n]);
      expect(await governor.hasVoted(id, memberOn(house, 3))).to.equal(true);
      expect(await governor.hasVoted(id, memberOn(house, 9))).to.equal(false);
      expect(await governor.hasVoted(id, house.stranger)).to.equal(false);
      await expect(governor.connect(memberOn(house, 2)).castVote(id, 1))
        .to.be.revertedWithCustomError(governor, "AlreadyVoted")
        .withArgs(id, 2);
    });

    it("refuses before it begins, a fourth kind of vote, a stranger, and after the end", async () => {
      const { house, id } = await loadFixture(aProposal);
      const { governor } = house;
      await expect(governor.connect(memberOn(house, 1)).castVote(id, 1))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(id, State.Pending, ethers.toBeHex(2, 32));
      const snapshot = await governor.proposalSnapshot(id);
      await nextBlockAt(snapshot);
      await expect(governor.connect(memberOn(house, 1)).castVote(id, 1, { gasLimit: 300_000 }))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(id, State.Pending, ethers.toBeHex(2, 32));
      await time.increaseTo(snapshot + 1n);
      await expect(governor.connect(memberOn(house, 1)).castVote(id, 3)).to.be.revertedWithCustomError(
        governor,
        "GovernorInvalidVoteType",
      );
      await expect(governor.connect(house.stranger).castVote(id, 1))
        .to.be.revertedWithCustomError(governor, "NoVoteAtSnapshot")
        .withArgs(id, house.stranger.address, snapshot);
      await nextBlockAt(await governor.proposalDeadline(id));
      await governor.connect(memberOn(house, 2)).castVote(id, 1, { gasLimit: 300_000 });
      await afterTheVote(house, id);
      await expect(governor.connect(memberOn(house, 1)).castVote(id, 1))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(id, State.Defeated, ethers.toBeHex(2, 32));
    });

    it("gives no vote to a seat born after the snapshot (I5)", async () => {
      const house = await loadFixture(aHouse);
      const { rounds, governor } = house;
      const { price, coolOff } = (await rounds.round(1)).terms;
      const opensAt = (await time.latest()) + 20 * DAY;
      const terms = {
        price,
        minSeats: 1n,
        maxSeats: 1n,
        opensAt,
        deadline: opensAt + 30 * DAY,
        coolOff,
        termsHash: ethers.id("more"),
      };
      await carryOut(house, {
        target: "Rounds",
        call: rounds.interface.encodeFunctionData("open", [terms]),
        words: "One more",
      });
      const newcomer = memberOn({ ...house, members: [house.stranger] }, 1);
      await admit(house, newcomer.address);
      await time.increaseTo(opensAt);
      await buy(house, 2, newcomer);
      await time.increase(coolOff);
      const { id } = await propose(house, aPayment(house));
      await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
      await rounds.finalise(2);
      await rounds.claim(2, 1);
      expect(await house.share.seatOf(newcomer)).to.equal(21);
      await expect(governor.connect(newcomer).castVote(id, 1))
        .to.be.revertedWithCustomError(governor, "NoVoteAtSnapshot")
        .withArgs(id, newcomer.address, await governor.proposalSnapshot(id));
      expect((await house.proposals.proposal(id)).electorate).to.equal(20);
    });
  });
});
