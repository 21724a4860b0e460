import { expect } from "chai";
import type { Address, Hex } from "viem";
import { Part } from "#protocol/abi/enums.ts";
import { giftPayment, type Message } from "#protocol/house/typedData.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { person } from "../../fixtures/people.ts";
import { nonceSubject } from "../../fixtures/signatures.ts";
import { aSealedHouse, signAs, type WholeHouse } from "../../fixtures/wholeHouse.ts";

const PROJECT = ethers.id("garden");
const NOTE = ethers.id("With thanks for many mornings");
const CASH = 100;
const GIFTS = 310;

/** Before there is any member, a donor has 500 and lets the house take it. */
async function aHouseWithADonor() {
  const house = await aSealedHouse();
  const donor = await person("donor");
  await house.token.faucet(donor, house.units("500"));
  await house.token.connect(donor).approve(house.donations, house.units("500"));
  return { ...house, donor };
}

type DonorsHouse = Awaited<ReturnType<typeof aHouseWithADonor>>;

/** The same with a token that keeps a fee or refuses accounts, and persons for treasury and journal's other writers. */
async function aHouseWithMoodyMoney() {
  const donor = await person("donor");
  const treasury = await person("treasury");
  const token = await ethers.deployContract("MoodyToken");
  const registry = await ethers.deployContract("FakeRegistry", [token]);
  const journal = await ethers.deployContract("FakeJournal");
  const donations = await ethers.deployContract("Donations", [registry, token, journal]);
  await registry.set(Part.Treasury, treasury);
  await token.faucet(donor, 1_000n);
  await token.connect(donor).approve(donations, 1_000n);
  return { donor, treasury, token, journal, donations };
}

async function aGift(house: DonorsHouse, changes: Partial<Message<"Gift">> = {}) {
  const gift: Message<"Gift"> = {
    donor: house.donor.address as Address,
    amount: house.units("66"),
    project: PROJECT as Hex,
    note: NOTE as Hex,
    nameless: true,
    nonce: 0n,
    deadline: (await time.latest()) + DAY,
    ...changes,
  };
  return { gift, authorization: await signAs(house.donor, giftPayment(house.signing, gift)) };
}

const books = ({ journal }: WholeHouse) => journal.balances([CASH, GIFTS]);

