import { expect } from "chai";
import type { AddressLike } from "ethers";
import { Majority } from "#protocol/abi/enums.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import {
  afterTheVote,
  aHouse,
  anEmptyHouse,
  aPayment,
  aProposal,
  aSponsorship,
  aSponsorshipWithdrawal,
  aWord,
  PAYEE,
  propose,
  State,
  sponsorBy,
} from "../../fixtures/decisions.ts";
import { handedOver } from "../../fixtures/handedOver.ts";
import { decided, memberOn, proposeDirectly, sponsorDirectly, type WholeHouse } from "../../fixtures/wholeHouse.ts";

/** What a member proposes without any check of this file: targets, values and calls as they come. */
async function proposed(
  house: WholeHouse,
  targets: AddressLike[],
  values: number[],
  calldatas: string[],
  description: string,
) {
  const addresses = await Promise.all(targets.map((target) => ethers.resolveAddress(target)));
  const id = await house.governor.hashProposal(addresses, values, calldatas, ethers.id(description));
  await sponsorBy(house, id, [2, 3, 4, 5]);
  const motion = { targets: addresses, values, calldatas, description };
  return house.proposals.connect(memberOn(house, 1)).proposeWithSponsors(await aWord(house, id, 1), motion, [], ["0x"]);
}

describe("Proposals: a draft", () => {
  describe("given nobody is a member yet", () => {
    it("says so, whoever sponsors or proposes", async () => {
      const house = await loadFixture(anEmptyHouse);
      const { targets, values, calldatas, words, id } = await decided(house, aPayment(house));
      const proposals = house.proposals.connect(house.operator);
      const word = { proposal: id, seat: 1, epoch: 0, deadline: (await time.latest()) + DAY };
      const motion = { targets, values, calldatas, description: words };
      for (const attempt of [
        () => proposals.sponsor(word, "0x"),
        () => proposals.proposeWithSponsors(word, motion, [], ["0x"]),
      ]) {
        await expect(attempt()).to.be.revertedWithCustomError(proposals, "NoMembersYet").withArgs();
      }
    });
  });

  describe("when members stand behind it", () => {
    it("counts each seat once, by call or by signature", async () => {
      const house = await loadFixture(aHouse);
      const { proposals } = house;
      const { id } = await decided(house, aPayment(house));
      const seven = await aWord(house, id, 7);
      await expect(proposals.connect(memberOn(house, 7)).sponsor(seven, "0x"))
        .to.emit(proposals, "ProposalSponsored")
        .withArgs(id, 7);
      const { sponsorship, signature } = await aSponsorship(house, id, 8);
      await proposals.connect(house.stranger).sponsor(sponsorship, signature);
      expect(await proposals.backersOf(id)).to.deep.equal([7n, 8n]);
      for (const [attempt, seat] of [
        [() => proposals.connect(memberOn(house, 7)).sponsor(seven, "0x"), 7],
        [() => proposals.sponsor(sponsorship, signature), 8],
      ] as const) {
        await expect(attempt()).to.be.revertedWithCustomError(proposals, "AlreadySponsored").withArgs(id, seat);
      }
    });

    it("refuses a stranger, a wrong signature, a late one, and a proposal that is made", async () => {
      const { house, id } = await loadFixture(aProposal);
      const { proposals } = house;
      const other = (await decided(house, aPayment(house, "Another one"))).id;
      const { sponsorship, signature } = await aSponsorship(house, other, 8);
      await expect(proposals.connect(house.stranger).sponsor(sponsorship, "0x"))
        .to.be.revertedWithCustomError(proposals, "SignatureInvalid")
        .withArgs(memberOn(house, 8).address);
      await expect(proposals.sponsor({ ...sponsorship, seat: 9 }, signature))
        .to.be.revertedWithCustomError(proposals, "SignatureInvalid")
        .withArgs(memberOn(house, 9).address);
      await expect(sponsorDirectly(house, id, 9))
        .to.be.revertedWithCustomError(proposals, "AlreadyProposed")
        .withArgs(id);
      await time.increaseTo(sponsorship.deadline + 1);
      await expect(proposals.sponsor(sponsorship, signature))
        .to.be.revertedWithCustomError(proposals, "SignatureExpired")
        .withArgs(sponsorship.deadline, (n: bigint) => n > BigInt(sponsorship.deadline));
    });

    it("counts a sponsorship for 30 days, and again when it is said again", async () => {
      const house = await loadFixture(aHouse);
      const { proposals } = house;
      const { id } = await decided(house, aPayment(house));
      await sponsorDirectly(house, id, 7);
      const since = await time.latest();
      await time.increaseTo(since + 30 * DAY);
      expect(await proposals.backersOf(id)).to.deep.equal([7n]);
      await time.increaseTo(since + 30 * DAY + 1);
      expect(await proposals.backersOf(id)).to.deep.equal([]);
      await sponsorBy(house, id, [8, 7]);
      expect(await proposals.backersOf(id)).to.have.members([7n, 8n]);
    });

    it("does not count who has taken it back, whichever message arrives first, and not again", async () => {
      const house = await loadFixture(aHouse);
      const { proposals } = house;
      const { id } = await decided(house, aPayment(house));
      await sponsorDirectly(house, id, 7);
      const seven = await aSponsorshipWithdrawal(house, id, 7);
      await expect(proposals.withdrawSponsorship(seven.withdrawal, seven.signature))
        .to.emit(proposals, "SponsorshipWithdrawn")
        .withArgs(id, 7);
      const eight = await aSponsorship(house, id, 8);
      await proposals.connect(memberOn(house, 8)).withdrawSponsorship(await aWord(house, id, 8), "0x");
      for (const [attempt, seat] of [
        [() => sponsorDirectly(house, id, 7), 7],
        [() => proposals.sponsor(eight.sponsorship, eight.signature), 8],
        [() => proposals.withdrawSponsorship(seven.withdrawal, seven.signature), 7],
      ] as const) {
        await expect(attempt()).to.be.revertedWithCustomError(proposals, "SponsorshipTakenBack").withArgs(id, seat);
      }
      expect(await proposals.backersOf(id)).to.deep.equal([]);
      expect(await proposals.isTakenBack(id, 8)).to.equal(true);
    });

    it("cannot be filled so that those who are needed find no room", async () => {
      const house = await loadFixture(aHouse);
      const { id } = await decided(house, aPayment(house));
      await sponsorBy(
        house,
        id,
        Array.from({ length: 20 }, (_, i) => i + 1),
      );
      expect(await house.proposals.backersOf(id)).to.have.length(20);
      expect(await house.proposals.sponsorsNeeded()).to.equal(5);
    });
  });
});

