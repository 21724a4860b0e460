import * as v from "valibot";
import { encodeFunctionData, type Hex, type TypedDataDefinition } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { practiceKey } from "#protocol/house/practice.ts";
import { type PracticeState, practiceStateSchema } from "#protocol/house/practiceClock.ts";
import { joinPayment, type Message } from "#protocol/house/typedData.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { presentBegins } from "#scripts/tests/fakedDay.ts";
import { isOwnClub } from "../fixtures/ownClub.ts";
import { aToldHouse, type ToldHouse } from "../fixtures/toldHouse.ts";

const me = privateKeyToAccount(practiceKey(31337, "newcomer:1"));
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const before = process.env.RUNDE_CLUB;

let house: ToldHouse;

beforeAll(async () => {
  if (isOwnClub) process.env.RUNDE_CLUB = "examples/cinema";
  house = await aToldHouse(presentBegins, { empty: true });
});
afterAll(async () => {
  await house?.stop();
  if (before === undefined) delete process.env.RUNDE_CLUB;
  else process.env.RUNDE_CLUB = before;
});

const state = async (): Promise<PracticeState> => v.parse(practiceStateSchema, await house.get("/practice/state"));
const round = (id: number) => house.read("Rounds", roundsAbi, "round", [id]);

async function goForward(name: string): Promise<void> {
  const [wanted] = (await state()).next.filter((one) => one.name === name);
  expect(await house.post("/practice/forward", { to: wanted?.id, mine: "newcomer:1" })).toMatchObject({ status: 202 });
  for (;;) {
    const { running, failed } = await state();
    if (failed !== undefined) throw new Error(failed.message);
    if (running === undefined) return;
    await pause(100);
  }
}

describe.skipIf(anvilFile() === undefined)("a house in which nothing has happened yet", () => {
  it("opens on the day before its founding round, with nobody in it", async () => {
    const { now, next } = await state();
    expect(await house.read("Share", shareAbi, "liveSeats", [])).toBe(0);
    const { state: standing, terms, sold } = await round(1);
    expect([standing, sold]).toEqual([0, 0]);
    expect(terms.opensAt - now).toBeGreaterThan(3_600);
    expect(terms.opensAt - now).toBeLessThan(2 * 86_400);
    expect(next.map(({ name }) => name)).toEqual(["roundOpens", "othersCome", "roundEnds"]);
  });

  it("goes past a founding to which nobody came, and lets it be offered again", async () => {
    await goForward("roundEnds");
    expect((await round(1)).state).toBe(5);
    expect((await state()).next.map(({ name }) => name)).toEqual(["othersCome"]);
    await goForward("othersCome");
    const { maxSeats } = (await round(2)).terms;
    expect(await round(2)).toMatchObject({ state: 1, sold: maxSeats - 1, free: 1 });
    expect((await state()).next.map(({ name }) => name)).toEqual(["roundEnds"]);
  });

  it("takes me as the last one, by one signature", async () => {
    const { terms } = await round(2);
    const { now } = await state();
    const message: Message<"Join"> = {
      round: 2,
      recipient: me.address,
      payer: me.address,
      termsHash: terms.termsHash,
      binding: false,
      epoch: 0,
      payerEpoch: 0,
      nonce: 0n,
      deadline: now + 600,
    };
    const payment = await me.signTypedData(joinPayment(house.deployment, message, terms.price) as TypedDataDefinition);
    const data = encodeFunctionData({ abi: roundsAbi, functionName: "buy", args: [message, "0x", payment] });
    const { status, answer } = await house.post("/relay/calls", { to: house.deployment.contracts.Rounds, data });
    expect(status, JSON.stringify(answer)).toBe(202);
    const { id } = answer as { id: Hex };
    await expect
      .poll(async () => ((await house.get(`/relay/calls/${id}`)) as { state: string }).state, { timeout: 60_000 })
      .toBe("included");
  });

  it("is founded, and its people elect and seat their first table by themselves", async () => {
    await goForward("roundEnds");
    const { maxSeats } = (await round(2)).terms;
    expect(await house.read("Share", shareAbi, "liveSeats", [])).toBe(maxSeats);
    expect(await house.read("Share", shareAbi, "seatOf", [me.address])).toBeGreaterThan(0);
    await goForward("termStarts");
    const [seats, caretakers] = await house.read("Roster", rosterAbi, "tableAt", [(await state()).now]);
    // I may have been drawn and said nothing.
    expect(seats.length).toBeGreaterThanOrEqual(house.deployment.club.chairs - 1);
    expect(caretakers).toBe(false);
  });
});
