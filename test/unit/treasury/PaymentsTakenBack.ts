import { expect } from "chai";
import { DAY, loadFixture, time } from "../../fixtures/chain.ts";
import {
  Account,
  aFilledTreasury,
  approve,
  approveBy,
  aRequest,
  aSeatsWord,
  close,
  member,
  State,
  signedApprovals,
  signFor,
  stateOf,
  TERM,
  takeBack,
  withdraw,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

const SIX = [1, 2, 3, 4, 5, 6];

async function anApprovedRequest() {
  const house = await aFilledTreasury();
  const id = await aRequest(house);
  await approveBy(house, id, SIX);
  return { ...house, id };
}

describe("Payments: an approval that is taken back (fault 16)", () => {
  describe("given an approved request that is not paid", () => {
    it("falls back to open, frees what was reserved, and is not paid by a stranger 40 days later", async () => {
      const house = await loadFixture(anApprovedRequest);
      const { payments, budgets, id } = house;
      await expect(takeBack(house, id, 4))
        .to.emit(payments, "ApprovalRevoked")
        .withArgs(id, 4)
        .and.to.emit(payments, "RequestReopened")
        .withArgs(id, yuan(4_000))
        .and.to.emit(budgets, "BudgetReleased")
        .withArgs(1, Account.Rent, yuan(4_000));
      expect(await stateOf(house, id)).to.equal(State.Open);
      const [request] = await payments.requests(id, 1);
      expect([request?.approvals, request?.takenBack]).to.deep.equal([0b11_0111n, 0b00_1000n]);
      await time.increase(40 * DAY);
      await expect(payments.connect(house.stranger).pay(id))
        .to.be.revertedWithCustomError(payments, "ApprovalsMissing")
        .withArgs(id, 5, 6);
      await approve(house, id, 7);
      expect(await stateOf(house, id)).to.equal(State.Approved);
      expect(await budgets.totalReserved()).to.equal(yuan(4_000));
    });

    it("stays approved while enough others approve", async () => {
      const house = await loadFixture(anApprovedRequest);
      await approve(house, house.id, 7);
      await expect(takeBack(house, house.id, 4)).not.to.emit(house.payments, "RequestReopened");
      expect(await stateOf(house, house.id)).to.equal(State.Approved);
      await house.payments.pay(house.id);
    });

    it("is closed to this seat for this request, and for no other", async () => {
      const house = await loadFixture(anApprovedRequest);
      const { payments, id } = house;
      await takeBack(house, id, 4);
      for (const again of [() => approve(house, id, 4), () => takeBack(house, id, 4)]) {
        await expect(again()).to.be.revertedWithCustomError(payments, "ApprovalWasTakenBack").withArgs(id, 4);
      }
      const other = await aRequest(house);
      await approve(house, other, 4);
    });
  });

  describe("given a signed approval that nobody has brought yet", () => {
    it("is dead once its seat has taken it back, alone and among others", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { payments } = house;
      const id = await aRequest(house);
      const { approvals, signatures } = await signedApprovals(house, id, SIX);
      await takeBack(house, id, 6);
      await expect(payments.approve(approvals[5]!, signatures[5]!))
        .to.be.revertedWithCustomError(payments, "ApprovalWasTakenBack")
        .withArgs(id, 6);
      await expect(payments.approveAndPay(id, approvals, signatures))
        .to.be.revertedWithCustomError(payments, "ApprovalsMissing")
        .withArgs(id, 5, 6);
    });

    it("dies with the epoch", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { payments, persons } = house;
      const id = await aRequest(house);
      const { approvals, signatures } = await signedApprovals(house, id, [4]);
      const fourth = member(house, 4);
      const epoch = await persons.epochOf(fourth.address);
      await persons
        .connect(fourth)
        .raiseEpoch({ account: fourth.address, epoch, deadline: approvals[0]!.deadline }, "0x");
      for (const signature of [signatures[0]!, "0x"]) {
        await expect(payments.connect(fourth).approve(approvals[0]!, signature))
          .to.be.revertedWithCustomError(house.share, "EpochOutdated")
          .withArgs(4, approvals[0]!.epoch, await house.share.epochOf(4));
      }
    });
  });

  it("is taken back by signature, which anybody brings", async () => {
    const house = await loadFixture(anApprovedRequest);
    const { payments, id } = house;
    const word = await aSeatsWord(house, id, 4);
    // An approval says the same of the same fields, and is another message.
    const approval = await signFor(house, member(house, 4), "Approval", word);
    await expect(payments.connect(house.stranger).takeBackApproval(word, approval))
      .to.be.revertedWithCustomError(payments, "SignatureInvalid")
      .withArgs(member(house, 4).address);
    const signature = await signFor(house, member(house, 4), "ApprovalTakenBack", word);
    await payments.connect(house.stranger).takeBackApproval(word, signature);
    expect(await stateOf(house, id)).to.equal(State.Open);
  });

  it("is refused who is not in office, and of what is over", async () => {
    const house = await loadFixture(anApprovedRequest);
    const { payments, id } = house;
    await expect(takeBack(house, id, 11))
      .to.be.revertedWithCustomError(payments, "NotInOfficeForPayments")
      .withArgs(11);
    await payments.pay(id);
    await expect(takeBack(house, id, 4))
      .to.be.revertedWithCustomError(payments, "RequestClosed")
      .withArgs(id, State.Paid);
  });
});

