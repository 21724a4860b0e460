import { expect } from "chai";
import type { Hex } from "viem";
import { type Message, signable } from "#protocol/typedData.ts";
import { DAY, ethers, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
import {
  admit,
  aFoundedHouse,
  aSealedHouse,
  buy,
  carryOut,
  type Decision,
  decided,
  memberOn,
  signAs,
  type WholeHouse,
} from "../../fixtures/wholeHouse.ts";

const State = {
  Pending: 0n,
  Active: 1n,
  Canceled: 2n,
  Defeated: 3n,
  Succeeded: 4n,
  Queued: 5n,
  Expired: 6n,
  Executed: 7n,
};
const PAYEE = ethers.getAddress("0x00000000000000000000000000000000000e1c70");

const aHouse = () => aFoundedHouse();
const anEmptyHouse = () => aSealedHouse();

function aPayment(house: WholeHouse, words = "Pay the espresso machine"): Decision {
  const call = house.treasury.interface.encodeFunctionData("payByVote", [PAYEE, 1_000_000n, 520, ethers.id("offer")]);
  return { target: "Treasury", call, words };
}

async function sponsorBy(house: WholeHouse, id: bigint, seats: readonly number[]) {
  for (const seat of seats) await house.governor.connect(memberOn(house, seat)).sponsor(id);
}

/** A proposal of seat 1, whose vote has not begun. */
async function aProposal() {
  const house = await aFoundedHouse();
  return { house, ...(await propose(house, aPayment(house))) };
}

async function propose(house: WholeHouse, decision: Decision) {
  const proposal = await decided(house, decision);
  const { targets, values, calldatas, words, id } = proposal;
  await sponsorBy(house, id, [2, 3, 4, 5]);
  await house.governor.connect(memberOn(house, 1)).propose(targets, values, calldatas, words);
  return proposal;
}

/** The same on the first second of its vote. */
async function anOpenVote() {
  const { house, ...proposal } = await aProposal();
  await time.increaseTo((await house.governor.proposalSnapshot(proposal.id)) + 1n);
  return { house, ...proposal };
}

async function voteBy(house: WholeHouse, id: bigint, seats: readonly number[], support: number) {
  for (const seat of seats) await house.governor.connect(memberOn(house, seat)).castVote(id, support);
}

async function afterTheVote({ governor }: WholeHouse, id: bigint) {
  await time.increaseTo((await governor.proposalDeadline(id)) + 1n);
}

async function aVote(house: WholeHouse, proposal: bigint, seat: number, changes: Partial<Message<"Vote">> = {}) {
  const vote = { proposal, seat, support: 1, deadline: (await time.latest()) + 30 * DAY, ...changes };
  return { vote, signature: await signAs(memberOn(house, seat), signable(house.signing, "Vote", vote)) };
}

async function aSponsorship(house: WholeHouse, proposal: bigint, seat: number) {
  const sponsorship = { proposal, seat, deadline: (await time.latest()) + DAY };
  return {
    sponsorship,
    signature: await signAs(memberOn(house, seat), signable(house.signing, "Sponsorship", sponsorship)),
  };
}

describe("HouseGovernor", () => {
  describe("given terms that cannot be", () => {
    it("is not made, and says which", async () => {
      const { registry, share, governor, club } = await loadFixture(aHouse);
      for (const [what, changes] of [
        ["votingDelay", { votingDelay: 0 }],
        ["lateExtension", { lateExtension: 7 * DAY + 1 }],
        ["timelockDelay", { timelockDelay: 0 }],
        ["expiry", { expiry: 2 * DAY }],
        ["sponsors", { sponsors: 0 }],
        ["quorumBps", { quorumBps: 999 }],
        ["quorumBps", { quorumBps: 5_001 }],
      ] as const) {
        await expect(ethers.deployContract("HouseGovernor", [registry, share, { ...club.voting, ...changes }]))
          .to.be.revertedWithCustomError(governor, "GovernorTermImpossible")
          .withArgs(ethers.encodeBytes32String(what));
      }
      await expect(
        ethers.deployContract("HouseGovernor", [
          registry,
          share,
          { ...club.voting, votingPeriod: 0, lateExtension: 0 },
        ]),
      )
        .to.be.revertedWithCustomError(governor, "GovernorTermImpossible")
        .withArgs(ethers.encodeBytes32String("votingPeriod"));
    });
  });

  describe("given nobody is a member yet", () => {
    it("says so, whoever sponsors or proposes", async () => {
      const house = await loadFixture(anEmptyHouse);
      const { targets, values, calldatas, words, id } = await decided(house, aPayment(house));
      const governor = house.governor.connect(house.operator);
      for (const attempt of [
        () => governor.sponsor(id),
        () => governor.propose(targets, values, calldatas, words),
        () => governor.proposeWithSponsors(targets, values, calldatas, words, [], []),
      ]) {
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

    it("brings the sponsors' signatures along; one brought earlier counts once", async () => {
      const house = await loadFixture(aHouse);
      const { targets, values, calldatas, words, id } = await decided(house, aPayment(house));
      const signed = await Promise.all([2, 3, 4, 5].map((seat) => aSponsorship(house, id, seat)));
      await sponsorBy(house, id, [3]);
      await house.governor.connect(memberOn(house, 1)).proposeWithSponsors(
        targets,
        values,
        calldatas,
        words,
        signed.map(({ sponsorship }) => sponsorship),
        signed.map(({ signature }) => signature),
      );
      const p = await house.governor.proposal(id);
      expect([p.proposerSeat, p.sponsors]).to.deep.equal([1n, 5n]);
    });

    it("is submitted by anybody for the first who signed", async () => {
      const house = await loadFixture(aHouse);
      const words = `Pay the machine #proposer=${memberOn(house, 6).address}`;
      const { targets, values, calldatas, id } = await decided(house, aPayment(house, words));
      const signed = await Promise.all([6, 7, 8, 9, 10].map((seat) => aSponsorship(house, id, seat)));
      await house.governor.connect(house.stranger).proposeWithSponsors(
        targets,
        values,
        calldatas,
        words,
        signed.map(({ sponsorship }) => sponsorship),
        signed.map(({ signature }) => signature),
      );
      expect((await house.governor.proposal(id)).proposerSeat).to.equal(6);
      expect(await house.governor.proposalProposer(id)).to.equal(memberOn(house, 6).address);
    });

    it("refuses who has no seat, words for another proposer, no words, and signatures that do not fit", async () => {
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
      const other = await decided(house, aPayment(house, "Another one"));
      const { sponsorship, signature } = await aSponsorship(house, other.id, 2);
      const withSponsors = (sponsorships: (typeof sponsorship)[], signatures: Hex[]) =>
        governor
          .connect(memberOn(house, 6))
          .proposeWithSponsors(named.targets, named.values, named.calldatas, words, sponsorships, signatures);
      await expect(withSponsors([sponsorship], []))
        .to.be.revertedWithCustomError(governor, "SignaturesUnequal")
        .withArgs(1, 0);
      await expect(withSponsors([sponsorship], [signature]))
        .to.be.revertedWithCustomError(governor, "SponsorshipForAnother")
        .withArgs(other.id, named.id);
      await expect(withSponsors([{ ...sponsorship, proposal: named.id }], [signature]))
        .to.be.revertedWithCustomError(governor, "SignatureInvalid")
        .withArgs(memberOn(house, 2).address);
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
      expect(allowed.sort()).to.deep.equal(["Budgets.set", "Rounds.cancel", "Rounds.open", "Treasury.payByVote"]);
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
        [house.rounds, house.treasury.interface.encodeFunctionData("payByVote", [PAYEE, 1n, 520, ethers.ZeroHash])],
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

    it("expires 30 days after the vote, queued or not", async () => {
      const { house, id, targets, values, calldatas, hash } = await loadFixture(anOpenVote);
      const { governor } = house;
      await voteBy(house, id, [1, 2, 3, 4], 1);
      await afterTheVote(house, id);
      await governor.queue(targets, values, calldatas, hash);
      const { expiresAt } = await governor.proposal(id);
      await time.increaseTo(expiresAt);
      expect(await governor.state(id)).to.equal(State.Queued);
      await time.increaseTo(expiresAt + 1n);
      expect(await governor.state(id)).to.equal(State.Expired);
      await expect(governor.execute(targets, values, calldatas, hash))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(id, State.Expired, ethers.toBeHex(2 ** 5, 32));
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
      expect((await governor.proposal(id)).deadline).to.equal(extended);
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
