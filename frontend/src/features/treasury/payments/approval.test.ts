import { describe, expect, it } from "vitest";
import { type Asked, canClose, cannotApprove, canTakeBack } from "./approval.ts";

const operator = "0x00000000000000000000000000000000000000a1";
const own = "0x00000000000000000000000000000000000000b2";
const asked = {
  state: "open",
  proposer: operator,
  proposerIs: { account: operator, seat: 0 },
  payeeIs: { account: operator, seat: 30 },
  approvers: [4],
  takenBackBy: [5],
  closers: [4],
} as unknown as Asked;
const table = { seats: [3, 4, 5, 30], caretakers: false };

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
    ["takenBack", { account: own, seat: 5, table }],
  ] as const)("says %s", (why, who) => {
    expect(cannotApprove(asked, who as Parameters<typeof cannotApprove>[1])).toBe(why);
  });

  it("knows a proposer by the seat they have now", () => {
    const byMember = { ...asked, proposerIs: { account: own, seat: 3 } };
    expect(cannotApprove(byMember as Asked, { account: own, seat: 3, table })).toBe("isProposer");
  });

  it.each(["paid", "withdrawn", "lapsed", "closed"] as const)("is closed once it is %s", (state) => {
    expect(cannotApprove({ ...asked, state }, { account: own, seat: 3, table })).toBe("closed");
  });

  it("lets who approved take it back until it is paid, and nobody else", () => {
    const asks = (seat: number, state = "open") =>
      canTakeBack({ ...asked, state } as Asked, { account: own, seat, table });
    expect([asks(4), asks(4, "approved"), asks(4, "paid"), asks(3), asks(5)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(canTakeBack(asked, { account: own, seat: 4, table: { ...table, caretakers: true } })).toBe(false);
  });

  it("lets each in office want it closed once, caretakers too", () => {
    const asks = (seat: number, caretakers = false, state = "open") =>
      canClose({ ...asked, state } as Asked, { account: own, seat, table: { ...table, caretakers } });
    expect([asks(3), asks(3, true), asks(4), asks(99), asks(3, false, "paid")]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(canClose(asked, { seat: 0, table })).toBe(false);
  });
});
