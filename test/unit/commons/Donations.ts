import { expect } from "chai";
import type { Address, Hex } from "viem";
import { Part } from "#protocol/abi/enums.ts";
import { giftPayment, type Message } from "#protocol/house/typedData.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { asContract, type Person, person } from "../../fixtures/people.ts";
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

/** The same with a token that keeps a fee, refuses accounts or lets somebody speak, and a treasury with real books. */
async function aHouseWithMoodyMoney() {
  const donor = await person("donor");
  const token = await ethers.deployContract("MoodyToken");
  const registry = await ethers.deployContract("FakeRegistry", [token]);
  const share = await ethers.deployContract("Share", [registry, "Runde share", "RUNDE", "https://runde.example/"]);
  const persons = await ethers.deployContract("Persons", [registry, share]);
  const roster = await ethers.deployContract("FakeRoster");
  const journal = await ethers.deployContract("Journal", [registry, roster]);
  const budgets = await ethers.deployContract("Budgets", [registry, roster, [], []]);
  const treasury = await ethers.deployContract("Treasury", [registry, token, journal, budgets]);
  const donations = await ethers.deployContract("Donations", [registry, token, persons, journal]);
  for (const [part, filledBy] of [
    [Part.Treasury, treasury],
    [Part.Donations, donations],
    [Part.Journal, journal],
  ] as const) {
    await registry.set(part, filledBy);
  }
  // The other parts are nobody: the books ask who writes to them.
  await registry.set(Part.Counter, await person("counter"));
  await registry.set(Part.Rounds, await person("rounds"));
  await token.faucet(donor, 1_000n);
  await token.connect(donor).approve(donations, 1_000n);
  await token.connect(donor).approve(treasury, 1_000n);
  return { donor, treasury, token, journal, donations, persons };
}

interface GiftHouse {
  persons: WholeHouse["persons"];
  donations: WholeHouse["donations"];
  donor: Person;
}

/** What a donor says who gives: the next message of this account. */
async function wordsOf({ persons, donations, donor }: GiftHouse, changes: Partial<Message<"Gift">> = {}) {
  return {
    donor: donor.address as Address,
    epoch: Number(await persons.epochOf(donor.address)),
    amount: 100n,
    project: PROJECT as Hex,
    note: NOTE as Hex,
    nameless: false,
    nonce: await donations.nonceOf(nonceSubject(donor.address, "gift")),
    deadline: (await time.latest()) + DAY,
    ...changes,
  };
}

/** The donor gives, in an own call. */
async function give(house: GiftHouse, changes: Partial<Message<"Gift">> = {}) {
  return house.donations.connect(house.donor).donate(await wordsOf(house, changes), "0x");
}

async function aGift(house: DonorsHouse, changes: Partial<Message<"Gift">> = {}) {
  const gift: Message<"Gift"> = await wordsOf(house, { amount: house.units("66"), nameless: true, ...changes });
  return { gift, authorization: await signAs(house.donor, giftPayment(house.signing, gift)) };
}

const books = ({ journal }: WholeHouse) => journal.balances([CASH, GIFTS]);

