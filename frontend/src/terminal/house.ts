import {
  BaseError,
  type Client,
  ContractFunctionRevertedError,
  createClient,
  encodeFunctionData,
  type Hex,
  http,
} from "viem";
import { getBlock, getBlockNumber, getChainId, getContractEvents, readContract } from "viem/actions";
import { counterAbi } from "#protocol/abi/counter.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { terminalsAbi } from "#protocol/abi/terminals.ts";
import { type Deployment, parseDeployment } from "#protocol/deployments.ts";
import { houseClock } from "#protocol/houseClock.ts";
import type { P256PublicKey } from "#protocol/p256.ts";
import { type CounterDomain, redeemArgs, type SignedPayCode, unitsPerHundredth } from "#protocol/payCode.ts";
import { callStatusSchema, type RelayError, relayRefusalSchema } from "#protocol/relayApi.ts";
import type { PocketView } from "./accept.ts";
import type { CounterChain, Relay, RelayAnswer } from "./sender.ts";

/** What a tablet is to the house. */
export type Pairing =
  | { state: "unknown" }
  | { state: "paired"; id: number; label: string; dayCap: number; expiry: number }
  | { state: "shutOut"; id: number; since: number }
  | { state: "over"; id: number; ended: number };

export type TillHouse = Awaited<ReturnType<typeof connectHouse>>;

/** Reads which house this is and checks that the chain behind `/rpc` is the right one. Throws when it is not there. */
export async function connectHouse() {
  const answer = await fetch("/deployment.json", { cache: "no-store" });
  if (!answer.ok) throw new Error(`deployment.json: ${answer.status}`);
  const deployment = parseDeployment(await answer.json());
  const client = createClient({ transport: http("/rpc", { batch: true, retryCount: 1, timeout: 4_000 }) });
  const chainId = await getChainId(client);
  if (chainId !== deployment.chainId) throw new WrongChain(deployment.chainId, chainId);
  const { Counter: counter, Terminals: terminals } = deployment.contracts;
  const terms = await readContract(client, { address: counter, abi: counterAbi, functionName: "terms" });
  const clock = await chainClock(client, deployment);
  const unit = unitsPerHundredth(deployment.club.currency.decimals);
  const domain: CounterDomain = { chainId, counter };

  return {
    deployment,
    client,
    domain,
    dayOffset: terms.dayOffset,
    /** Smallest units in a hundredth. */
    unit,
    /** UTC seconds of the house. */
    now: clock.now,
    /** Renews the clock; throws when nobody answers. */
    heartbeat: clock.renew,

    async pairing({ x, y }: P256PublicKey): Promise<Pairing> {
      const id = await readContract(client, {
        address: terminals,
        abi: terminalsAbi,
        functionName: "terminalOf",
        args: [x, y],
      });
      if (id === 0) return { state: "unknown" };
      const terminal = await readContract(client, {
        address: terminals,
        abi: terminalsAbi,
        functionName: "terminal",
        args: [id],
      });
      if (terminal.revokedAt !== 0) return { state: "shutOut", id, since: terminal.revokedAt };
      if (terminal.expiry < clock.now()) return { state: "over", id, ended: terminal.expiry };
      const dayCap = Number(terminal.dayCap / unit);
      return { state: "paired", id, label: labelOf(terminal.label), dayCap, expiry: terminal.expiry };
    },

    /** The pocket behind a code, in one request. Throws when nobody answers. */
    async pocketView(code: SignedPayCode): Promise<PocketView> {
      const at = { address: counter, abi: counterAbi } as const;
      const [pocket, key, used] = await Promise.all([
        readContract(client, { ...at, functionName: "pocket", args: [code.pocket] }).catch(noneIfRefused),
        readContract(client, { ...at, functionName: "spendKey", args: [code.pocket, code.keyEpoch] }),
        readContract(client, { ...at, functionName: "isUsed", args: [code.pocket, code.nonce] }),
      ]);
      return {
        exists: pocket !== undefined,
        available: pocket === undefined ? 0 : Number((pocket.balance - pocket.exiting) / unit),
        key: { ...key, keyHash: key.keyHash },
        spentToday: pocket?.spentToday ?? 0,
        spentDay: pocket?.spentDay ?? 0,
        used,
      };
    },

    /** Who sits at the table now, and whether they only take care. */
    tableNow: () =>
      readContract(client, {
        address: deployment.contracts.Roster,
        abi: rosterAbi,
        functionName: "tableAt",
        args: [clock.now()],
      }),

    chain: {
      blockNumber: () => getBlockNumber(client, { cacheTime: 0 }),
      nextSeq: (terminal) =>
        readContract(client, { address: counter, abi: counterAbi, functionName: "nextSeq", args: [terminal] }),
      async record(terminal, seq) {
        const [record] = await readContract(client, {
          address: counter,
          abi: counterAbi,
          functionName: "batches",
          args: [terminal, seq, 1],
        });
        if (record === undefined) throw new Error(`The counter has no batch ${seq}`);
        return record;
      },
      async skips(terminal, seq, sinceBlock) {
        const events = await getContractEvents(client, {
          address: counter,
          abi: counterAbi,
          eventName: "ItemSkipped",
          args: { terminal, seq },
          fromBlock: sinceBlock,
          strict: true,
        });
        return events.map(({ args }) => ({ index: Number(args.index), reason: args.reason }));
      },
    } satisfies CounterChain,

    relay: {
      redeem: (batch, signature) =>
        callRelay(
          counter,
          encodeFunctionData({ abi: counterAbi, functionName: "redeem", args: redeemArgs(batch, signature) }),
        ),
    } satisfies Relay,

    enrol: (args: Parameters<typeof enrolData>[0]) => callRelay(terminals, enrolData(args)),
  };
}