describe("Proposals: proposing", () => {
  describe("when a member proposes", () => {
    it("puts the decision on the list with its dates and its majority", async () => {
      const { house, id } = await loadFixture(aProposal);
      const { proposals } = house;
      const at = await time.latest();
      expect(await proposals.proposalCount()).to.equal(1);
      const [listed] = await proposals.proposalsPage(1, 9);
      const p = await proposals.proposal(id);
      expect(listed).to.deep.equal(p);
      expect([p.id, p.number, p.proposerSeat, p.sponsors, p.state]).to.deep.equal([id, 1n, 1n, 5n, State.Pending]);
      expect([p.snapshot, p.deadline, p.eta, p.expiresAt].map(Number)).to.deep.equal([
        at + 2 * DAY,
        at + 9 * DAY,
        0,
        at + 39 * DAY,
      ]);
      expect(Number(p.majority)).to.equal(Majority.Ordinary);
      expect([p.quorum, p.electorate, p.inFavour, p.against, p.abstained]).to.deep.equal([4n, 20n, 0n, 0n, 0n]);
      expect(p.blockNumber).to.equal(await ethers.provider.getBlockNumber());
      expect(await proposals.proposalsPage(2, 9)).to.deep.equal([]);
      expect(await proposals.proposalsPage(0, 9)).to.deep.equal([]);
    });

    it("is announced with its calls, its words and who stands behind it", async () => {
      const house = await loadFixture(aHouse);
      const proposal = await decided(house, aPayment(house));
      const { targets, values, calldatas, words, id } = proposal;
      await sponsorBy(house, id, [2, 3, 4, 5]);
      const sent = proposeDirectly(house, proposal, 1);
      await expect(sent).to.emit(house.proposals, "ProposalBacked").withArgs(id, [1, 2, 3, 4, 5]);
      await expect(sent)
        .to.emit(house.governor, "ProposalCreated")
        .withArgs(
          id,
          memberOn(house, 1).address,
          targets,
          values,
          [""],
          calldatas,
          () => true,
          () => true,
          words,
        );
    });

    it("needs five seats behind it, or a third of a small house, or one", async () => {
      const house = await loadFixture(aHouse);
      const proposal = await decided(house, aPayment(house));
      await sponsorBy(house, proposal.id, [2, 3, 4]);
      await expect(proposeDirectly(house, proposal, 1))
        .to.be.revertedWithCustomError(house.proposals, "SponsorsMissing")
        .withArgs(proposal.id, 4, 5);
      for (const [live, needed] of [
        [14, 4],
        [11, 3],
        [3, 1],
        [2, 1],
      ] as const) {
        for (let seats = Number(await house.share.liveSeats()); seats > live; --seats) await leaveHouse(house, seats);
        expect(await house.proposals.sponsorsNeeded()).to.equal(needed);
      }
    });

    it("refuses who has no seat, words for another proposer, no words, and OpenZeppelin's own door", async () => {
      const house = await loadFixture(aHouse);
      const { proposals, governor } = house;
      const words = `Pay the machine #proposer=${memberOn(house, 6).address}`;
      const named = await decided(house, aPayment(house, words));
      await expect(proposeDirectly(house, named, 1))
        .to.be.revertedWithCustomError(proposals, "SponsorsMissing")
        .withArgs(named.id, 1, 5);
      await sponsorBy(house, named.id, [2, 3, 4, 5]);
      await expect(proposeDirectly(house, named, 1))
        .to.be.revertedWithCustomError(governor, "GovernorRestrictedProposer")
        .withArgs(memberOn(house, 1).address);
      const silent = await decided(house, aPayment(house, ""));
      await expect(proposeDirectly(house, silent, 1))
        .to.be.revertedWithCustomError(proposals, "DescriptionMissing")
        .withArgs();
      const { targets, values, calldatas } = named;
      await expect(governor.connect(memberOn(house, 1)).propose(targets, values, calldatas, words))
        .to.be.revertedWithCustomError(governor, "FunctionClosed")
        .withArgs(governor.interface.getFunction("propose").selector);
      await expect(
        governor
          .connect(memberOn(house, 1))
          .proposeFor(memberOn(house, 1), { targets, values, calldatas, description: words }),
      ).to.be.revertedWithCustomError(governor, "NotThePart");
    });

    it("refuses the same proposal twice", async () => {
      const { house, ...proposal } = await loadFixture(aProposal);
      await expect(proposeDirectly(house, proposal, 9))
        .to.be.revertedWithCustomError(house.proposals, "AlreadyProposed")
        .withArgs(proposal.id);
    });
  });

  describe("when a seat stands behind three undecided proposals", () => {
    async function threeAreOpen() {
      const house = await aHouse();
      const ids: bigint[] = [];
      for (const words of ["First", "Second", "Third"]) ids.push((await propose(house, aPayment(house, words))).id);
      return { house, ids };
    }

    it("can neither propose nor sponsor a fourth, as proposer and sponsor together", async () => {
      const { house } = await loadFixture(threeAreOpen);
      const { proposals } = house;
      const fourth = await decided(house, aPayment(house, "Fourth"));
      for (const [attempt, seat] of [
        [() => sponsorDirectly(house, fourth.id, 2), 2],
        [() => sponsorDirectly(house, fourth.id, 1), 1],
        [() => proposeDirectly(house, fourth, 1), 1],
        [() => proposeDirectly(house, fourth, 5), 5],
      ] as const) {
        await expect(attempt()).to.be.revertedWithCustomError(proposals, "TooManyOpenProposals").withArgs(seat, 3);
      }
      expect(await proposals.hasPlace(6)).to.equal(true);
    });

    it("does not count for one that it sponsored while it still could, and holds up nobody", async () => {
      const house = await loadFixture(aHouse);
      const late = await decided(house, aPayment(house, "Late"));
      await sponsorBy(house, late.id, [2, 7, 8, 9, 10]);
      for (const words of ["First", "Second", "Third"]) await propose(house, aPayment(house, words));
      await proposeDirectly(house, late, 6);
      expect((await house.proposals.proposal(late.id)).sponsors).to.equal(5);
    });

    it("begins with all its places when it has another owner", async () => {
      const { house } = await loadFixture(threeAreOpen);
      const { share, proposals } = house;
      expect(await proposals.hasPlace(3)).to.equal(false);
      const taker = await handedOver(house, 3);
      expect([await share.ownerOf(3), await proposals.hasPlace(3)]).to.deep.equal([taker.address, true]);
      for (const words of ["Fourth", "Fifth", "Sixth"]) {
        const { id } = await decided(house, aPayment(house, words));
        await proposals.connect(taker).sponsor(await aWord(house, id, 3), "0x");
      }
    });

    it("may stand behind another as soon as one is decided, whatever its number", async () => {
      const { house, ids } = await loadFixture(threeAreOpen);
      expect(await house.proposals.hasPlace(3)).to.equal(false);
      await afterTheVote(house, ids[0] ?? 0n);
      expect(await house.proposals.hasPlace(3)).to.equal(true);
      await propose(house, aPayment(house, "Fourth"));
    });
  });

  describe("when something is proposed that members do not decide", () => {
    it("refuses a role, a delay, a foreign contract, and a call too short to be one", async () => {
      const house = await loadFixture(aHouse);
      const { timelock, governor, decisions } = house;
      const grant = timelock.interface.encodeFunctionData("grantRole", [ethers.ZeroHash, PAYEE]);
      const delay = timelock.interface.encodeFunctionData("updateDelay", [1]);
      const move = house.token.interface.encodeFunctionData("transfer", [PAYEE, 1n]);
      for (const [i, [target, call]] of (
        [
          [timelock, grant],
          [timelock, delay],
          [governor, governor.interface.encodeFunctionData("relay", [PAYEE, 0, "0x"])],
          [house.token, move],
          [house.treasury, "0x12"],
          [
            house.rounds,
            house.treasury.interface.encodeFunctionData("payWithinReserve", [PAYEE, 1n, 520, ethers.ZeroHash]),
          ],
        ] as const
      ).entries()) {
        await expect(proposed(house, [target], [0], [call], `A key for somebody ${i}`))
          .to.be.revertedWithCustomError(decisions, "NotAHouseDecision")
          .withArgs(
            await target.getAddress(),
            ethers.zeroPadBytes(ethers.dataLength(call) < 4 ? call : ethers.dataSlice(call, 0, 4), 4),
          );
      }
    });

    it("refuses a bad call beside a good one, coins, lists of unequal length, and nothing", async () => {
      const house = await loadFixture(aHouse);
      const { governor, decisions } = house;
      const { targets, calldatas } = await decided(house, aPayment(house));
      const [target = "", call = ""] = [targets[0], calldatas[0]];
      const steal = house.token.interface.encodeFunctionData("transfer", [PAYEE, 1n]);
      await expect(proposed(house, [target, house.token], [0, 0], [call, steal], "Two things"))
        .to.be.revertedWithCustomError(decisions, "NotAHouseDecision")
        .withArgs(await house.token.getAddress(), steal.slice(0, 10));
      await expect(proposed(house, [target], [5], [call], "With coins"))
        .to.be.revertedWithCustomError(governor, "DecisionCarriesCoin")
        .withArgs(5);
      const unequal = (targets: number, values: number, calls: number) =>
        proposed(house, Array(targets).fill(target), Array(values).fill(0), Array(calls).fill(call), "Unequal");
      for (const [targets, values, calls] of [
        [0, 0, 0],
        [1, 2, 2],
        [1, 2, 1],
        [1, 1, 2],
      ] as const) {
        await expect(unequal(targets, values, calls))
          .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
          .withArgs(targets, calls, values);
      }
      // What has no call or no value of its own is no decision.
      for (const [values, calls] of [
        [1, 1],
        [1, 2],
        [2, 1],
      ] as const) {
        await expect(unequal(2, values, calls))
          .to.be.revertedWithCustomError(decisions, "NotAHouseDecision")
          .withArgs(target, "0x00000000");
      }
    });
  });
});

/** The owner of the seat leaves the house. */
async function leaveHouse(house: WholeHouse, seat: number) {
  const wish = { seat, epoch: await house.share.epochOf(seat), deadline: (await time.latest()) + DAY };
  await house.exit.connect(memberOn(house, seat)).leaveHouse(wish, "0x");
}
