import { expect } from "chai";
import { DAY, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  aFilledTreasury,
  aRequest,
  aSeatsWord,
  member,
  State,
  signedApprovals,
  signFor,
  stateOf,
} from "../../fixtures/treasuryHouse.ts";

const SIX = [1, 2, 3, 4, 5, 6];
const NINTH = 9;

describe("Payments: approvals that come together", () => {
  for (const [what, beyond] of [
    ["counts one that is good for thirty days, to the second", 0],
    ["passes over one that would be good for longer, and pays all the same", 1],
  ] as const) {
    it(what, async () => {
      const house = await loadFixture(aFilledTreasury);
      const { payments } = house;
      const id = await aRequest(house);
      const { approvals, signatures } = await signedApprovals(house, id, SIX);
      const now = (await time.latest()) + 60;
      const far = { ...(await aSeatsWord(house, id, NINTH)), deadline: now + 30 * DAY + beyond };
      const word = await signFor(house, member(house, NINTH), "Approval", far);
      await nextBlockAt(now);
      // First in the list: it must not keep the others from being heard.
      const sent = payments.approveAndPay(id, [far, ...approvals], [word, ...signatures]);
      await expect(sent)
        .to.emit(payments, beyond === 0 ? "RequestApproved" : "ApprovalSkipped")
        .withArgs(id, NINTH);
      await expect(sent).to.emit(payments, "RequestPaid");
      expect(await stateOf(house, id)).to.equal(State.Paid);
    });
  }
});
