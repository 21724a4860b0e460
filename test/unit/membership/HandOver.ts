import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { ethers, goTo, HOUR, loadFixture, time } from "../../fixtures/chain.ts";
import {
  aHandOver,
  aHouseOfThree,
  BAR,
  type ExitHouse,
  type HandOver,
  handOver,
  leave,
  member,
  signHandOver,
  signPrice,
} from "../../fixtures/exitHouse.ts";
import type { Person } from "../../fixtures/people.ts";
import { admit, at, balance, heldBy, PRICE } from "../../fixtures/roundHouse.ts";
import { sign } from "../../fixtures/signatures.ts";

/** What owner and taker both signed meets this refusal of this contract. */
async function refused(
  house: ExitHouse,
  [seat, taker]: [number, Person],
  changes: Partial<HandOver>,
  [by, error, args]: ["exit" | "persons" | "admission" | "share", string, unknown[]],
) {
  await expect(handOver(house, seat, taker, changes))
    .to.be.revertedWithCustomError(house[by], error)
    .withArgs(...args);
}

describe("Exit: hand-over", () => {
  describe("given a member and an admitted person", () => {
    describe("when both sign", () => {
      it("moves the seat with its number, bars the giver, and tells the observer", async () => {
        const { exit, share, roster, zoe, ...house } = await loadFixture(aHouseOfThree);
        const [giver, all] = [member({ exit, share, roster, ...house }, 2), { exit, share, roster, zoe, ...house }];
        const done = handOver(all, 2, zoe);
        await expect(done).to.emit(exit, "SeatHandedOver").withArgs(2, giver.address, zoe.address, 0);
        await expect(done).to.emit(share, "Transfer").withArgs(giver.address, zoe.address, 2);
        await expect(done).to.emit(share, "Locked").withArgs(2);
        expect([await share.ownerOf(2), await share.seatOf(zoe), await share.seatOf(giver)]).to.deep.equal([
          zoe.address,
          2n,
          0n,
        ]);
        expect(await share.heldSince(2)).to.equal(await time.latest());
        expect([await heldBy(all, "Zoe"), await heldBy(all, "person 2")]).to.deep.equal(["seat 2", "barred 2"]);
        expect(await roster.heard()).to.deep.equal([2n]);
        expect([await share.isTold(2), await share.liveSeats(), await share.lastSeat()]).to.deep.equal([true, 3n, 3n]);
      });

      it("leaves the electorate of every second as it was, and the voice with the seat", async () => {
        const house = await loadFixture(aHouseOfThree);
        const born = await house.share.bornAt(2);
        const seconds = [born, born + 1n, BigInt(await time.latest())];
        const before = await Promise.all(seconds.map((t) => house.share.liveSeatsAt(t)));
        await handOver(house, 2, house.zoe);
        expect(await Promise.all(seconds.map((t) => house.share.liveSeatsAt(t)))).to.deep.equal(before);
        expect([
          await house.share.votes(house.zoe, born + 1n),
          await house.share.votes(member(house, 2), born + 1n),
        ]).to.deep.equal([1n, 0n]);
      });

      it("takes the owner's call without a signature, and the taker's", async () => {
        const house = await loadFixture(aHouseOfThree);
        const first = await aHandOver(house, 1, house.zoe.address);
        const takerSays = await signHandOver(house, house.zoe, first);
        await house.exit.connect(member(house, 1)).handOver(first, "0x", takerSays, "0x");
        expect(await house.share.seatOf(house.zoe)).to.equal(1);

        const other = house.applicants[7] as Person;
        const second = await aHandOver(house, 2, other.address);
        const ownerSays = await signHandOver(house, member(house, 2), second);
        await house.exit.connect(other).handOver(second, ownerSays, "0x", "0x");
        expect(await house.share.seatOf(other)).to.equal(2);
      });
    });

    describe("when there is a price", () => {
      const price = PRICE;

      it("moves it in the same call: one signature of the taker pays and agrees", async () => {
        const house = await loadFixture(aHouseOfThree);
        const wish = await aHandOver(house, 2, house.zoe.address, { price });
        const [owner, had] = [member(house, 2), await balance(house, member(house, 2))];
        const ownerSays = await signHandOver(house, owner, wish);
        await house.exit.handOver(wish, ownerSays, "0x", await signPrice(house, house.zoe, wish));
        expect((await balance(house, owner)) - had).to.equal(price);
        expect([await balance(house, house.exit), await house.share.ownerOf(2)]).to.deep.equal([0n, house.zoe.address]);
      });

      it("draws on the taker's allowance when the taker calls, and never when somebody else does", async () => {
        const house = await loadFixture(aHouseOfThree);
        await house.token.connect(house.zoe).approve(house.exit, price);
        const wish = await aHandOver(house, 2, house.zoe.address, { price });
        const ownerSays = await signHandOver(house, member(house, 2), wish);
        const takerSays = await signHandOver(house, house.zoe, wish);
        await expect(
          house.exit.connect(house.stranger).handOver(wish, ownerSays, takerSays, "0x"),
        ).to.be.revertedWithCustomError(house.token, "AuthorizationInvalid");
        const had = await balance(house, member(house, 2));
        await house.exit.connect(house.zoe).handOver(wish, ownerSays, "0x", "0x");
        expect((await balance(house, member(house, 2))) - had).to.equal(price);
      });

      it("reverts with PriceNotReceived when the token keeps a fee, allowed or signed", async () => {
        const house = await loadFixture(aHouseOfThree);
        await house.token.connect(house.zoe).approve(house.exit, price);
        const wish = await aHandOver(house, 2, house.zoe.address, { price });
        const ownerSays = await signHandOver(house, member(house, 2), wish);
        await house.token.setFee(1);
        // On the way through the exit the fee is kept twice; what is left there is too little.
        await expect(house.exit.connect(house.zoe).handOver(wish, ownerSays, "0x", "0x"))
          .to.be.revertedWithCustomError(house.exit, "PriceNotReceived")
          .withArgs(2, price - 1n, price);
        await expect(
          house.exit.handOver(wish, ownerSays, "0x", await signPrice(house, house.zoe, wish)),
        ).to.be.revertedWithCustomError(house.token, "ERC20InsufficientBalance");
        expect(await house.share.ownerOf(2)).to.equal(member(house, 2).address);
      });

      it("undoes everything when the money does not move", async () => {
        const house = await loadFixture(aHouseOfThree);
        await house.token.refuse(member(house, 2).address, true);
        const wish = await aHandOver(house, 2, house.zoe.address, { price });
        const ownerSays = await signHandOver(house, member(house, 2), wish);
        await expect(
          house.exit.handOver(wish, ownerSays, "0x", await signPrice(house, house.zoe, wish)),
        ).to.be.revertedWithCustomError(house.token, "Refused");
        expect([await house.share.ownerOf(2), await heldBy(house, "Zoe")]).to.deep.equal([
          member(house, 2).address,
          "nothing",
        ]);
      });

      it("reverts with PriceAbovePaid for one unit more than the round's price, and takes that price", async () => {
        const house = await loadFixture(aHouseOfThree);
        const above = { price: PRICE + 1n };
        await refused(house, [2, house.zoe], above, ["exit", "PriceAbovePaid", [2, PRICE + 1n, PRICE]]);
        expect(await house.share.paidFor(2)).to.equal(PRICE);
      });
    });

    describe("when something is not as it should be", () => {
      it("reverts with HandOverToSelf for the holder's own account", async () => {
        const house = await loadFixture(aHouseOfThree);
        const me = member(house, 2);
        await refused(house, [2, me], {}, ["exit", "HandOverToSelf", [2, me.address]]);
      });

      it("reverts with AlreadyHoldsSeat for a member, and for another account of the giver's person", async () => {
        const house = await loadFixture(aHouseOfThree);
        await refused(house, [2, member(house, 1)], {}, ["persons", "AlreadyHoldsSeat", [member(house, 1).address, 1]]);
        await admit(house, house.stranger.address, "person 2");
        const own = house.stranger;
        await refused(house, [2, own], {}, ["persons", "AlreadyHoldsSeat", [own.address, 2]]);
      });

      it("reverts with PersonBarred until the bar's last second, and takes them in the next", async () => {
        const house = await loadFixture(aHouseOfThree);
        await handOver(house, 1, house.zoe);
        const until = (await time.latest()) + BAR - 1;
        const giver = member(house, 1);
        const wish = await aHandOver(house, 2, giver.address, { deadline: until + HOUR });
        const says = [
          await signHandOver(house, member(house, 2), wish),
          await signHandOver(house, giver, wish),
        ] as const;
        await at(until);
        await expect(house.exit.handOver(wish, ...says, "0x"))
          .to.be.revertedWithCustomError(house.persons, "PersonBarred")
          .withArgs(giver.address, until, until);
        await at(until + 1);
        await house.exit.handOver(wish, ...says, "0x");
        expect(await heldBy(house, "person 1")).to.equal("seat 2");
      });

      it("reverts with NotAdmitted for an outsider, AdmissionExpired for one whose credential is over", async () => {
        const house = await loadFixture(aHouseOfThree);
        const { stranger } = house;
        await refused(house, [2, stranger], {}, ["admission", "NotAdmitted", [stranger.address]]);
        const expiry = (await time.latest()) + HOUR;
        await admit(house, stranger.address, "stranger", expiry);
        await goTo(expiry);
        await at(expiry + 3);
        const wish = await aHandOver(house, 2, stranger.address);
        const says = [
          await signHandOver(house, member(house, 2), wish),
          await signHandOver(house, stranger, wish),
        ] as const;
        await expect(house.exit.handOver(wish, ...says, "0x")).to.be.revertedWithCustomError(
          house.admission,
          "AdmissionExpired",
        );
      });

      it("reverts with HouseContract for a contract of the house, though the registrar admits it", async () => {
        const house = await loadFixture(aHouseOfThree);
        const wallet = await ethers.deployContract("ContractWallet", [house.stranger.address]);
        const part = await wallet.getAddress();
        await house.registry.set(Part.Counter, part);
        await admit(house, part, "somebody");
        const wish = await aHandOver(house, 2, part);
        const ownerSays = await signHandOver(house, member(house, 2), wish);
        await expect(house.exit.handOver(wish, ownerSays, await signHandOver(house, house.stranger, wish), "0x"))
          .to.be.revertedWithCustomError(house.persons, "HouseContract")
          .withArgs(part);
      });

      it("reverts with SignatureInvalid when one of the two has not signed, or signed something else", async () => {
        const house = await loadFixture(aHouseOfThree);
        const wish = await aHandOver(house, 2, house.zoe.address, { price: 5n });
        const owner = member(house, 2);
        const [ownerSays, takerSays] = [
          await signHandOver(house, owner, wish),
          await signHandOver(house, house.zoe, wish),
        ];
        const cases: [HandOver, string, string, string, string][] = [
          [wish, "0x", takerSays, "0x", owner.address],
          [wish, takerSays, takerSays, "0x", owner.address],
          [wish, ownerSays, "0x", "0x", house.zoe.address],
          [{ ...wish, price: 0n }, ownerSays, takerSays, "0x", owner.address],
          [{ ...wish, seat: 1 }, ownerSays, takerSays, "0x", member(house, 1).address],
        ];
        for (const [said, first, second, payment, missing] of cases) {
          await expect(house.exit.connect(house.stranger).handOver(said, first, second, payment))
            .to.be.revertedWithCustomError(house.exit, "SignatureInvalid")
            .withArgs(missing);
        }
      });

      it("reverts with SignatureExpired after the deadline, the direct call too", async () => {
        const house = await loadFixture(aHouseOfThree);
        const wish = await aHandOver(house, 2, house.zoe.address);
        const takerSays = await signHandOver(house, house.zoe, wish);
        await at(wish.deadline + 1);
        await expect(house.exit.connect(member(house, 2)).handOver(wish, "0x", takerSays, "0x"))
          .to.be.revertedWithCustomError(house.exit, "SignatureExpired")
          .withArgs(wish.deadline, wish.deadline + 1);
      });

      it("reverts for a seat that is not there, that nobody has claimed, that has ended", async () => {
        const house = await loadFixture(aHouseOfThree);
        const wish = await aHandOver(house, 9, house.zoe.address);
        await expect(house.exit.handOver(wish, "0x", "0x", "0x"))
          .to.be.revertedWithCustomError(house.share, "NoSuchSeat")
          .withArgs(9);
        await leave(house, 3);
        const ended = await house.share.endedAt(3);
        await expect(house.exit.handOver({ ...wish, seat: 3 }, "0x", "0x", "0x"))
          .to.be.revertedWithCustomError(house.share, "SeatHasEnded")
          .withArgs(3, ended);
      });
    });
  });

  describe("given a hand-over that was signed and not sent", () => {
    it("is void once the seat has moved: the same message never moves it twice (S3)", async () => {
      const house = await loadFixture(aHouseOfThree);
      const wish = await aHandOver(house, 2, house.zoe.address);
      const says = [
        await signHandOver(house, member(house, 2), wish),
        await signHandOver(house, house.zoe, wish),
      ] as const;
      await house.exit.handOver(wish, ...says, "0x");
      // By now the owner is the taker, who has signed this message too.
      await expect(house.exit.handOver(wish, says[1], says[1], "0x"))
        .to.be.revertedWithCustomError(house.exit, "HandOverToSelf")
        .withArgs(2, house.zoe.address);
    });

    it("is void when the owner's or the taker's epoch was raised meanwhile", async () => {
      const house = await loadFixture(aHouseOfThree);
      for (const who of [member(house, 2), house.zoe]) {
        const wish = await aHandOver(house, 2, house.zoe.address);
        const says = [
          await signHandOver(house, member(house, 2), wish),
          await signHandOver(house, house.zoe, wish),
        ] as const;
        const epoch = await house.persons.epochOf(who.address);
        const raise = { account: who.address, epoch, deadline: wish.deadline };
        await house.persons
          .connect(house.stranger)
          .raiseEpoch(raise, await sign(who, "Runde Persons", house.persons, "EpochRaise", raise));
        const subject = who === house.zoe ? BigInt(house.zoe.address) : 2n;
        const [given, present] = who === house.zoe ? [wish.toEpoch, wish.toEpoch + 2n] : [0n, 1n];
        await expect(house.exit.handOver(wish, ...says, "0x"))
          .to.be.revertedWithCustomError(house.exit, "EpochOutdated")
          .withArgs(subject, given, present);
      }
    });
  });
});