describe("Payments: a request that the ten close", () => {
  it("is over with the sixth who wants it, and what was reserved is free", async () => {
    const house = await loadFixture(anApprovedRequest);
    const { payments, budgets, id } = house;
    for (const seat of [10, 9, 8, 7, 1]) await close(house, id, seat);
    expect(await stateOf(house, id)).to.equal(State.Approved);
    expect(await payments.closersOf(id)).to.deep.equal([10n, 9n, 8n, 7n, 1n]);
    await expect(close(house, id, 2))
      .to.emit(payments, "ClosingWanted")
      .withArgs(id, 2)
      .and.to.emit(payments, "RequestClosedByTable")
      .withArgs(id)
      .and.to.emit(budgets, "BudgetReleased")
      .withArgs(1, Account.Rent, yuan(4_000));
    expect(await stateOf(house, id)).to.equal(State.Closed);
    for (const attempt of [
      () => payments.pay(id),
      () => approve(house, id, 7),
      () => takeBack(house, id, 1),
      () => close(house, id, 3),
      () => withdraw(house, id, house.operator),
    ]) {
      await expect(attempt()).to.be.revertedWithCustomError(payments, "RequestClosed").withArgs(id, State.Closed);
    }
  });

  it("counts a seat once, and only who sits now", async () => {
    const house = await loadFixture(anApprovedRequest);
    const { payments, id } = house;
    for (const seat of [1, 2, 3, 4, 5]) await close(house, id, seat);
    await expect(close(house, id, 5))
      .to.be.revertedWithCustomError(payments, "ClosingWantedAlready")
      .withArgs(id, 5);
    await house.roster.giveUp(1, 0, await time.latest());
    await close(house, id, 6);
    expect(await stateOf(house, id)).to.equal(State.Approved);
    await close(house, id, 7);
    expect(await stateOf(house, id)).to.equal(State.Closed);
  });

  it("is closed by caretakers too: they keep every power that stops", async () => {
    const house = await loadFixture(aFilledTreasury);
    await time.increaseTo(house.start + TERM);
    const id = await aRequest(house);
    const now = await time.latest();
    for (let i = 0; i < 10; ++i) await house.roster.giveUp(2, i, now);
    for (const seat of SIX) await close(house, id, seat);
    expect(await stateOf(house, id)).to.equal(State.Closed);
  });

  it("takes the wish by signature, and refuses who is not in office", async () => {
    const house = await loadFixture(anApprovedRequest);
    const { payments, id } = house;
    const word = await aSeatsWord(house, id, 4);
    const signature = await signFor(house, member(house, 4), "RequestClosing", word);
    await expect(payments.connect(house.stranger).closeRequest(word, signature))
      .to.emit(payments, "ClosingWanted")
      .withArgs(id, 4);
    await expect(close(house, id, 11))
      .to.be.revertedWithCustomError(payments, "NotInOfficeForPayments")
      .withArgs(11);
  });
});
