import { expect } from "chai";
import type { BaseContract } from "ethers";
import type { Ask } from "#protocol/house/Ask.ts";
import { MissingInLogs } from "#protocol/oversight/MissingInLogs.ts";
import { DAY, loadFixture, provider } from "../../fixtures/chain.ts";
import {
  accept,
  aFoundedHouse,
  answer,
  cast,
  datesOf,
  type ElectionHouse,
  join,
  listOf,
  naming,
  nominate,
  reach,
  seated,
  standDown,
} from "../../fixtures/electionHouse.ts";
import { recomputed } from "../../fixtures/recomputedDraw.ts";

/** The terms whose draws are checked: before the first one seats have joined, gone and served, before the last one the
 * cycle has turned. */
const CHECKED = [3, 4];
const LAST = 4;
const LEAVER = 5;

/** A small house in which all that a draw reads has happened before the last draw, and an answer came after it. */
async function aLivedHouse() {
  const house = await aFoundedHouse({ seats: 9, chairs: 4, reserves: 2 });
  const members = [...house.members];
  for (let term = 1; term <= LAST; ++term) {
    const dates = await datesOf(house, term);
    await reach(dates.nominationsFrom);
    const waiting = await whoMayStand({ ...house, members });
    const paper = waiting.slice(0, 3);
    for (const seat of paper) await nominate({ ...house, members }, term, seat);
    // The first of three withdraws: the last one moves up into the gap.
    if (paper.length === 3) await standDown({ ...house, members }, term, paper[0] ?? 0);
    await reach(dates.ballotFrom);
    const names = Math.max(0, paper.length - 1);
    for (const seat of [1, 2, 3]) await cast({ ...house, members }, term, seat, names > 0 ? naming(seat % names) : 0n);
    // Somebody thinks again: the first word does not count.
    await cast({ ...house, members }, term, 3, 0n);
    await seated({ ...house, members }, term);
    const list = await listOf(house, term);
    const live = list.filter((seat) => seat !== LEAVER);
    const asked = await silentOf(house, term, live);
    await accept({ ...house, members }, term, asked.slice(0, -1));
    for (const seat of asked.slice(-1)) await answer({ ...house, members }, term, seat, false);
    if (term === 1) {
      members.push(...(await join({ ...house, members }, 2)).slice(members.length));
      await house.share.connect(house.exit).end(LEAVER);
    }
    if (term === 2) await house.roster.connect(house.timelock).addEra(LAST, 70 * DAY);
    if (term === LAST) break;
    await reach(dates.start);
    if (term > 1) await house.roster.credit(term - 1);
  }
  return { ...house, members };
}

async function whoMayStand(house: ElectionHouse): Promise<number[]> {
  const seats = house.members.map((_, i) => i + 1).filter((seat) => seat !== LEAVER);
  const free = await Promise.all(
    seats.map(async (seat) => (await house.roster.poolOf(seat)) === 1n && !(await house.roster.isApart(seat))),
  );
  return seats.filter((_, i) => free[i]);
}

/** Who of a list has not been elected. */
async function silentOf({ roster }: ElectionHouse, term: number, seats: readonly number[]): Promise<number[]> {
  const chairs = await roster.chairsOf(term);
  return seats.filter((seat) => chairs.some((one) => Number(one.seat) === seat && !one.elected));
}

interface NodeLog {
  address: string;
  blockNumber: string;
  logIndex: string;
  topics: string[];
  data: string;
}

const ask: Ask = (method, params) => provider.request({ method, params: params as never });

/** A node that keeps one log back. */
function without({ blockNumber, logIndex }: NodeLog): Ask {
  return async (method, params) => {
    const said = await ask(method, params);
    if (method !== "eth_getLogs") return said;
    return (said as NodeLog[]).filter((log) => log.blockNumber !== blockNumber || log.logIndex !== logIndex);
  };
}

/** What a browser says of the draw that such a node tells: what is false, or nothing. It throws what has no name. */
async function verdict(house: ElectionHouse, term: number, node: Ask): Promise<string> {
  try {
    return (await recomputed(house, term, node)).difference?.what ?? "the same";
  } catch (error) {
    if (error instanceof MissingInLogs) return `missing: ${error.what}`;
    throw error;
  }
}

const nameOf = (contracts: readonly BaseContract[], log: NodeLog) =>
  contracts.map((one) => one.interface.parseLog(log)?.name).find((name) => name !== undefined) ?? "unknown";

/** Of each kind of log, what must be said of at least one that is left out. */
const NAMED: Record<string, readonly string[]> = {
  Nominated: ["paper", "missing: paper"],
  NominationWithdrawn: ["paper"],
  BallotCast: ["approvals"],
  TableDrawn: ["missing: seed"],
  BeaconNetworkNamed: ["missing: network"],
  BeaconStored: ["missing: signature"],
  FiguresFounded: ["missing: figures"],
  CalendarBegun: ["missing: calendar"],
  EraAdded: ["calendar", "missing: calendar"],
  SeatsMinted: ["electorate"],
  SeatEnded: ["electorate"],
  SeatsJoined: ["missing: size"],
  SeatsServed: ["served"],
  CycleTurned: ["served"],
  TableSeated: ["missing: list", "missing: earlier"],
  ChairTaken: ["earlier", "list"],
  ChairLeft: ["earlier", "list"],
};

describe("A draw that is told without one of its logs", () => {
  it("says what is false or missing, whichever log it is, or finds the same result", async () => {
    const house = await loadFixture(aLivedHouse);
    for (const term of CHECKED) expect(await verdict(house, term, ask)).to.equal("the same");
    const { registry, roster, elections, share, beacon } = house;
    const contracts = [registry, roster, elections, share, beacon];
    const address = await Promise.all(contracts.map((one) => one.getAddress()));
    const logs = (await ask("eth_getLogs", [{ fromBlock: "0x0", toBlock: "latest", address }])) as NodeLog[];
    const said = new Map<string, Set<string>>();
    for (const log of logs) {
      const name = nameOf(contracts, log);
      for (const term of CHECKED) {
        const found = await verdict(house, term, without(log)).catch((error: Error) => {
          throw new Error(`term ${term} without ${name}: ${error.message}`);
        });
        said.set(name, (said.get(name) ?? new Set()).add(found));
      }
    }
    const found = Object.fromEntries([...said].map(([name, all]) => [name, [...all].sort()]));
    for (const [name, wanted] of Object.entries(NAMED)) {
      expect(found[name], `${name} of ${JSON.stringify(found)}`).to.include.members([...wanted]);
    }
  });
});
