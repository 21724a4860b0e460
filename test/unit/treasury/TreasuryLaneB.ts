import { expect } from "chai";
import { DAY, ethers, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  Account,
  aFilledTreasury,
  approveBy,
  aRequest,
  handOver,
  member,
  State,
  signedApprovals,
  signFor,
  TERM,
  type TreasuryHouse,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

const SIX = [1, 2, 3, 4, 5, 6];
const stateOf = async ({ treasury }: TreasuryHouse, id: bigint) => (await treasury.requests(id, 1))[0]?.state;

async function anApprovedRequest() {
  const house = await aFilledTreasury();
  const id = await aRequest(house);
  await approveBy(house, id, SIX);
  return { ...house, id };
}

describe("Treasury: lane B", () => {
  describe("given a request of the operator", () => {
    describe("when the ten approve", () => {
      it("keeps each approval as a bit, and reserves at the sixth", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house);
        await expect(house.treasury.connect(member(house, 2)).approve(id))
          .to.emit(house.treasury, "RequestApproved")
          .withArgs(id, 2);
        await approveBy(house, id, [10, 3, 4, 5]);
        expect(await stateOf(house, id)).to.equal(State.Open);
        expect(await house.budgets.totalReserved()).to.equal(0);
        await expect(house.treasury.connect(member(house, 6)).approve(id))
          .to.emit(house.treasury, "RequestReserved")
          .withArgs(id, yuan(4_000))
          .and.to.emit(house.budgets, "BudgetReserved")
          .withArgs(1, 500, yuan(4_000));
        const [request] = await house.treasury.requests(id, 1);
        expect(request?.approvals).to.equal(0b10_0011_1110n);
        expect(request?.state).to.equal(State.Approved);
        expect(await house.treasury.freeToSpend()).to.equal(yuan(100_000 - 30_000 - 4_000));
      });

      it("takes a seventh without reserving again", async () => {
        const house = await loadFixture(anApprovedRequest);
        await expect(house.treasury.connect(member(house, 7)).approve(house.id)).not.to.emit(
          house.treasury,
          "RequestReserved",
        );
        expect(await house.budgets.totalReserved()).to.equal(yuan(4_000));
      });

      it("takes an approval by signature from anybody", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house);
        const { approvals, signatures } = await signedApprovals(house, id, [4]);
        const [approval, signature] = [approvals[0], signatures[0]];
        if (!approval || !signature) throw new Error("nothing signed");
        await expect(house.treasury.connect(house.stranger).approveBySig(approval, signature))
          .to.emit(house.treasury, "RequestApproved")
          .withArgs(id, 4);
        await expect(house.treasury.approveBySig(approval, signature))
          .to.be.revertedWithCustomError(house.treasury, "ApprovedAlready")
          .withArgs(id, 4);
        const forAnother = { ...approval, seat: 5 };
        await expect(house.treasury.approveBySig(forAnother, signature))
          .to.be.revertedWithCustomError(house.treasury, "SignatureInvalid")
          .withArgs(member(house, 5).address);
        await time.increaseTo(approval.deadline + 1);
        await expect(
          house.treasury.approveBySig(forAnother, await signFor(house, member(house, 5), "Approval", forAnother)),
        )
          .to.be.revertedWithCustomError(house.treasury, "SignatureExpired")
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
          [house.stranger, 0],
          [house.operator, 0],
          [member(house, 9), 9],
        ] as const) {
          await expect(house.treasury.connect(by).approve(id))
            .to.be.revertedWithCustomError(house.treasury, "NotInOfficeForPayments")
            .withArgs(seat);
        }
      });

      it("refuses the proposer", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house, { by: member(house, 3) });
        await expect(house.treasury.connect(member(house, 3)).approve(id))
          .to.be.revertedWithCustomError(house.treasury, "ApproverIsProposer")
          .withArgs(id, 3);
      });

      it("refuses the seat that asked, whoever owns it by then, by signature too", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house, { by: member(house, 3) });
        await handOver(house, 3, house.stranger);
        const third = { request: id, seat: 3, deadline: (await time.latest()) + DAY };
        const { approvals, signatures } = await signedApprovals(house, id, [1, 2, 4, 5, 6]);
        const signed = await signFor(house, house.stranger, "Approval", third);
        for (const attempt of [
          () => house.treasury.connect(house.stranger).approve(id),
          () => house.treasury.approveAndPay(id, [...approvals, third], [...signatures, signed]),
        ]) {
          await expect(attempt()).to.be.revertedWithCustomError(house.treasury, "ApproverIsProposer").withArgs(id, 3);
        }
      });

      it("refuses the payee", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house, { payee: member(house, 5).address });
        await expect(house.treasury.connect(member(house, 5)).approve(id))
          .to.be.revertedWithCustomError(house.treasury, "ApproverIsPayee")
          .withArgs(id, 5);
      });

      it("refuses an operator who got a chair after asking", async () => {
        const house = await loadFixture(aFilledTreasury);
        await house.share.connect(house.rounds).mint(1, 0);
        await house.roster.seatTable(1, [13]);
        const id = await aRequest(house);
        await house.share.connect(house.rounds).assign(13, house.operator);
        await expect(house.treasury.connect(house.operator).approve(id))
          .to.be.revertedWithCustomError(house.treasury, "ApproverIsProposer")
          .withArgs(id, 13);
      });

      it("refuses a second approval of a seat, and an unknown request", async () => {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house);
        await approveBy(house, id, [1]);
        await expect(house.treasury.connect(member(house, 1)).approve(id))
          .to.be.revertedWithCustomError(house.treasury, "ApprovedAlready")
          .withArgs(id, 1);
        await expect(house.treasury.connect(member(house, 1)).approve(7))
          .to.be.revertedWithCustomError(house.treasury, "UnknownRequest")
          .withArgs(7);
      });
    });

    describe("when caretakers sit", () => {
      it("is closed: nobody asks, approves or pays", async () => {
        const house = await loadFixture(aFilledTreasury);
        await house.roster.run(house.start, TERM);
        await time.increaseTo(house.start + 2 * TERM);
        const id = await aRequest(house); // the operator may always ask
        await expect(house.treasury.connect(member(house, 1)).approve(id))
          .to.be.revertedWithCustomError(house.treasury, "NotInOfficeForPayments")
          .withArgs(1);
        await expect(house.treasury.pay(id))
          .to.be.revertedWithCustomError(house.treasury, "ApprovalsMissing")
          .withArgs(id, 0, 6);
      });
    });
  });

  describe("given stored approvals", () => {
    it("pays, books and spends the budget, whoever asks for it (I11)", async () => {
      const house = await loadFixture(anApprovedRequest);
      const { treasury, journal, budgets, token, id } = house;
      const at = (await time.latest()) + 9;
      await nextBlockAt(at);
      const sent = treasury.connect(house.stranger).pay(id);
      await expect(sent).to.changeTokenBalances(ethers, token, [treasury, house.supplier], [-yuan(4_000), yuan(4_000)]);
      await expect(sent).to.emit(treasury, "RequestPaid").withArgs(id, house.supplier.address, yuan(4_000), 2);
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
      const [request] = await treasury.requests(id, 1);
      expect([request?.state, request?.paidAt, request?.entry]).to.deep.equal([State.Paid, BigInt(at), 2n]);
    });

    it("pays once", async () => {
      const house = await loadFixture(anApprovedRequest);
      await house.treasury.pay(house.id);
      for (const attempt of [
        () => house.treasury.pay(house.id),
        () => house.treasury.connect(house.operator).withdrawRequest(1),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(house.treasury, "RequestClosed")
          .withArgs(house.id, State.Paid);
      }
    });

    it("counts who is in office when it is paid: one who gave up the chair counts no more", async () => {
      const house = await loadFixture(anApprovedRequest);
      await house.roster.giveUp(1, 2, await time.latest());
      await expect(house.treasury.pay(house.id))
        .to.be.revertedWithCustomError(house.treasury, "ApprovalsMissing")
        .withArgs(house.id, 5, 6);
      await approveBy(house, house.id, [7]);
      await house.treasury.pay(house.id);
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
      const approve = house.treasury.interface.encodeFunctionData("approve", [id]);
      await expect(wallet.connect(house.stranger).call(house.treasury, approve))
        .to.be.revertedWithCustomError(house.treasury, "ApproverIsPayee")
        .withArgs(id, 13);
      await expect(house.treasury.pay(id))
        .to.be.revertedWithCustomError(house.treasury, "ApprovalsMissing")
        .withArgs(id, 5, 6);
    });
  });

  describe("given six signatures in one call", () => {
    it("approves and pays at once, without a reserve in between", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      const { approvals, signatures } = await signedApprovals(house, id, [1, 3, 5, 7, 9, 10]);
      const sent = house.treasury.connect(house.stranger).approveAndPay(id, approvals, signatures);
      await expect(sent).to.changeTokenBalances(ethers, house.token, [house.supplier], [yuan(4_000)]);
      await expect(sent).to.emit(house.treasury, "RequestPaid").withArgs(id, house.supplier.address, yuan(4_000), 2);
      await expect(sent).not.to.emit(house.treasury, "RequestReserved");
      for (const seat of [1, 3, 5, 7, 9, 10]) {
        await expect(sent).to.emit(house.treasury, "RequestApproved").withArgs(id, seat);
      }
      const { spent, reserved } = await house.budgets.line(1, Account.Rent);
      expect([spent, reserved]).to.deep.equal([yuan(4_000), 0n]);
    });

    it("adds them to approvals that are stored, and passes over those it has", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house);
      await approveBy(house, id, [1, 2, 3]);
      const { approvals, signatures } = await signedApprovals(house, id, [3, 4, 5, 6]);
      await house.treasury.approveAndPay(id, approvals, signatures);
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
      const sixth = { request: id, seat: 13, deadline: (await time.latest()) + DAY };
      const signature = await signFor(house, member(house, 12), "Approval", sixth);
      await house.treasury.approveAndPay(id, [...approvals, sixth], [...signatures, signature]);
      expect(await stateOf(house, id)).to.equal(State.Paid);
    });

    it("counts no stored approval of a seat that has become the payee's or the proposer's", async () => {
      for (const role of ["payee", "proposer"] as const) {
        const house = await loadFixture(aFilledTreasury);
        const id = await aRequest(house);
        await approveBy(house, id, [6]);
        await handOver(house, 6, role === "payee" ? house.supplier : house.operator);
        const { approvals, signatures } = await signedApprovals(house, id, [1, 2, 3, 4, 5]);
        await expect(house.treasury.approveAndPay(id, approvals, signatures))
          .to.be.revertedWithCustomError(house.treasury, "ApprovalsMissing")
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
        await expect(house.treasury.approveAndPay(id, approvals, signatures))
          .to.be.revertedWithCustomError(house.treasury, "ApprovalsMissing")
          .withArgs(id, 5, 6);
      }
    });

    it("refuses proposer, payee and who is not in office among the six", async () => {
      const house = await loadFixture(aFilledTreasury);
      const id = await aRequest(house, { by: member(house, 1), payee: member(house, 2).address });
      for (const [seat, error, args] of [
        [1, "ApproverIsProposer", [id, 1]],
        [2, "ApproverIsPayee", [id, 2]],
        [11, "NotInOfficeForPayments", [11]],
      ] as const) {
        const { approvals, signatures } = await signedApprovals(house, id, [3, 4, 5, 6, 7, seat]);
        await expect(house.treasury.approveAndPay(id, approvals, signatures))
          .to.be.revertedWithCustomError(house.treasury, error)
          .withArgs(...args);
      }
    });

    it("refuses lists that differ, an approval for another request, and a wrong signature", async () => {
      const house = await loadFixture(aFilledTreasury);
      const [id, other] = [await aRequest(house), await aRequest(house)];
      const { approvals, signatures } = await signedApprovals(house, id, SIX);
      await expect(house.treasury.approveAndPay(id, approvals, signatures.slice(1)))
        .to.be.revertedWithCustomError(house.treasury, "ApprovalListsDiffer")
        .withArgs(6, 5);
      await expect(house.treasury.approveAndPay(other, approvals, signatures))
        .to.be.revertedWithCustomError(house.treasury, "ApprovalForAnother")
        .withArgs(other, id);
      const swapped = [signatures[1], signatures[0], ...signatures.slice(2)] as string[];
      await expect(house.treasury.approveAndPay(id, approvals, swapped))
        .to.be.revertedWithCustomError(house.treasury, "SignatureInvalid")
        .withArgs(member(house, 1).address);
      await time.increase(2 * DAY);
      await expect(house.treasury.approveAndPay(id, approvals, signatures)).to.be.revertedWithCustomError(
        house.treasury,
        "SignatureExpired",
      );
    });
  });

  describe("given a payee who cannot receive", () => {
    it("keeps six signatures as an approved request, and pays later", async () => {
      const house = await loadFixture(aFilledTreasury);
      await house.token.refuse(house.supplier, true);
      const id = await aRequest(house);
      const { approvals, signatures } = await signedApprovals(house, id, SIX);
      const sent = house.treasury.approveAndPay(id, approvals, signatures);
      await expect(sent).to.emit(house.treasury, "PaymentFailed").withArgs(id, house.supplier.address, yuan(4_000));
      await expect(sent).to.emit(house.treasury, "RequestReserved").withArgs(id, yuan(4_000));
      expect(await stateOf(house, id)).to.equal(State.Approved);
      expect(await house.journal.balance(Account.Cash)).to.equal(yuan(100_000));
      await expect(house.treasury.pay(id))
        .to.be.revertedWithCustomError(house.treasury, "PayeeCannotReceive")
        .withArgs(house.supplier.address);
      await house.token.refuse(house.supplier, false);
      await house.treasury.pay(id);
      expect(await house.token.balanceOf(house.supplier)).to.equal(yuan(4_000));
    });

    it("blocks nobody else", async () => {
      const house = await loadFixture(anApprovedRequest);
      await house.token.refuse(house.supplier, true);
      const other = await aRequest(house, { payee: house.stranger.address });
      await approveBy(house, other, SIX);
      await house.treasury.pay(other);
      expect(await house.token.balanceOf(house.stranger)).to.equal(yuan(4_000));
      expect(await stateOf(house, house.id)).to.equal(State.Approved);
    });
  });
});
