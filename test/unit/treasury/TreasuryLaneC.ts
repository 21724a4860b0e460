import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { ethers, loadFixture } from "../../fixtures/chain.ts";
import { asContract } from "../../fixtures/people.ts";
import {
  Account,
  aFilledTreasury,
  anEmptyTreasury,
  receive,
  type TreasuryHouse,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

const VOTE = ethers.id("proposal 4");

/** Takes money out of the treasury as no rule of the house would. */
async function steal({ token, treasury, stranger }: TreasuryHouse, amount: bigint) {
  await token.connect(await asContract(await treasury.getAddress())).transfer(stranger, amount);
}

describe("Treasury: lane C and what comes in", () => {
  describe("when the members vote a payment", () => {
    it("pays and books it, beside budget, threshold and reserve", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { treasury, journal } = house;
      const sent = treasury.connect(house.house).payByVote(house.supplier, yuan(90_000), Account.Equipment, VOTE);
      await expect(sent).to.changeTokenBalances(
        ethers,
        house.token,
        [treasury, house.supplier],
        [-yuan(90_000), yuan(90_000)],
      );
      await expect(sent)
        .to.emit(treasury, "PaidByVote")
        .withArgs(house.supplier.address, yuan(90_000), Account.Equipment, VOTE, 2);
      expect(await journal.balances([Account.Cash, Account.Equipment])).to.deep.equal([yuan(10_000), yuan(90_000)]);
      const { spent } = await house.budgets.line(1, Account.Equipment);
      expect(spent).to.equal(0);
      expect(await treasury.freeToSpend()).to.equal(0);
    });

    it("pays before term 1 too", async () => {
      const house = await loadFixture(anEmptyTreasury);
      await receive(house, yuan(500));
      await house.treasury.connect(house.house).payByVote(house.supplier, yuan(500), Account.Rent, VOTE);
      expect(await house.token.balanceOf(house.supplier)).to.equal(yuan(500));
    });

    it("refuses more than there is, nobody, itself, nothing, and what is no category", async () => {
      const house = await loadFixture(aFilledTreasury);
      const treasury = house.treasury.connect(house.house);
      await expect(treasury.payByVote(house.supplier, yuan(100_000) + 1n, 500, VOTE))
        .to.be.revertedWithCustomError(treasury, "CashTooLow")
        .withArgs(yuan(100_000), yuan(100_000) + 1n);
      for (const payee of [ethers.ZeroAddress, await house.treasury.getAddress()]) {
        await expect(treasury.payByVote(payee, 1n, 500, VOTE))
          .to.be.revertedWithCustomError(treasury, "NotAPayee")
          .withArgs(payee);
      }
      await expect(treasury.payByVote(house.supplier, 0n, 500, VOTE))
        .to.be.revertedWithCustomError(treasury, "PaymentOfNothing")
        .withArgs();
      for (const category of [Account.Loss, Account.Cash]) {
        await expect(treasury.payByVote(house.supplier, 1n, category, VOTE))
          .to.be.revertedWithCustomError(house.budgets, "NotACategory")
          .withArgs(category);
      }
    });

    it("fails with its payee, and leaves no entry", async () => {
      const house = await loadFixture(aFilledTreasury);
      await house.token.refuse(house.supplier, true);
      await expect(house.treasury.connect(house.house).payByVote(house.supplier, yuan(1), 500, VOTE))
        .to.be.revertedWithCustomError(house.token, "Refused")
        .withArgs(house.supplier.address);
      expect(await house.journal.journalCount()).to.equal(1);
    });

    it("is done by the House alone", async () => {
      const house = await loadFixture(aFilledTreasury);
      for (const by of [house.operator, house.members[0] ?? house.stranger, house.rounds]) {
        await expect(house.treasury.connect(by).payByVote(house.supplier, 1n, 500, VOTE))
          .to.be.revertedWithCustomError(house.treasury, "NotThePart")
          .withArgs(Part.Timelock, by.address);
      }
    });
  });

  describe("given the treasury holds less than its books say", () => {
    it("says so, and pays nobody, by vote neither (I1)", async () => {
      const house = await loadFixture(aFilledTreasury);
      expect(await house.treasury.isShort()).to.equal(false);
      await steal(house, yuan(30));
      expect(await house.treasury.isShort()).to.equal(true);
      await expect(house.treasury.connect(house.house).payByVote(house.supplier, 1n, 500, VOTE))
        .to.be.revertedWithCustomError(house.treasury, "TreasuryShort")
        .withArgs(yuan(99_970), yuan(100_000));
    });

    it("books as lost what is missing, in parts too, and nothing beyond it", async () => {
      const house = await loadFixture(aFilledTreasury);
      await steal(house, yuan(30));
      const treasury = house.treasury.connect(house.house);
      await expect(treasury.payByVote(treasury, yuan(20), Account.Loss, VOTE))
        .to.emit(treasury, "LossBooked")
        .withArgs(yuan(20), VOTE, 2);
      expect(await treasury.isShort()).to.equal(true);
      await expect(treasury.payByVote(treasury, yuan(10) + 1n, Account.Loss, VOTE))
        .to.emit(treasury, "LossBooked")
        .withArgs(yuan(10), VOTE, 3);
      expect(await treasury.isShort()).to.equal(false);
      expect(await house.journal.balances([Account.Cash, Account.Loss])).to.deep.equal([yuan(99_970), yuan(30)]);
      await expect(treasury.payByVote(treasury, 1n, Account.Loss, VOTE))
        .to.be.revertedWithCustomError(treasury, "NothingMissing")
        .withArgs(yuan(99_970), yuan(99_970));
    });

    it("books what a stranger's gift leaves missing: nobody stops a passed vote with a cent", async () => {
      const house = await loadFixture(aFilledTreasury);
      await steal(house, yuan(30));
      await house.token.faucet(house.treasury, 1n);
      const treasury = house.treasury.connect(house.house);
      await expect(treasury.payByVote(treasury, yuan(30), Account.Loss, VOTE))
        .to.emit(treasury, "LossBooked")
        .withArgs(yuan(30) - 1n, VOTE, 2);
      expect(await treasury.isShort()).to.equal(false);
    });

    it("books a loss by nobody but the House", async () => {
      const house = await loadFixture(aFilledTreasury);
      await steal(house, yuan(30));
      await expect(house.treasury.connect(house.operator).payByVote(house.treasury, yuan(30), Account.Loss, VOTE))
        .to.be.revertedWithCustomError(house.treasury, "NotThePart")
        .withArgs(Part.Timelock, house.operator.address);
    });
  });

  describe("when somebody brings money in", () => {
    async function aDeposit() {
      const house = await aFilledTreasury();
      await house.token.faucet(house.operator, yuan(1_000));
      await house.token.connect(house.operator).approve(house.treasury, yuan(1_000));
      return house;
    }

    it("books cash sales, and an expense that comes back without giving back its budget", async () => {
      const house = await loadFixture(aDeposit);
      const treasury = house.treasury.connect(house.operator);
      await expect(treasury.deposit(Account.SalesCash, yuan(600), VOTE))
        .to.emit(treasury, "Deposited")
        .withArgs(house.operator.address, Account.SalesCash, yuan(600), VOTE, 2);
      await treasury.deposit(Account.Goods, yuan(50), VOTE);
      expect(await house.journal.balances([Account.Cash, Account.SalesCash, Account.Goods])).to.deep.equal([
        yuan(100_650),
        -yuan(600),
        -yuan(50),
      ]);
      const { limit, spent } = await house.budgets.line(1, Account.Goods);
      expect([limit, spent]).to.deep.equal([yuan(10_000), 0n]);
    });

    it("books what arrives, not what was said", async () => {
      const house = await loadFixture(aDeposit);
      await house.token.setFee(yuan(1));
      await expect(house.treasury.connect(house.operator).deposit(Account.SalesCash, yuan(600), VOTE))
        .to.emit(house.treasury, "Deposited")
        .withArgs(house.operator.address, Account.SalesCash, yuan(599), VOTE, 2);
      expect(await house.journal.balance(Account.Cash)).to.equal(yuan(100_599));
    });

    it("refuses every other account, and nothing", async () => {
      const house = await loadFixture(aDeposit);
      const treasury = house.treasury.connect(house.operator);
      for (const account of [Account.Cash, Account.Donations, Account.VouchersOwed, Account.Loss, 7]) {
        await expect(treasury.deposit(account, 1n, VOTE))
          .to.be.revertedWithCustomError(treasury, "DepositAccountRefused")
          .withArgs(account);
      }
      await expect(treasury.deposit(Account.SalesCash, 0n, VOTE))
        .to.be.revertedWithCustomError(house.journal, "EntryOfNothing")
        .withArgs(Account.Cash, Account.SalesCash);
    });
  });

  describe("when money arrives that nobody announced", () => {
    it("is booked by anybody, as a gift of nobody known", async () => {
      const house = await loadFixture(aFilledTreasury);
      await house.token.faucet(house.treasury, yuan(3));
      await expect(house.treasury.connect(house.stranger).bookUnannounced())
        .to.emit(house.treasury, "UnannouncedBooked")
        .withArgs(yuan(3), 2);
      expect(await house.journal.balances([Account.Cash, Account.Donations])).to.deep.equal([yuan(100_003), -yuan(3)]);
      await expect(house.treasury.bookUnannounced())
        .to.be.revertedWithCustomError(house.treasury, "NothingUnannounced")
        .withArgs(yuan(100_003), yuan(100_003));
    });

    it("hides no shortfall", async () => {
      const house = await loadFixture(aFilledTreasury);
      await steal(house, yuan(5));
      await house.token.faucet(house.treasury, yuan(2));
      await expect(house.treasury.bookUnannounced())
        .to.be.revertedWithCustomError(house.treasury, "NothingUnannounced")
        .withArgs(yuan(99_997), yuan(100_000));
    });
  });
});
