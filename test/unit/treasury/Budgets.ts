import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { asContract } from "../../fixtures/people.ts";
import {
  Account,
  aFilledTreasury,
  anEmptyTreasury,
  TERM,
  type TreasuryHouse,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

/** Budgets with the treasury's voice in the test's hands. */
async function asPayments(house: TreasuryHouse) {
  return house.budgets.connect(await asContract(await house.payments.getAddress()));
}

const line = async ({ budgets }: TreasuryHouse, term: number, category: number) => {
  const { limit, spent, reserved } = await budgets.line(term, category);
  return [limit, spent, reserved];
};

describe("Budgets", () => {
  describe("given the club's own budget", () => {
    it("holds for term 1 and for every later one that nobody voted on", async () => {
      const house = await loadFixture(anEmptyTreasury);
      for (const term of [1, 2, 9]) {
        expect(await line(house, term, Account.Rent)).to.deep.equal([yuan(50_000), 0n, 0n]);
        expect(await line(house, term, Account.Payroll)).to.deep.equal([0n, 0n, 0n]);
        expect(await house.budgets.votedTermOf(term)).to.equal(1);
      }
      expect(await house.budgets.votedTermOf(0)).to.equal(0);
    });

    it("lists all ten categories of a term", async () => {
      const { budgets } = await loadFixture(anEmptyTreasury);
      const lines = await budgets.lines(1);
      expect(lines.map(({ category }) => category)).to.deep.equal([
        500n,
        505n,
        510n,
        520n,
        530n,
        540n,
        550n,
        560n,
        570n,
        580n,
      ]);
      expect(lines.map(({ limit }) => limit).reduce((sum, one) => sum + one)).to.equal(yuan(60_000));
    });

    it("cannot be made of lists that differ, of no category, or of one named twice", async () => {
      const { registry, roster, budgets } = await loadFixture(anEmptyTreasury);
      const made = (categories: number[], limits: bigint[]) =>
        ethers.deployContract("Budgets", [registry, roster, categories, limits]);
      await expect(made([500], []))
        .to.be.revertedWithCustomError(budgets, "BudgetListsDiffer")
        .withArgs(1, 0);
      await expect(made([590], [1n]))
        .to.be.revertedWithCustomError(budgets, "NotACategory")
        .withArgs(590);
      await expect(made([500, 510, 500], [1n, 1n, 1n]))
        .to.be.revertedWithCustomError(budgets, "CategoryNamedTwice")
        .withArgs(500);
    });

    it("refuses to show what is no category", async () => {
      const { budgets } = await loadFixture(anEmptyTreasury);
      await expect(budgets.line(1, 100)).to.be.revertedWithCustomError(budgets, "NotACategory").withArgs(100);
    });
  });

  describe("when the members vote a budget", () => {
    it("sets the running term's limits; what is not named has none", async () => {
      const house = await loadFixture(aFilledTreasury);
      await expect(house.budgets.connect(house.house).set(1, [Account.Goods], [yuan(5)]))
        .to.emit(house.budgets, "BudgetSet")
        .withArgs(1, [510], [yuan(5)]);
      expect(await line(house, 1, Account.Goods)).to.deep.equal([yuan(5), 0n, 0n]);
      expect(await line(house, 1, Account.Rent)).to.deep.equal([0n, 0n, 0n]);
    });

    it("carries the last voted limits over, and leaves earlier terms alone", async () => {
      const house = await loadFixture(aFilledTreasury);
      await time.increaseTo(house.start + 2 * TERM);
      await house.budgets.connect(house.house).set(3, [Account.Rent], [yuan(70_000)]);
      expect(await line(house, 2, Account.Rent)).to.deep.equal([yuan(50_000), 0n, 0n]);
      expect(await line(house, 3, Account.Rent)).to.deep.equal([yuan(70_000), 0n, 0n]);
      expect(await line(house, 8, Account.Rent)).to.deep.equal([yuan(70_000), 0n, 0n]);
      expect(await Promise.all([1, 2, 3, 4].map((term) => house.budgets.votedTermOf(term)))).to.deep.equal([
        1n,
        1n,
        3n,
        3n,
      ]);
    });

    it("takes the next term's budget before the running one's", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { budgets } = house;
      await time.increaseTo(house.start + TERM);
      await budgets.connect(house.house).set(3, [Account.Rent], [yuan(3)]);
      await budgets.connect(house.house).set(2, [Account.Rent], [yuan(2)]);
      await budgets.connect(house.house).set(3, [Account.Rent], [yuan(33)]);
      const limits = await Promise.all([1, 2, 3, 4].map((term) => line(house, term, Account.Rent)));
      expect(limits.map(([limit]) => limit)).to.deep.equal([yuan(50_000), yuan(2), yuan(33), yuan(33)]);
    });

    it("refuses a term that is over or too far away", async () => {
      const house = await loadFixture(anEmptyTreasury);
      const set = (term: number) => house.budgets.connect(house.house).set(term, [], []);
      for (const term of [0, 2]) {
        await expect(set(term)).to.be.revertedWithCustomError(house.budgets, "BudgetTermRefused").withArgs(term, 1, 1);
      }
      await time.increaseTo(house.start + TERM);
      for (const term of [1, 4]) {
        await expect(set(term)).to.be.revertedWithCustomError(house.budgets, "BudgetTermRefused").withArgs(term, 2, 3);
      }
    });

    it("takes a limit below what is spent and reserved already, so that nobody can stop a cut by spending first", async () => {
      const house = await loadFixture(aFilledTreasury);
      const payments = await asPayments(house);
      await payments.spend(1, Account.Rent, yuan(10), false);
      await payments.reserve(1, Account.Rent, yuan(5));
      await expect(house.budgets.connect(house.house).set(1, [Account.Rent], [yuan(12)]))
        .to.emit(house.budgets, "BudgetSet")
        .withArgs(1, [500], [yuan(12)]);
      expect(await line(house, 1, Account.Rent)).to.deep.equal([yuan(12), yuan(10), yuan(5)]);
      await expect(payments.reserve(1, Account.Rent, 1n))
        .to.be.revertedWithCustomError(house.budgets, "BudgetExceeded")
        .withArgs(1, 500, 1, 0);
      await expect(payments.spend(1, Account.Rent, 1n, false))
        .to.be.revertedWithCustomError(house.budgets, "BudgetExceeded")
        .withArgs(1, 500, 1, 0);
    });

    it("gives a cut category no more room than voted when a reserved payment is taken back", async () => {
      const house = await loadFixture(aFilledTreasury);
      const payments = await asPayments(house);
      await payments.spend(1, Account.Rent, yuan(10), false);
      await payments.reserve(1, Account.Rent, yuan(5));
      await house.budgets.connect(house.house).set(1, [Account.Rent], [yuan(12)]);
      await payments.release(1, Account.Rent, yuan(5));
      await expect(payments.reserve(1, Account.Rent, yuan(2) + 1n))
        .to.be.revertedWithCustomError(house.budgets, "BudgetExceeded")
        .withArgs(1, 500, yuan(2) + 1n, yuan(2));
      await payments.reserve(1, Account.Rent, yuan(2));
    });

    it("still pays what was approved before the cut", async () => {
      const house = await loadFixture(aFilledTreasury);
      const payments = await asPayments(house);
      await payments.reserve(1, Account.Rent, yuan(5));
      await house.budgets.connect(house.house).set(1, [], []);
      await payments.spend(1, Account.Rent, yuan(5), true);
      expect(await line(house, 1, Account.Rent)).to.deep.equal([0n, yuan(5), 0n]);
    });

    it("is done by the House alone", async () => {
      const house = await loadFixture(aFilledTreasury);
      for (const by of [house.operator, house.members[0], house.stranger]) {
        if (by === undefined) throw new Error("nobody");
        await expect(house.budgets.connect(by).set(1, [], []))
          .to.be.revertedWithCustomError(house.budgets, "NotThePart")
          .withArgs(Part.Timelock, by.address);
      }
    });
  });

  describe("when Payments uses a budget", () => {
    it("reserves, frees and spends, and says so", async () => {
      const house = await loadFixture(aFilledTreasury);
      const payments = await asPayments(house);
      await expect(payments.reserve(1, 500, 30n))
        .to.emit(house.budgets, "BudgetReserved")
        .withArgs(1, 500, 30);
      expect(await house.budgets.totalReserved()).to.equal(30);
      await expect(payments.release(1, 500, 10n))
        .to.emit(house.budgets, "BudgetReleased")
        .withArgs(1, 500, 10);
      await expect(payments.spend(1, 500, 20n, true))
        .to.emit(house.budgets, "BudgetSpent")
        .withArgs(1, 500, 20);
      await payments.spend(1, 500, 7n, false);
      expect(await line(house, 1, 500)).to.deep.equal([yuan(50_000), 27n, 0n]);
      expect(await house.budgets.totalReserved()).to.equal(0);
    });

    it("refuses more than what is left, reserved or not (I9)", async () => {
      const house = await loadFixture(aFilledTreasury);
      const payments = await asPayments(house);
      await payments.spend(1, Account.Goods, yuan(4_000), false);
      await payments.reserve(1, Account.Goods, yuan(5_000));
      for (const attempt of [
        () => payments.reserve(1, 510, yuan(1_000) + 1n),
        () => payments.spend(1, 510, yuan(1_000) + 1n, false),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(house.budgets, "BudgetExceeded")
          .withArgs(1, 510, yuan(1_000) + 1n, yuan(1_000));
      }
      await payments.reserve(1, 510, yuan(1_000));
    });

    it("lets go of what was reserved when the term is over", async () => {
      const house = await loadFixture(aFilledTreasury);
      const payments = await asPayments(house);
      await payments.reserve(1, Account.Rent, yuan(9));
      await time.increaseTo(house.start + TERM);
      expect(await house.budgets.totalReserved()).to.equal(0);
      expect(await line(house, 1, Account.Rent)).to.deep.equal([yuan(50_000), 0n, 0n]);
      expect(await line(house, 2, Account.Rent)).to.deep.equal([yuan(50_000), 0n, 0n]);
      await payments.reserve(2, Account.Goods, yuan(4));
      expect(await house.budgets.totalReserved()).to.equal(yuan(4));
    });

    it("is done by Payments alone", async () => {
      const house = await loadFixture(aFilledTreasury);
      const budgets = house.budgets.connect(house.operator);
      for (const attempt of [
        () => budgets.reserve(1, 500, 1),
        () => budgets.release(1, 500, 1),
        () => budgets.spend(1, 500, 1, false),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(house.budgets, "NotThePart")
          .withArgs(Part.Payments, house.operator.address);
      }
    });
  });
});
