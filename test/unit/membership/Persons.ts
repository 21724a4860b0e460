import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { ethers, HOUR, loadFixture, time } from "../../fixtures/chain.ts";
import { aHouseOfThree, type ExitHouse, handOver, leave, member } from "../../fixtures/exitHouse.ts";
import { type Person, person } from "../../fixtures/people.ts";
import { admit, anOpenRound, applicant, at, buyFor, giftOf, giveBack, heldBy } from "../../fixtures/roundHouse.ts";
import { sign } from "../../fixtures/signatures.ts";

async function aRaise(house: Pick<ExitHouse, "persons">, who: Person) {
  const epoch = await house.persons.epochOf(who.address);
  return { account: who.address, epoch, deadline: (await time.latest()) + HOUR };
}

describe("Persons", () => {
  describe("given admitted people", () => {
    it("binds an account by its own act: a credential alone binds nothing", async () => {
      const house = await loadFixture(anOpenRound);
      const me = applicant(house, 1);
      expect(await house.persons.personOf(me)).to.equal(ethers.ZeroHash);
      await expect(buyFor(house, me))
        .to.emit(house.persons, "AccountBound")
        .withArgs(me.address, ethers.id("person 1"))
        .and.to.emit(house.persons, "PlaceTaken")
        .withArgs(ethers.id("person 1"), 1, me.address);
      expect(await house.persons.personOf(me)).to.equal(ethers.id("person 1"));
    });

    it("binds the recipient of a gift, who signed, and not its payer", async () => {
      const house = await loadFixture(anOpenRound);
      await giftOf(house, applicant(house, 2), applicant(house, 3));
      expect([
        await house.persons.personOf(applicant(house, 2)),
        await house.persons.personOf(applicant(house, 3)),
      ]).to.deep.equal([ethers.ZeroHash, ethers.id("person 3")]);
      expect([await heldBy(house, "person 2"), await heldBy(house, "person 3")]).to.deep.equal(["nothing", "place 1"]);
    });

    it("keeps an account with its person for ever, when it holds nothing any more too", async () => {
      const house = await loadFixture(anOpenRound);
      const me = applicant(house, 1);
      await buyFor(house, me);
      await giveBack(house, me);
      expect(await heldBy(house, "person 1")).to.equal("nothing");
      await expect(house.persons.requireFree(ethers.id("person 9"), me))
        .to.be.revertedWithCustomError(house.persons, "AccountOfAnotherPerson")
        .withArgs(me.address, ethers.id("person 1"));
      await house.persons.requireFree(ethers.id("person 1"), me);
    });

    it("says what has become of a place without being told: void, undecided, seat", async () => {
      const house = await loadFixture(anOpenRound);
      for (const number of [1, 2, 3]) await buyFor(house, applicant(house, number));
      expect(await heldBy(house, "person 2")).to.equal("place 1");
      await at(house.founding.deadline);
      await house.rounds.finalise(1);
      expect(await heldBy(house, "person 2")).to.equal("seat 2");
    });

    it("frees everybody when a round fails", async () => {
      const house = await loadFixture(anOpenRound);
      await buyFor(house, applicant(house, 1));
      await time.increaseTo(house.founding.deadline);
      expect(await heldBy(house, "person 1")).to.equal("nothing");
    });

    it("refuses every contract of the house, the registry and the money too", async () => {
      const house = await loadFixture(anOpenRound);
      for (const part of [house.share, house.rounds, house.exit, house.voucher]) {
        const account = await part.getAddress();
        await expect(house.persons.requireFree(ethers.id("person 9"), account))
          .to.be.revertedWithCustomError(house.persons, "HouseContract")
          .withArgs(account);
      }
    });

    it("is written by Rounds and Exit alone", async () => {
      const { persons, stranger } = await loadFixture(anOpenRound);
      const mine = persons.connect(stranger);
      const doors: [() => Promise<unknown>, number][] = [
        [() => mine.takePlace(ethers.id("x"), stranger, 1), Part.Rounds],
        [() => mine.takeSeat(ethers.id("x"), stranger, 1), Part.Exit],
        [() => mine.leaveSeat(stranger, 1, 1), Part.Exit],
      ];
      for (const [call, part] of doors) {
        await expect(call()).to.be.revertedWithCustomError(persons, "NotThePart").withArgs(part, stranger.address);
      }
    });
  });

  describe("given epochs", () => {
    it("never fall: gaining a seat, losing it and raising it each lift the account's", async () => {
      const house = await loadFixture(aHouseOfThree);
      const { persons, share, zoe } = house;
      const epochs = [await persons.epochOf(zoe.address)];
      const next = async () => epochs.push(await persons.epochOf(zoe.address));
      await persons.connect(zoe).raiseEpoch(await aRaise(house, zoe), "0x");
      await next();
      await handOver(house, 2, zoe);
      await next();
      await persons.connect(zoe).raiseEpoch(await aRaise(house, zoe), "0x");
      await next();
      await leave(house, 2);
      await next();
      expect(epochs).to.deep.equal([0n, 2n, 3n, 5n, 6n]);
      // The seat's: moved, raised with its owner's, ended.
      expect(await share.epochOf(2)).to.equal(3);
    });

    it("say nothing of a change of hands, whenever the seat was claimed: a draw asks about that", async () => {
      const house = await loadFixture(aHouseOfThree);
      const { persons, share, zoe } = house;
      const changed = () => share.changedSince([1, 2, 3], 0);
      expect(await changed()).to.equal(0);
      const me = member(house, 1);
      await persons.connect(me).raiseEpoch(await aRaise(house, me), "0x");
      expect(await share.epochOf(1)).to.equal(1);
      expect(await changed()).to.equal(0);
      await handOver(house, 2, zoe);
      expect(await changed()).to.equal(0b010);
      await leave(house, 3);
      expect(await changed()).to.equal(0b110);
    });

    it("tell the epoch that they have in the event, and it is the one that counts", async () => {
      const house = await loadFixture(aHouseOfThree);
      const me = member(house, 2);
      await expect(leave(house, 2)).to.emit(house.persons, "EpochRaised").withArgs(BigInt(me.address), 2);
      expect(await house.persons.epochOf(me.address)).to.equal(2);
    });

    it("are raised with a signature too, once, and by nobody else", async () => {
      const house = await loadFixture(aHouseOfThree);
      const { persons, stranger } = house;
      const me = member(house, 1);
      const wish = await aRaise(house, me);
      await expect(persons.connect(stranger).raiseEpoch(wish, "0x"))
        .to.be.revertedWithCustomError(persons, "SignatureInvalid")
        .withArgs(me.address);
      const signature = await sign(me, "Runde Persons", persons, "EpochRaise", wish);
      await persons.connect(stranger).raiseEpoch(wish, signature);
      await expect(persons.connect(stranger).raiseEpoch(wish, signature))
        .to.be.revertedWithCustomError(persons, "EpochOutdated")
        .withArgs(BigInt(me.address), wish.epoch, wish.epoch + 2n);
      await at(wish.deadline + 1);
      await expect(persons.connect(me).raiseEpoch(wish, "0x"))
        .to.be.revertedWithCustomError(persons, "SignatureExpired")
        .withArgs(wish.deadline, wish.deadline + 1);
    });
  });

  describe("given a person with two accounts", () => {
    it("is one person: the second account takes nothing while the first holds something", async () => {
      const house = await loadFixture(aHouseOfThree);
      const second = await person("the second account");
      await admit(house, second.address, "person 1");
      await expect(house.persons.requireFree(ethers.id("person 1"), second))
        .to.be.revertedWithCustomError(house.persons, "AlreadyHoldsSeat")
        .withArgs(second.address, 1);
    });
  });
});
