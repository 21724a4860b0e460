import { expect } from "chai";
import type { AddressLike } from "ethers";
import { Figure, Part } from "#protocol/abi/enums.ts";
import { ethers, loadFixture } from "../../fixtures/chain.ts";
import { asContract } from "../../fixtures/people.ts";
import {
  Account,
  aFilledTreasury,
  anEmptyTreasury,
  approveBy,
  aRequest,
  receive,
  type TreasuryHouse,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

const VOTE = ethers.id("proposal 4");

/** Takes money out of the treasury as no rule of the house would. */
async function steal({ token, treasury, stranger }: TreasuryHouse, amount: bigint) {
  await token.connect(await asContract(await treasury.getAddress())).transfer(stranger, amount);
}

describe("Treasury: what the members vote, and what comes in", () => {
  describe("when the members vote a payment", () => {
    it("pays and books it, beside budget, threshold and what the ten set aside", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { treasury, journal } = house;
      const id = await aRequest(house);
      await approveBy(house, id, [1, 2, 3, 4, 5, 6]);
      const sent = treasury
        .connect(house.house)
        .payWithinReserve(house.supplier, yuan(70_000), Account.Equipment, VOTE);
      await expect(sent).to.changeTokenBalances(
        ethers,
        house.token,
        [treasury, house.supplier],
        [-yuan(70_000), yuan(70_000)],
      );
      await expect(sent)
        .to.emit(treasury, "PaidByVote")
        .withArgs(house.supplier.address, yuan(70_000), Account.Equipment, VOTE, 2);
      expect(await journal.balances([Account.Cash, Account.Equipment])).to.deep.equal([yuan(30_000), yuan(70_000)]);
      const { spent } = await house.budgets.line(1, Account.Equipment);
      expect(spent).to.equal(0);
      expect(await treasury.freeToSpend()).to.equal(0);
    });

    it("leaves the reserve whole in the ordinary way, to the cent; two thirds may pay all there is", async () => {
      const house = await loadFixture(aFilledTreasury);
      const treasury = house.treasury.connect(house.house);
      await expect(treasury.payWithinReserve(house.supplier, yuan(70_000) + 1n, 500, VOTE))
        .to.be.revertedWithCustomError(treasury, "ReserveBroken")
        .withArgs(yuan(100_000), yuan(70_000) + 1n, yuan(30_000));
      await house.registry.setFigure(Figure.Reserve, 5_000);
      await expect(treasury.payWithinReserve(house.supplier, yuan(50_000) + 1n, 500, VOTE))
        .to.be.revertedWithCustomError(treasury, "ReserveBroken")
        .withArgs(yuan(100_000), yuan(50_000) + 1n, yuan(50_000));
      await treasury.payWithinReserve(house.supplier, yuan(50_000), 500, VOTE);
      await treasury.payBeyondReserve(house.supplier, yuan(50_000), 500, VOTE);
      expect(await house.journal.balance(Account.Cash)).to.equal(0);
    });

    it("pays before term 1 too", async () => {
      const house = await loadFixture(anEmptyTreasury);
      await receive(house, yuan(500));
      await house.treasury.connect(house.house).payBeyondReserve(house.supplier, yuan(500), Account.Rent, VOTE);
      expect(await house.token.balanceOf(house.supplier)).to.equal(yuan(500));
    });

    for (const way of ["payWithinReserve", "payBeyondReserve"] as const) {
      it(`refuses by ${way} more than there is, nobody, nothing, and what is no category`, async () => {
        const house = await loadFixture(aFilledTreasury);
        const treasury = house.treasury.connect(house.house);
        const pay = (payee: AddressLike, amount: bigint, category: number) =>
          treasury[way](payee, amount, category, VOTE);
        await expect(pay(house.supplier, yuan(100_000) + 1n, 500))
          .to.be.revertedWithCustomError(treasury, "CashTooLow")
          .withArgs(yuan(100_000), yuan(100_000) + 1n);
        await expect(pay(ethers.ZeroAddress, 1n, 500))
          .to.be.revertedWithCustomError(treasury, "LostDestination")
          .withArgs(ethers.ZeroAddress);
        await expect(pay(house.supplier, 0n, 500))
          .to.be.revertedWithCustomError(treasury, "PaymentOfNothing")
          .withArgs();
        for (const category of [Account.Loss, Account.Cash]) {
          await expect(pay(house.supplier, 1n, category))
            .to.be.revertedWithCustomError(house.budgets, "NotACategory")
            .withArgs(category);
        }
      });

      it(`fails by ${way} with its payee, and leaves no entry`, async () => {
        const house = await loadFixture(aFilledTreasury);
        await house.token.refuse(house.supplier, true);
        await expect(house.treasury.connect(house.house)[way](house.supplier, yuan(1), 500, VOTE))
          .to.be.revertedWithCustomError(house.token, "Refused")
          .withArgs(house.supplier.address);
        expect(await house.journal.journalCount()).to.equal(1);
      });
    }

    it("is done by the House alone", async () => {
      const house = await loadFixture(aFilledTreasury);
      for (const by of [house.operator, house.members[0] ?? house.stranger, house.rounds]) {
        await expect(house.treasury.connect(by).payWithinReserve(house.supplier, 1n, 500, VOTE))
          .to.be.revertedWithCustomError(house.treasury, "NotThePart")
          .withArgs(Part.Timelock, by.address);
        await expect(house.treasury.connect(by).payBeyondReserve(house.supplier, 1n, 500, VOTE))
          .to.be.revertedWithCustomError(house.treasury, "NotThePart")
          .withArgs(Part.Timelock, by.address);
        const payout = { payee: by.address, amount: 1n, category: 500, ref: VOTE, actor: by.address };
        await expect(house.treasury.connect(by).payOut(payout, 0n))
          .to.be.revertedWithCustomError(house.treasury, "NotThePart")
          .withArgs(Part.Payments, by.address);
      }
    });
  });

  describe("when money would go where nobody gets it back", () => {
    it("refuses every contract of the house but the escrow, in both lanes (fault 17)", async () => {
      const house = await loadFixture(aFilledTreasury);
      const treasury = house.treasury.connect(house.house);
      const { token, journal, budgets, payments } = house;
      for (const part of [house.treasury, token, journal, budgets, payments, house.counter]) {
        const payee = await ethers.resolveAddress(part);
        for (const attempt of [
          () => treasury.payWithinReserve(payee, 1n, 500, VOTE),
          () => treasury.payBeyondReserve(payee, 1n, 500, VOTE),
          () => aRequest(house, { payee }),
        ]) {
          await expect(attempt()).to.be.revertedWithCustomError(house.treasury, "LostDestination").withArgs(payee);
        }
      }
    });

    it("pays the escrow what it lacks, by vote and as a loss only", async () => {
      const house = await loadFixture(aFilledTreasury);
      const treasury = house.treasury.connect(house.house);
      const escrow = house.rounds.address;
      await expect(aRequest(house, { payee: escrow }))
        .to.be.revertedWithCustomError(house.treasury, "LostDestination")
        .withArgs(escrow);
      await expect(treasury.payWithinReserve(escrow, 5n, Account.Rent, VOTE))
        .to.be.revertedWithCustomError(house.budgets, "NotACategory")
        .withArgs(Account.Rent);
      await expect(treasury.payWithinReserve(escrow, 5n, Account.Loss, VOTE)).to.changeTokenBalances(
        ethers,
        house.token,
        [treasury, escrow],
        [-5n, 5n],
      );
      await treasury.payBeyondReserve(escrow, 7n, Account.Loss, VOTE);
      expect(await house.journal.balance(Account.Loss)).to.equal(12);
    });
  });

  describe("given the treasury holds less than its books say", () => {
    it("says so, and pays nobody, by vote neither (I1)", async () => {
      const house = await loadFixture(aFilledTreasury);
      expect(await house.treasury.isShort()).to.equal(false);
      await steal(house, yuan(30));
      expect(await house.treasury.isShort()).to.equal(true);
      await expect(house.treasury.connect(house.house).payBeyondReserve(house.supplier, 1n, 500, VOTE))
        .to.be.revertedWithCustomError(house.treasury, "TreasuryShort")
        .withArgs(yuan(99_970), yuan(100_000));
    });

    it("books as lost what is missing, in parts too, and nothing beyond it", async () => {
      const house = await loadFixture(aFilledTreasury);
      await steal(house, yuan(30));
      const treasury = house.treasury.connect(house.house);
      await expect(treasury.bookLoss(yuan(20), VOTE))
        .to.emit(treasury, "LossBooked")
        .withArgs(yuan(20), VOTE, 2);
      expect(await treasury.isShort()).to.equal(true);
      await expect(treasury.bookLoss(yuan(10) + 1n, VOTE))
        .to.emit(treasury, "LossBooked")
        .withArgs(yuan(10), VOTE, 3);
      expect(await treasury.isShort()).to.equal(false);
      expect(await house.journal.balances([Account.Cash, Account.Loss])).to.deep.equal([yuan(99_970), yuan(30)]);
      await expect(treasury.bookLoss(1n, VOTE))
        .to.be.revertedWithCustomError(treasury, "NothingMissing")
        .withArgs(yuan(99_970), yuan(99_970));
    });

    it("books what a stranger's gift leaves missing: nobody stops a passed vote with a cent", async () => {
      const house = await loadFixture(aFilledTreasury);
      await steal(house, yuan(30));
      await house.token.faucet(house.treasury, 1n);
      const treasury = house.treasury.connect(house.house);
      await expect(treasury.bookLoss(yuan(30), VOTE))
        .to.emit(treasury, "LossBooked")
        .withArgs(yuan(30) - 1n, VOTE, 2);
      expect(await treasury.isShort()).to.equal(false);
    });

    it("books a loss by nobody but the House", async () => {
      const house = await loadFixture(aFilledTreasury);
      await steal(house, yuan(30));
      await expect(house.treasury.connect(house.operator).bookLoss(yuan(30), VOTE))
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

    it("refuses what arrives smaller than was said, and moves nothing", async () => {
      const house = await loadFixture(aDeposit);
      await house.token.setFee(yuan(1));
      await expect(house.treasury.connect(house.operator).deposit(Account.SalesCash, yuan(600), VOTE))
        .to.be.revertedWithCustomError(house.treasury, "DepositMismatch")
        .withArgs(yuan(599), yuan(600));
      expect(await house.journal.journalCount()).to.equal(1);
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
