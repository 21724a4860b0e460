import * as v from "valibot";
import { zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { counterAbi } from "#protocol/abi/counter.ts";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { journalAbi } from "#protocol/abi/journal.ts";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { proposalsAbi } from "#protocol/abi/proposals.ts";
import { reportsAbi } from "#protocol/abi/reports.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { tokenAbi } from "#protocol/abi/token.ts";
import { treasuryAbi } from "#protocol/abi/treasury.ts";
import { voucherAbi } from "#protocol/abi/voucher.ts";
import { practicePeopleSchema } from "#protocol/house/practice.ts";
import { type PracticeState, practiceStateSchema } from "#protocol/house/practiceClock.ts";
import { accounts } from "#protocol/treasury/accounts.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { presentBegins } from "#scripts/tests/fakedDay.ts";
import { isOwnClub } from "../fixtures/ownClub.ts";
import { aToldHouse, type ToldHouse } from "../fixtures/toldHouse.ts";

const ANCHOR = presentBegins;
const ROUND = { open: 1, finalised: 4 } as const;
const ACTIVE = 1;
const OPEN = 0;

/** The club that is tested, else one that has a story of its own and one that has none. */
const clubs = isOwnClub ? ["examples/cinema", "test/fixtures/clubs/tools"] : [process.env.RUNDE_CLUB ?? ""];

describe.skipIf(anvilFile() === undefined).each(clubs)("the story of %s", (folder) => {
  let told: ToldHouse;
  let present: number;
  const before = process.env.RUNDE_CLUB;

  beforeAll(async () => {
    process.env.RUNDE_CLUB = folder;
    told = await aToldHouse(ANCHOR);
    present = await told.read("Roster", rosterAbi, "termAt", [ANCHOR]);
  });
  afterAll(async () => {
    await told?.stop();
    if (before === undefined) delete process.env.RUNDE_CLUB;
    else process.env.RUNDE_CLUB = before;
  });

  const rounds = async () => {
    const count = await told.read("Rounds", roundsAbi, "roundCount", []);
    const ids = Array.from({ length: count }, (_, i) => i + 1);
    return Promise.all(ids.map((id) => told.read("Rounds", roundsAbi, "round", [id])));
  };
  const state = async (): Promise<PracticeState> => v.parse(practiceStateSchema, await told.get("/practice/state"));

  it("founds the house, and leaves places for whoever tries it", async () => {
    const [founding, later] = await rounds();
    expect(founding).toMatchObject({ state: ROUND.finalised, founding: true });
    expect(await told.read("Share", shareAbi, "liveSeats", [])).toBe(founding?.sold);
    expect(later?.state).toBe(ROUND.open);
    expect(later!.terms.maxSeats - later!.sold).toBeGreaterThanOrEqual(5);
    const people = v.parse(practicePeopleSchema, await told.get("/practice/people"));
    const newcomers = people.filter(({ label }) => label.startsWith("newcomer:"));
    expect(newcomers).toHaveLength(5);
    for (const { account } of newcomers) {
      expect(await told.read("Admission", admissionAbi, "isAdmitted", [account])).toBe(true);
      expect(await told.read("Token", tokenAbi, "balanceOf", [account])).toBe(later?.terms.price);
    }
  });

  it("has a full table in office, reports of those before it, and a ballot that is open", async () => {
    expect(present).toBeGreaterThan(1);
    const { chairs } = told.deployment.club;
    for (let term = 1; term <= present; term++) {
      expect(await told.read("Roster", rosterAbi, "tableOf", [term])).toHaveLength(chairs);
      if (term < present) expect(await told.read("Reports", reportsAbi, "standingOf", [term])).toBeGreaterThan(0);
    }
    const { ballotFrom, ballotUntil } = await told.read("Roster", rosterAbi, "calendar", [present + 1]);
    expect([ballotFrom <= ANCHOR, ballotUntil > ANCHOR]).toEqual([true, true]);
    const { turnout, candidates } = await told.read("Elections", electionsAbi, "election", [present + 1]);
    expect(turnout).toBeGreaterThan(0);
    expect(candidates).toBeGreaterThan(0);
  });

  it("votes on something, and has a bill that one signature is missing from", async () => {
    const count = await told.read("Proposals", proposalsAbi, "proposalCount", []);
    const all = await told.read("Proposals", proposalsAbi, "proposalsPage", [1, count]);
    expect(all.filter((one) => one.state === ACTIVE)).toHaveLength(1);
    const requests = await told.read("Payments", paymentsAbi, "requests", [1n, 200n]);
    const waiting = requests.filter((one) => one.state === OPEN);
    const approvals = waiting.map((one) => one.approvals.toString(2).replaceAll("0", "").length);
    expect(approvals).toEqual([told.deployment.club.approvalsNeeded - 1]);
    expect(requests.length).toBeGreaterThan(2);
  });

  it("has served with vouchers, and its books agree with what there is", async () => {
    const batches = await told.read("Counter", counterAbi, "batches", [1, 1, 200]);
    expect(batches.reduce((sum, { paid }) => sum + paid, 0)).toBeGreaterThan(5);
    const [cash = 0n, owed = 0n, sales = 0n] = await told.read("Journal", journalAbi, "balances", [
      [accounts.cash, accounts["vouchers owed"], accounts["voucher sales"]],
    ]);
    expect(cash).toBe(await told.read("Token", tokenAbi, "balanceOf", [told.deployment.contracts.Treasury]));
    expect(-owed).toBe(await told.read("Voucher", voucherAbi, "totalSupply", []));
    expect(sales).toBeLessThan(0n);
    expect(await told.read("Treasury", treasuryAbi, "isShort", [])).toBe(false);
  });

  it("keeps every text that the chain names", async () => {
    const requests = await told.read("Payments", paymentsAbi, "requests", [1n, 200n]);
    const terms = (await rounds()).map((round) => round.terms.termsHash);
    const hashes = [...requests.map(({ ref }) => ref), ...terms, told.deployment.club.criteria.hash];
    for (const hash of new Set(hashes.filter((one) => one !== zeroHash))) {
      expect((await told.server.app.request(`/records/${hash}`)).status, hash).toBe(200);
    }
  });

  it("goes on after the present: the next table is elected and takes office", async () => {
    const [wanted] = (await state()).next.filter(({ name }) => name === "termStarts");
    expect(await told.post("/practice/forward", { to: wanted?.id })).toMatchObject({ status: 202 });
    for (;;) {
      const { running, failed } = await state();
      expect(failed).toBeUndefined();
      if (running === undefined) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const [seats, caretakers] = await told.read("Roster", rosterAbi, "tableAt", [(await state()).now]);
    expect([seats.length, caretakers]).toEqual([told.deployment.club.chairs, false]);
    expect((await rounds()).at(-1)?.sold).toBeGreaterThanOrEqual(1);
  });
});
