import { describe, expect, it } from "vitest";
import { type Asked, cannotApprove } from "./approval.ts";

const operator = "0x00000000000000000000000000000000000000a1";
const own = "0x00000000000000000000000000000000000000b2";
const asked = {
  state: "open",
  proposer: operator,
  proposerIs: { account: operator, seat: 0 },
  payeeIs: { account: operator, seat: 30 },
  approvers: [4],
} as unknown as Asked;
const table = { seats: [3, 4, 30], caretakers: false };

describe("given a payment that is asked for", () => {
  it("lets a member in office approve", () => {
    expect(cannotApprove(asked, { account: own, seat: 3, table })).toBeUndefined();
    expect(cannotApprove({ ...asked, state: "approved" }, { account: own, seat: 3, table })).toBeUndefined();
  });

  it.each([
    ["signIn", { seat: 0, table }],
    ["notInOffice", { account: own, seat: 99, table }],
    ["notInOffice", { account: own, seat: 0, table }],
    ["caretaker", { account: own, seat: 3, table: { ...table, caretakers: true } }],
    ["isProposer", { account: operator, seat: 3, table }],
    ["isPayee", { account: own, seat: 30, table }],
    ["done", { account: own, seat: 4, table }],
  ] as const)("says %s", (why, who) => {
    expect(cannotApprove(asked, who as Parameters<typeof cannotApprove>[1])).toBe(why);
  });

  it("knows a proposer by the seat they have now", () => {
    const byMember = { ...asked, proposerIs: { account: own, seat: 3 } };
    expect(cannotApprove(byMember as Asked, { account: own, seat: 3, table })).toBe("isProposer");
  });

  it.each(["paid", "withdrawn", "lapsed"] as const)("is closed once it is %s", (state) => {
    expect(cannotApprove({ ...asked, state }, { account: own, seat: 3, table })).toBe("closed");
  });
});
