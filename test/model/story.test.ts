import * as v from "valibot";
import { type Hex, hexToString, type Log, numberToHex, parseEventLogs, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { counterAbi } from "#protocol/abi/counter.ts";
import { donationsAbi } from "#protocol/abi/donations.ts";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { journalAbi } from "#protocol/abi/journal.ts";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { proposalsAbi } from "#protocol/abi/proposals.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { reportsAbi } from "#protocol/abi/reports.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { terminalsAbi } from "#protocol/abi/terminals.ts";
import { treasuryAbi } from "#protocol/abi/treasury.ts";
import type { Ask } from "#protocol/house/Ask.ts";
import { practiceAddress, practicePeopleSchema } from "#protocol/house/practice.ts";
import { directorySchema } from "#protocol/relay/records.ts";
import { accounts } from "#protocol/treasury/accounts.ts";
import { checkClosings } from "#protocol/voucher/checkClosings.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { rpc } from "#scripts/node/rpc.ts";
import { presentBegins } from "#scripts/tests/fakedDay.ts";
import { aToldHouse, type ToldHouse } from "../fixtures/toldHouse.ts";

const DAY = 86_400;
const ANCHOR = presentBegins;
const ROUND = { open: 1, finalised: 4, failed: 5 } as const;
const yuan = (amount: number) => BigInt(amount) * 1_000_000n;

let told: ToldHouse;
let again: ToldHouse;

beforeAll(async () => {
  [told, again] = await Promise.all([aToldHouse(ANCHOR), aToldHouse(ANCHOR)]);
});

afterAll(async () => {
  await told?.stop();
  await again?.stop();
});

/** All that a story decides: the newest block names every state and every block before it. */
async function traces(house: ToldHouse) {
  const end = (await rpc(house.chain.url, "eth_getBlockByNumber", ["latest", false])) as { hash: Hex; number: Hex };
  return {
    contracts: house.deployment.contracts,
    end: [Number(end.number), end.hash],
    journal: await house.read("Journal", journalAbi, "journalHead", []),
    owners: await house.read("Share", shareAbi, "owners", [1, 200]),
    tables: [
      await house.read("Roster", rosterAbi, "tableOf", [1]),
      await house.read("Roster", rosterAbi, "tableOf", [2]),
    ],
    names: await house.get("/directory"),
  };
}

describe.skipIf(anvilFile() === undefined)("the story of the café", () => {
  it("is the same whenever it is told for the same day", async () => {
    const [one, other] = await Promise.all([traces(told), traces(again)]);
    expect(one).toEqual(other);
    expect(one.journal).not.toBe(zeroHash);
  });

  it("ends at its present", async () => {
    expect((await told.chain.head()).timestamp).toBe(ANCHOR);
  });

  it("begins with a round that failed, and money that went back to all but one who has not asked for it", async () => {
    const round = await told.read("Rounds", roundsAbi, "round", [1]);
    expect(round).toMatchObject({ state: ROUND.failed, sold: 46, founding: true });
    const places = await told.read("Rounds", roundsAbi, "purchases", [1, 0, 100]);
    expect(places.filter(({ refunded }) => !refunded)).toHaveLength(1);
  });

  it("was founded when the round was offered again, and sells ninety-seven of a second hundred", async () => {
    expect(await told.read("Rounds", roundsAbi, "round", [2])).toMatchObject({
      state: ROUND.finalised,
      sold: 100,
      claimed: 100,
      firstSeat: 1,
      founding: true,
      terms: { price: yuan(30_000) },
    });
    expect(await told.read("Rounds", roundsAbi, "round", [3])).toMatchObject({
      state: ROUND.open,
      sold: 97,
      founding: false,
      terms: { price: yuan(50_000), minSeats: 60, maxSeats: 100 },
    });
    expect(await told.read("Share", shareAbi, "lastSeat", [])).toBe(100);
  });

  it("has had a seat change hands and one end, and is ninety-nine now", async () => {
    expect(await told.read("Share", shareAbi, "liveSeats", [])).toBe(99);
    const people = v.parse(practicePeopleSchema, await told.get("/practice/people"));
    const taker = people.find(({ label }) => label === "person:198");
    const seat = taker?.seat ?? 0;
    const [bornAt, heldSince] = await Promise.all([
      told.read("Share", shareAbi, "bornAt", [seat]),
      told.read("Share", shareAbi, "heldSince", [seat]),
    ]);
    expect(heldSince).toBeGreaterThan(bornAt + 30 * DAY);
    const owners = await told.read("Share", shareAbi, "owners", [1, 100]);
    const ended = owners.flatMap((owner, i) => (owner === zeroAddress ? [i + 1] : []));
    expect(ended).toHaveLength(1);
    expect(await told.read("Share", shareAbi, "endedAt", [ended[0] ?? 0])).toBeGreaterThan(0);
    const lines = v.parse(directorySchema, await told.get("/directory"));
    expect(lines.find(({ line }) => line.seat === seat)?.line.name).toBe(taker?.name);
    expect(lines.some(({ line }) => line.seat === ended[0])).toBe(false);
  });

  it("closed the last days at both tills, and whoever adds up the payments finds the same", async () => {
    for (const till of [1, 2]) {
      const ask: Ask = (method, params) => rpc(told.chain.url, method, params);
      const checked = await checkClosings(ask, told.deployment, till);
      expect([checked.difference, ...checked.closings.map(({ difference }) => difference)]).toEqual(
        Array(checked.closings.length + 1).fill(undefined),
      );
      expect(checked.closings.length).toBeGreaterThan(3);
    }
  });

  it("has one table that served and reported, one in office, and a ballot that is open", async () => {
    expect(await told.read("Roster", rosterAbi, "termAt", [ANCHOR])).toBe(2);
    const [first, second] = [
      await told.read("Roster", rosterAbi, "tableOf", [1]),
      await told.read("Roster", rosterAbi, "tableOf", [2]),
    ];
    expect([first.length, second.length]).toEqual([10, 10]);
    expect(first.filter((seat) => second.includes(seat))).toEqual([]);
    expect(await told.read("Roster", rosterAbi, "poolOf", [first[0]!])).toBe(2);
    const report = await told.read("Reports", reportsAbi, "standingOf", [1]);
    expect(report).toBe(1);
    const [filed] = await told.read("Reports", reportsAbi, "reports", [report, 1]);
    expect(filed).toMatchObject({ agreed: 7, dissented: 1, stands: true, table: 1 });
    const dates = await told.read("Roster", rosterAbi, "calendar", [3]);
    expect([dates.ballotFrom, dates.ballotUntil, dates.start]).toEqual([
      ANCHOR - 5 * DAY,
      ANCHOR + 5 * DAY,
      ANCHOR + 12 * DAY,
    ]);
    expect(await told.read("Elections", electionsAbi, "election", [3])).toMatchObject({
      electorate: 99,
      turnout: 40,
      candidates: 14,
      seatedAt: 0,
    });
  });

  it("pours coffee at two terminals", async () => {
    expect(await told.read("Terminals", terminalsAbi, "terminalCount", [])).toBe(2);
    for (const terminal of [1, 2]) {
      const batches = await told.read("Counter", counterAbi, "batches", [terminal, 1, 500]);
      expect(batches.length).toBeGreaterThan(20);
      expect(batches.reduce((cups, { paid }) => cups + paid, 0)).toBeGreaterThan(50);
    }
  });

  it("was given to, for the house and for projects, by name and without", async () => {
    const gifts = await told.read("Donations", donationsAbi, "donations", [1n, 100n]);
    expect(gifts.some(({ project }) => project === zeroHash)).toBe(true);
    expect(gifts.some(({ project }) => hexToString(project, { size: 32 }).startsWith("Haoran"))).toBe(true);
    expect(new Set(gifts.map(({ nameless }) => nameless)).size).toBe(2);
  });

  it("has payments of the ten, payments by vote, takings, and something that waits to be signed", async () => {
    const requests = await told.read("Payments", paymentsAbi, "requests", [1n, 200n]);
    const [open, paid] = [0, 2].map((wanted) => requests.filter(({ state }) => state === wanted));
    expect(paid!.length).toBeGreaterThan(30);
    expect(open!.map(({ approvals }) => approvals.toString(2).replaceAll("0", "").length).sort()).toEqual([0, 4]);
    expect(requests).toHaveLength(open!.length + paid!.length);
    const [cash, owed, sales, equipment] = await told.read("Journal", journalAbi, "balances", [
      [accounts.cash, accounts["vouchers owed"], accounts["cash sales"], accounts.equipment],
    ]);
    expect(cash).toBeGreaterThan(yuan(1_000_000));
    expect(owed).toBeLessThan(-yuan(2_900_000));
    expect(sales).toBeLessThan(-yuan(400_000));
    expect(equipment).toBeGreaterThan(yuan(96_800));
    expect(await told.read("Treasury", treasuryAbi, "isShort", [])).toBe(false);
  });

  it("has decided six times, once against, and votes on one thing now", async () => {
    const decisions = await told.read("Proposals", proposalsAbi, "proposalsPage", [1, 20]);
    const [active, defeated, executed] = [1, 3, 7];
    expect(decisions.map(({ state }) => state)).toEqual([
      executed,
      executed,
      defeated,
      executed,
      executed,
      executed,
      active,
    ]);
  });

  it("has had another registrar since a vote, who let the newcomers in and was handed the register", async () => {
    const { chainId, club, deployedAtBlock, contracts } = told.deployment;
    const registrar = await told.read("Registry", registryAbi, "registrar", []);
    expect(club.registrar).toBe(practiceAddress(chainId, "registrar"));
    expect(registrar).toBe(practiceAddress(chainId, "registrar:2"));
    const appointed = parseEventLogs({
      abi: registryAbi,
      eventName: "RegistrarAppointed",
      logs: (await rpc(told.chain.url, "eth_getLogs", [
        { address: contracts.Registry, fromBlock: numberToHex(deployedAtBlock) },
      ])) as Log[],
    });
    expect(appointed.map(({ args }) => args.registrar)).toEqual([club.registrar, registrar]);
    const register = appointed[1]?.args.registerHash;
    expect(await (await told.server.app.request(`/records/${register}`)).text()).toMatch(/^Register of admissions/);
    const people = v.parse(practicePeopleSchema, await told.get("/practice/people"));
    for (const { account } of people.filter(({ label }) => label.startsWith("newcomer:"))) {
      expect(await told.read("Admission", admissionAbi, "isAdmitted", [account])).toBe(true);
    }
  });

  it("knows its people by name, and some by their number only", async () => {
    const lines = v.parse(directorySchema, await told.get("/directory"));
    const people = v.parse(practicePeopleSchema, await told.get("/practice/people"));
    expect(people.filter(({ seat }) => seat !== null)).toHaveLength(99);
    expect(people.filter(({ label }) => label.startsWith("newcomer:"))).toHaveLength(5);
    for (const { line } of lines) expect(people.find(({ seat }) => seat === line.seat)?.name).toBe(line.name);
    expect(people.filter(({ seat, name }) => seat !== null && name === "")).toHaveLength(99 - lines.length);
  });

  it("keeps every text that the chain names", async () => {
    const requests = await told.read("Payments", paymentsAbi, "requests", [1n, 200n]);
    const gifts = await told.read("Donations", donationsAbi, "donations", [1n, 100n]);
    const candidates = await told.read("Elections", electionsAbi, "candidates", [3]);
    const { terms } = await told.read("Rounds", roundsAbi, "round", [3]);
    const hashes = [
      ...requests.map(({ ref }) => ref),
      ...gifts.map(({ note }) => note),
      ...candidates.map(({ statement }) => statement),
      terms.termsHash,
      told.deployment.club.founding.terms.hash,
      told.deployment.club.criteria.hash,
    ];
    for (const hash of new Set(hashes.filter((one) => one !== zeroHash))) {
      expect((await told.server.app.request(`/records/${hash}`)).status, hash).toBe(200);
    }
  });
});
