import { expect } from "chai";
import { DAY, ethers, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  accept,
  aFoundedHouse,
  anUnfoundedHouse,
  datesOf,
  nominate,
  nonceFor,
  owner,
  reach,
  seated,
  signed,
  stand,
  standDown,
  statementOf,
} from "../../fixtures/electionHouse.ts";

const twentyMembers = () => aFoundedHouse({ seats: 20 });
const manyMembers = () => aFoundedHouse({ seats: 130 });
const unfounded = () => anUnfoundedHouse();

async function openNominations() {
  const house = await twentyMembers();
  await reach((await datesOf(house, 1)).nominationsFrom);
  return house;
}

describe("Elections: nominations", () => {
  describe("given the founding round is not finalised", () => {
    it("reverts with CalendarNotBegun", async () => {
      const house = await loadFixture(unfounded);
      await expect(house.elections.withdrawNomination({ term: 1, seat: 1, epoch: 0, nonce: 0, deadline: 0 }, "0x"))
        .to.be.revertedWithCustomError(house.share, "NoSuchSeat")
        .withArgs(1);
      await expect(house.elections.candidates(1)).to.not.revert(ethers);
      await expect(house.elections.election(1)).to.be.revertedWithCustomError(house.roster, "CalendarNotBegun");
      await expect(house.beacon.beaconOf(1)).to.be.revertedWithCustomError(house.roster, "CalendarNotBegun");
    });
  });

  describe("given the window", () => {
    it("opens in its first second and not before", async () => {
      const house = await loadFixture(twentyMembers);
      const { nominationsFrom } = await datesOf(house, 1);
      await reach(nominationsFrom - 2);
      await nextBlockAt(nominationsFrom - 1);
      await expect(nominate(house, 1, 3, ethers.ZeroHash))
        .to.be.revertedWithCustomError(house.elections, "NominationsNotOpen")
        .withArgs(1, nominationsFrom, nominationsFrom - 1);
      await nextBlockAt(nominationsFrom);
      await expect(nominate(house, 1, 3, statementOf(3)))
        .to.emit(house.elections, "Nominated")
        .withArgs(1, 3, statementOf(3));
    });

    it("closes with its last second", async () => {
      const house = await loadFixture(twentyMembers);
      const { nominationsUntil } = await datesOf(house, 1);
      await reach(nominationsUntil - 2);
      await nextBlockAt(nominationsUntil - 1);
      await nominate(house, 1, 3, ethers.ZeroHash);
      await nextBlockAt(nominationsUntil);
      await expect(nominate(house, 1, 4, ethers.ZeroHash))
        .to.be.revertedWithCustomError(house.elections, "NominationsClosed")
        .withArgs(1, nominationsUntil, nominationsUntil);
      await nextBlockAt(nominationsUntil + 1);
      await expect(standDown(house, 1, 3))
        .to.be.revertedWithCustomError(house.elections, "NominationsClosed")
        .withArgs(1, nominationsUntil, nominationsUntil + 1);
    });

    it("is not open for a term beyond all time", async () => {
      const house = await loadFixture(openNominations);
      await expect(nominate(house, 2 ** 32 - 1, 3, ethers.ZeroHash)).to.be.revertedWithCustomError(
        house.elections,
        "NominationsNotOpen",
      );
      await expect(nominate(house, 0, 3, ethers.ZeroHash))
        .to.be.revertedWithCustomError(house.elections, "NoElectionFor")
        .withArgs(0);
    });
  });

  describe("given open nominations", () => {
    it("writes the paper in the order of arrival", async () => {
      const house = await loadFixture(openNominations);
      await stand(house, 1, [9, 4, 17]);
      const paper = await house.elections.candidates(1);
      expect(paper.map(({ seat, statement, approvals }) => [seat, statement, approvals])).to.deep.equal([
        [9n, statementOf(9), 0n],
        [4n, statementOf(4), 0n],
        [17n, statementOf(17), 0n],
      ]);
      expect((await house.elections.election(1)).candidates).to.equal(3n);
      expect(await house.elections.candidacyOf(1, 17)).to.deep.equal([true, 2n]);
      expect(await house.elections.candidacyOf(1, 5)).to.deep.equal([false, 0n]);
    });

    it("lets a candidate withdraw and stand again; the last name moves into the gap", async () => {
      const house = await loadFixture(openNominations);
      await stand(house, 1, [9, 4, 17, 11]);
      await expect(standDown(house, 1, 9))
        .to.emit(house.elections, "NominationWithdrawn")
        .withArgs(1, 9);
      expect((await house.elections.candidates(1)).map(({ seat }) => Number(seat))).to.deep.equal([11, 4, 17]);
      expect(await house.elections.candidacyOf(1, 11)).to.deep.equal([true, 0n]);
      await standDown(house, 1, 17);
      await nominate(house, 1, 9, ethers.ZeroHash);
      const paper = await house.elections.candidates(1);
      expect(paper.map(({ seat, statement }) => [Number(seat), statement])).to.deep.equal([
        [11, statementOf(11)],
        [4, statementOf(4)],
        [9, ethers.ZeroHash],
      ]);
    });

    it("reverts with NominatedAlready and NotNominated", async () => {
      const house = await loadFixture(openNominations);
      await stand(house, 1, [9]);
      await expect(nominate(house, 1, 9, ethers.ZeroHash))
        .to.be.revertedWithCustomError(house.elections, "NominatedAlready")
        .withArgs(1, 9);
      await expect(standDown(house, 1, 8))
        .to.be.revertedWithCustomError(house.elections, "NotNominated")
        .withArgs(1, 8);
    });

    it("reverts with SignatureInvalid when somebody else sends it without a signature", async () => {
      const house = await loadFixture(openNominations);
      const fields = { term: 1, seat: 6, statement: ethers.ZeroHash as `0x${string}`, nonce: 0n };
      const [nomination] = await signed(house, owner(house, 6), "Nomination", fields);
      await expect(house.elections.connect(house.stranger).nominate(nomination, "0x"))
        .to.be.revertedWithCustomError(house.elections, "SignatureInvalid")
        .withArgs(owner(house, 6).address);
    });

    it("has room for 128 names", async () => {
      const house = await loadFixture(manyMembers);
      await stand(
        house,
        1,
        Array.from({ length: 128 }, (_, i) => i + 1),
      );
      await expect(nominate(house, 1, 129, ethers.ZeroHash))
        .to.be.revertedWithCustomError(house.elections, "BallotPaperFull")
        .withArgs(1, 128);
      await standDown(house, 1, 5);
      await nominate(house, 1, 129, ethers.ZeroHash);
      expect((await house.elections.candidates(1))[127]?.seat).to.equal(129n);
    });
  });

  describe("given members whose turn it is not", () => {
    it("refuses who sits, and who served in this cycle", async () => {
      const house = await loadFixture(twentyMembers);
      const list = await seated(house, 1);
      await accept(house, 1, list.slice(0, 10));
      await reach((await datesOf(house, 2)).nominationsFrom);
      const sitting = list[0] as number;
      await expect(nominate(house, 2, sitting, ethers.ZeroHash))
        .to.be.revertedWithCustomError(house.elections, "SitsAlready")
        .withArgs(sitting);
      await stand(house, 2, [list[10] as number]);
      await seated(house, 2);
      await reach((await datesOf(house, 1)).end);
      await house.roster.credit(1);
      await reach((await datesOf(house, 3)).nominationsFrom);
      await expect(nominate(house, 3, sitting, ethers.ZeroHash))
        .to.be.revertedWithCustomError(house.elections, "HadItsTurn")
        .withArgs(3, sitting, 1);
    });

    it("refuses who is asked to take a chair of a table that was seated late, but no reserve", async () => {
      const house = await loadFixture(twentyMembers);
      await reach((await datesOf(house, 2)).nominationsFrom);
      const list = await seated(house, 1);
      const asked = list[0] as number;
      await expect(nominate(house, 2, asked, ethers.ZeroHash))
        .to.be.revertedWithCustomError(house.elections, "SitsAlready")
        .withArgs(asked);
      await stand(house, 2, [list[10] as number]);
      await reach(Number((await house.roster.table(1)).answersUntil));
      await stand(house, 2, [asked]);
      expect((await house.elections.candidates(2)).map(({ seat }) => Number(seat))).to.deep.equal([list[10], asked]);
    });

    it("refuses a seat that served when nobody has asked for the credit yet", async () => {
      const house = await loadFixture(twentyMembers);
      const list = await seated(house, 1);
      await accept(house, 1, list.slice(0, 10));
      await seated(house, 2);
      await reach((await datesOf(house, 1)).end + DAY);
      await reach((await datesOf(house, 3)).nominationsFrom);
      await expect(nominate(house, 3, list[0] as number, ethers.ZeroHash))
        .to.be.revertedWithCustomError(house.elections, "SitsAlready")
        .withArgs(list[0]);
    });
  });

  describe("given a signature", () => {
    it("nominates and withdraws for the seat, whoever brings it", async () => {
      const house = await loadFixture(openNominations);
      const [nomination, yes] = await signed(house, owner(house, 6), "Nomination", {
        term: 1,
        seat: 6,
        statement: statementOf(6) as `0x${string}`,
        nonce: await nonceFor(house, 6, "nominate:1"),
      });
      await expect(house.elections.connect(house.stranger).nominate(nomination, yes))
        .to.emit(house.elections, "Nominated")
        .withArgs(1, 6, statementOf(6));
      const [withdrawal, no] = await signed(house, owner(house, 6), "NominationWithdrawal", {
        term: 1,
        seat: 6,
        nonce: await nonceFor(house, 6, "nominate:1"),
      });
      await house.elections.connect(house.stranger).withdrawNomination(withdrawal, no);
      expect(await house.elections.candidates(1)).to.deep.equal([]);
      await expect(house.elections.nominate(nomination, yes))
        .to.be.revertedWithCustomError(house.elections, "NonceUsed")
        .withArgs(0, 2);
      await expect(house.elections.withdrawNomination(withdrawal, no))
        .to.be.revertedWithCustomError(house.elections, "NonceUsed")
        .withArgs(1, 2);
    });

    it("is void once the seat's epoch has risen, and lets the newest message count in any order of arrival", async () => {
      const house = { ...(await loadFixture(openNominations)) };
      const fields = { term: 1, seat: 6, statement: ethers.ZeroHash as `0x${string}` };
      const early = await signed(house, owner(house, 6), "Nomination", { ...fields, nonce: 3n });
      const withdrawn = await signed(house, owner(house, 6), "NominationWithdrawal", { term: 1, seat: 6, nonce: 8n });
      await nominate(house, 1, 6);
      await house.elections.withdrawNomination(...withdrawn);
      // Held back until after the withdrawal: an act and its undoing share one subject.
      await expect(house.elections.nominate(...early))
        .to.be.revertedWithCustomError(house.elections, "NonceUsed")
        .withArgs(3, 9);
      const later = await signed(house, owner(house, 6), "Nomination", { ...fields, nonce: 9n });
      await house.share.connect(house.exit).move(6, house.stranger.address);
      house.members = house.members.with(5, house.stranger);
      const again = await signed(house, house.stranger, "Nomination", { ...fields, nonce: 9n, epoch: 0 });
      for (const [message, error, args] of [
        [later, "SignatureInvalid", [house.stranger.address]],
        [again, "EpochOutdated", [6, 0, 1]],
      ] as const) {
        await expect(house.elections.nominate(...message))
          .to.be.revertedWithCustomError(house.elections, error)
          .withArgs(...args);
      }
    });

    it("refuses another member's, a late one, and one for a seat that is not there", async () => {
      const house = await loadFixture(openNominations);
      const fields = { term: 1, seat: 6, statement: ethers.ZeroHash as `0x${string}`, nonce: 0n };
      const [message, forged] = await signed(house, owner(house, 7), "Nomination", fields);
      await expect(house.elections.nominate(message, forged))
        .to.be.revertedWithCustomError(house.elections, "SignatureInvalid")
        .withArgs(owner(house, 6).address);
      const deadline = (await time.latest()) + 10;
      const [late, signature] = await signed(house, owner(house, 6), "Nomination", { ...fields, deadline });
      await nextBlockAt(deadline + 1);
      await expect(house.elections.nominate(late, signature))
        .to.be.revertedWithCustomError(house.elections, "SignatureExpired")
        .withArgs(deadline, deadline + 1);
      const [nowhere, sig] = await signed(house, owner(house, 6), "Nomination", { ...fields, seat: 99 });
      await expect(house.elections.nominate(nowhere, sig))
        .to.be.revertedWithCustomError(house.share, "NoSuchSeat")
        .withArgs(99);
    });
  });
});
