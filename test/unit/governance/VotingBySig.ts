import { expect } from "chai";
import type { Hex } from "viem";
import { DAY, ethers, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
import {
  afterTheVote,
  anOpenVote,
  aPayment,
  aProposal,
  aVote,
  propose,
  State,
  voteBy,
} from "../../fixtures/decisions.ts";
import { admit, buy, carryOut, memberOn, type WholeHouse } from "../../fixtures/wholeHouse.ts";

type Signed = Awaited<ReturnType<typeof aVote>>;

const contracts: string[] = [];

describe("HouseGovernor: voting by signature", () => {
  describe("when one signed vote is brought", () => {
    it("counts it, or says why not", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const { governor, share } = house;
      const one = await aVote(house, id, 5);
      await expect(bring(house, [one]))
        .to.emit(governor, "VoteCast")
        .withArgs(memberOn(house, 5).address, id, 1, 1, "");
      await expect(bring(house, [one]))
        .to.be.revertedWithCustomError(governor, "AlreadyVoted")
        .withArgs(id, 5);
      const late = await aVote(house, id, 6, { deadline: (await time.latest()) - 1 });
      await expect(bring(house, [late]))
        .to.be.revertedWithCustomError(governor, "SignatureExpired")
        .withArgs(late.vote.deadline, (n: bigint) => n > BigInt(late.vote.deadline));
      await expect(bring(house, [{ ...one, vote: { ...one.vote, seat: 6 } }]))
        .to.be.revertedWithCustomError(governor, "SignatureInvalid")
        .withArgs(memberOn(house, 6).address);
      await expect(bring(house, [{ ...one, vote: { ...one.vote, seat: 21 } }]))
        .to.be.revertedWithCustomError(share, "NoSuchSeat")
        .withArgs(21);
      await expect(bring(house, [await aVote(house, id, 6, { support: 3 })]))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidVoteType")
        .withArgs();
      for (const nothing of [id + 1n, 0n]) {
        await expect(bring(house, [await aVote(house, nothing, 6)]))
          .to.be.revertedWithCustomError(governor, "GovernorNonexistentProposal")
          .withArgs(nothing);
      }
      const six = await aVote(house, id, 6);
      await afterTheVote(house, id);
      await expect(bring(house, [six]))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(id, State.Defeated, ethers.toBeHex(2, 32));
      await expect(governor.vote([one.vote], []))
        .to.be.revertedWithCustomError(governor, "SignaturesUnequal")
        .withArgs(1, 0);
    });
  });

  describe("when a batch of them is brought", () => {
    it("counts the good ones and leaves the others out, each with its reason", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const { governor } = house;
      const pending = await propose(house, aPayment(house, "Not yet"));
      await voteBy(house, id, [3], 0);
      const five = await aVote(house, id, 5);
      const bad: [Signed, string][] = [
        [await aVote(house, id, 3), "AlreadyVoted(uint256,uint32)"],
        [{ ...five, vote: { ...five.vote, support: 0 } }, "SignatureInvalid(address)"],
        [await aVote(house, id, 6, { deadline: (await time.latest()) - 1 }), "SignatureExpired(uint48,uint48)"],
        [{ ...five, vote: { ...five.vote, seat: 21 } }, "NoSuchSeat(uint256)"],
        [await aVote(house, id, 7, { support: 3 }), "GovernorInvalidVoteType()"],
        [await aVote(house, id + 1n, 8), "GovernorNonexistentProposal(uint256)"],
        [await aVote(house, pending.id, 9), "GovernorUnexpectedProposalState(uint256,uint8,bytes32)"],
      ];
      const good = [await aVote(house, id, 1), await aVote(house, id, 2), await aVote(house, id, 4)];
      const sent = bring(house, [good[0]!, ...bad.map(([one]) => one), good[1]!, good[2]!]);
      for (const [{ vote }, error] of bad) {
        await expect(sent)
          .to.emit(governor, "VoteSkipped")
          .withArgs(vote.proposal, vote.seat, ethers.id(error).slice(0, 10));
      }
      await expect(sent).to.emit(governor, "VoteCast").withArgs(memberOn(house, 4).address, id, 1, 1, "");
      expect(await counted(house, id)).to.deep.equal([1n, 3n, 0n]);
      expect(await counted(house, pending.id)).to.deep.equal([0n, 0n, 0n]);
    });

    it("counts the same seat once, however often and with whatever it stands in the batch", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const { governor } = house;
      const [yes, no, other] = [
        await aVote(house, id, 5),
        await aVote(house, id, 5, { support: 0 }),
        await aVote(house, id, 6, { support: 2 }),
      ];
      const sent = bring(house, [yes, no, other, yes]);
      await expect(sent)
        .to.emit(governor, "VoteSkipped")
        .withArgs(id, 5, governor.interface.getError("AlreadyVoted")?.selector);
      expect(await counted(house, id)).to.deep.equal([0n, 1n, 1n]);
    });

    it("keeps apart the votes on two proposals that take turns in it", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const second = await propose(house, aPayment(house, "Something else"));
      await time.increaseTo((await house.governor.proposalSnapshot(second.id)) + 1n);
      const batch = [];
      for (const seat of [1, 2, 3]) {
        batch.push(await aVote(house, id, seat), await aVote(house, second.id, seat, { support: 0 }));
      }
      await bring(house, batch);
      await voteBy(house, id, [4], 2);
      expect(await counted(house, id)).to.deep.equal([0n, 3n, 1n]);
      expect(await counted(house, second.id)).to.deep.equal([3n, 0n, 0n]);
    });

    it("changes nothing when it is empty", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      await bring(house, []);
      expect(await counted(house, id)).to.deep.equal([0n, 0n, 0n]);
    });

    it("remembers no electorate from before the snapshot: who joins until then has a vote", async () => {
      const { house, newcomer } = await loadFixture(aRoundAboutToEnd);
      const { governor, rounds } = house;
      const { id } = await propose(house, aPayment(house, "Beside a round"));
      await bring(house, [await aVote(house, id, 1), await aVote(house, id, 2)]);
      await rounds.finalise(2);
      await rounds.claim(2, 1);
      await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
      await bring(house, [await aVote(house, id, 1), await aVote(house, id, 2)]);
      await governor.connect(newcomer).castVote(id, 1);
      expect(await counted(house, id)).to.deep.equal([0n, 3n, 0n]);
    });

    it("skips a seat that was born after the snapshot, and one that nobody has claimed", async () => {
      const { house, newcomer } = await loadFixture(aRoundAboutToEnd);
      const { governor, rounds } = house;
      const { id } = await propose(house, aPayment(house, "Beside a round"));
      await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
      await rounds.finalise(2);
      const batch = [
        await aVote({ ...house, members: [...house.members, newcomer] }, id, 21),
        await aVote(house, id, 1),
      ];
      await expect(bring(house, batch))
        .to.emit(governor, "VoteSkipped")
        .withArgs(id, 21, ethers.id("SeatNotClaimed(uint256)").slice(0, 10));
      await rounds.claim(2, 1);
      await expect(bring(house, batch))
        .to.emit(governor, "VoteSkipped")
        .withArgs(id, 21, governor.interface.getError("NoVoteAtSnapshot")?.selector);
      expect(await counted(house, id)).to.deep.equal([0n, 1n, 0n]);
    });
  });

  describe("when a member's account is a contract", () => {
    // Whoever loads another fixture next begins where this test ended, and a member there has the same key.
    afterEach(async () => {
      for (const address of contracts.splice(0)) await networkHelpers.setCode(address, "0x");
    });

    it("counts what its owner signed (ERC-1271)", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const wallet = await ethers.deployContract("ContractWallet", [house.stranger.address]);
      await becomes(memberOn(house, 5).address, wallet);
      const owned = { ...house, members: house.members.with(4, house.stranger) };
      await bring(house, [await aVote(house, id, 4), await aVote(owned, id, 5)]);
      expect(await counted(house, id)).to.deep.equal([0n, 2n, 0n]);
    });

    it("costs nobody else a vote when it burns all it may use", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      await becomes(memberOn(house, 5).address, await ethers.deployContract("StrangeWallet"));
      const burning = { ...(await aVote(house, id, 5)), signature: "0x02" as Hex };
      await expect(bring(house, [await aVote(house, id, 4), burning, await aVote(house, id, 6)]))
        .to.emit(house.governor, "VoteSkipped")
        .withArgs(id, 5, ethers.id("SignatureInvalid(address)").slice(0, 10));
      expect(await counted(house, id)).to.deep.equal([0n, 2n, 0n]);
    });

    it("is never skipped because who submits gave too little gas: then nothing is counted", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      await becomes(memberOn(house, 5).address, await ethers.deployContract("StrangeWallet"));
      const willing = { ...(await aVote(house, id, 5)), signature: "0x00" as Hex };
      const batch = [await aVote(house, id, 4), willing];
      const checks = await ethers.getContractAt("SignatureCheck", house.governor);
      await expect(bring(house, batch, 230_000)).to.be.revertedWithCustomError(checks, "TooLittleGasForSigner");
      await bring(house, batch);
      expect(await counted(house, id)).to.deep.equal([0n, 2n, 0n]);
    });
  });
});

