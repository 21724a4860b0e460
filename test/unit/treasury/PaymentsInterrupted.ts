import { expect } from "chai";
import { DAY, loadFixture, time } from "../../fixtures/chain.ts";
import {
  Account,
  aFilledTreasury,
  approveBy,
  aRequest,
  State,
  signedApprovals,
  signFor,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

const SIX = [1, 2, 3, 4, 5, 6];

describe("Payments: a token that lets somebody speak in the middle of a payment", () => {
  it("is told that the request is closed to approvals: what is being paid is not reserved as well", async () => {
    const house = await loadFixture(aFilledTreasury);
    const { payments, token } = house;
    const id = await aRequest(house);
    const six = await signedApprovals(house, id, SIX);
    const seventh = await signedApprovals(house, id, [7]);
    const [approval, signature] = [seventh.approvals[0]!, seventh.signatures[0]!];
    await token.interrupt(payments, payments.interface.encodeFunctionData("approve", [approval, signature]));
    await expect(payments.approveAndPay(id, six.approvals, six.signatures))
      .to.emit(token, "Interrupted")
      .withArgs(false, payments.interface.encodeErrorResult("RequestClosed", [id, State.Paid]));
    const { spent, reserved } = await house.budgets.line(1, Account.Rent);
    expect([spent, reserved]).to.deep.equal([yuan(4_000), 0n]);
  });

  it("is told that nobody takes it back now: another request keeps what was reserved for it", async () => {
    const house = await loadFixture(aFilledTreasury);
    const { payments, token, operator, stranger } = house;
    const [id, other] = [await aRequest(house), await aRequest(house, { payee: stranger.address })];
    for (const one of [id, other]) await approveBy(house, one, SIX);
    const epoch = await house.persons.epochOf(operator.address);
    const withdrawal = { request: id, epoch, deadline: (await time.latest()) + DAY };
    const signature = await signFor(house, operator, "RequestWithdrawal", withdrawal);
    const takeBack = payments.interface.encodeFunctionData("withdrawRequest", [withdrawal, signature]);
    await token.interrupt(payments, takeBack);
    await expect(payments.pay(id))
      .to.emit(token, "Interrupted")
      .withArgs(false, payments.interface.encodeErrorResult("RequestClosed", [id, State.Paid]));
    expect(await house.budgets.totalReserved()).to.equal(yuan(4_000));
    await payments.pay(other);
  });
});
