import {
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeErrorResult,
  encodeFunctionResult,
  type Hex,
} from "viem";
import { describe, expect, it } from "vitest";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import type { CallStatus } from "#protocol/relay/relayApi.ts";
import type { AllowedCall } from "../calls/policy.ts";
import { aDeployment } from "../deployment.fixture.ts";
import type { Sender } from "../sending/sender.ts";
import { makeDueCalls } from "./dueLoop.ts";

const STATE = { open: 0, approved: 1, paid: 2 } as const;
const APPROVALS = 3n;
const GAS = "0x30d40";
const relay = "0x00000000000000000000000000000000000000aa";
const house = aDeployment();

interface Asked {
  state: number;
  /** Bits of those who approved. */
  approvals?: number;
  /** What holds it up: 0 = nothing. */
  obstacle?: number;
  /** The payee cannot receive now. */
  refuses?: boolean;
}

/** A chain with nothing but payments on it; whatever else is asked fails. Which payments the relay takes on. */
async function paid(requests: readonly Asked[]): Promise<bigint[]> {
  const client = createPublicClient({
    transport: custom({ request: (asked) => answer(requests, asked) }, { retryCount: 0 }),
  });
  const taken: bigint[] = [];
  const accept = (call: AllowedCall) => {
    taken.push(call.args[0] as bigint);
    return {} as CallStatus;
  };
  const sender = { accept, tooMuch: () => undefined } as unknown as Sender;
  await makeDueCalls({
    deployment: house,
    chain: { client, block: "latest" },
    sender,
    relay,
    now: () => 1_800_000_000,
  });
  return taken;
}

async function answer(requests: readonly Asked[], { method, params }: { method: string; params?: unknown }) {
  if (method === "eth_estimateGas") return GAS;
  const [{ to, data }] = params as [{ to: string; data: Hex }];
  if (to.toLowerCase() === house.contracts.Registry.toLowerCase()) {
    return encodeFunctionResult({ abi: registryAbi, functionName: "figure", result: APPROVALS });
  }
  if (to.toLowerCase() !== house.contracts.Payments.toLowerCase()) throw new Error("Nobody is there");
  const { functionName, args } = decodeFunctionData({ abi: paymentsAbi, data });
  if (functionName === "requestCount") {
    return encodeFunctionResult({ abi: paymentsAbi, functionName, result: BigInt(requests.length) });
  }
  if (functionName === "requests") {
    const page = requests.map((one, i) => requestOf(BigInt(i + 1), one));
    const first = Number(args[0]) - 1;
    return encodeFunctionResult({ abi: paymentsAbi, functionName, result: page.slice(first, first + Number(args[1])) });
  }
  if (requests[Number(args?.[0]) - 1]?.refuses) {
    const refused = { abi: paymentsAbi, errorName: "PayeeCannotReceive", args: [relay] } as const;
    throw Object.assign(new Error("execution reverted"), { code: 3, data: encodeErrorResult(refused) });
  }
  return "0x";
}

function requestOf(id: bigint, { state, approvals = 0, obstacle = 0 }: Asked) {
  const ref = `0x${"11".repeat(32)}` as const;
  const sides = { payee: relay, proposer: relay, proposerSeat: 0, approvals, takenBack: 0 } as const;
  const what = { lane: 2, amount: 5n, category: 500, term: 1, requestedAt: 1, ref } as const;
  return { id, ...sides, ...what, state, obstacle, paidAt: 0, entry: 0n };
}

describe("the payments that are due", () => {
  it("are those that enough have approved: not the open ones, not the paid ones", async () => {
    expect(await paid([{ state: STATE.open }, { state: STATE.approved }, { state: STATE.paid }])).toEqual([2n]);
  });

  it("are those that were held up, once nothing holds them up any more", async () => {
    const held = { state: STATE.open, approvals: 0b1011 };
    expect(await paid([held, { ...held, obstacle: 2 }, { ...held, approvals: 0b11 }])).toEqual([1n]);
  });

  it("are made though another one cannot be made now, and that one is left alone", async () => {
    const [stuck, good] = [{ state: STATE.approved, refuses: true }, { state: STATE.approved }];
    expect(await paid([stuck, good])).toEqual([2n]);
  });

  it("are looked for among the newest sixty, and only there", async () => {
    const old = Array.from({ length: 60 }, () => ({ state: STATE.approved }));
    expect((await paid([{ state: STATE.approved }, ...old])).map(Number)).toEqual(old.map((_, i) => i + 2));
  });

  it("are none where nothing was ever asked for", async () => {
    expect(await paid([])).toEqual([]);
  });
});