function bring({ governor, stranger }: WholeHouse, signed: readonly Signed[], gasLimit = 5_000_000) {
  return governor.connect(stranger).vote(
    signed.map(({ vote }) => vote),
    signed.map(({ signature }) => signature),
    { gasLimit },
  );
}

/** Against, in favour, abstained. */
async function counted({ governor }: WholeHouse, id: bigint): Promise<bigint[]> {
  return [...(await governor.proposalVotes(id))];
}

/** The account at this address is a contract like that one, until the test is over. */
async function becomes(address: string, like: { getDeployedCode(): Promise<string | null> }) {
  contracts.push(address);
  await networkHelpers.setCode(address, (await like.getDeployedCode()) ?? "");
}

/** A second round with one place, which is sold and can be finalised. */
async function aRoundAboutToEnd() {
  const { house } = await aProposal();
  const { rounds } = house;
  const { price, coolOff } = (await rounds.round(1)).terms;
  const opensAt = (await time.latest()) + 20 * DAY;
  const deadline = opensAt + 30 * DAY;
  const terms = { price, minSeats: 1n, maxSeats: 1n, opensAt, deadline, coolOff, termsHash: ethers.id("more") };
  await carryOut(house, {
    target: "Rounds",
    call: rounds.interface.encodeFunctionData("open", [terms]),
    words: "One more",
  });
  const newcomer = house.stranger;
  await admit(house, newcomer.address);
  await time.increaseTo(opensAt);
  await buy(house, 2, newcomer);
  await time.increase(coolOff);
  return { house, newcomer };
}
