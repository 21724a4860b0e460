import { expect } from "chai";
import type { Address } from "viem";
import { Standing } from "#protocol/abi/enums.ts";
import type { Message } from "#protocol/house/typedData.ts";
import { asAnswered, DAY, ethers, HOUR, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import { cast, naming, nominate, reach } from "../../fixtures/electionHouse.ts";
import { aHouseOfThree, type ExitHouse, handOver, leave, member } from "../../fixtures/exitHouse.ts";
import { asContract, type Person, person } from "../../fixtures/people.ts";
import { sign } from "../../fixtures/signatures.ts";
import { aFoundedHouse, aHouseInOffice, memberOn } from "../../fixtures/wholeHouse.ts";

const { Seat } = asAnswered(Standing);
const REASON = ethers.id("what the members read");
const SEAT = 2;
const LASTS = 30 * DAY;

/** The holder of seat 2 has lost the key; the members let their new account take it. */
async function aMove() {
  const house = await aHouseOfThree();
  const [old, fresh] = [member(house, SEAT), await person("the new key")];
  await moveByVote(house, SEAT, old.address, fresh.address);
  return { ...house, old, fresh, until: (await time.latest()) + LASTS };
}

type Moved = Awaited<ReturnType<typeof aMove>>;

const moveByVote = (house: ExitHouse, seat: number, holder: string, to: string) =>
  house.exit.connect(house.house).moveByVote(seat, holder, to, REASON);

async function aTaking(house: Moved, changes: Partial<Message<"MoveTaken">> = {}): Promise<Message<"MoveTaken">> {
  const epoch = Number(await house.persons.epochOf(house.fresh.address));
  const from = house.old.address as Address;
  return { seat: SEAT, from, epoch, deadline: (await time.latest()) + HOUR, ...changes };
}

const take = async (house: Moved, by: Person = house.fresh, changes: Partial<Message<"MoveTaken">> = {}) =>
  house.exit.connect(by).takeMove(await aTaking(house, changes), "0x");

describe("Exit: a seat that the members move", () => {
  describe("when the members vote", () => {
    it("obeys nobody else", async () => {
      const house = await loadFixture(aHouseOfThree);
      await expect(
        house.exit
          .connect(house.stranger)
          .moveByVote(SEAT, member(house, SEAT).address, house.stranger.address, REASON),
      ).to.be.revertedWithCustomError(house.exit, "NotThePart");
    });

    it("moves nothing yet, and says who may take it until when", async () => {
      const house = await loadFixture(aHouseOfThree);
      const [old, fresh] = [member(house, SEAT), await person("the new key")];
      const until = (await time.latest()) + 10 + LASTS;
      await nextBlockAt(until - LASTS);
      await expect(moveByVote(house, SEAT, old.address, fresh.address))
        .to.emit(house.exit, "SeatMoveOffered")
        .withArgs(SEAT, old.address, fresh.address, until, REASON);
      expect(await house.share.ownerOf(SEAT)).to.equal(old.address);
      expect(await house.persons.personOf(fresh.address)).to.equal(ethers.ZeroHash);
      expect(await house.exit.moveFor(SEAT)).to.deep.equal([old.address, fresh.address, BigInt(until)]);
    });

    it("is refused for another holder than the vote named, for the same account, and for a seat that nobody has", async () => {
      const house = await loadFixture(aHouseOfThree);
      const [old, fresh] = [member(house, SEAT).address, (await person("the new key")).address];
      await expect(moveByVote(house, SEAT, member(house, 1).address, fresh))
        .to.be.revertedWithCustomError(house.exit, "MoveOfAnother")
        .withArgs(SEAT, old, member(house, 1).address);
      await expect(moveByVote(house, SEAT, old, old))
        .to.be.revertedWithCustomError(house.exit, "MoveToSelf")
        .withArgs(SEAT, old);
      await leave(house, SEAT);
      await expect(moveByVote(house, SEAT, old, fresh)).to.be.revertedWithCustomError(house.share, "SeatHasEnded");
    });

    it("is refused to an account of somebody else, and to a contract of the house", async () => {
      const house = await loadFixture(aHouseOfThree);
      const [old, other] = [member(house, SEAT).address, member(house, 1).address];
      await expect(moveByVote(house, SEAT, old, other))
        .to.be.revertedWithCustomError(house.persons, "AccountOfAnotherPerson")
        .withArgs(other, await house.persons.personOf(other));
      const contract = await house.rounds.getAddress();
      await expect(moveByVote(house, SEAT, old, contract))
        .to.be.revertedWithCustomError(house.persons, "HouseContract")
        .withArgs(contract);
    });
  });

  describe("when the new account takes it", () => {
    it("has the seat, as the same person and with the same age, and the old account has nothing", async () => {
      const house = await loadFixture(aMove);
      const { share, persons, old, fresh } = house;
      const [born, since, someone] = [await share.bornAt(SEAT), await share.heldSince(SEAT), persons.personOf(old)];
      await expect(take(house)).to.emit(house.exit, "SeatMoved").withArgs(SEAT, old.address, fresh.address);
      expect(await share.ownerOf(SEAT)).to.equal(fresh.address);
      expect([await share.seatOf(fresh), await share.seatOf(old)]).to.deep.equal([BigInt(SEAT), 0n]);
      expect([await share.bornAt(SEAT), await share.heldSince(SEAT)]).to.deep.equal([born, since]);
      expect(await persons.personOf(fresh)).to.equal(await someone);
      expect(await persons.standingOf(await someone)).to.deep.equal([Seat, BigInt(SEAT), fresh.address, 0n]);
      const now = await time.latest();
      await time.increase(1);
      expect([await share.votes(fresh, now), await share.votes(old, now)]).to.deep.equal([1n, 0n]);
      expect(await share.liveSeats()).to.equal(3n);
    });

    it("voids all that the old key signed: of the seat and of the account", async () => {
      const house = await loadFixture(aMove);
      const before = [await house.share.epochOf(SEAT), await house.persons.epochOf(house.old.address)] as const;
      const wish = { seat: SEAT, epoch: before[0], deadline: (await time.latest()) + HOUR };
      const leaving = await sign(house.old, "Runde Exit", house.exit, "Leaving", wish);
      await take(house);
      expect(await house.share.epochOf(SEAT)).to.equal(before[0] + 1n);
      expect(await house.persons.epochOf(house.old.address)).to.be.greaterThan(before[1]);
      await expect(house.exit.connect(house.stranger).leaveHouse(wish, leaving))
        .to.be.revertedWithCustomError(house.exit, "SignatureInvalid")
        .withArgs(house.fresh.address);
    });

    it("may be sent by anybody with its signature, and by nobody without", async () => {
      const house = await loadFixture(aMove);
      const wish = await aTaking(house);
      for (const [by, signature] of [
        [house.stranger, "0x"],
        [house.old, "0x"],
        [house.stranger, await sign(house.old, "Runde Exit", house.exit, "MoveTaken", { ...wish })],
      ] as const) {
        await expect(house.exit.connect(by).takeMove(wish, signature))
          .to.be.revertedWithCustomError(house.exit, "SignatureInvalid")
          .withArgs(house.fresh.address);
      }
      const signature = await sign(house.fresh, "Runde Exit", house.exit, "MoveTaken", { ...wish });
      await house.exit.connect(house.stranger).takeMove(wish, signature);
      expect(await house.share.ownerOf(SEAT)).to.equal(house.fresh.address);
    });

    it("counts in the last second of the thirty days and not after, and once", async () => {
      const house = await loadFixture(aMove);
      const wish = await aTaking(house, { deadline: house.until + 9 });
      await nextBlockAt(house.until + 1);
      await expect(house.exit.connect(house.fresh).takeMove(wish, "0x"))
        .to.be.revertedWithCustomError(house.exit, "MoveOver")
        .withArgs(SEAT, house.until, house.until + 1);
      const again = await loadFixture(aMove);
      const last = await aTaking(again, { deadline: again.until });
      await nextBlockAt(again.until);
      await again.exit.connect(again.fresh).takeMove(last, "0x");
      await expect(again.exit.connect(again.fresh).takeMove(last, "0x"))
        .to.be.revertedWithCustomError(again.exit, "NoMoveOffered")
        .withArgs(SEAT, again.old.address);
    });

    it("is nothing once the old key has handed the seat on, left, or another move was voted", async () => {
      const gone = await loadFixture(aMove);
      await handOver(gone, SEAT, gone.zoe);
      await expect(take(gone))
        .to.be.revertedWithCustomError(gone.exit, "MoveOfAnother")
        .withArgs(SEAT, gone.zoe.address, gone.old.address);
      const left = await loadFixture(aMove);
      await leave(left, SEAT);
      await expect(take(left)).to.be.revertedWithCustomError(left.share, "SeatHasEnded");
      const other = await loadFixture(aMove);
      const third = await person("a third key");
      await moveByVote(other, SEAT, other.old.address, third.address);
      await expect(take(other)).to.be.revertedWithCustomError(other.exit, "SignatureInvalid").withArgs(third.address);
    });

    it("is refused if the account has meanwhile become somebody else's", async () => {
      const house = await loadFixture(aMove);
      // The account takes seat 3 from its holder: it belongs to another person now.
      await moveByVote(house, SEAT, house.old.address, house.zoe.address);
      await handOver(house, 3, house.zoe);
      const wish = await aTaking(house, { epoch: Number(await house.persons.epochOf(house.zoe.address)) });
      await expect(house.exit.connect(house.zoe).takeMove(wish, "0x")).to.be.revertedWithCustomError(
        house.share,
        "OwnsSeatAlready",
      );
    });

    it("lets the person go back to an account of their own later", async () => {
      const house = await loadFixture(aMove);
      await take(house);
      await moveByVote(house, SEAT, house.fresh.address, house.old.address);
      const epoch = Number(await house.persons.epochOf(house.old.address));
      const wish = await aTaking(house, { from: house.fresh.address as Address, epoch });
      await house.exit.connect(house.old).takeMove(wish, "0x");
      expect(await house.share.ownerOf(SEAT)).to.equal(house.old.address);
    });
  });

  describe("given somebody who stands and has voted", () => {
    it("keeps the candidature and the ballot, which count once, and the new key may change the ballot", async () => {
      const house = await loadFixture(founded);
      const { elections, roster, exit } = house;
      const other = 7;
      await reach(Number((await roster.calendar(1)).nominationsFrom));
      for (const seat of [SEAT, other]) await nominate(house, 1, seat);
      await reach(Number((await roster.calendar(1)).ballotFrom));
      await cast(house, 1, SEAT, naming(0));
      const before = [await elections.ballotOf(1, SEAT), await elections.candidates(1)];
      const [old, fresh] = [memberOn(house, SEAT), await person("the new key")];
      const timelock = await asContract(await house.timelock.getAddress());
      await exit.connect(timelock).moveByVote(SEAT, old.address, fresh.address, REASON);
      // Between the vote and the taking nothing has changed either.
      expect([await elections.ballotOf(1, SEAT), await elections.candidates(1)]).to.deep.equal(before);
      const epoch = await house.persons.epochOf(fresh.address);
      const wish = { seat: SEAT, from: old.address, epoch, deadline: (await time.latest()) + HOUR };
      await exit.connect(fresh).takeMove(wish, "0x");
      expect([await elections.ballotOf(1, SEAT), await elections.candidates(1)]).to.deep.equal(before);
      expect(await elections.candidacyOf(1, SEAT)).to.deep.equal([true, 0n]);
      expect((await elections.election(1)).turnout).to.equal(1n);

      const members = house.members.map((one, i) => (i + 1 === SEAT ? fresh : one));
      await expect(cast(house, 1, SEAT, naming(1))).to.be.revertedWithCustomError(elections, "SignatureInvalid");
      await cast({ ...house, members }, 1, SEAT, naming(1));
      expect((await elections.election(1)).turnout).to.equal(1n);
      expect((await elections.candidates(1)).map(({ approvals }) => approvals)).to.deep.equal([0n, 1n]);
    });
  });

  describe("given somebody in office", () => {
    it("keeps the chair and the pool, and nobody is told that somebody went", async () => {
      const house = await loadFixture(inOffice);
      const [seat = 0] = house.table;
      const [old, fresh] = [memberOn(house, seat), await person("the new key")];
      const timelock = await asContract(await house.timelock.getAddress());
      await house.exit.connect(timelock).moveByVote(seat, old.address, fresh.address, REASON);
      const [pool, table] = [await house.roster.poolOf(seat), await house.roster.tableOf(1)];
      const epoch = await house.persons.epochOf(fresh.address);
      const wish = { seat, from: old.address, epoch, deadline: (await time.latest()) + HOUR };
      await house.exit.connect(fresh).takeMove(wish, "0x");
      expect(await house.roster.tableOf(1)).to.deep.equal(table);
      expect(await house.roster.isOverseer(seat, await time.latest())).to.equal(true);
      expect(await house.roster.poolOf(seat)).to.equal(pool);
      expect(await house.share.isTold(seat)).to.equal(true);
    });
  });
});

const founded = () => aFoundedHouse();
const inOffice = () => aHouseInOffice({ members: 20 });
