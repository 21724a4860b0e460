import { encodeErrorResult, type Hex, zeroAddress } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as rounds from "#protocol/abi/rounds.ts";
import type { CallStatus } from "#protocol/relay/relayApi.ts";
import type { House } from "../node/house.ts";
import { houseCall } from "../node/houseCall.ts";
import { aStorage } from "../node/storage.fixture.ts";
import type { SignedIn } from "../session/session.ts";
import { act, type Deed, resumeCall, type WriteStep } from "./act.ts";
import { addPending, openPending } from "./pending.ts";

const signature: Hex = `0x${"11".repeat(65)}`;
const deed: Deed = {
  name: "claim",
  check: houseCall(rounds.finalise, [1]),
  sign: { domain: {} as never, types: {}, primaryType: "Join", message: {} },
  call: () => houseCall(rounds.claim, [1, 10]),
};

/** A house whose chain says yes or no, and remembers being asked. */
function aHouse(answer: () => Promise<unknown> = async () => "0x") {
  const request = vi.fn(answer);
  const house = {
    deployment: { houseId: `0x${"ab".repeat(32)}`, practice: true, contracts: { Rounds: zeroAddress } },
    rpc: { request },
    clock: { now: () => 1_800_000_000 },
  } as unknown as House;
  return { house, request };
}

function aPerson(sign: () => Promise<Hex> = async () => signature) {
  const signTypedData = vi.fn(sign);
  return { signTypedData, session: { kind: "demo", account: zeroAddress, signTypedData } as unknown as SignedIn };
}

