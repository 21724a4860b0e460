import { expect } from "chai";
import { type Hex, zeroHash } from "viem";
import { loadFixture, time } from "../../fixtures/chain.ts";
import { aHouse, aPayment, aProposing, aSponsorship, aWord, sponsorBy } from "../../fixtures/decisions.ts";
import { decided, memberOn, type WholeHouse } from "../../fixtures/wholeHouse.ts";

type Proposal = Awaited<ReturnType<typeof decided>>;
type Proposing = Awaited<ReturnType<typeof aProposing>>;
type Sponsorship = Awaited<ReturnType<typeof aSponsorship>>;

describe("Proposals: proposing by signature", () => {
  describe("when anybody submits what a member proposes", () => {
    it("is that member's proposal, with those who signed behind it", async () => {
      const house = await loadFixture(aHouse);
      const words = `Pay the machine #proposer=${memberOn(house, 6).address}`;
      const proposal = await decided(house, aPayment(house, words));
      await submit(house, proposal, await aProposing(house, proposal.id, 6), await sponsored(house, proposal));
      const p = await house.proposals.proposal(proposal.id);
      expect([p.proposerSeat, p.sponsors]).to.deep.equal([6n, 5n]);
      expect(await house.governor.proposalProposer(proposal.id)).to.equal(memberOn(house, 6).address);
    });

    it("counts a sponsor once whose signature somebody brought before", async () => {
      const house = await loadFixture(aHouse);
      const proposal = await decided(house, aPayment(house));
      const sponsors = await sponsored(house, proposal);
      await house.proposals.sponsor(sponsors[0]!.sponsorship, sponsors[0]!.signature);
      await sponsorBy(house, proposal.id, [6]);
      await submit(house, proposal, await aProposing(house, proposal.id, 6), sponsors);
      expect((await house.proposals.proposal(proposal.id)).sponsors).to.equal(5);
    });
  });

  describe("when a sponsor's word is taken for more than it says", () => {
    it("does not let a stranger propose for a sponsor by signature", async () => {
      const house = await loadFixture(aHouse);
      const proposal = await decided(house, aPayment(house));
      const { sponsorship, signature } = await aSponsorship(house, proposal.id, 6);
      await expect(submit(house, proposal, { proposing: sponsorship, signature }, await sponsored(house, proposal)))
        .to.be.revertedWithCustomError(house.proposals, "SignatureInvalid")
        .withArgs(memberOn(house, 6).address);
    });

    it("does not let a stranger propose for a seat that stands behind it already", async () => {
      const house = await loadFixture(aHouse);
      const proposal = await decided(house, aPayment(house));
      await sponsorBy(house, proposal.id, [6, 7, 8, 9, 10]);
      const proposing = await aWord(house, proposal.id, 6);
      await expect(submit(house, proposal, { proposing, signature: zeroHash }, []))
        .to.be.revertedWithCustomError(house.proposals, "SignatureInvalid")
        .withArgs(memberOn(house, 6).address);
    });

    it("does not take the proposer's signature for a sponsorship", async () => {
      const house = await loadFixture(aHouse);
      const { id } = await decided(house, aPayment(house));
      const { proposing, signature } = await aProposing(house, id, 6);
      await expect(house.proposals.sponsor(proposing, signature))
        .to.be.revertedWithCustomError(house.proposals, "SignatureInvalid")
        .withArgs(memberOn(house, 6).address);
    });
  });

  describe("when the signatures do not fit", () => {
    it("says how many are missing", async () => {
      const house = await loadFixture(aHouse);
      const proposal = await decided(house, aPayment(house));
      const { proposing } = await aProposing(house, proposal.id, 6);
      const sponsorships = (await sponsored(house, proposal)).map(({ sponsorship }) => sponsorship);
      await expect(call(house, proposal, proposing, sponsorships, []))
        .to.be.revertedWithCustomError(house.proposals, "SignaturesUnequal")
        .withArgs(5, 0);
    });

    it("says for which proposal they were given", async () => {
      const house = await loadFixture(aHouse);
      const proposal = await decided(house, aPayment(house));
      const other = await decided(house, aPayment(house, "Another one"));
      await expect(submit(house, proposal, await aProposing(house, other.id, 6), await sponsored(house, proposal)))
        .to.be.revertedWithCustomError(house.proposals, "SignedForAnother")
        .withArgs(other.id, proposal.id);
      await expect(submit(house, proposal, await aProposing(house, proposal.id, 6), await sponsored(house, other)))
        .to.be.revertedWithCustomError(house.proposals, "SignedForAnother")
        .withArgs(other.id, proposal.id);
    });

    it("refuses a wrong signature of a sponsor, a late one of the proposer, and a seat that nobody owns", async () => {
      const house = await loadFixture(aHouse);
      const { share } = house;
      const proposal = await decided(house, aPayment(house));
      const sponsors = await sponsored(house, proposal);
      const forged = { ...sponsors[0]!, signature: sponsors[1]!.signature };
      const proposing = await aProposing(house, proposal.id, 6);
      await expect(submit(house, proposal, proposing, [forged, ...sponsors.slice(1)]))
        .to.be.revertedWithCustomError(house.proposals, "SignatureInvalid")
        .withArgs(memberOn(house, 7).address);
      const nobody = { ...proposing, proposing: { ...proposing.proposing, seat: 21 } };
      await expect(submit(house, proposal, nobody, sponsors))
        .to.be.revertedWithCustomError(share, "NoSuchSeat")
        .withArgs(21);
      const { deadline } = proposing.proposing;
      await time.increaseTo(deadline + 1);
      await expect(submit(house, proposal, proposing, sponsors))
        .to.be.revertedWithCustomError(house.proposals, "SignatureExpired")
        .withArgs(deadline, (n: bigint) => n > BigInt(deadline));
    });

    it("refuses words that name another proposer", async () => {
      const house = await loadFixture(aHouse);
      const words = `Pay the machine #proposer=${memberOn(house, 7).address}`;
      const proposal = await decided(house, aPayment(house, words));
      await expect(submit(house, proposal, await aProposing(house, proposal.id, 6), await sponsored(house, proposal)))
        .to.be.revertedWithCustomError(house.governor, "GovernorRestrictedProposer")
        .withArgs(memberOn(house, 6).address);
    });
  });
});

/** The sponsorships of four seats; `and` stand in front of them. */
function sponsored(house: WholeHouse, { id }: Proposal, and: readonly number[] = []): Promise<Sponsorship[]> {
  return Promise.all([...and, 7, 8, 9, 10].map((seat) => aSponsorship(house, id, seat)));
}

/** Brought by a stranger. */
function submit(house: WholeHouse, proposal: Proposal, by: Proposing, sponsors: readonly Sponsorship[]) {
  return call(
    house,
    proposal,
    by.proposing,
    sponsors.map(({ sponsorship }) => sponsorship),
    [by.signature, ...sponsors.map(({ signature }) => signature)],
  );
}

function call(
  house: WholeHouse,
  { targets, values, calldatas, words }: Proposal,
  proposing: Proposing["proposing"],
  sponsorships: Sponsorship["sponsorship"][],
  signatures: Hex[],
) {
  const motion = { targets, values, calldatas, description: words };
  return house.proposals.connect(house.stranger).proposeWithSponsors(proposing, motion, sponsorships, signatures);
}
