import { expect } from "chai";
import { ethers, loadFixture } from "../../fixtures/chain.ts";
import {
  Accounts,
  aFailedRound,
  anOpenRound,
  applicant,
  aRoundThatSucceeded,
  balance,
  fetchMoney,
  lastEntries,
  PRICE,
} from "../../fixtures/roundHouse.ts";

describe("Rounds: what the escrow holds and owes", () => {
  describe("given a token whose issuer took money away", () => {
    it("finalises nothing: no round is paid with another's money, and a payment into it mends that", async () => {
      const house = await loadFixture(aRoundThatSucceeded);
      expect(await house.rounds.isShort()).to.equal(false);
      await house.token.seize(house.rounds, 1);
      expect(await house.rounds.isShort()).to.equal(true);
      await expect(house.rounds.finalise(1))
        .to.be.revertedWithCustomError(house.rounds, "EscrowShort")
        .withArgs(3n * PRICE - 1n, 3n * PRICE);
      await house.token.faucet(house.rounds, 1);
      await house.rounds.finalise(1);
      expect(await house.rounds.isShort()).to.equal(false);
    });

    it("pays refunds all the same, as long as there is money", async () => {
      const house = await loadFixture(aFailedRound);
      await house.token.seize(house.rounds, 1);
      await fetchMoney(house, applicant(house, 1));
      expect(await balance(house, applicant(house, 1))).to.equal(2n * PRICE);
    });
  });

  describe("given more money than is owed back", () => {
    it("goes to the treasury as a donation that names nobody, by anybody, once", async () => {
      const house = await loadFixture(aRoundThatSucceeded);
      await house.token.faucet(house.rounds, 77);
      await expect(house.rounds.connect(house.stranger).giveSurplus())
        .to.emit(house.rounds, "EscrowSurplusGiven")
        .withArgs(77);
      expect(await balance(house, house.treasury)).to.equal(77);
      expect(await balance(house, house.rounds)).to.equal(3n * PRICE);
      const [entry] = await lastEntries(house, 1);
      expect(entry?.slice(0, 5)).to.deep.equal([Accounts.CASH, 310n, 77n, ethers.ZeroHash, ethers.ZeroAddress]);
      await expect(house.rounds.giveSurplus()).to.be.revertedWithCustomError(house.rounds, "NoEscrowSurplus");
    });

    it("reverts with NoEscrowSurplus when it holds what it owes, and when it is short", async () => {
      const house = await loadFixture(aRoundThatSucceeded);
      await expect(house.rounds.giveSurplus()).to.be.revertedWithCustomError(house.rounds, "NoEscrowSurplus");
      await house.token.seize(house.rounds, 1);
      await expect(house.rounds.giveSurplus()).to.be.revertedWithCustomError(house.rounds, "NoEscrowSurplus");
      const empty = await loadFixture(anOpenRound);
      await expect(empty.rounds.giveSurplus()).to.be.revertedWithCustomError(empty.rounds, "NoEscrowSurplus");
    });

    it("reverts with PaymentMismatch when less arrives than was sent", async () => {
      const house = await loadFixture(aRoundThatSucceeded);
      await house.token.faucet(house.rounds, 77);
      await house.token.setFee(7);
      await expect(house.rounds.giveSurplus())
        .to.be.revertedWithCustomError(house.rounds, "PaymentMismatch")
        .withArgs(70, 77);
    });
  });
});