/** A relay that answers one after the other; the last answer stays. */
function aRelay(...answers: readonly (Partial<CallStatus> | { refused: unknown } | "down")[]) {
  const left = [...answers];
  const ask = vi.fn(async (path: string, init?: RequestInit) => {
    void path;
    const next = left.length > 1 ? left.shift()! : left[0]!;
    if (next === "down") throw new TypeError("Failed to fetch");
    if ("refused" in next) return Response.json({ error: next.refused }, { status: 422 });
    return Response.json({ id: "0x12", ...next }, { status: init?.method === "POST" ? 202 : 200 });
  });
  vi.stubGlobal("fetch", ask);
  return ask;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  vi.stubGlobal("localStorage", aStorage());
  vi.stubGlobal("addEventListener", () => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function doIt(house: House, session: SignedIn, what = deed): Promise<WriteStep[]> {
  await openPending(house);
  const steps: WriteStep[] = [];
  const done = act(house, session, what, (step) => void steps.push(step));
  await vi.runAllTimersAsync();
  await done;
  return steps;
}

describe("given a house that says no", () => {
  it("does not ask the person, and gives the house's own reason", async () => {
    const data = encodeErrorResult({ abi: rounds.roundsAbi, errorName: "RoundFull", args: [1, 100] });
    const { house } = aHouse(() => Promise.reject(Object.assign(new Error("execution reverted"), { code: 3, data })));
    const { session, signTypedData } = aPerson();
    const ask = aRelay({ state: "included" });
    expect((await doIt(house, session)).at(-1)).toMatchObject({
      step: "refused",
      refused: { kind: "refusal", name: "RoundFull", args: { maxSeats: { type: "uint32", value: 100 } } },
    });
    expect(signTypedData).not.toHaveBeenCalled();
    expect(ask).not.toHaveBeenCalled();
  });
});

describe("given a chain that does not answer", () => {
  it("says so in other words than a refusal", async () => {
    const { house } = aHouse(() => Promise.reject(new TypeError("Failed to fetch")));
    expect((await doIt(house, aPerson().session)).at(-1)).toEqual({
      step: "refused",
      refused: { kind: "unreachable" },
    });
  });
});

describe("given a person who says no", () => {
  it("is no error: nothing was sent", async () => {
    const ask = aRelay({ state: "included" });
    const { session } = aPerson(() => Promise.reject(Object.assign(new Error("User rejected"), { code: 4001 })));
    expect((await doIt(aHouse().house, session)).at(-1)).toEqual({ step: "nothingSent" });
    expect(ask).not.toHaveBeenCalled();
  });
});

describe("given a relay", () => {
  it("is watched until it is on the record", async () => {
    aRelay({ state: "queued" }, { state: "sent" }, "down", { state: "included", blockNumber: 7 });
    const steps = await doIt(aHouse().house, aPerson().session);
    expect(steps.map(({ step }) => step)).toEqual(["confirm", "recording", "recorded"]);
    expect(steps.at(-1)).toMatchObject({ at: 1_800_000_000, blockNumber: 7 });
    expect(localStorage.length).toBe(0);
  });

  it("that is down keeps nothing and says so", async () => {
    aRelay("down");
    const steps = await doIt(aHouse().house, aPerson().session);
    expect(steps.at(-1)).toEqual({ step: "refused", refused: { kind: "unreachable" } });
    expect(localStorage.length).toBe(0);
  });

  it("is asked what became of a call whose answer was lost", async () => {
    const ask = aRelay("down", { state: "sent" }, { state: "included", blockNumber: 7 });
    const steps = await doIt(aHouse().house, aPerson().session);
    expect(steps.at(-1)).toMatchObject({ step: "recorded", blockNumber: 7 });
    expect(ask.mock.calls.map(([, init]) => init?.method ?? "GET")).toEqual(["POST", "GET", "GET"]);
  });

  it("passes on why it failed in its block", async () => {
    const data = encodeErrorResult({ abi: rounds.roundsAbi, errorName: "NothingToClaim", args: [1] });
    aRelay({ state: "sent" }, { state: "failed", error: { code: "refused", message: "", data } });
    const steps = await doIt(aHouse().house, aPerson().session);
    expect(steps.at(-1)).toMatchObject({ refused: { kind: "refusal", name: "NothingToClaim" } });
  });
});

describe("given a page that was loaded again while something was on its way", () => {
  const one = { id: "0x12", to: zeroAddress, data: "0xabcd", name: "join", at: 1 } as const;

  it("goes on waiting for it", async () => {
    const { house } = aHouse();
    await openPending(house);
    addPending(one);
    expect(await openPending(house)).toEqual([one]);
    aRelay({ state: "sent" }, { state: "included" });
    const done = resumeCall(house, one);
    await vi.runAllTimersAsync();
    expect(await done).toMatchObject({ step: "recorded" });
    expect(await openPending(house)).toEqual([]);
  });

  it("hands it in again when it never arrived", async () => {
    const { house } = aHouse();
    await openPending(house);
    const ask = aRelay({ refused: { code: "unknown", message: "No such call" } }, { state: "included" });
    expect(await resumeCall(house, one)).toMatchObject({ step: "recorded" });
    expect(ask.mock.calls.map(([, init]) => init?.method ?? "GET")).toEqual(["GET", "POST"]);
  });

  it("is not lost by a relay that is busy: it is handed in until it is taken", async () => {
    const { house } = aHouse();
    await openPending(house);
    addPending(one);
    const unknown = { refused: { code: "unknown", message: "No such call" } };
    const busy = { refused: { code: "tooMuch", message: "Later" } };
    aRelay(unknown, busy, unknown, "down", "down", unknown, { state: "included" });
    const done = resumeCall(house, one);
    await vi.runAllTimersAsync();
    expect(await done).toMatchObject({ step: "recorded" });
    expect(await openPending(house)).toEqual([]);
  });

  it("does not mix in what another house left", async () => {
    const { house } = aHouse();
    await openPending(house);
    addPending(one);
    const another = { ...house, deployment: { ...house.deployment, houseId: `0x${"cd".repeat(32)}` } } as House;
    expect(await openPending(another)).toEqual([]);
  });
});