export class WrongChain extends Error {
  constructor(expected: number, found: number) {
    super(`The house is on chain ${expected}, this is chain ${found}`);
  }
}

interface Enrolment {
  x: bigint;
  y: bigint;
  dayCap: bigint;
  expiry: number;
  label: Hex;
  deadline: number;
}

function enrolData({
  enrolment,
  seats,
  signatures,
}: {
  enrolment: Enrolment;
  seats: number[];
  signatures: Hex[];
}): Hex {
  return encodeFunctionData({ abi: terminalsAbi, functionName: "enrol", args: [enrolment, seats, signatures] });
}

/** The relay is only a messenger: an answer tells how the message fares, never whether a batch was paid. */
async function callRelay(to: Hex, data: Hex): Promise<RelayAnswer> {
  let response: Response;
  try {
    response = await fetch("/relay/calls", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ to, data }),
      signal: AbortSignal.timeout(8_000),
    });
  } catch {
    return { state: "unreachable" };
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    const job = callStatusSchema.safeParse(body).data;
    if (job === undefined) return { state: "unreachable" };
    return job.state === "failed" ? refusedBy(job.error) : { state: "taken" };
  }
  const refusal = relayRefusalSchema.safeParse(body).data;
  return refusal === undefined ? { state: "unreachable" } : refusedBy(refusal.error);
}

/** Too busy, or cut off from the chain: the same message may be handed over again. Only the house's own no is a no. */
function refusedBy(error: RelayError | undefined): RelayAnswer {
  if (error?.code === "refused" || error?.code === "notAllowed" || error?.code === "malformed") {
    return { state: "refused", name: error.name ?? error.code, args: error.args ?? [] };
  }
  return { state: "unreachable" };
}

/** A refusal of the contract is an answer; everything else is a network that does not answer. */
function noneIfRefused(error: unknown): undefined {
  if (error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError))
    return undefined;
  throw error;
}

function labelOf(bytes: Hex): string {
  const octets = (bytes.slice(2).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const end = octets.indexOf(0);
  return new TextDecoder().decode(new Uint8Array(end < 0 ? octets : octets.slice(0, end)));
}

/** The house's time, renewed from the chain. On a practice chain the next block's time is the present. */
async function chainClock(client: Client, deployment: Deployment) {
  const clock = houseClock(deployment.practice);
  const renew = async (): Promise<void> => {
    const { timestamp } = await getBlock(client, { blockTag: deployment.practice ? "pending" : "latest" });
    if (deployment.practice) clock.sawTime(Number(timestamp));
    else clock.sawBlock(Number(timestamp));
  };
  await renew();
  return { renew, now: clock.now };
}
