import type { Browser, Page } from "playwright-core";
import { decodeAbiParameters, encodeAbiParameters, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BeaconStored } from "#protocol/abi/drandBeacon.ts";
import { BallotCast, candidates, election, electionsAbi, Nominated } from "#protocol/abi/elections.ts";
import { figureAt } from "#protocol/abi/registry.ts";
import { calendar, EraAdded, rosterAbi, TableSeated } from "#protocol/abi/roster.ts";
import { liveSeatsAt, SeatsMinted } from "#protocol/abi/share.ts";
import { numberOf, uncompressed } from "#protocol/oversight/drand.ts";
import { practiceSignature } from "#protocol/oversight/practiceBeacon.ts";
import { type Lie, type Log, misled, ofAnswer, ofLogs } from "./misled.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, openBrowser, type Visit, visit } from "./visit.ts";

const TERM = 2;
const ADDRESS = `/votes/ballot/${TERM}/draw`;

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
});
afterAll(() => browser.close());

const misledHere = (lie: Lie, look: (page: Page) => Promise<void>) =>
  misled(browser, house, { lie, path: ADDRESS }, look);

describe("the picture of a draw", () => {
  it("moves over all shares to those who got a chair; who wants no motion finds its end at once", async () => {
    const seats = await house.read("Roster", rosterAbi, "chairsOf", [TERM]);
    const still = await visit(browser, house);
    const moving = await visit(browser, house);
    const filled = ({ page }: Visit) => page.locator("main figure svg path[transform]").count();
    try {
      await moving.page.emulateMedia({ reducedMotion: "no-preference" });
      await open(still.page, ADDRESS);
      await expect.poll(() => filled(still)).toBe(seats.length);
      await moving.page.goto(ADDRESS);
      const again = moving.page.getByRole("button", { name: "Show it again" });
      await again.waitFor();
      expect(await again.isDisabled()).toBe(true);
      expect(await filled(moving)).toBeLessThan(seats.length);
      await expect.poll(() => again.isEnabled()).toBe(true);
      expect(await filled(moving)).toBe(seats.length);
      await again.click();
      await expect.poll(() => filled(moving)).toBeLessThan(seats.length);
      expect(still.faults).toEqual([]);
    } finally {
      await Promise.all([still.context.close(), moving.context.close()]);
    }
  });
});

describe("the page of a draw", () => {
  it("tells round, number and that the browser found the same", async () => {
    const { context, page, faults } = await visit(browser, house);
    try {
      await open(page, ADDRESS);
      await page.getByText("Same as the public record").waitFor();
      const { round, beacon } = await house.read("Elections", electionsAbi, "election", [TERM]);
      expect(beacon).toBe(numberOf(practiceSignature(Number(round))));
      await page.getByText(`Round ${Number(round).toLocaleString("en-GB")} (practice network)`).waitFor();
      await page.locator("code:visible", { hasText: beacon }).first().waitFor();
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });

  const otherSignature = (logs: Log[]): Log[] => {
    const signature = practiceSignature(7);
    const values = [numberOf(signature), uncompressed(signature)] as const;
    for (const log of logs) log.data = encodeAbiParameters([{ type: "bytes32" }, { type: "bytes" }], values);
    return logs;
  };
  /** The first table that was ever seated, its list the other way round. */
  const firstTurnedRound = ([first, ...others]: Log[]): Log[] => {
    if (first === undefined) return others;
    const told = TableSeated.inputs.filter(({ indexed }) => !indexed);
    const [seats, ...rest] = decodeAbiParameters(told, first.data) as [number[], ...unknown[]];
    first.data = encodeAbiParameters(told, [[...seats].reverse(), ...rest] as never);
    return [first, ...others];
  };
  const longerTerms = (logs: Log[]): Log[] => {
    for (const log of logs) log.data = encodeAbiParameters([{ type: "uint32" }], [366 * 86_400]);
    return logs;
  };
  it.each<[string, string, Lie]>([
    ["a forged signature", "Signature of the round", ofLogs(BeaconStored, otherSignature)],
    ["a ballot that is left out", "Votes", ofLogs(BallotCast, (logs) => logs.slice(1))],
    ["a nomination that is left out", "Candidates", ofLogs(Nominated, (logs) => logs.slice(1))],
    [
      "a nomination that is made up",
      "Candidates",
      ofAnswer<unknown[]>(candidates, (paper) => [...paper, { seat: 99, statement: zeroHash, approvals: 0 }]),
    ],
    [
      "dates that are told otherwise",
      "Dates of the term",
      ofAnswer<{ ballotUntil: number }>(calendar, (dates) => ({ ...dates, ballotUntil: dates.ballotUntil - 30 })),
    ],
    ["an era that is told otherwise", "Dates of the term", ofLogs(EraAdded, longerTerms)],
    ["a figure that is told otherwise", "Figures of the draw", ofAnswer<bigint>(figureAt, (figure) => figure + 1n)],
    ["a member who is made up", "Members when the ballot began", ofAnswer<number>(liveSeatsAt, (live) => live + 1)],
    ["shares that are left out", "Members when the ballot began", ofLogs(SeatsMinted, (logs) => logs.slice(1))],
    ["an earlier table that is told otherwise", "Earlier terms", ofLogs(TableSeated, firstTurnedRound)],
  ])("says of %s that %s is false", async (_what, line, lie) => {
    await misledHere(lie, async (page) => {
      const verdict = page.locator('[role="alert"], [role="status"]', { hasText: "Differs from the public record" });
      await verdict.waitFor();
      await verdict.getByText(line, { exact: true }).first().waitFor();
      expect(await verdict.locator("dt:visible").first().textContent()).toBe(line);
    });
  });

  it("says what is missing when the node keeps the signature back", async () => {
    await misledHere(
      ofLogs(BeaconStored, () => []),
      async (page) => {
        await page.getByText("The node leaves out a part of the public record").waitFor();
        await page.getByText("Signature of the round", { exact: true }).waitFor();
      },
    );
  });
});

describe("the page of a draw that waits for its number", () => {
  const waiting = ofAnswer<object>(election, (known) => ({ ...known, beacon: zeroHash, seed: zeroHash, seatedAt: 0 }));

  it("takes a signature from whoever has it, says when it is none, and brings it to the contract", async () => {
    const { round } = await house.read("Elections", electionsAbi, "election", [TERM]);
    await misledHere(waiting, async (page) => {
      const field = page.getByLabel("Signature of the round");
      const button = page.getByRole("button", { name: "Save the random number" });
      await field.fill("0x1234");
      await page.getByText("A signature has 96 characters").waitFor();
      await field.fill(practiceSignature(Number(round) + 1));
      await page.getByText("This is not the signature of round").waitFor();
      await page.getByText("Enter the signature first.").waitFor();
      expect(await button.isDisabled()).toBe(true);
      await field.fill(practiceSignature(Number(round)).slice(2).toUpperCase());
      await button.click();
      // Here only the visitor's node says that it waits: the contract knows better.
      await page.getByText(/The random number of round .+ is already saved/).waitFor();
    });
  });
});
