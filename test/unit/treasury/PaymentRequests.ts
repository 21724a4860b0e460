import { expect } from "chai";
import type { Result } from "ethers";
import { Figure } from "#protocol/abi/enums.ts";
import { LANE_B } from "#protocol/treasury/lanes.ts";
import { ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { type Person, person } from "../../fixtures/people.ts";
import { nonceSubject } from "../../fixtures/signatures.ts";
import {
  Account,
  aFilledTreasury,
  anEmptyTreasury,
  approve,
  approveBy,
  aRequest,
  aWish,
  DOCUMENT,
  member,
  State,
  signFor,
  stateOf,
  TERM,
  type TreasuryHouse,
  withdraw,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

/** All but `left` of the ten have given up their chairs. */
async function leaveInOffice({ roster }: TreasuryHouse, left: number): Promise<void> {
  const now = await time.latest();
  for (let i = left; i < 10; ++i) await roster.giveUp(1, i, now);
}

describe("Payments: asking for a payment", () => {
  describe("when the operator asks", () => {
    it("keeps the request as it was made, and tells what it names", async () => {
      const house = await loadFixture(aFilledTreasury);
      const [documents, order] = [ethers.id("two papers"), ethers.encodeBytes32String("bill 7/2026")];
      const wish = await aWish(house, house.operator, { documents, order });
      await expect(house.payments.connect(house.operator).request(wish, "0x"))
        .to.emit(house.payments, "PaymentRequested")
        .withArgs(1, house.operator.address, house.supplier.address, yuan(4_000), 500, 1, DOCUMENT, documents, order);
      const [request] = await house.payments.requests(1, 5);
      expect((request as unknown as Result).toObject()).to.deep.equal({
        id: 1n,
        lane: BigInt(LANE_B),
        payee: house.supplier.address,
        amount: yuan(4_000),
        category: 500n,
        term: 1n,
        requestedAt: BigInt(await time.latest()),
        ref: DOCUMENT,
        proposer: house.operator.address,
        proposerSeat: 0n,
        approvals: 0n,
        takenBack: 0n,
        state: State.Open,
        obstacle: 0n,
        paidAt: 0n,
        entry: 0n,
      });
    });

    it("takes it by signature from anybody, once; the proposer's own call carries the same message", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { payments } = house;
      const wish = await aWish(house, house.operator);
      const signature = await signFor(house, house.operator, "PaymentRequest", wish);
      const submit = () => payments.connect(house.stranger).request(wish, signature);
      await expect(submit()).to.emit(payments, "PaymentRequested");
      for (const again of [submit, () => payments.connect(house.operator).request(wish, "0x")]) {
        await expect(again()).to.be.revertedWithCustomError(payments, "NonceUsed").withArgs(0, 1);
      }
      expect(await payments.nonceOf(nonceSubject(house.operator.address, "request"))).to.equal(1);
      expect(await payments.requestCount()).to.equal(1);
    });

    it("refuses a signature of somebody else, over something else, too late, or of an epoch that is over", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { payments, persons, operator } = house;
      const wish = await aWish(house, operator);
      const signature = await signFor(house, operator, "PaymentRequest", wish);
      const submit = (changes: object, signed = signature) => payments.request({ ...wish, ...changes }, signed);
      await expect(submit({}, await signFor(house, house.stranger, "PaymentRequest", wish)))
        .to.be.revertedWithCustomError(payments, "SignatureInvalid")
        .withArgs(operator.address);
      for (const changes of [
        { amount: yuan(4_001) },
        { payee: house.stranger.address },
        { category: 510 },
        { documents: DOCUMENT },
        { order: DOCUMENT },
        { epoch: 7n },
        { nonce: 1n },
      ]) {
        await expect(submit(changes)).to.be.revertedWithCustomError(payments, "SignatureInvalid");
      }
      const raise = { account: operator.address, epoch: wish.epoch, deadline: wish.deadline };
      await persons.connect(operator).raiseEpoch(raise, "0x");
      await expect(submit({}))
        .to.be.revertedWithCustomError(house.share, "EpochOutdated")
        .withArgs(operator.address, wish.epoch, await persons.epochOf(operator.address));
      await time.increaseTo(wish.deadline + 1);
      await expect(submit({}))
        .to.be.revertedWithCustomError(payments, "SignatureExpired")
        .withArgs(wish.deadline, (n: bigint) => n > BigInt(wish.deadline));
    });

    it("is another one as soon as the members appoint another", async () => {
      const house = await loadFixture(aFilledTreasury);
      await house.registry.appoint(house.stranger, ethers.ZeroAddress);
      await expect(aRequest(house))
        .to.be.revertedWithCustomError(house.payments, "NotAProposer")
        .withArgs(house.operator.address);
      await aRequest(house, { by: house.stranger });
    });
  });

  describe("when one of the ten asks", () => {
    it("remembers the seat", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house, { by: member(house, 3) });
      expect((await house.payments.requests(id, 1))[0]?.proposerSeat).to.equal(3);
    });
  });

  describe("when somebody else asks", () => {
    it("refuses a member out of office, a caretaker and a stranger", async () => {
      const house = await loadFixture(aFilledTreasury);
      const refused = async (by: Person) =>
        expect(aRequest(house, { by }))
          .to.be.revertedWithCustomError(house.payments, "NotAProposer")
          .withArgs(by.address);
      await refused(member(house, 11));
      await refused(house.stranger);
      await time.increaseTo(house.start + 2 * TERM);
      expect(await house.roster.isCaretaker(3, await time.latest())).to.equal(true);
      await refused(member(house, 3));
    });
  });

  describe("when too few are in office to decide it", () => {
    it("refuses at once, and points to the members' vote", async () => {
      const house = await loadFixture(aFilledTreasury);
      await leaveInOffice(house, 6);
      await aRequest(house);
      // One of the six asks, or is to be paid: five could approve.
      for (const wish of [{ by: member(house, 2) }, { payee: member(house, 2).address }]) {
        await expect(aRequest(house, wish))
          .to.be.revertedWithCustomError(house.payments, "TableTooSmall")
          .withArgs(5, 6);
      }
      await house.roster.giveUp(1, 5, await time.latest());
      await expect(aRequest(house)).to.be.revertedWithCustomError(house.payments, "TableTooSmall").withArgs(5, 6);
    });

    it("refuses approvals and payment of what was asked before as well", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      await approveBy(house, id, [1, 2]);
      await leaveInOffice(house, 5);
      for (const attempt of [
        () => approve(house, id, 3),
        () => house.payments.pay(id),
        () => house.payments.approveAndPay(id, [], []),
      ]) {
        await expect(attempt()).to.be.revertedWithCustomError(house.payments, "TableTooSmall").withArgs(5, 6);
      }
    });

    it("goes by what the members say is needed now", async () => {
      const house = await loadFixture(aFilledTreasury);
      await leaveInOffice(house, 6);
      const { Approvals } = Figure;
      await house.registry.setFigure(Approvals, 7);
      await expect(aRequest(house)).to.be.revertedWithCustomError(house.payments, "TableTooSmall").withArgs(6, 7);
      await house.registry.setFigure(Approvals, 5);
      const id = await aRequest(house);
      await approveBy(house, id, [1, 2, 3, 4, 5]);
      expect(await stateOf(house, id)).to.equal(State.Approved);
    });
  });

  describe("when the wish cannot be", () => {
    it("refuses before term 1", async () => {
      const house = await loadFixture(anEmptyTreasury);
      await expect(aRequest(house)).to.be.revertedWithCustomError(house.payments, "LaneBClosed").withArgs();
    });

    it("refuses nobody as payee, an amount of nothing, another lane, and what is no category", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { treasury } = house;
      await expect(aRequest(house, { payee: ethers.ZeroAddress }))
        .to.be.revertedWithCustomError(treasury, "LostDestination")
        .withArgs(ethers.ZeroAddress);
      await expect(aRequest(house, { amount: 0n }))
        .to.be.revertedWithCustomError(treasury, "PaymentOfNothing")
        .withArgs();
      for (const lane of [0, 1, 3]) {
        await expect(aRequest(house, { lane }))
          .to.be.revertedWithCustomError(house.payments, "LaneNotThere")
          .withArgs(lane, LANE_B);
      }
      for (const category of [Account.Cash, Account.Loss, 501]) {
        await expect(aRequest(house, { category }))
          .to.be.revertedWithCustomError(house.budgets, "NotACategory")
          .withArgs(category);
      }
    });

    it("refuses more than the vote threshold as it is now", async () => {
      const house = await loadFixture(aFilledTreasury);
      await aRequest(house, { amount: yuan(20_000) });
      await expect(aRequest(house, { amount: yuan(20_000) + 1n }))
        .to.be.revertedWithCustomError(house.payments, "OverVoteThreshold")
        .withArgs(yuan(20_000) + 1n, yuan(20_000));
      await house.registry.setFigure(Figure.VoteThreshold, yuan(100));
      await expect(aRequest(house, { amount: yuan(100) + 1n }))
        .to.be.revertedWithCustomError(house.payments, "OverVoteThreshold")
        .withArgs(yuan(100) + 1n, yuan(100));
    });
  });

  describe("when the proposer takes it back", () => {
    it("closes it, and frees what was reserved", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      await approveBy(house, id, [1, 2, 3, 4, 5, 6]);
      expect(await house.budgets.totalReserved()).to.equal(yuan(4_000));
      await expect(withdraw(house, id, house.operator))
        .to.emit(house.payments, "RequestWithdrawn")
        .withArgs(id)
        .and.to.emit(house.budgets, "BudgetReleased")
        .withArgs(1, 500, yuan(4_000));
      expect(await stateOf(house, id)).to.equal(State.Withdrawn);
      expect(await house.budgets.totalReserved()).to.equal(0);
      for (const attempt of [
        () => withdraw(house, id, house.operator),
        () => house.payments.pay(id),
        () => approve(house, id, 7),
        () => house.payments.approveAndPay(id, [], []),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(house.payments, "RequestClosed")
          .withArgs(id, State.Withdrawn);
      }
    });

    it("takes it by signature", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house, { by: member(house, 3) });
      const epoch = await house.persons.epochOf(member(house, 3).address);
      const withdrawal = { request: id, epoch, deadline: (await time.latest()) + 3600 };
      const bring = async (signer: Person) =>
        house.payments
          .connect(house.stranger)
          .withdrawRequest(withdrawal, await signFor(house, signer, "RequestWithdrawal", withdrawal));
      await expect(bring(house.operator))
        .to.be.revertedWithCustomError(house.payments, "SignatureInvalid")
        .withArgs(member(house, 3).address);
      await bring(member(house, 3));
      expect(await stateOf(house, id)).to.equal(State.Withdrawn);
    });

    it("refuses anybody else, and a request that is not there", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      await expect(withdraw(house, id, member(house, 1)))
        .to.be.revertedWithCustomError(house.payments, "SignatureInvalid")
        .withArgs(house.operator.address);
      for (const unknown of [0n, 2n]) {
        await expect(withdraw(house, unknown, house.operator))
          .to.be.revertedWithCustomError(house.payments, "UnknownRequest")
          .withArgs(unknown);
      }
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
      for (const [attempt, id] of [
        [() => approve(house, open, 7), open],
        [() => house.payments.pay(approved), approved],
        [() => withdraw(house, approved, house.operator), approved],
      ] as const) {
        await expect(attempt())
          .to.be.revertedWithCustomError(house.payments, "RequestClosed")
          .withArgs(id, State.Lapsed);
      }
    });
  });

  describe("when somebody reads the list", () => {
    it("gives what there is from a number on", async () => {
      const house = await loadFixture(aFilledTreasury);
      for (const amount of [1n, 2n, 3n]) await aRequest(house, { amount });
      const amounts = async (first: number, count: number) =>
        (await house.payments.requests(first, count)).map(({ amount }) => amount);
      expect(await amounts(2, 9)).to.deep.equal([2n, 3n]);
      expect(await amounts(1, 1)).to.deep.equal([1n]);
      expect(await amounts(0, 9)).to.deep.equal([]);
      expect(await amounts(4, 9)).to.deep.equal([]);
    });
  });

  it("knows nobody beside the parties", async () => {
    const house = await loadFixture(aFilledTreasury);
    expect(await house.payments.paidLately((await person("nobody")).address)).to.equal(0);
  });
});
