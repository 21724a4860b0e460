import { expect } from "chai";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import {
  afterTheVote,
  aHouse,
  anEmptyHouse,
  aPayment,
  aProposal,
  aSponsorship,
  PAYEE,
  propose,
  State,
  sponsorBy,
} from "../../fixtures/decisions.ts";
import { decided, memberOn } from "../../fixtures/wholeHouse.ts";

describe("HouseGovernor: proposing", () => {
  describe("given nobody is a member yet", () => {
    it("says so, whoever sponsors or proposes", async () => {
      const house = await loadFixture(anEmptyHouse);
      const { targets, values, calldatas, words, id } = await decided(house, aPayment(house));
      const governor = house.governor.connect(house.operator);
      for (const attempt of [() => governor.sponsor(id), () => governor.propose(targets, values, calldatas, words)]) {
        await expect(attempt()).to.be.revertedWithCustomError(governor, "NoMembersYet").withArgs();
      }
    });
  });

  describe("when members stand behind a proposal that is not made yet", () => {
    it("counts each seat once, by call or by signature", async () => {
      const house = await loadFixture(aHouse);
      const { governor } = house;
      const { id } = await decided(house, aPayment(house));
      await expect(governor.connect(memberOn(house, 7)).sponsor(id))
        .to.emit(governor, "ProposalSponsored")
        .withArgs(id, 7);
      const { sponsorship, signature } = await aSponsorship(house, id, 8);
      await governor.connect(house.stranger).sponsorBySig(sponsorship, signature);
      expect(await governor.sponsorsOf(id)).to.equal(2);
      expect(await governor.hasSponsored(id, 8)).to.equal(true);
      for (const [attempt, seat] of [
        [() => governor.connect(memberOn(house, 7)).sponsor(id), 7],
        [() => governor.sponsorBySig(sponsorship, signature), 8],
      ] as const) {
        await expect(attempt()).to.be.revertedWithCustomError(governor, "AlreadySponsored").withArgs(id, seat);
      }
    });

    it("refuses a stranger, a wrong signature, a late one, and a proposal that is made", async () => {
      const { house, id } = await loadFixture(aProposal);
      const { governor } = house;
      const other = (await decided(house, aPayment(house, "Another one"))).id;
      await expect(governor.connect(house.stranger).sponsor(other))
        .to.be.revertedWithCustomError(governor, "NoSeatToPropose")
        .withArgs(house.stranger.address);
      const { sponsorship, signature } = await aSponsorship(house, other, 8);
      await expect(governor.sponsorBySig({ ...sponsorship, seat: 9 }, signature))
        .to.be.revertedWithCustomError(governor, "SignatureInvalid")
        .withArgs(memberOn(house, 9).address);
      await time.increaseTo(sponsorship.deadline + 1);
      await expect(governor.sponsorBySig(sponsorship, signature))
        .to.be.revertedWithCustomError(governor, "SignatureExpired")
        .withArgs(sponsorship.deadline, (n: bigint) => n > BigInt(sponsorship.deadline));
      await expect(governor.connect(memberOn(house, 9)).sponsor(id))
        .to.be.revertedWithCustomError(governor, "AlreadyProposed")
        .withArgs(id);
    });
  });

  describe("when a member proposes", () => {
    it("puts the decision on the list with its dates", async () => {
      const { house, id } = await loadFixture(aProposal);
      const { governor } = house;
      const at = await time.latest();
      expect(await governor.proposalCount()).to.equal(1);
      const [listed] = await governor.proposalsPage(1, 9);
      const p = await governor.proposal(id);
      expect(listed).to.deep.equal(p);
      expect([p.id, p.number, p.proposerSeat, p.sponsors, p.state]).to.deep.equal([id, 1n, 1n, 5n, State.Pending]);
      expect([p.snapshot, p.deadline, p.eta, p.expiresAt].map(Number)).to.deep.equal([
        at + 2 * DAY,
        at + 9 * DAY,
        0,
        at + 39 * DAY,
      ]);
      expect([p.quorum, p.electorate, p.inFavour, p.against, p.abstained]).to.deep.equal([4n, 20n, 0n, 0n, 0n]);
      expect(p.blockNumber).to.equal(await ethers.provider.getBlockNumber());
      expect(await governor.proposalsPage(2, 9)).to.deep.equal([]);
      expect(await governor.proposalsPage(0, 9)).to.deep.equal([]);
    });

    it("is announced with its calls and its words", async () => {
      const house = await loadFixture(aHouse);
      const { targets, values, calldatas, words, id } = await decided(house, aPayment(house));
      await sponsorBy(house, id, [2, 3, 4, 5]);
      const sent = house.governor.connect(memberOn(house, 1)).propose(targets, values, calldatas, words);
      const proposer = memberOn(house, 1).address;
      await expect(sent).to.emit(house.governor, "ProposalSponsored").withArgs(id, 1);
      await expect(sent)
        .to.emit(house.governor, "ProposalCreated")
        .withArgs(
          id,
          proposer,
          targets,
          values,
          [""],
          calldatas,
          () => true,
          () => true,
          words,
        );
    });

    it("needs five seats behind it", async () => {
      const house = await loadFixture(aHouse);
      const { targets, values, calldatas, words, id } = await decided(house, aPayment(house));
      await sponsorBy(house, id, [2, 3, 4]);
      await expect(house.governor.connect(memberOn(house, 1)).propose(targets, values, calldatas, words))
        .to.be.revertedWithCustomError(house.governor, "SponsorsMissing")
        .withArgs(id, 4, 5);
    });

    it("refuses who has no seat, words for another proposer, and no words", async () => {
      const house = await loadFixture(aHouse);
      const { governor } = house;
      const words = `Pay the machine #proposer=${memberOn(house, 6).address}`;
      const named = await decided(house, aPayment(house, words));
      await expect(governor.connect(house.stranger).propose(named.targets, named.values, named.calldatas, words))
        .to.be.revertedWithCustomError(governor, "NoSeatToPropose")
        .withArgs(house.stranger.address);
      await expect(governor.connect(memberOn(house, 1)).propose(named.targets, named.values, named.calldatas, words))
        .to.be.revertedWithCustomError(governor, "GovernorRestrictedProposer")
        .withArgs(memberOn(house, 1).address);
      await expect(governor.connect(memberOn(house, 1)).propose(named.targets, named.values, named.calldatas, ""))
        .to.be.revertedWithCustomError(governor, "DescriptionMissing")
        .withArgs();
    });

    it("refuses the same proposal twice, and a fourth undecided one of a seat", async () => {
      const { house, id, targets, values, calldatas, words } = await loadFixture(aProposal);
      const { governor } = house;
      await expect(governor.connect(memberOn(house, 9)).propose(targets, values, calldatas, words))
        .to.be.revertedWithCustomError(governor, "AlreadyProposed")
        .withArgs(id);
      await propose(house, aPayment(house, "Second"));
      await propose(house, aPayment(house, "Third"));
      await expect(propose(house, aPayment(house, "Fourth")))
        .to.be.revertedWithCustomError(governor, "TooManyOpenProposals")
        .withArgs(1, 3);
      await afterTheVote(house, id);
      await propose(house, aPayment(house, "Fifth"));
    });
  });

  describe("when something is proposed that members do not decide", () => {
    it("allows four calls and no other (the authority graph)", async () => {
      const { governor, byName } = await loadFixture(aHouse);
      const allowed: string[] = [];
      for (const [name, contract] of Object.entries(byName)) {
        for (const fragment of contract.interface.fragments) {
          if (fragment.type !== "function") continue;
          const { selector } = contract.interface.getFunction(fragment.format("sighash")) ?? { selector: "" };
          if (await governor.isDecision(contract, selector))
            allowed.push(`${name}.${fragment.format("sighash").split("(")[0]}`);
        }
      }
      expect(allowed.sort()).to.deep.equal([
        "Budgets.set",
        "Rounds.cancel",
        "Rounds.open",
        "Treasury.bookLoss",
        "Treasury.payBeyondReserve",
        "Treasury.payWithinReserve",
      ]);
    });

    it("refuses a role, a delay, a foreign contract, and a call too short to be one", async () => {
      const house = await loadFixture(aHouse);
      const { timelock, governor } = house;
      const grant = timelock.interface.encodeFunctionData("grantRole", [ethers.ZeroHash, PAYEE]);
      const delay = timelock.interface.encodeFunctionData("updateDelay", [1]);
      const move = house.token.interface.encodeFunctionData("transfer", [PAYEE, 1n]);
      for (const [target, call] of [
        [timelock, grant],
        [timelock, delay],
        [governor, governor.interface.encodeFunctionData("relay", [PAYEE, 0, "0x"])],
        [house.token, move],
        [house.treasury, "0x12"],
        [
          house.rounds,
          house.treasury.interface.encodeFunctionData("payWithinReserve", [PAYEE, 1n, 520, ethers.ZeroHash]),
        ],
      ] as const) {
        await expect(governor.connect(memberOn(house, 1)).propose([target], [0], [call], "A key for somebody"))
          .to.be.revertedWithCustomError(governor, "NotAHouseDecision")
          .withArgs(
            await target.getAddress(),
            ethers.zeroPadBytes(ethers.dataLength(call) < 4 ? call : ethers.dataSlice(call, 0, 4), 4),
          );
      }
    });

    it("refuses a bad call beside a good one, coins, and lists of unequal length", async () => {
      const house = await loadFixture(aHouse);
      const { governor } = house;
      const { targets, calldatas, id } = await decided(house, aPayment(house));
      const [target = "", call = ""] = [targets[0], calldatas[0]];
      const one = governor.connect(memberOn(house, 1));
      const steal = house.token.interface.encodeFunctionData("transfer", [PAYEE, 1n]);
      await expect(one.propose([target, house.token], [0, 0], [call, steal], "Two things"))
        .to.be.revertedWithCustomError(governor, "NotAHouseDecision")
        .withArgs(await house.token.getAddress(), steal.slice(0, 10));
      await expect(one.propose([target], [5], [call], "With coins"))
        .to.be.revertedWithCustomError(governor, "DecisionCarriesCoin")
        .withArgs(5);
      const uneven = await governor.hashProposal([target], [], [call], ethers.id("Uneven"));
      await sponsorBy(house, uneven, [2, 3, 4, 5]);
      await expect(one.propose([target], [], [call], "Uneven"))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
        .withArgs(1, 1, 0);
      expect(id).not.to.equal(uneven);
    });
  });
});
