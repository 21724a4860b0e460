import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAYS, defineClub, smallestUnits } from "#ignition/club.ts";
import { accounts } from "#protocol/treasury/accounts.ts";
import { verifyBooks } from "#protocol/treasury/verifyBooks.ts";
import { deployPracticeHouse } from "#scripts/deploy/deployPracticeHouse.ts";
import { Chain } from "#scripts/node/Chain.ts";
import { HouseFolder } from "#scripts/node/HouseFolder.ts";
import { ProcessBook } from "#scripts/node/ProcessBook.ts";
import { freePorts } from "#scripts/node/ports.fixture.ts";
import { rpc } from "#scripts/node/rpc.ts";
import { club as runde } from "../../club.config.ts";
import { Elections, windowsOfTheClub } from "./Elections.ts";
import { HouseModel } from "./HouseModel.ts";
import { HouseOnChain } from "./HouseOnChain.ts";
import { anyHistory, PEOPLE, type Step } from "./histories.ts";
import { count, LivedHouse } from "./LivedHouse.ts";

/** A house of nine: everything that is bounded is reached within a few steps. */
const club = defineClub(new URL("../../club/", import.meta.url), {
  ...runde,
  maxMembers: 9,
  rotation: { ...runde.rotation, chairs: 3, reserves: 2 },
  voting: { ...runde.voting, sponsors: 2 },
  treasury: { approvalsNeeded: 2, reserveBps: 5_000, voteThreshold: "150" },
  budget: { rent: "250", goods: "130" },
  counter: { ...runde.counter, pocketCap: "120" },
  founding: { ...runde.founding, price: "100", minSeats: 3, maxSeats: 6, length: 10 * DAYS, coolOff: 2 * DAYS },
  practice: { foundingOpensBefore: 10 * DAYS },
});

const units = (amount: string) => smallestUnits(club, amount);
const MONEY = units("450");
const ANCHOR = Date.UTC(2026, 2, 1) / 1000;
const OPENS = ANCHOR - club.practice.foundingOpensBefore;
const BEGINS = OPENS - 600;
const ADMITTED_UNTIL = OPENS + 399 * DAYS;

/** What must have happened at least once over all histories: a run that never refunds proves nothing about refunds. */
const HISTORIES = 10;
const mustHappen = [
  ...["buy", "withdraw", "refund", "pushRefund", "finalise", "offerAgain", "claim", "setUp", "fill", "drink"],
  ...["donate", "deposit", "nominate", "cast", "storeBeacon", "seatTable", "answer", "enrol", "request", "pay"],
  ...["approve", "takeBack", "close", "withdrawRequest", "payApproved", "heldUpBy money", "heldUpBy budget"],
];
const mustBeRefused = [
  ...["AlreadyHoldsSeat", "AlreadyHasPlace", "NothingToRefund", "RoundHasNotFailed", "RoundNotSucceeded"],
  ...["NotEnoughVouchers", "PocketFull", "OverVoteThreshold", "BallotNotOpen", "NominationsNotOpen", "RequestClosed"],
  ...["BudgetExceeded", "ReserveBroken", "PayeeOverThreshold", "ApprovalsMissing", "TableTooSmall", "NotAProposer"],
  ...["ApprovedAlready", "ApprovalWasTakenBack", "ClosingWantedAlready", "NotInOfficeForPayments"],
];

let path: string;
let chain: Chain;
let house: HouseOnChain;

beforeAll(async () => {
  path = mkdtempSync(join(tmpdir(), "model "));
  const folder = new HouseFolder(path);
  const port = await freePorts();
  chain = await Chain.start({
    folder,
    processes: new ProcessBook(folder),
    port,
    chainId: 31337,
    beginsAt: OPENS - 3600,
  });
  const site = { rpcUrl: chain.url, chainId: 31337, anchor: ANCHOR, folder };
  house = new HouseOnChain(await deployPracticeHouse(site, club), chain.url, PEOPLE);
  await rpc(chain.url, "anvil_setBalance", [house.operator.address, "0x56bc75e2d63100000"]);
  for (let person = 0; person < PEOPLE; person++) await house.equip(person, MONEY, ADMITTED_UNTIL);
});

afterAll(async () => {
  await chain?.stop();
  rmSync(path, { recursive: true, force: true });
});

function aModel(): HouseModel {
  const { founding, treasury, counter, budget, rotation, maxMembers } = club;
  const model = new HouseModel({
    maxMembers,
    admittedUntil: ADMITTED_UNTIL,
    founding: {
      price: units(founding.price),
      minSeats: founding.minSeats,
      maxSeats: founding.maxSeats,
      opensAt: OPENS,
      deadline: OPENS + founding.length,
      coolOff: founding.coolOff,
    },
    reserveBps: BigInt(treasury.reserveBps),
    voteThreshold: units(treasury.voteThreshold),
    approvalsNeeded: treasury.approvalsNeeded,
    budget: new Map([
      [accounts.rent, units(budget.rent ?? "0")],
      [accounts.goods, units(budget.goods ?? "0")],
    ]),
    pocketCap: units(counter.pocketCap),
    leadTime: rotation.leadTime,
    termLength: rotation.termLength,
  });
  for (let person = 0; person < PEOPLE; person++) model.money.set(person, MONEY);
  return model;
}

describe("any history of a house", () => {
  it("is the same on the chain and in the model, to the cent and to the refusal", async () => {
    const done = new Map<string, number>();
    const refused = new Map<string, number>();
    const live = async (history: Step[]) => {
      const back = await house.snapshot();
      const lived = new LivedHouse(aModel(), house, new Elections(club.rotation.chairs, windowsOfTheClub));
      // However long the house was being built: what a history reaches depends on the second in which it begins.
      lived.model.now = BEGINS;
      try {
        for (const [i, step] of history.entries()) {
          await lived.live(step);
          if (i % 10 === 9) await lived.compare();
        }
        await lived.compare();
        await lived.compareRounds();
        await lived.elections.comparePools(lived);
        // I16: the books can be recomputed from their logs.
        const ask = (method: string, params: unknown[]) => rpc(chain.url, method, params);
        const { contracts, deployedAtBlock } = house.deployment;
        expect((await verifyBooks(ask, contracts.Journal, deployedAtBlock)).difference).toBeUndefined();
      } finally {
        for (const [name, times] of lived.done) for (let i = 0; i < times; i++) count(done, name);
        for (const [name, times] of lived.refused) for (let i = 0; i < times; i++) count(refused, name);
        await back();
      }
    };
    await fc.assert(fc.asyncProperty(anyHistory, live), {
      numRuns: HISTORIES,
      seed: 20_260_301,
      endOnFailure: true,
    });
    expect(mustHappen.filter((name) => !done.has(name))).toEqual([]);
    expect(mustBeRefused.filter((name) => !refused.has(name))).toEqual([]);
  });
});
