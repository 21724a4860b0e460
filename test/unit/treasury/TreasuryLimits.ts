import { expect } from "chai";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { asContract } from "../../fixtures/people.ts";
import {
  Account,
  aFilledTreasury,
  approveBy,
  aRequest,
  member,
  receive,
  signedApprovals,
  TERM,
  type TreasuryHouse,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

const SIX = [1, 2, 3, 4, 5, 6];
const _stateOf = async ({ treasury }: TreasuryHouse, id: bigint) => (await treasury.requests(id, 1))[0]?.state;

async function anApprovedRequest() {
  const house = await aFilledTreasury();
  const id = await aRequest(house);
  await approveBy(house, id, SIX);
  return { ...house, id };
}

describe("Treasury: what lane B may spend", () => {
  describe("given a budget", () => {
    it("reserves and pays up to the limit, and not a cent more (I9)", async () => {
      const house = await loadFixture(aFilledTreasury);
      const goods = { category: Account.Goods };
      const first = await aRequest(house, { ...goods, amount: yuan(6_000) });
      await approveBy(house, first, SIX);
      const second = await aRequest(house, { ...goods, amount: yuan(4_000) + 1n });
      await approveBy(house, second, [1, 2, 3, 4, 5]);
      await expect(house.treasury.connect(member(house, 6)).approve(second))
        .to.be.revertedWithCustomError(house.budgets, "BudgetExceeded")
        .withArgs(1, 510, yuan(4_000) + 1n, yuan(4_000));
      await house.treasury.pay(first);
      const { approvals, signatures } = await signedApprovals(house, second, [6]);
      await expect(house.treasury.approveAndPay(second, approvals, signatures))
        .to.be.revertedWithCustomError(house.budgets, "BudgetExceeded")
        .withArgs(1, 510, yuan(4_000) + 1n, yuan(4_000));
    });

    it("gives the next term its own, and its requests another table", async () => {
      const house = await loadFixture(anApprovedRequest);
      await house.treasury.pay(house.id);
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
        await house.treasury.approveAndPay(id, approvals, signatures);
        expect(await house.treasury.freeToSpend()).to.equal(yuan(66_000 - 20_000 * (i + 1)));
      }
      const last = await aRequest(house, { payee: house.stranger.address, amount: yuan(6_000) + 1n, category: 505 });
      const { approvals, signatures } = await signedApprovals(house, last, SIX);
      await expect(house.treasury.approveAndPay(last, approvals, signatures))
        .to.be.revertedWithCustomError(house.treasury, "ReserveBroken")
        .withArgs(yuan(40_000), yuan(6_000) + 1n, yuan(34_000));
      const most = await aRequest(house, { payee: house.stranger.address, amount: yuan(6_000), category: 505 });
      const six = await signedApprovals(house, most, SIX);
      await house.treasury.approveAndPay(most, six.approvals, six.signatures);
      expect(await house.treasury.freeToSpend()).to.equal(0);
      // What is reserved for a payment does not stand in its own way.
      await house.treasury.pay(house.id);
      expect(await house.journal.balance(Account.Cash)).to.equal(yuan(30_000));
    });

    it("rounds the reserve up", async () => {
      const house = await loadFixture(aFilledTreasury);
      await receive(house, 1n);
      expect(await house.treasury.reserveNeeded()).to.equal(yuan(30_000) + 1n);
      expect(await house.treasury.freeToSpend()).to.equal(yuan(70_000));
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
        return house.treasury.approveAndPay(id, approvals, signatures);
      };
      await paid(yuan(12_000));
      const first = await time.latest();
      await time.increase(10 * DAY);
      await paid(yuan(5_000));
      expect(await house.treasury.paidLately(house.supplier)).to.equal(yuan(17_000));
      await expect(paid(yuan(3_000) + 1n))
        .to.be.revertedWithCustomError(house.treasury, "PayeeOverThreshold")
        .withArgs(house.supplier.address, yuan(17_000), yuan(3_000) + 1n, yuan(20_000));
      await paid(yuan(9_000), house.stranger.address);
      await paid(yuan(3_000));
      await time.increaseTo(first + 30 * DAY - 1);
      expect(await house.treasury.paidLately(house.supplier)).to.equal(yuan(20_000));
      await time.increaseTo(first + 30 * DAY);
      expect(await house.treasury.paidLately(house.supplier)).to.equal(yuan(8_000));
      await paid(yuan(12_000));
    });

    it("keeps an approved request for later", async () => {
      const house = await loadFixture(anApprovedRequest);
      const big = await aRequest(house, { amount: yuan(18_000) });
      await approveBy(house, big, SIX);
      await house.treasury.pay(house.id);
      await expect(house.treasury.pay(big))
        .to.be.revertedWithCustomError(house.treasury, "PayeeOverThreshold")
        .withArgs(house.supplier.address, yuan(4_000), yuan(18_000), yuan(20_000));
      await time.increase(30 * DAY);
      await house.treasury.pay(big);
    });
  });

  describe("given money that is missing", () => {
    it("pays nothing, says so, and goes on once the members booked the loss", async () => {
      const house = await loadFixture(anApprovedRequest);
      const { treasury, token, id } = house;
      await token.connect(await asContract(await treasury.getAddress())).transfer(house.stranger, yuan(10));
      expect(await treasury.isShort()).to.equal(true);
      await expect(treasury.pay(id))
        .to.be.revertedWithCustomError(treasury, "TreasuryShort")
        .withArgs(yuan(99_990), yuan(100_000));
      await treasury.connect(house.house).payByVote(treasury, yuan(10), Account.Loss, ethers.id("vote 4"));
      expect(await treasury.isShort()).to.equal(false);
      await treasury.pay(id);
    });
  });
});
