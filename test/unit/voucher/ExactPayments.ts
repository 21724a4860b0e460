import { expect } from "chai";
import { DAY, ethers, HOUR, loadFixture, networkHelpers, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  anOpenCounter,
  anOrder,
  authorizeOrder,
  enrolTerminal,
  fen,
  member,
  payOrder,
  shutOut,
  signOrder,
  yuan,
} from "../../fixtures/counterHouse.ts";
import { p256Key } from "../../fixtures/p256Keys.ts";
import { person } from "../../fixtures/people.ts";

const ORDER = ethers.id("order 1");

/** Seat 3 is held by a wallet that is a contract; its owner's key signs for it. */
async function aWalletMember() {
  const house = await anOpenCounter();
  const owner = await person("owner of the wallet");
  const wallet = member(house, 3);
  const double = await ethers.deployContract("ContractWallet", [owner.address]);
  await networkHelpers.setCode(wallet.address, await ethers.provider.getCode(double));
  return { ...house, owner, wallet };
}

describe("ExactPayments", () => {
  describe("given an order of a till", () => {
    it("is paid by an account's one signature, handed in by anybody: taken, burned, booked, recorded", async () => {
      const house = await loadFixture(anOpenCounter);
      const payer = member(house, 4);
      const [has, supply] = [await house.voucher.balanceOf(payer), await house.voucher.totalSupply()];
      const held = await house.voucher.balanceOf(house.counter);
      const sent = payOrder(house, await anOrder(house, payer));
      const day = await house.counter.businessDayOf(await time.latest());
      await expect(sent)
        .to.emit(house.exact, "OrderPaidExactly")
        .withArgs(1, 1, payer.address, ORDER, fen(320), day, 1);
      expect(await house.voucher.balanceOf(payer)).to.equal(has - yuan(320));
      expect(await house.voucher.totalSupply()).to.equal(supply - yuan(320));
      expect(await house.voucher.balanceOf(house.counter)).to.equal(held);
      const [line] = await house.journal.lines();
      expect([line?.debit, line?.credit, line?.amount]).to.deep.equal([200n, 400n, yuan(320)]);
      expect(await house.exact.recordOf(1, 1)).to.deep.equal([
        payer.address,
        BigInt(fen(320)),
        day,
        BigInt(await time.latest()),
      ]);
      expect([await house.exact.exactCount(1), await house.exact.numberOf(1, ORDER)]).to.deep.equal([1n, 1n]);
      // It uses no pocket, no phone and no room of the till's day.
      expect(await house.counter.takenOn(1)).to.deep.equal([0n, 0n]);
    });

    it("is paid by the account's own call, with an allowance for the counter", async () => {
      const house = await loadFixture(anOpenCounter);
      const payer = member(house, 4);
      const payment = await anOrder(house, payer);
      const { r, s } = await signOrder(house, payment);
      await house.voucher.connect(payer).approve(house.counter, yuan(320));
      // An allowance is drawn on only when its owner calls.
      await expect(house.exact.connect(house.stranger).payOrder(payment, r, s, "0x"))
        .to.be.revertedWithCustomError(house.voucher, "AuthorizationInvalid")
        .withArgs(payer.address);
      await house.exact.connect(payer).payOrder(payment, r, s, "0x");
      expect(await house.exact.exactCount(1)).to.equal(1);
    });

    it("is paid by a wallet that is a contract (ERC-1271), by its owner's key and no other", async () => {
      const house = await loadFixture(aWalletMember);
      const payment = await anOrder(house, house.wallet);
      await expect(payOrder(house, payment, house.stranger))
        .to.be.revertedWithCustomError(house.voucher, "AuthorizationInvalid")
        .withArgs(house.wallet.address);
      await payOrder(house, payment, house.owner);
      expect((await house.exact.recordOf(1, 1)).account).to.equal(house.wallet.address);
    });

    it("gives a wallet's contract 150,000 gas and no more, and never less: a relay's purse and a good signature are safe", async () => {
      const house = await loadFixture(anOpenCounter);
      const strange = await ethers.deployContract("StrangeWallet");
      const wallet = member(house, 3);
      await networkHelpers.setCode(wallet.address, await ethers.provider.getCode(strange));
      const payment = await anOrder(house, wallet);
      const { r, s } = await signOrder(house, payment);
      const pay = (mood: number, gasLimit: number) =>
        house.exact.connect(house.stranger).payOrder(payment, r, s, ethers.toBeHex(mood, 1), { gasLimit });
      // Burns whatever it gets.
      const burnt = await pay(2, 3_000_000).catch(() => undefined);
      expect(burnt?.hash ?? "refused").to.equal("refused");
      const latest = await ethers.provider.getBlock("latest", true);
      expect(latest?.gasUsed ?? 0n).to.be.lessThan(400_000n);
      await expect(pay(0, 200_000)).to.be.revertedWithCustomError(
        await ethers.getContractAt("SignatureCheck", house.voucher),
        "TooLittleGasForSigner",
      );
      await pay(0, 3_000_000);
      expect(await house.exact.exactCount(1)).to.equal(1);
    });

    it("is paid once, by whoever comes first", async () => {
      const house = await loadFixture(anOpenCounter);
      await payOrder(house, await anOrder(house, member(house, 4)));
      for (const seat of [4, 5]) {
        await expect(payOrder(house, await anOrder(house, member(house, seat))))
          .to.be.revertedWithCustomError(house.exact, "OrderPaidAlready")
          .withArgs(1, 1);
      }
      await payOrder(house, await anOrder(house, member(house, 5), { order: ethers.id("order 2") }));
      const page = await house.exact.exactPayments(1, 1, 9);
      expect(page.map(({ account }) => account)).to.deep.equal([member(house, 4).address, member(house, 5).address]);
    });

    it("takes exactly what both signed: no other amount, order, till or end", async () => {
      const house = await loadFixture(anOpenCounter);
      await enrolTerminal(house, "till 2");
      const payment = await anOrder(house, member(house, 4));
      const { r, s } = await signOrder(house, payment);
      const authorization = await authorizeOrder(house, member(house, 4), payment);
      for (const change of [
        { amount: fen(319) },
        { order: ethers.id("order 2") },
        { terminal: 2 },
        { deadline: payment.deadline + 1 },
      ]) {
        const other = { ...payment, ...change };
        await expect(house.exact.payOrder(other, r, s, authorization))
          .to.be.revertedWithCustomError(house.exact, "OrderSignatureInvalid")
          .withArgs(other.terminal);
        const key = other.terminal === 2 ? p256Key("till 2") : house.till;
        const again = await signOrder(house, other, key);
        await expect(house.exact.payOrder(other, again.r, again.s, authorization))
          .to.be.revertedWithCustomError(house.voucher, "AuthorizationInvalid")
          .withArgs(payment.account);
      }
      const other = { ...payment, account: member(house, 5).address };
      await expect(house.exact.payOrder(other, r, s, authorization)).to.be.revertedWithCustomError(
        house.voucher,
        "AuthorizationInvalid",
      );
    });

    it("reverts with OrderSignatureInvalid for what no till asked for, and for its signature mirrored", async () => {
      const house = await loadFixture(anOpenCounter);
      const payment = await anOrder(house, member(house, 4));
      const authorization = await authorizeOrder(house, member(house, 4), payment);
      const good = await signOrder(house, payment);
      const thief = await signOrder(house, payment, p256Key("thief"));
      const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
      const high = { r: good.r, s: ethers.toBeHex(order - BigInt(good.s), 32) };
      for (const { r, s } of [thief, high]) {
        await expect(house.exact.payOrder(payment, r, s, authorization))
          .to.be.revertedWithCustomError(house.exact, "OrderSignatureInvalid")
          .withArgs(1);
      }
    });

    it("reverts with OrderOfNothing, OrderNotCovered and EpochOutdated", async () => {
      const house = await loadFixture(anOpenCounter);
      const payer = member(house, 4);
      await expect(payOrder(house, await anOrder(house, payer, { amount: 0 }))).to.be.revertedWithCustomError(
        house.exact,
        "OrderOfNothing",
      );
      await expect(payOrder(house, await anOrder(house, payer, { amount: fen(30_000.01) })))
        .to.be.revertedWithCustomError(house.exact, "OrderNotCovered")
        .withArgs(payer.address, yuan(30_000), yuan(30_000.01));
      await expect(payOrder(house, await anOrder(house, payer, { epoch: 9n }))).to.be.revertedWithCustomError(
        house.exact,
        "EpochOutdated",
      );
      await payOrder(house, await anOrder(house, payer, { amount: fen(30_000) }));
      expect(await house.voucher.balanceOf(payer)).to.equal(0);
    });
  });

  describe("given a till that is not in force", () => {
    it("reverts with UnknownTerminal, TerminalRevoked and TerminalExpired", async () => {
      const house = await loadFixture(anOpenCounter);
      await expect(
        payOrder(house, await anOrder(house, member(house, 4), { terminal: 7 })),
      ).to.be.revertedWithCustomError(house.terminals, "UnknownTerminal");
      const expiry = (await time.latest()) + HOUR;
      const short = await enrolTerminal(house, "till 2", { expiry });
      const payment = await anOrder(house, member(house, 4), { terminal: 2, deadline: expiry + DAY });
      const { r, s } = await signOrder(house, payment, short);
      const authorization = await authorizeOrder(house, member(house, 4), payment);
      const inTime = { ...payment, order: ethers.id("order in time") };
      const signed = await signOrder(house, inTime, short);
      const authorized = await authorizeOrder(house, member(house, 4), inTime);
      await nextBlockAt(expiry);
      await house.exact.payOrder(inTime, signed.r, signed.s, authorized);
      await nextBlockAt(expiry + 1);
      await expect(house.exact.payOrder(payment, r, s, authorization))
        .to.be.revertedWithCustomError(house.terminals, "TerminalExpired")
        .withArgs(2, expiry);
      await shutOut(house, 1);
      await expect(payOrder(house, await anOrder(house, member(house, 4)))).to.be.revertedWithCustomError(
        house.terminals,
        "TerminalRevoked",
      );
    });
  });

  describe("given the counter's door", () => {
    it("reverts with NotThePart for everybody but the exact payments", async () => {
      const house = await loadFixture(anOpenCounter);
      const coming = { account: house.stranger.address, amount: 1, deadline: 1, purpose: ORDER, allowed: true };
      await expect(
        house.counter.connect(house.stranger).redeemExact(coming, "0x", house.stranger),
      ).to.be.revertedWithCustomError(house.counter, "NotThePart");
    });
  });
});
