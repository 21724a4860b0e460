import { expect } from "chai";
import { DAY, ethers, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  Account,
  aFilledTreasury,
  approve,
  approveBy,
  aRequest,
  aSeatsWord,
  handOver,
  member,
  State,
  signedApprovals,
  signFor,
  stateOf,
  TERM,
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

describe("Payments: lane B", () => {
  describe("given a request of the operator", () => {
    describe("when the ten approve", () => {
      it("keeps each approval as a bit, and reserves at the sixth", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house);
        await expect(approve(house, id, 2))
          .to.emit(house.payments, "RequestApproved")
          .withArgs(id, 2);
        await approveBy(house, id, [10, 3, 4, 5]);
        expect(await stateOf(house, id)).to.equal(State.Open);
        expect(await house.budgets.totalReserved()).to.equal(0);
        await expect(approve(house, id, 6))
          .to.emit(house.payments, "RequestReserved")
          .withArgs(id, yuan(4_000))
          .and.to.emit(house.budgets, "BudgetReserved")
          .withArgs(1, 500, yuan(4_000));
        const [request] = await house.payments.requests(id, 1);
        expect(request?.approvals).to.equal(0b10_0011_1110n);
        expect(request?.state).to.equal(State.Approved);
        expect(await house.treasury.freeToSpend()).to.equal(yuan(100_000 - 30_000 - 4_000));
      });

      it("takes a seventh without reserving again", async () => {
        const house = await loadFixture(anApprovedRequest);
        await expect(approve(house, house.id, 7)).not.to.emit(house.payments, "RequestReserved");
        expect(await house.budgets.totalReserved()).to.equal(yuan(4_000));
      });

      it("takes an approval by signature from anybody", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house);
        const { approvals, signatures } = await signedApprovals(house, id, [4]);
        const [approval, signature] = [approvals[0], signatures[0]];
        if (!approval || !signature) throw new Error("nothing signed");
        await expect(house.payments.connect(house.stranger).approve(approval, signature))
          .to.emit(house.payments, "RequestApproved")
          .withArgs(id, 4);
        await expect(house.payments.approve(approval, signature))
          .to.be.revertedWithCustomError(house.payments, "ApprovedAlready")
          .withArgs(id, 4);
        const forAnother = { ...approval, seat: 5 };
        await expect(house.payments.approve(forAnother, signature))
          .to.be.revertedWithCustomError(house.payments, "SignatureInvalid")
          .withArgs(member(house, 5).address);
        await time.increaseTo(approval.deadline + 1);
        await expect(house.payments.approve(forAnother, await signFor(house, member(house, 5), "Approval", forAnother)))
          .to.be.revertedWithCustomError(house.payments, "SignatureExpired")
          .withArgs(approval.deadline, (n: bigint) => n > BigInt(approval.deadline));
      });
    });

    describe("when somebody may not approve", () => {
      it("refuses who is not in office: a member, a stranger, one who gave up the chair", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house);
        await house.roster.giveUp(1, 8, await time.latest());
        for (const [by, seat] of [
          [member(house, 11), 11],
          [member(house, 9), 9],
        ] as const) {
          await expect(approve(house, id, seat, by))
            .to.be.revertedWithCustomError(house.payments, "NotInOfficeForPayments")
            .withArgs(seat);
        }
        for (const by of [house.stranger, house.operator]) {
          await expect(approve(house, id, 1, by))
            .to.be.revertedWithCustomError(house.payments, "SignatureInvalid")
            .withArgs(member(house, 1).address);
        }
      });

      it("refuses the proposer", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house, { by: member(house, 3) });
        await expect(approve(house, id, 3))
          .to.be.revertedWithCustomError(house.payments, "ApproverIsProposer")
          .withArgs(id, 3);
      });

      it("refuses the seat that asked, whoever owns it by then, by signature too", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house, { by: member(house, 3) });
        await handOver(house, 3, house.stranger);
        const third = await aSeatsWord(house, id, 3);
        const { approvals, signatures } = await signedApprovals(house, id, [1, 2, 4, 5, 6]);
        const signed = await signFor(house, house.stranger, "Approval", third);
        await expect(approve(house, id, 3, house.stranger))
          .to.be.revertedWithCustomError(house.payments, "ApproverIsProposer")
          .withArgs(id, 3);
        await expect(house.payments.approveAndPay(id, [...approvals, third], [...signatures, signed]))
          .to.be.revertedWithCustomError(house.payments, "ApprovalsMissing")
          .withArgs(id, 5, 6);
      });

      it("refuses the payee", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house, { payee: member(house, 5).address });
        await expect(approve(house, id, 5))
          .to.be.revertedWithCustomError(house.payments, "ApproverIsPayee")
          .withArgs(id, 5);
      });

      it("refuses an operator who got a chair after asking", async () => {
        const house = await loadFixture(aFilledTreasury);
        await house.share.connect(house.rounds).mint(1, 0);
        await house.roster.seatTable(1, [13]);
        const id = await aRequest(house);
        await house.share.connect(house.rounds).assign(13, house.operator);
        await expect(approve(house, id, 13, house.operator))
          .to.be.revertedWithCustomError(house.payments, "ApproverIsProposer")
          .withArgs(id, 13);
      });

      it("refuses a second approval of a seat, and an unknown request", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house);
        await approveBy(house, id, [1]);
        await expect(approve(house, id, 1))
          .to.be.revertedWithCustomError(house.payments, "ApprovedAlready")
          .withArgs(id, 1);
        await expect(approve(house, 7n, 1))
          .to.be.revertedWithCustomError(house.payments, "UnknownRequest")
          .withArgs(7);
      });
    });

    describe("when caretakers sit", () => {
      it("is closed: nobody asks, approves or pays", async () => {
        const house = await loadFixture(aFilledTreasury);
        // All ten of the running table have left: who sat before takes care.
        await time.increaseTo(house.start + TERM);
        const id = await aRequest(house);
        const now = await time.latest();
        for (let i = 0; i < 10; ++i) await house.roster.giveUp(2, i, now);
        for (const attempt of [() => aRequest(house), () => approve(house, id, 1), () => house.payments.pay(id)]) {
          await expect(attempt()).to.be.revertedWithCustomError(house.payments, "TableTooSmall").withArgs(0, 6);
        }
      });
    });
  });

  describe("given stored approvals", () => {
    it("pays, books and spends the budget, whoever asks for it (I11)", async () => {
      const house = await loadFixture(anApprovedRequest);
      const { treasury, payments, journal, budgets, token, id } = house;
      const at = (await time.latest()) + 9;
      await nextBlockAt(at);
      const sent = payments.connect(house.stranger).pay(id);
      await expect(sent).to.changeTokenBalances(ethers, token, [treasury, house.supplier], [-yuan(4_000), yuan(4_000)]);
      await expect(sent).to.emit(payments, "RequestPaid").withArgs(id, house.supplier.address, yuan(4_000), 2);
      await expect(sent)
        .to.emit(journal, "EntryAppended")
        .withArgs(
          2,
          Account.Rent,
          Account.Cash,
          yuan(4_000),
          at,
          1,
          ethers.toBeHex(id, 32),
          house.operator.address,
          0,
          await journal.journalHead(),
        );
      expect(await journal.balances([Account.Cash, Account.Rent])).to.deep.equal([yuan(96_000), yuan(4_000)]);
      const { spent, reserved } = await budgets.line(1, Account.Rent);
      expect([spent, reserved]).to.deep.equal([yuan(4_000), 0n]);
      const [request] = await payments.requests(id, 1);
      expect([request?.state, request?.paidAt, request?.entry]).to.deep.equal([State.Paid, BigInt(at), 2n]);
    });

    it("pays once", async () => {
      const house = await loadFixture(anApprovedRequest);
      await house.payments.pay(house.id);
      for (const attempt of [() => house.payments.pay(house.id), () => withdraw(house, 1n, house.operator)]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(house.payments, "RequestClosed")
          .withArgs(house.id, State.Paid);
      }
    });

    it("counts who is in office when it is paid: one who gave up the chair counts no more", async () => {
      const house = await loadFixture(anApprovedRequest);
      await house.roster.giveUp(1, 2, await time.latest());
      await expect(house.payments.pay(house.id))
        .to.be.revertedWithCustomError(house.payments, "ApprovalsMissing")
        .withArgs(house.id, 5, 6);
      await approveBy(house, house.id, [7]);
      await house.payments.pay(house.id);
    });

    it("reserves only while six who approved are in office", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      await approveBy(house, id, [1, 2, 3, 4, 5]);
      await house.roster.giveUp(1, 0, await time.latest());
      await approveBy(house, id, [6]);
      expect(await stateOf(house, id)).to.equal(State.Open);
      await approveBy(house, id, [7]);
      expect(await stateOf(house, id)).to.equal(State.Approved);
    });

    it("does not count a payee who got a seat after approving as somebody else", async () => {
      const house = await loadFixture(aFilledTreasury);
      const wallet = await ethers.deployContract("ContractWallet", [house.stranger.address]);
      const id = await aRequest(house, { payee: await wallet.getAddress() });
      await house.share.connect(house.rounds).mint(1, 0);
      await house.roster.seatTable(1, [13]);
      await approveBy(house, id, [1, 2, 3, 4, 5]);
      await house.share.connect(house.rounds).assign(13, wallet);
      const word = await aSeatsWord(house, id, 13);
      const approval = house.payments.interface.encodeFunctionData("approve", [word, "0x"]);
      await expect(wallet.connect(house.stranger).call(house.payments, approval))
        .to.be.revertedWithCustomError(house.payments, "ApproverIsPayee")
        .withArgs(id, 13);
      await expect(house.payments.pay(id))
        .to.be.revertedWithCustomError(house.payments, "ApprovalsMissing")
        .withArgs(id, 5, 6);
    });
  });

  describe("given six signatures in one call", () => {
    it("approves and pays at once, without a reserve in between", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      const { approvals, signatures } = await signedApprovals(house, id, [1, 3, 5, 7, 9, 10]);
      const sent = house.payments.connect(house.stranger).approveAndPay(id, approvals, signatures);
      await expect(sent).to.changeTokenBalances(ethers, house.token, [house.supplier], [yuan(4_000)]);
      await expect(sent).to.emit(house.payments, "RequestPaid").withArgs(id, house.supplier.address, yuan(4_000), 2);
      await expect(sent).not.to.emit(house.payments, "RequestReserved");
      for (const seat of [1, 3, 5, 7, 9, 10]) {
        await expect(sent).to.emit(house.payments, "RequestApproved").withArgs(id, seat);
      }
      const { spent, reserved } = await house.budgets.line(1, Account.Rent);
      expect([spent, reserved]).to.deep.equal([yuan(4_000), 0n]);
    });

    it("adds them to approvals that are stored, and passes over those it has", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      await approveBy(house, id, [1, 2, 3]);
      const { approvals, signatures } = await signedApprovals(house, id, [3, 4, 5, 6]);
      await house.payments.approveAndPay(id, approvals, signatures);
      expect(await stateOf(house, id)).to.equal(State.Paid);
    });

    it("takes the signature of a member whose account is a contract", async () => {
      const house = await loadFixture(aFilledTreasury);
      const wallet = await ethers.deployContract("ContractWallet", [member(house, 12).address]);
      await house.share.connect(house.rounds).mint(1, 0);
      await house.share.connect(house.rounds).assign(13, wallet);
      await house.roster.seatTable(1, [13]);
      const id = await aRequest(house);
      const { approvals, signatures } = await signedApprovals(house, id, [1, 2, 3, 4, 5]);
      const sixth = await aSeatsWord(house, id, 13);
      const signature = await signFor(house, member(house, 12), "Approval", sixth);
      await house.payments.approveAndPay(id, [...approvals, sixth], [...signatures, signature]);
      expect(await stateOf(house, id)).to.equal(State.Paid);
    });

    it("counts no stored approval of a seat that has become the payee's or the proposer's", async () => {
      for (const role of ["payee", "proposer"] as const) {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house);
        await approveBy(house, id, [6]);
        await handOver(house, 6, role === "payee" ? house.supplier : house.operator);
        const { approvals, signatures } = await signedApprovals(house, id, [1, 2, 3, 4, 5]);
        await expect(house.payments.approveAndPay(id, approvals, signatures))
          .to.be.revertedWithCustomError(house.payments, "ApprovalsMissing")
          .withArgs(id, 5, 6);
      }
    });

    it("refuses five, and one seat twice is one", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      for (const seats of [
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5, 5],
      ]) {
        const { approvals, signatures } = await signedApprovals(house, id, seats);
        await expect(house.payments.approveAndPay(id, approvals, signatures))
          .to.be.revertedWithCustomError(house.payments, "ApprovalsMissing")
          .withArgs(id, 5, 6);
      }
    });

    it("passes over proposer, payee and who is not in office, and says so", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house, { by: member(house, 1), payee: member(house, 2).address });
      for (const seat of [1, 2, 11]) {
        const { approvals, signatures } = await signedApprovals(house, id, [3, 4, 5, 6, 7, seat]);
        await expect(house.payments.approveAndPay(id, approvals, signatures))
          .to.be.revertedWithCustomError(house.payments, "ApprovalsMissing")
          .withArgs(id, 5, 6);
      }
      const { approvals, signatures } = await signedApprovals(house, id, [1, 2, 11, 3, 4, 5, 6, 7, 8]);
      const sent = house.payments.approveAndPay(id, approvals, signatures);
      for (const seat of [1, 2, 11]) await expect(sent).to.emit(house.payments, "ApprovalSkipped").withArgs(id, seat);
      await expect(sent).to.emit(house.payments, "RequestPaid");
    });

    it("passes over what is not a seat's word on this request any more: one of ten spoils nothing", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { payments } = house;
      const [id, other] = [await aRequest(house), await aRequest(house)];
      const { approvals, signatures } = await signedApprovals(house, id, [1, 2, 3, 4, 5, 6, 7, 8]);
      await expect(payments.approveAndPay(id, approvals, signatures.slice(1)))
        .to.be.revertedWithCustomError(payments, "ApprovalListsDiffer")
        .withArgs(8, 7);
      await expect(payments.approveAndPay(other, approvals, signatures))
        .to.be.revertedWithCustomError(payments, "ApprovalsMissing")
        .withArgs(other, 0, 6);
      // Seat 1's signature is another's, seat 8 has raised its epoch since.
      const spoilt = [signatures[1]!, ...signatures.slice(1)];
      const eighth = member(house, 8);
      const raise = { account: eighth.address, epoch: await house.persons.epochOf(eighth.address) };
      await house.persons.connect(eighth).raiseEpoch({ ...raise, deadline: approvals[0]!.deadline }, "0x");
      const sent = payments.approveAndPay(id, approvals, spoilt);
      for (const seat of [1, 8]) await expect(sent).to.emit(payments, "ApprovalSkipped").withArgs(id, seat);
      await expect(sent).to.emit(payments, "RequestPaid");
      const late = await signedApprovals(house, other, SIX);
      await time.increase(2 * DAY);
      await expect(payments.approveAndPay(other, late.approvals, late.signatures))
        .to.be.revertedWithCustomError(payments, "ApprovalsMissing")
        .withArgs(other, 0, 6);
    });
  });

  describe("given a payee who cannot receive", () => {
    it("keeps six signatures as an approved request, and pays later", async () => {
      const house = await loadFixture(aFilledTreasury);
      await house.token.refuse(house.supplier, true);
      const id = await aRequest(house);
      const { approvals, signatures } = await signedApprovals(house, id, SIX);
      const sent = house.payments.approveAndPay(id, approvals, signatures);
      await expect(sent).to.emit(house.payments, "PaymentFailed").withArgs(id, house.supplier.address, yuan(4_000));
      await expect(sent).to.emit(house.payments, "RequestReserved").withArgs(id, yuan(4_000));
      expect(await stateOf(house, id)).to.equal(State.Approved);
      expect(await house.journal.balance(Account.Cash)).to.equal(yuan(100_000));
      await expect(house.payments.pay(id))
        .to.be.revertedWithCustomError(house.payments, "PayeeCannotReceive")
        .withArgs(house.supplier.address);
      await house.token.refuse(house.supplier, false);
      await house.payments.pay(id);
      expect(await house.token.balanceOf(house.supplier)).to.equal(yuan(4_000));
    });

    it("blocks nobody else", async () => {
      const house = await loadFixture(anApprovedRequest);
      await house.token.refuse(house.supplier, true);
      const other = await aRequest(house, { payee: house.stranger.address });
      await approveBy(house, other, SIX);
      await house.payments.pay(other);
      expect(await house.token.balanceOf(house.stranger)).to.equal(yuan(4_000));
      expect(await stateOf(house, house.id)).to.equal(State.Approved);
    });
  });
});
