import { expect } from "chai";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import {
  afterTheVote,
  aHouse,
  anOpenVote,
  aPayment,
  aProposal,
  aVote,
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
      const p = await governor.proposal(id);
      expect([p.inFavour, p.against, p.abstained]).to.deep.equal([1n, 1n, 2n]);
      expect(await governor.hasVoted(id, memberOn(house, 3))).to.equal(true);
      expect(await governor.hasVoted(id, memberOn(house, 9))).to.equal(false);
      expect(await governor.hasVoted(id, house.stranger)).to.equal(false);
      await expect(governor.connect(memberOn(house, 2)).castVote(id, 1))
        .to.be.revertedWithCustomError(governor, "SeatHasVoted")
        .withArgs(id, 2);
    });

    it("refuses before it begins, a fourth kind of vote, a stranger, and after the end", async () => {
      const { house, id } = await loadFixture(aProposal);
      const { governor } = house;
      await expect(governor.connect(memberOn(house, 1)).castVote(id, 1))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(id, State.Pending, ethers.toBeHex(2, 32));
      const snapshot = await governor.proposalSnapshot(id);
      await time.increaseTo(snapshot + 1n);
      await expect(governor.connect(memberOn(house, 1)).castVote(id, 3)).to.be.revertedWithCustomError(
        governor,
        "GovernorInvalidVoteType",
      );
      await expect(governor.connect(house.stranger).castVote(id, 1))
        .to.be.revertedWithCustomError(governor, "NoVoteAtSnapshot")
        .withArgs(id, house.stranger.address, snapshot);
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
      expect((await governor.proposal(id)).electorate).to.equal(20);
    });
  });

  describe("when signed votes are brought", () => {
    it("counts one, or says why not", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const { governor } = house;
      const { vote, signature } = await aVote(house, id, 5);
      await expect(governor.connect(house.stranger).voteBySig([vote], [signature]))
        .to.emit(governor, "VoteCast")
        .withArgs(memberOn(house, 5).address, id, 1, 1, "");
      await expect(governor.voteBySig([vote], [signature]))
        .to.be.revertedWithCustomError(governor, "SeatHasVoted")
        .withArgs(id, 5);
      const late = await aVote(house, id, 6, { deadline: (await time.latest()) - 1 });
      await expect(governor.voteBySig([late.vote], [late.signature]))
        .to.be.revertedWithCustomError(governor, "SignatureExpired")
        .withArgs(late.vote.deadline, (n: bigint) => n > BigInt(late.vote.deadline));
      await expect(governor.voteBySig([{ ...vote, seat: 6 }], [signature]))
        .to.be.revertedWithCustomError(governor, "SignatureInvalid")
        .withArgs(memberOn(house, 6).address);
      await expect(governor.voteBySig([vote], []))
        .to.be.revertedWithCustomError(governor, "SignaturesUnequal")
        .withArgs(1, 0);
    });

    it("counts a batch and leaves bad ones out, with their reason", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const { governor } = house;
      await voteBy(house, id, [3], 0);
      const all = await Promise.all([1, 2, 3, 4].map((seat) => aVote(house, id, seat)));
      const turned = { ...all[3], vote: { ...all[3]?.vote, support: 0 } } as (typeof all)[number];
      const unknown = await aVote(house, id + 1n, 7);
      const batch = [...all.slice(0, 3), turned, unknown, await aVote(house, id, 8)];
      const sent = governor.connect(house.stranger).voteBySig(
        batch.map(({ vote }) => vote),
        batch.map(({ signature }) => signature),
      );
      const reason = (name: "SeatHasVoted" | "SignatureInvalid" | "GovernorNonexistentProposal") =>
        house.governor.interface.getError(name)?.selector;
      await expect(sent).to.emit(governor, "VoteSkipped").withArgs(id, 3, reason("SeatHasVoted"));
      await expect(sent)
        .to.emit(governor, "VoteSkipped")
        .withArgs(id, 4, ethers.id("SignatureInvalid(address)").slice(0, 10));
      await expect(sent)
        .to.emit(governor, "VoteSkipped")
        .withArgs(id + 1n, 7, reason("GovernorNonexistentProposal"));
      const p = await governor.proposal(id);
      expect([p.inFavour, p.against]).to.deep.equal([3n, 1n]);
    });
  });
});