describe("Donations", () => {
  describe("when somebody gives by allowance", () => {
    it("goes to the treasury, into the books and onto the list", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const { donations, donor, units } = house;
      const sent = give(house, { amount: units("88.88") });
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
      const { donations } = house;
      const none = ethers.ZeroHash as Hex;
      await give(house, { amount: 30n, note: none, nameless: true });
      await give(house, { amount: 5n, project: none, note: none });
      await give(house, { amount: 7n });
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
      const none = ethers.ZeroHash as Hex;
      await give(house, { project: none, note: none, nameless: true });
      const [gift] = await house.donations.donations(1, 1);
      expect([gift?.nameless, gift?.note, gift?.project]).to.deep.equal([true, ethers.ZeroHash, ethers.ZeroHash]);
    });

    it("refuses nothing, and more than was allowed", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const { donations } = house;
      await expect(give(house, { amount: 0n }))
        .to.be.revertedWithCustomError(donations, "GiftOfNothing")
        .withArgs();
      await expect(give(house, { amount: house.units("501") }))
        .to.be.revertedWithCustomError(house.token, "ERC20InsufficientAllowance")
        .withArgs(await donations.getAddress(), house.units("500"), house.units("501"));
    });

    it("refuses a gift that would arrive smaller than it was given", async () => {
      const house = await loadFixture(aHouseWithMoodyMoney);
      const { donations, token, journal } = house;
      await token.setFee(3n);
      await expect(give(house)).to.be.revertedWithCustomError(donations, "GiftMismatch").withArgs(97, 100);
      await token.setFee(0n);
      await give(house);
      expect(await journal.journalCount()).to.equal(1);
    });

    it("fails with a treasury that cannot receive", async () => {
      const house = await loadFixture(aHouseWithMoodyMoney);
      const { token, treasury } = house;
      await token.refuse(treasury, true);
      await expect(give(house))
        .to.be.revertedWithCustomError(token, "Refused")
        .withArgs(await treasury.getAddress());
    });

    it("takes an own call of the next message only, and of the present epoch", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const { donations, persons, donor } = house;
      const gift = await wordsOf(house);
      await donations.connect(donor).donate(gift, "0x");
      await expect(donations.connect(donor).donate(gift, "0x"))
        .to.be.revertedWithCustomError(donations, "NonceUsed")
        .withArgs(0, 1);
      await persons.connect(donor).raiseEpoch({ account: donor, epoch: gift.epoch, deadline: gift.deadline }, "0x");
      await expect(give(house, { epoch: gift.epoch }))
        .to.be.revertedWithCustomError(house.share, "EpochOutdated")
        .withArgs(donor.address, gift.epoch, await persons.epochOf(donor.address));
    });

    it("draws on no allowance for somebody else's call", async () => {
      const house = await loadFixture(aHouseWithADonor);
      await expect(house.donations.connect(house.stranger).donate(await wordsOf(house), "0x"))
        .to.be.revertedWithCustomError(house.token, "AuthorizationInvalid")
        .withArgs(house.donor.address);
    });
  });

  describe("given a token that lets somebody speak in the middle of a transfer (fault 19)", () => {
    const CASH_SALES = 410;
    const unbooked = async ({ treasury }: { treasury: WholeHouse["treasury"] }) => treasury.unbooked();

    it("books no gift twice: what was booked as unannounced meanwhile undoes it", async () => {
      const house = await loadFixture(aHouseWithMoodyMoney);
      const { donations, token, treasury, journal } = house;
      await token.interrupt(treasury, treasury.interface.encodeFunctionData("bookUnannounced"));
      await expect(give(house)).to.be.revertedWithCustomError(donations, "GiftMismatch").withArgs(0, 100);
      expect([await journal.journalCount(), await unbooked(house)]).to.deep.equal([0n, 0n]);
    });

    it("books no gift that was made inside a deposit twice, nor the other way round", async () => {
      const house = await loadFixture(aHouseWithMoodyMoney);
      const { donations, token, treasury, journal } = house;
      // The token itself gives and brings money while it is asked to move somebody else's.
      const self = await asContract(await token.getAddress());
      await token.faucet(token, 1_000n);
      for (const spender of [donations, treasury]) await token.connect(self).approve(spender, 1_000n);
      const gift = await wordsOf({ ...house, donor: { address: self.address } as Person });
      await token.interrupt(donations, donations.interface.encodeFunctionData("donate", [gift, "0x"]));
      await expect(treasury.connect(house.donor).deposit(CASH_SALES, 600n, NOTE))
        .to.emit(donations, "Donated")
        .and.to.emit(treasury, "Deposited");
      expect([await token.balanceOf(treasury), await journal.balance(CASH), await unbooked(house)]).to.deep.equal([
        700n,
        700n,
        0n,
      ]);
      await token.interrupt(treasury, treasury.interface.encodeFunctionData("deposit", [CASH_SALES, 50n, NOTE]));
      await expect(give(house)).to.emit(donations, "Donated").and.to.emit(treasury, "Deposited");
      expect([await token.balanceOf(treasury), await journal.balance(CASH), await unbooked(house)]).to.deep.equal([
        850n,
        850n,
        0n,
      ]);
    });

    it("books no deposit twice", async () => {
      const house = await loadFixture(aHouseWithMoodyMoney);
      const { token, treasury, journal } = house;
      await token.interrupt(treasury, treasury.interface.encodeFunctionData("bookUnannounced"));
      await treasury.connect(house.donor).deposit(CASH_SALES, 600n, NOTE);
      expect([await journal.balance(CASH), await unbooked(house)]).to.deep.equal([600n, 0n]);
    });
  });

  describe("when somebody gives by one signature", () => {
    it("is brought by anybody, and says the same as a call", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const { gift, authorization } = await aGift(house);
      const sent = house.donations.connect(house.stranger).donate(gift, authorization);
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
      await house.donations.donate(gift, authorization);
      await expect(house.donations.donate(gift, authorization))
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
        await expect(house.donations.donate({ ...gift, ...change }, authorization))
          .to.be.revertedWithCustomError(house.token, "AuthorizationInvalid")
          .withArgs(house.donor.address);
      }
      await expect(house.donations.donate({ ...gift, donor: house.stranger.address }, authorization))
        .to.be.revertedWithCustomError(house.token, "AuthorizationInvalid")
        .withArgs(house.stranger.address);
    });

    it("refuses nothing, and a gift that is too late", async () => {
      const house = await loadFixture(aHouseWithADonor);
      const nothing = await aGift(house, { amount: 0n });
      await expect(house.donations.donate(nothing.gift, nothing.authorization)).to.be.revertedWithCustomError(
        house.donations,
        "GiftOfNothing",
      );
      const { gift, authorization } = await aGift(house);
      await time.increaseTo(gift.deadline);
      await expect(house.donations.donate(gift, authorization))
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
      await house.donations.donate(gift, authorization);
      expect((await house.donations.donations(1, 1))[0]?.donor).to.equal(await wallet.getAddress());
    });
  });

  describe("when somebody reads the list", () => {
    it("gives what there is from a number on", async () => {
      const house = await loadFixture(aHouseWithADonor);
      for (const amount of [1n, 2n, 3n]) await give(house, { amount });
      const amounts = async (first: number, count: number) =>
        (await house.donations.donations(first, count)).map(({ amount }) => amount);
      expect(await amounts(2, 9)).to.deep.equal([2n, 3n]);
      expect(await amounts(1, 1)).to.deep.equal([1n]);
      expect(await amounts(0, 9)).to.deep.equal([]);
      expect(await amounts(4, 9)).to.deep.equal([]);
    });
  });
});