describe("Donations", () => {
  describe("when somebody gives by allowance", () => {
    it("goes to the treasury, into the books and onto the list", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const { donations, donor, units } = house;
      const sent = donations.connect(donor).donate(units("88.88"), PROJECT, NOTE, false);
      await expect(sent).to.changeTokenBalances(
        ethers,
        house.token,
        [donor, house.treasury, donations],
        [-units("88.88"), units("88.88"), 0n],
      );
      await expect(sent)
        .to.emit(donations, "Donated")
        .withArgs(1, donor.address, PROJECT, units("88.88"), NOTE, false, 1);
      await expect(sent)
        .to.emit(house.journal, "EntryAppended")
        .withArgs(
          1,
          CASH,
          GIFTS,
          units("88.88"),
          () => true,
          0,
          PROJECT,
          donor.address,
          0,
          () => true,
        );
      const [gift] = await donations.donations(1, 9);
      expect(Object.values(gift ?? {})).to.deep.equal([
        donor.address,
        units("88.88"),
        PROJECT,
        NOTE,
        false,
        BigInt(await time.latest()),
        1n,
      ]);
      expect(await books(house)).to.deep.equal([units("88.88"), -units("88.88")]);
    });

    it("counts by project, and what is for the house itself, and the sum is in the books (I14)", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const donations = house.donations.connect(house.donor);
      await donations.donate(30n, PROJECT, ethers.ZeroHash, true);
      await donations.donate(5n, ethers.ZeroHash, ethers.ZeroHash, false);
      await donations.donate(7n, PROJECT, NOTE, false);
      await house.token.faucet(house.treasury, 11n);
      await house.treasury.bookUnannounced();
      expect(await donations.totalByProject(PROJECT)).to.equal(37);
      expect(await donations.totalByProject(ethers.ZeroHash)).to.equal(5);
      expect(await donations.donationCount()).to.equal(3);
      expect(await house.journal.balance(GIFTS)).to.equal(-(37n + 5n + 11n));
      expect(await house.token.balanceOf(house.treasury)).to.equal(53);
    });

    it("keeps the wish not to be named, and no note", async () => {
      const house = await loadFixture(aHouseWithADonor);
      await house.donations.connect(house.donor).donate(1n, ethers.ZeroHash, ethers.ZeroHash, true);
      const [gift] = await house.donations.donations(1, 1);
      expect([gift?.nameless, gift?.note, gift?.project]).to.deep.equal([true, ethers.ZeroHash, ethers.ZeroHash]);
    });

    it("refuses nothing, and more than was allowed", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const donations = house.donations.connect(house.donor);
      await expect(donations.donate(0n, PROJECT, NOTE, false))
        .to.be.revertedWithCustomError(donations, "GiftOfNothing")
        .withArgs();
      await expect(donations.donate(house.units("501"), PROJECT, NOTE, false))
        .to.be.revertedWithCustomError(house.token, "ERC20InsufficientAllowance")
        .withArgs(await donations.getAddress(), house.units("500"), house.units("501"));
    });

    it("refuses a gift that would arrive smaller than it was given", async () => {
      const { donations, donor, token, journal } = await loadFixture(aHouseWithMoodyMoney);
      await token.setFee(3n);
      await expect(donations.connect(donor).donate(100n, PROJECT, NOTE, false))
        .to.be.revertedWithCustomError(donations, "GiftMismatch")
        .withArgs(97, 100);
      await token.setFee(0n);
      await donations.connect(donor).donate(100n, PROJECT, NOTE, false);
      expect(await journal.lines()).to.have.length(1);
    });

    it("fails with a treasury that cannot receive", async () => {
      const { donations, donor, token, treasury } = await loadFixture(aHouseWithMoodyMoney);
      await token.refuse(treasury, true);
      await expect(donations.connect(donor).donate(100n, PROJECT, NOTE, false))
        .to.be.revertedWithCustomError(token, "Refused")
        .withArgs(treasury.address);
    });
  });

  describe("when somebody gives by one signature", () => {
    it("is brought by anybody, and says the same as a call", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const { gift, authorization } = await aGift(house);
      const sent = house.donations.connect(house.stranger).donateBySig(gift, authorization);
      await expect(sent).to.changeTokenBalances(
        ethers,
        house.token,
        [house.donor, house.treasury, house.donations],
        [-gift.amount, gift.amount, 0n],
      );
      await expect(sent)
        .to.emit(house.donations, "Donated")
        .withArgs(1, house.donor.address, PROJECT, gift.amount, NOTE, true, 1);
      expect(await house.donations.nonceOf(nonceSubject(house.donor.address, "gift"))).to.equal(1);
    });

    it("counts once", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const { gift, authorization } = await aGift(house);
      await house.donations.donateBySig(gift, authorization);
      await expect(house.donations.donateBySig(gift, authorization))
        .to.be.revertedWithCustomError(house.donations, "NonceUsed")
        .withArgs(0, 1);
    });

    it("moves nothing when a word of it is changed", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const { gift, authorization } = await aGift(house);
      for (const change of [
        { amount: house.units("67") },
        { project: NOTE as Hex },
        { note: PROJECT as Hex },
        { nameless: false },
        { deadline: gift.deadline + 1 },
      ]) {
        await expect(house.donations.donateBySig({ ...gift, ...change }, authorization))
          .to.be.revertedWithCustomError(house.token, "AuthorizationInvalid")
          .withArgs(house.donor.address);
      }
      await expect(house.donations.donateBySig({ ...gift, donor: house.stranger.address }, authorization))
        .to.be.revertedWithCustomError(house.token, "AuthorizationInvalid")
        .withArgs(house.stranger.address);
    });

    it("refuses nothing, and a gift that is too late", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const nothing = await aGift(house, { amount: 0n });
      await expect(house.donations.donateBySig(nothing.gift, nothing.authorization)).to.be.revertedWithCustomError(
        house.donations,
        "GiftOfNothing",
      );
      const { gift, authorization } = await aGift(house);
      await time.increaseTo(gift.deadline);
      await expect(house.donations.donateBySig(gift, authorization))
        .to.be.revertedWithCustomError(house.donations, "SignatureExpired")
        .withArgs(gift.deadline, (n: bigint) => n >= BigInt(gift.deadline));
    });

    it("cannot be taken out of its purpose by a thief", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const { gift, authorization } = await aGift(house);
      const { message } = giftPayment(house.signing, gift);
      await expect(
        house.token
          .connect(house.stranger)
          .receiveWithAuthorization(
            house.donor,
            house.donations,
            gift.amount,
            0n,
            gift.deadline,
            message.nonce as Hex,
            authorization,
          ),
      )
        .to.be.revertedWithCustomError(house.token, "AuthorizationNotForCaller")
        .withArgs(await house.donations.getAddress(), house.stranger.address);
    });

    it("takes the signature of a donor whose account is a contract", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const wallet = await ethers.deployContract("ContractWallet", [house.donor.address]);
      await house.token.faucet(wallet, house.units("66"));
      const { gift, authorization } = await aGift(house, { donor: (await wallet.getAddress()) as Address });
      await house.donations.donateBySig(gift, authorization);
      expect((await house.donations.donations(1, 1))[0]?.donor).to.equal(await wallet.getAddress());
    });
  });

  describe("when somebody reads the list", () => {
    it("gives what there is from a number on", async () => {
      const house = await loadFixture(aHouseWithADonor);
      for (const amount of [1n, 2n, 3n])
        await house.donations.connect(house.donor).donate(amount, PROJECT, NOTE, false);
      const amounts = async (first: number, count: number) =>
        (await house.donations.donations(first, count)).map(({ amount }) => amount);
      expect(await amounts(2, 9)).to.deep.equal([2n, 3n]);
      expect(await amounts(1, 1)).to.deep.equal([1n]);
      expect(await amounts(0, 9)).to.deep.equal([]);
      expect(await amounts(4, 9)).to.deep.equal([]);
    });
  });
});
