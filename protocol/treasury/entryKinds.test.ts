import { describe, expect, it } from "vitest";
import { accounts, categories } from "./accounts.ts";
import { directionOf, kindOf, kinds, signedAmount } from "./entryKinds.ts";

const { cash, escrow, donations, rent } = accounts;

describe("given the two accounts of an entry", () => {
  it.each([
    ["a place in a round", escrow, accounts["refunds payable"], "placeTaken", "aside"],
    ["money back from a round", accounts["refunds payable"], escrow, "placeBack", "aside"],
    ["a round's money for the house", cash, escrow, "roundMoney", "in"],
    ["vouchers for new members", accounts["refunds payable"], accounts["vouchers owed"], "vouchersIssued", "aside"],
    ["a redeemed voucher", accounts["vouchers owed"], accounts["voucher sales"], "redeemed", "aside"],
    ["a payment taken back", accounts["voucher sales"], accounts["vouchers owed"], "takenBack", "aside"],
    ["a gift", cash, donations, "gift", "in"],
    ["the till's cash", cash, accounts["cash sales"], "sales", "in"],
    ["rent", rent, cash, "rent", "out"],
    ["rent that comes back", cash, rent, "rent", "in"],
    ["a loss", accounts.loss, cash, "loss", "out"],
    ["anything else", accounts["member funds"], donations, "other", "aside"],
  ])("calls it %s", (_what, debit, credit, kind, direction) => {
    expect([kindOf({ debit, credit }), directionOf({ debit, credit })]).toEqual([kind, direction]);
  });

  it("knows every category of a budget", () => {
    expect(categories.map((name) => kindOf({ debit: accounts[name], credit: cash }))).toEqual([...categories]);
  });

  it("names each kind once", () => {
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it("counts what went out below zero", () => {
    expect(signedAmount({ debit: rent, credit: cash, amount: 5n })).toBe(-5n);
    expect(signedAmount({ debit: cash, credit: donations, amount: 5n })).toBe(5n);
  });
});
