import { expect } from "chai";
import { DAY, ethers, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
import { afterTheVote, anOpenVote, aPayment, PAYEE, propose, State, voteBy } from "../../fixtures/decisions.ts";
import { memberOn } from "../../fixtures/wholeHouse.ts";

describe("HouseGovernor: after the vote", () => {
  describe("when the vote is over", () => {
    it("fails without the quorum, however many of the few were for it", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      await voteBy(house, id, [1, 2, 3], 1);
      await afterTheVote(house, id);
      expect(await house.governor.state(id)).to.equal(State.Defeated);
    });

    it("fails when as many were against it, and when nobody was for it", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const other = await propose(house, aPayment(house, "Another one"));
      await voteBy(house, id, [1, 2], 1);
      await voteBy(house, id, [3, 4], 0);
      await time.increaseTo((await house.governor.proposalSnapshot(other.id)) + 1n);
      await voteBy(house, other.id, [1, 2, 3, 4, 5], 2);
      await afterTheVote(house, other.id);
      expect(await house.governor.state(id)).to.equal(State.Defeated);
      expect(await house.governor.state(other.id)).to.equal(State.Defeated);
    });

    it("passes with the quorum, waits for the timelock, and is carried out by anybody", async () => {
      const { house, id, targets, values, calldatas, hash } = await loadFixture(anOpenVote);
      const { governor } = house;
      await voteBy(house, id, [1, 2], 1);
      await voteBy(house, id, [3], 0);
      await voteBy(house, id, [4], 2);
      await afterTheVote(house, id);
      expect(await governor.state(id)).to.equal(State.Succeeded);
      const anybody = governor.connect(house.stranger);
      await anybody.queue(targets, values, calldatas, hash);
      const eta = await governor.proposalEta(id);
      expect(Number(eta)).to.equal((await time.latest()) + 2 * DAY);
      await expect(anybody.execute(targets, values, calldatas, hash)).to.be.revertedWithCustomError(
        house.timelock,
        "TimelockUnexpectedOperationState",
      );
      await time.increaseTo(eta);
      await expect(anybody.execute(targets, values, calldatas, hash))
        .to.emit(house.treasury, "PaidByVote")
        .withArgs(PAYEE, 1_000_000n, 520, ethers.id("offer"), () => true);
      expect(await governor.state(id)).to.equal(State.Executed);
    });

    for (const isQueued of [true, false]) {
      it(`expires 30 days after the vote, ${isQueued ? "queued" : "not queued"}`, async () => {
        const { house, id, targets, values, calldatas, hash } = await loadFixture(anOpenVote);
        const { governor } = house;
        await voteBy(house, id, [1, 2, 3, 4], 1);
        await afterTheVote(house, id);
        if (isQueued) await governor.queue(targets, values, calldatas, hash);
        const { expiresAt } = await house.proposals.proposal(id);
        await time.increaseTo(expiresAt);
        expect(await governor.state(id)).to.equal(isQueued ? State.Queued : State.Succeeded);
        await time.increaseTo(expiresAt + 1n);
        expect(await governor.state(id)).to.equal(State.Expired);
        const [step, from] = isQueued ? (["execute", State.Queued] as const) : (["queue", State.Succeeded] as const);
        await expect(governor[step](targets, values, calldatas, hash))
          .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
          .withArgs(id, State.Expired, ethers.toBeHex(2 ** Number(from), 32));
      });
    }

    it("never expires once it was carried out, or when it did not pass", async () => {
      const { house, id, targets, values, calldatas, hash } = await loadFixture(anOpenVote);
      const { governor, timelock } = house;
      const other = await propose(house, aPayment(house, "Nobody votes"));
      await time.increaseTo((await governor.proposalSnapshot(other.id)) + 1n);
      await voteBy(house, id, [1, 2, 3, 4], 1);
      await afterTheVote(house, id);
      await governor.queue(targets, values, calldatas, hash);
      await time.increase(await timelock.getMinDelay());
      await governor.execute(targets, values, calldatas, hash);
      await time.increaseTo((await house.proposals.proposal(other.id)).expiresAt + 1n);
      expect([await governor.state(id), await governor.state(other.id)]).to.deep.equal([
        State.Executed,
        State.Defeated,
      ]);
    });

    it("goes on two days when the quorum comes late, once", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const { governor } = house;
      const deadline = await governor.proposalDeadline(id);
      await voteBy(house, id, [1, 2, 3], 1);
      await time.increaseTo(deadline - 100n);
      const sent = governor.connect(memberOn(house, 4)).castVote(id, 1);
      await sent;
      const extended = BigInt((await time.latest()) + 2 * DAY);
      await expect(sent).to.emit(governor, "ProposalExtended").withArgs(id, extended);
      expect(await governor.proposalDeadline(id)).to.equal(extended);
      await time.increaseTo(extended - 10n);
      await voteBy(house, id, [5], 0);
      expect((await house.proposals.proposal(id)).deadline).to.equal(extended);
    });
  });

  describe("when a contract is not the one that was voted on (S8)", () => {
    it("refuses to carry the decision out", async () => {
      const { house, id, targets, values, calldatas, hash } = await loadFixture(anOpenVote);
      const { governor } = house;
      await voteBy(house, id, [1, 2, 3, 4], 1);
      await afterTheVote(house, id);
      await governor.queue(targets, values, calldatas, hash);
      await time.increaseTo(await governor.proposalEta(id));
      await networkHelpers.setCode(targets[0] ?? "", "0x00");
      await expect(governor.execute(targets, values, calldatas, hash))
        .to.be.revertedWithCustomError(governor, "DecisionTargetChanged")
        .withArgs(id);
    });

    it("carries no coin along", async () => {
      const { house, id, targets, values, calldatas, hash } = await loadFixture(anOpenVote);
      const { governor } = house;
      await voteBy(house, id, [1, 2, 3, 4], 1);
      await afterTheVote(house, id);
      await governor.queue(targets, values, calldatas, hash);
      await time.increaseTo(await governor.proposalEta(id));
      await expect(governor.execute(targets, values, calldatas, hash, { value: 7 }))
        .to.be.revertedWithCustomError(governor, "DecisionCarriesCoin")
        .withArgs(7);
    });
  });

  describe("when somebody tries what OpenZeppelin offers and this house does not", () => {
    it("is closed", async () => {
      const { house, id, targets, values, calldatas, hash } = await loadFixture(anOpenVote);
      const { governor } = house;
      const one = governor.connect(memberOn(house, 1));
      const closed = [
        ["castVoteBySig", () => one.castVoteBySig(id, 1, PAYEE, "0x")],
        ["castVoteWithReason", () => one.castVoteWithReason(id, 1, "because")],
        ["castVoteWithReasonAndParams", () => one.castVoteWithReasonAndParams(id, 1, "", "0x")],
        ["castVoteWithReasonAndParamsBySig", () => one.castVoteWithReasonAndParamsBySig(id, 1, PAYEE, "", "0x", "0x")],
        ["relay", () => one.relay(PAYEE, 0, "0x")],
        ["updateTimelock", () => one.updateTimelock(PAYEE)],
        ["setLateQuorumVoteExtension", () => one.setLateQuorumVoteExtension(1)],
      ] as const;
      for (const [name, attempt] of closed) {
        await expect(attempt(), name)
          .to.be.revertedWithCustomError(governor, "FunctionClosed")
          .withArgs(governor.interface.getFunction(name).selector);
      }
      await expect(one.cancel(targets, values, calldatas, hash))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(id, memberOn(house, 1).address);
      await expect(memberOn(house, 1).sendTransaction({ to: governor, value: 1 })).to.be.revertedWithCustomError(
        governor,
        "GovernorDisabledDeposit",
      );
    });
  });
});
