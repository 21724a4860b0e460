import { expect } from "chai";
import { Figure, Obstacle as ObstacleNumber } from "#protocol/abi/enums.ts";
import { asAnswered, DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { asContract } from "../../fixtures/people.ts";
import {
  Account,
  aFilledTreasury,
  approve,
  approveBy,
  aRequest,
  receive,
  State,
  signedApprovals,
  stateOf,
  TERM,
  type TreasuryHouse,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

const Obstacle = asAnswered(ObstacleNumber);
const obstacleOf = async ({ payments }: TreasuryHouse, id: bigint) => (await payments.requests(id, 1))[0]?.obstacle;

const SIX = [1, 2, 3, 4, 5, 6];

async function anApprovedRequest() {
  const house = await aFilledTreasury();
  const id = await aRequest(house);
  await approveBy(house, id, SIX);
  return { ...house, id };
}

describe("Payments: what lane B may spend", () => {
  describe("given a budget", () => {
    it("reserves and pays up to the limit, and not a cent more (I9)", async () => {
      const house = await loadFixture(aFilledTreasury);
      const goods = { category: Account.Goods };
      const first = await aRequest(house, { ...goods, amount: yuan(6_000) });
      await approveBy(house, first, SIX);
      const second = await aRequest(house, { ...goods, amount: yuan(4_000) + 1n });
      await approveBy(house, second, [1, 2, 3, 4, 5]);
      await house.payments.pay(first);
      const { approvals, signatures } = await signedApprovals(house, second, [6]);
      await expect(house.payments.approveAndPay(second, approvals, signatures))
        .to.be.revertedWithCustomError(house.budgets, "BudgetExceeded")
        .withArgs(1, 510, yuan(4_000) + 1n, yuan(4_000));
      const third = await aRequest(house, { ...goods, amount: yuan(4_000) });
      await approveBy(house, third, SIX);
      expect(await stateOf(house, third)).to.equal(State.Approved);
    });

    it("keeps the sixth approval of what does not fit, open with the reason, until the budget has room", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { payments, budgets } = house;
      const id = await aRequest(house, { category: Account.Goods, amount: yuan(10_000) + 1n });
      await approveBy(house, id, [1, 2, 3, 4, 5]);
      expect(await obstacleOf(house, id)).to.equal(Obstacle.None);
      await expect(approve(house, id, 6))
        .to.emit(payments, "RequestApproved")
        .withArgs(id, 6)
        .and.to.emit(payments, "RequestHeldUp")
        .withArgs(id, Obstacle.Budget);
      expect([await stateOf(house, id), await obstacleOf(house, id)]).to.deep.equal([State.Open, Obstacle.Budget]);
      expect(await budgets.totalReserved()).to.equal(0);
      await budgets.connect(house.house).set(1, [Account.Goods], [yuan(10_000) + 1n]);
      expect(await obstacleOf(house, id)).to.equal(Obstacle.None);
      await payments.pay(id);
      expect(await stateOf(house, id)).to.equal(State.Paid);
    });

    it("gives the next term its own, and its requests another table", async () => {
      const house = await loadFixture(anApprovedRequest);
      await house.payments.pay(house.id);
      await time.increaseTo(house.start + TERM);
      const { limit, spent } = await house.budgets.line(2, Account.Rent);
      expect([limit, spent]).to.deep.equal([yuan(50_000), 0n]);
    });
  });

  describe("given vouchers owed", () => {
    it("leaves 30 % of them and all other reserved money in cash (I10)", async () => {
      const house = await loadFixture(anApprovedRequest);
      // 66,000 are free: 100,000 less 30,000 less the 4,000 that are approved.
      await house.budgets.connect(house.house).set(2, [], []);
      await house.budgets.connect(house.house).set(1, [Account.Rent, Account.Payroll], [yuan(50_000), yuan(90_000)]);
      for (const [i, amount] of [20_000, 20_000, 20_000].entries()) {
        const id = await aRequest(house, {
          payee: ethers.Wallet.createRandom().address,
          amount: yuan(amount),
          category: Account.Payroll,
        });
        const { approvals, signatures } = await signedApprovals(house, id, SIX);
        await house.payments.approveAndPay(id, approvals, signatures);
        expect(await house.treasury.freeToSpend()).to.equal(yuan(66_000 - 20_000 * (i + 1)));
      }
      const last = await aRequest(house, { payee: house.stranger.address, amount: yuan(6_000) + 1n, category: 505 });
      const { approvals, signatures } = await signedApprovals(house, last, SIX);
      await expect(house.payments.approveAndPay(last, approvals, signatures))
        .to.be.revertedWithCustomError(house.treasury, "ReserveBroken")
        .withArgs(yuan(40_000), yuan(6_000) + 1n, yuan(34_000));
      const most = await aRequest(house, { payee: house.stranger.address, amount: yuan(6_000), category: 505 });
      const six = await signedApprovals(house, most, SIX);
      await house.payments.approveAndPay(most, six.approvals, six.signatures);
      expect(await house.treasury.freeToSpend()).to.equal(0);
      // What is reserved for a payment does not stand in its own way.
      await house.payments.pay(house.id);
      expect(await house.journal.balance(Account.Cash)).to.equal(yuan(30_000));
    });

    it("lets no two be approved that fit one by one and not together: the second stays open, with the reason", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { payments, treasury } = house;
      // 70,000 are free.
      const limits = [yuan(90_000), yuan(90_000)];
      await house.budgets.connect(house.house).set(1, [Account.Rent, Account.Payroll], limits);
      await house.registry.setFigure(Figure.VoteThreshold, yuan(90_000));
      const first = await aRequest(house, { amount: yuan(40_000) });
      const second = await aRequest(house, {
        amount: yuan(30_000) + 1n,
        category: Account.Payroll,
        payee: house.stranger.address,
      });
      await approveBy(house, first, SIX);
      await approveBy(house, second, [1, 2, 3, 4, 5]);
      await expect(approve(house, second, 6))
        .to.emit(payments, "RequestHeldUp")
        .withArgs(second, Obstacle.Money);
      expect([await stateOf(house, second), await obstacleOf(house, second)]).to.deep.equal([
        State.Open,
        Obstacle.Money,
      ]);
      // The first and everything that fits beside it go on.
      const small = await aRequest(house, { amount: yuan(30_000), payee: house.stranger.address });
      await approveBy(house, small, SIX);
      expect(await stateOf(house, small)).to.equal(State.Approved);
      await payments.pay(first);
      await expect(payments.pay(second))
        .to.be.revertedWithCustomError(treasury, "ReserveBroken")
        .withArgs(yuan(60_000), yuan(30_000) + 1n, yuan(60_000));
      await receive(house, yuan(100_000));
      expect(await obstacleOf(house, second)).to.equal(Obstacle.None);
      await payments.pay(second);
    });

    it("holds up what is approved while money is missing", async () => {
      const house = await loadFixture(aFilledTreasury);
      await house.token.connect(await asContract(await house.treasury.getAddress())).transfer(house.stranger, 1n);
      const id = await aRequest(house);
      await approveBy(house, id, SIX);
      expect([await stateOf(house, id), await obstacleOf(house, id)]).to.deep.equal([State.Open, Obstacle.Money]);
    });

    it("rounds the reserve up", async () => {
      const house = await loadFixture(aFilledTreasury);
      await receive(house, 1n);
      expect(await house.treasury.reserveNeeded()).to.equal(yuan(30_000) + 1n);
      expect(await house.treasury.freeToSpend()).to.equal(yuan(70_000));
      // The smallest rest there is: one part in ten thousand of the smallest unit.
      await house.registry.setFigure(Figure.Reserve, 3_001);
      await receive(house, 7_000n);
      expect(await house.treasury.reserveNeeded()).to.equal(yuan(30_010) + 2_102n);
    });

    it("frees money as coffee is drunk", async () => {
      const house = await loadFixture(aFilledTreasury);
      await house.journal
        .connect(house.counter)
        .append(Account.VouchersOwed, Account.SalesVoucher, yuan(10_000), ethers.ZeroHash, house.counter);
      expect(await house.treasury.reserveNeeded()).to.equal(yuan(27_000));
      expect(await house.treasury.freeToSpend()).to.equal(yuan(73_000));
    });
  });

  describe("given a bill that was split", () => {
    it("adds up what one payee received in 30 days, and lets go after them", async () => {
      const house = await loadFixture(aFilledTreasury);
      const paid = async (amount: bigint, payee = house.supplier.address) => {
        const id = await aRequest(house, { amount, payee });
        const { approvals, signatures } = await signedApprovals(house, id, SIX);
        return house.payments.approveAndPay(id, approvals, signatures);
      };
      await paid(yuan(12_000));
      const first = await time.latest();
      await time.increase(10 * DAY);
      await paid(yuan(5_000));
      expect(await house.payments.paidLately(house.supplier)).to.equal(yuan(17_000));
      await expect(paid(yuan(3_000) + 1n))
        .to.be.revertedWithCustomError(house.payments, "PayeeOverThreshold")
        .withArgs(house.supplier.address, yuan(17_000), yuan(3_000) + 1n, yuan(20_000));
      await paid(yuan(9_000), house.stranger.address);
      await paid(yuan(3_000));
      await time.increaseTo(first + 30 * DAY - 1);
      expect(await house.payments.paidLately(house.supplier)).to.equal(yuan(20_000));
      await time.increaseTo(first + 30 * DAY);
      expect(await house.payments.paidLately(house.supplier)).to.equal(yuan(8_000));
      await paid(yuan(12_000));
    });

    it("keeps an approved request for later", async () => {
      const house = await loadFixture(anApprovedRequest);
      const big = await aRequest(house, { amount: yuan(18_000) });
      await approveBy(house, big, SIX);
      await house.payments.pay(house.id);
      await expect(house.payments.pay(big))
        .to.be.revertedWithCustomError(house.payments, "PayeeOverThreshold")
        .withArgs(house.supplier.address, yuan(4_000), yuan(18_000), yuan(20_000));
      await time.increase(30 * DAY);
      await house.payments.pay(big);
    });
  });

  describe("given money that is missing", () => {
    it("pays nothing, says so, and goes on once the members booked the loss", async () => {
      const house = await loadFixture(anApprovedRequest);
      const { treasury, payments, token, id } = house;
      await token.connect(await asContract(await treasury.getAddress())).transfer(house.stranger, yuan(10));
      expect(await treasury.isShort()).to.equal(true);
      await expect(payments.pay(id))
        .to.be.revertedWithCustomError(treasury, "TreasuryShort")
        .withArgs(yuan(99_990), yuan(100_000));
      await treasury.connect(house.house).bookLoss(yuan(10), ethers.id("vote 4"));
      expect(await treasury.isShort()).to.equal(false);
      await payments.pay(id);
    });
  });
});
