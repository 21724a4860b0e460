import { describe, expect, it } from "vitest";
import { club } from "#club";
import { type Club, defineClub } from "./club.ts";

const changed = (change: (draft: Club) => void) => () => {
  const draft = structuredClone(club);
  change(draft);
  return defineClub(draft);
};
/** As the prose writes it: 1,100,000. */
const inProse = (amount: string | number) => Number(amount).toLocaleString("en");

describe("the club of this house", () => {
  it("sells 100 shares at 30,000, of at most 200, and seats ten", () => {
    expect(club.founding).toMatchObject({ price: "30000", minSeats: 80, maxSeats: 100 });
    expect([club.maxMembers, club.rotation.chairs]).toEqual([200, 10]);
  });

  it("promises in prose what it puts into the contracts", () => {
    const { terms, price } = club.founding;
    const budget = Object.values(club.budget);
    const whole = budget.reduce((sum, amount) => sum + Number(amount), 0);
    expect(budget).toHaveLength(10);
    for (const number of [price, club.maxMembers, club.treasury.voteThreshold, whole, ...budget].map(inProse)) {
      expect(terms).toContain(number);
    }
    expect(terms).toContain(`At least ${club.treasury.reserveBps / 100} percent`);
    expect(terms).toContain(`lasts ${club.founding.length / 86_400} days`);
    expect(terms).toContain(`take office ${club.rotation.leadTime / 86_400} days after`);
  });

  it("has texts that are records: at most 4,096 bytes, in paragraphs", () => {
    for (const text of [club.founding.terms, club.criteria]) {
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(4096);
      expect(text.split("\n\n").length).toBeGreaterThan(5);
    }
  });
});

describe("a club's decisions", () => {
  it("are refused with the place of what cannot be", () => {
    expect(changed((c) => (c.voting.sponsors = 81))).toThrow(
      /may not exceed the founding round's fewest seats\n.*voting\.sponsors/,
    );
    expect(changed((c) => (c.founding.maxSeats = 201))).toThrow(/is more than maxMembers\n.*founding\.maxSeats/);
    expect(changed((c) => (c.founding.minSeats = 101))).toThrow(/is more than maxSeats\n.*founding\.minSeats/);
    expect(changed((c) => (c.founding.coolOff = c.founding.length))).toThrow(/founding\.coolOff/);
    expect(changed((c) => (c.treasury.approvalsNeeded = 11))).toThrow(/is more than the chairs/);
    expect(changed((c) => (c.treasury.reserveBps = 999))).toThrow(/treasury\.reserveBps/);
    expect(changed((c) => (c.rotation.ballotFrom = c.rotation.nominationsUntil))).toThrow(/one after the other/);
    expect(changed((c) => (c.rotation.leadTime = 20 * 86_400))).toThrow(/within the lead time/);
    expect(changed((c) => (c.counter.exitDelay = c.counter.lateWindow))).toThrow(/counter\.exitDelay/);
    expect(changed((c) => (c.founding.price = "30,000"))).toThrow(/is no amount like 28\.00\n.*founding\.price/);
    expect(changed((c) => (c.criteria = "x".repeat(4097)))).toThrow(/longer than 4096 bytes/);
  });

  it("name an operator and a registrar for each network", () => {
    const sepolia = { token: "test money" as const, operator: "0x12" as const, registrar: "0x34" as const };
    const networks = { sepolia: { ...sepolia, foundingOpens: "2027-03-01T09:00:00+08:00" } };
    expect(changed((c) => (c.networks = networks))).toThrow(/is no address\n.*networks\.sepolia\.operator/);
  });
});
