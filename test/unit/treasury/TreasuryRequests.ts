import { expect } from "chai";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { type Person, person } from "../../fixtures/people.ts";
import { nonceSubject } from "../../fixtures/signatures.ts";
import {
  Account,
  aFilledTreasury,
  anEmptyTreasury,
  approveBy,
  aRequest,
  DOCUMENT,
  member,
  State,
  signFor,
  TERM,
  type TreasuryHouse,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

const stateOf = async ({ treasury }: TreasuryHouse, id: bigint) => (await treasury.requests(id, 1))[0]?.state;

async function aWish(house: TreasuryHouse, proposer: Person, changes: Record<string, unknown> = {}) {
  return {
    proposer: proposer.address,
    payee: house.supplier.address,
    amount: yuan(4_000),
    category: Account.Rent,
    ref: DOCUMENT,
    nonce: 0n,
    deadline: (await time.latest()) + DAY,
    ...changes,
  };
}

describe("Treasury: asking for a payment", () => {
  describe("given the figures of the club", () => {
    it("says what they are", async () => {
      const { treasury, operator } = await loadFixture(anEmptyTreasury);
      const terms = await treasury.terms();
      expect([terms.operator, terms.reserveBps, terms.voteThreshold, terms.approvalsNeeded]).to.deep.equal([
        operator.address,
        3_000n,
        yuan(20_000),
        6n,
      ]);
    });
  });

  describe("when the operator asks", () => {
    it("keeps the request as it was made", async () => {
      const house = await loadFixture(aFilledTreasury);
      await expect(house.treasury.connect(house.operator).request(house.supplier, yuan(4_000), Account.Rent, DOCUMENT))
        .to.emit(house.treasury, "PaymentRequested")
        .withArgs(1, house.operator.address, house.supplier.address, yuan(4_000), 500, 1, DOCUMENT);
      const [request] = await house.treasury.requests(1, 5);
      expect(Object.values(request ?? {})).to.deep.equal([
        1n,
        house.supplier.address,
        yuan(4_000),
        500n,
        1n,
        BigInt(await time.latest()),
        DOCUMENT,
        house.operator.address,
        0n,
        0n,
        State.Open,
        0n,
        0n,
      ]);
    });

    it("takes it by signature from anybody, once", async () => {
      const house = await loadFixture(aFilledTreasury);
      const wish = await aWish(house, house.operator);
      const signature = await signFor(house, house.operator, "PaymentRequest", wish);
      const submit = () => house.treasury.connect(house.stranger).requestBySig(wish, signature);
      await expect(submit()).to.emit(house.treasury, "PaymentRequested");
      await expect(submit()).to.be.revertedWithCustomError(house.treasury, "NonceUsed").withArgs(0, 1);
      expect(await house.treasury.nonceOf(nonceSubject(house.operator.address, "request"))).to.equal(1);
      expect(await house.treasury.requestCount()).to.equal(1);
    });

    it("refuses a signature of somebody else, over something else, or too late", async () => {
      const house = await loadFixture(aFilledTreasury);
      const wish = await aWish(house, house.operator);
      const signature = await signFor(house, house.operator, "PaymentRequest", wish);
      const submit = (changes: Record<string, unknown>, signed = signature) =>
        house.treasury.requestBySig({ ...wish, ...changes }, signed);
      await expect(submit({}, await signFor(house, house.stranger, "PaymentRequest", wish)))
        .to.be.revertedWithCustomError(house.treasury, "SignatureInvalid")
        .withArgs(house.operator.address);
      for (const changes of [
        { amount: yuan(4_001) },
        { payee: house.stranger.address },
        { category: 510 },
        { nonce: 1n },
      ]) {
        await expect(submit(changes)).to.be.revertedWithCustomError(house.treasury, "SignatureInvalid");
      }
      await time.increaseTo(wish.deadline + 1);
      await expect(submit({}))
        .to.be.revertedWithCustomError(house.treasury, "SignatureExpired")
        .withArgs(wish.deadline, (n: bigint) => n > BigInt(wish.deadline));
    });
  });

  describe("when one of the ten asks", () => {
    it("remembers the seat", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house, { by: member(house, 3) });
      expect((await house.treasury.requests(id, 1))[0]?.proposerSeat).to.equal(3);
    });
  });

  describe("when somebody else asks", () => {
    it("refuses a member out of office, a caretaker and a stranger", async () => {
      const house = await loadFixture(aFilledTreasury);
      const refused = async (by: Person) =>
        expect(aRequest(house, { by }))
          .to.be.revertedWithCustomError(house.treasury, "NotAProposer")
          .withArgs(by.address);
      await refused(member(house, 11));
      await refused(house.stranger);
      await time.increaseTo(house.start + 2 * TERM);
      expect(await house.roster.isCaretaker(3, await time.latest())).to.equal(true);
      await refused(member(house, 3));
    });
  });

  describe("when the wish cannot be", () => {
    it("refuses before term 1", async () => {
      const house = await loadFixture(anEmptyTreasury);
      await expect(aRequest(house)).to.be.revertedWithCustomError(house.treasury, "LaneBClosed").withArgs();
    });

    it("refuses nobody and the treasury as payee, an amount of nothing, and what is no category", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { treasury } = house;
      for (const payee of [ethers.ZeroAddress, await treasury.getAddress()]) {
        await expect(aRequest(house, { payee })).to.be.revertedWithCustomError(treasury, "NotAPayee").withArgs(payee);
      }
      await expect(aRequest(house, { amount: 0n }))
        .to.be.revertedWithCustomError(treasury, "PaymentOfNothing")
        .withArgs();
      for (const category of [Account.Cash, Account.Loss, 501]) {
        await expect(aRequest(house, { category }))
          .to.be.revertedWithCustomError(house.budgets, "NotACategory")
          .withArgs(category);
      }
    });

    it("refuses more than the vote threshold", async () => {
      const house = await loadFixture(aFilledTreasury);
      await aRequest(house, { amount: yuan(20_000) });
      await expect(aRequest(house, { amount: yuan(20_000) + 1n }))
        .to.be.revertedWithCustomError(house.treasury, "OverVoteThreshold")
        .withArgs(yuan(20_000) + 1n, yuan(20_000));
    });
  });

  describe("when the proposer takes it back", () => {
    it("closes it, and frees what was reserved", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      await approveBy(house, id, [1, 2, 3, 4, 5, 6]);
      expect(await house.budgets.totalReserved()).to.equal(yuan(4_000));
      await expect(house.treasury.connect(house.operator).withdrawRequest(id))
        .to.emit(house.treasury, "RequestWithdrawn")
        .withArgs(id)
        .and.to.emit(house.budgets, "BudgetReleased")
        .withArgs(1, 500, yuan(4_000));
      expect(await stateOf(house, id)).to.equal(State.Withdrawn);
      expect(await house.budgets.totalReserved()).to.equal(0);
      for (const attempt of [
        () => house.treasury.connect(house.operator).withdrawRequest(id),
        () => house.treasury.pay(id),
        () => house.treasury.connect(member(house, 7)).approve(id),
        () => house.treasury.approveAndPay(id, [], []),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(house.treasury, "RequestClosed")
          .withArgs(id, State.Withdrawn);
      }
    });

    it("takes it by signature", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house, { by: member(house, 3) });
      const withdrawal = { request: id, deadline: (await time.latest()) + DAY };
      await expect(
        house.treasury.withdrawRequestBySig(
          withdrawal,
          await signFor(house, house.operator, "RequestWithdrawal", withdrawal),
        ),
      )
        .to.be.revertedWithCustomError(house.treasury, "SignatureInvalid")
        .withArgs(member(house, 3).address);
      const signature = await signFor(house, member(house, 3), "RequestWithdrawal", withdrawal);
      await house.treasury.connect(house.stranger).withdrawRequestBySig(withdrawal, signature);
      expect(await stateOf(house, id)).to.equal(State.Withdrawn);
    });

    it("refuses anybody else, and a request that is not there", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      await expect(house.treasury.connect(member(house, 1)).withdrawRequest(id))
        .to.be.revertedWithCustomError(house.treasury, "NotTheProposer")
        .withArgs(id, house.operator.address, member(house, 1).address);
      for (const unknown of [0n, 2n]) {
        await expect(house.treasury.connect(house.operator).withdrawRequest(unknown))
          .to.be.revertedWithCustomError(house.treasury, "UnknownRequest")
          .withArgs(unknown);
      }
      await expect(house.treasury.withdrawRequestBySig({ request: 9, deadline: 2n ** 40n }, "0x"))
        .to.be.revertedWithCustomError(house.treasury, "UnknownRequest")
        .withArgs(9);
    });
  });

  describe("when its term ends", () => {
    it("lapses, open or approved, and what was reserved is free", async () => {
      const house = await loadFixture(aFilledTreasury);
      const open = await aRequest(house);
      const approved = await aRequest(house);
      await approveBy(house, approved, [1, 2, 3, 4, 5, 6]);
      await time.increaseTo(house.start + TERM);
      expect(await stateOf(house, open)).to.equal(State.Lapsed);
      expect(await stateOf(house, approved)).to.equal(State.Lapsed);
      expect(await house.budgets.totalReserved()).to.equal(0);
      for (const attempt of [
        () => house.treasury.connect(member(house, 7)).approve(open),
        () => house.treasury.pay(approved),
        () => house.treasury.connect(house.operator).withdrawRequest(approved),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(house.treasury, "RequestClosed")
          .withArgs((id: bigint) => id === open || id === approved, State.Lapsed);
      }
    });
  });

  describe("when somebody reads the list", () => {
    it("gives what there is from a number on", async () => {
      const house = await loadFixture(aFilledTreasury);
      for (const amount of [1n, 2n, 3n]) await aRequest(house, { amount });
      const amounts = async (first: number, count: number) =>
        (await house.treasury.requests(first, count)).map(({ amount }) => amount);
      expect(await amounts(2, 9)).to.deep.equal([2n, 3n]);
      expect(await amounts(1, 1)).to.deep.equal([1n]);
      expect(await amounts(0, 9)).to.deep.equal([]);
      expect(await amounts(4, 9)).to.deep.equal([]);
    });
  });

  it("knows nobody beside the parties", async () => {
    const house = await loadFixture(aFilledTreasury);
    expect(await house.treasury.paidLately((await person("nobody")).address)).to.equal(0);
  });
});
