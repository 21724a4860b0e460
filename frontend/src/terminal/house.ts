import type { Hex } from "viem";
import { getContractEvents } from "viem/actions";
import * as counterAbi from "#protocol/abi/counter.ts";
import * as pocketsAbi from "#protocol/abi/pockets.ts";
import * as terminalsAbi from "#protocol/abi/terminals.ts";
import { revertData } from "#protocol/house/refusal.ts";
import type { Message } from "#protocol/house/typedData.ts";
import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import { type CounterDomain, redeemArgs, type SignedPayCode, unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { connectHouse, readHouse, seeTime } from "../chain/node/house.ts";
import { encodeCall, type HouseCall, houseCall } from "../chain/node/houseCall.ts";
import { viemClient } from "../chain/node/viemClient.ts";
import { submitCall } from "../chain/write/relay.ts";
import type { PocketView } from "./accept/accept.ts";
import type { CounterChain, Relay, RelayAnswer } from "./send/sender.ts";

/** What a tablet is to the house. */
export type Pairing =
  | { state: "unknown" }
  | { state: "paired"; id: number; label: string; dayCap: number; expiry: number }
  | { state: "shutOut"; id: number; since: number }
  | { state: "over"; id: number; ended: number };

export type TillHouse = Awaited<ReturnType<typeof connectTill>>;

/** The house as the till knows it. Throws when nobody answers, `WrongHouse` when it is another chain. */
export async function connectTill() {
  const house = await connectHouse();
  const { deployment, rpc, clock } = house;
  const counter = deployment.contracts.Counter;
  const carry = (call: HouseCall) => callRelay(encodeCall(deployment, call));
  const dayOffset = await readHouse(house, counterAbi.dayOffset);
  const unit = unitsPerHundredth(deployment.club.currency.decimals);
  const domain: CounterDomain = { chainId: deployment.chainId, counter };

  return {
    house,
    deployment,
    domain,
    dayOffset,
    /** UTC seconds of the house. */
    now: clock.now,
    /** Renews the clock; throws when nobody answers. */
    heartbeat: () => seeTime(house),

    async pairing({ x, y }: P256PublicKey): Promise<Pairing> {
      const [id, endedAt] = await readHouse(house, terminalsAbi.terminalOf, [x, y]);
      if (id === 0) return { state: "unknown" };
      // Shut out, or another tablet has its number now.
      if (endedAt !== 0) return { state: "shutOut", id, since: endedAt };
      const terminal = await readHouse(house, terminalsAbi.terminal, [id]);
      if (terminal.expiry < clock.now()) return { state: "over", id, ended: terminal.expiry };
      const dayCap = Number(terminal.dayCap / unit);
      return { state: "paired", id, label: labelOf(terminal.label), dayCap, expiry: terminal.expiry };
    },

    /** The pocket behind a code, in one request. Throws when nobody answers. */
    async pocketView(code: SignedPayCode): Promise<PocketView> {
      const [pocket, key, used] = await Promise.all([
        readHouse(house, pocketsAbi.pocket, [code.pocket]).catch(noneIfRefused),
        readHouse(house, counterAbi.spendKey, [code.pocket, code.keyEpoch]),
        readHouse(house, counterAbi.isUsed, [code.pocket, code.keyEpoch, code.nonce]),
      ]);
      return {
        exists: pocket !== undefined,
        available: pocket === undefined ? 0 : Number((pocket.balance - pocket.exiting) / unit),
        key,
        spentToday: pocket?.spentToday ?? 0,
        spentDay: pocket?.spentDay ?? 0,
        used,
      };
    },

    chain: {
      blockNumber: async () => BigInt(await rpc.request({ method: "eth_blockNumber" })),
      nextSeq: (terminal) => readHouse(house, counterAbi.nextSeq, [terminal]),
      async record(terminal, seq) {
        const [record] = await readHouse(house, counterAbi.batches, [terminal, seq, 1]);
        if (record === undefined) throw new Error(`The counter has no batch ${seq}`);
        return record;
      },
      async skips(terminal, seq, sinceBlock) {
        const events = await getContractEvents(viemClient(house), {
          address: counter,
          abi: [counterAbi.ItemSkipped],
          eventName: "ItemSkipped",
          args: { terminal, seq },
          fromBlock: sinceBlock,
          strict: true,
        });
        return events.map(({ args }) => ({ index: Number(args.index), reason: args.reason }));
      },
    } satisfies CounterChain,

    relay: {
      redeem: (batch, signature) => carry(houseCall(counterAbi.redeem, redeemArgs(batch, signature))),
    } satisfies Relay,

    enrol: ({ enrolments, signatures }: Enrolling) => carry(houseCall(terminalsAbi.enrol, [enrolments, signatures])),
  };
}

interface Enrolling {
  /** The same tablet, each over the seat that speaks. */
  enrolments: readonly Message<"Enrolment">[];
  signatures: readonly Hex[];
}

/** The relay is only a messenger: an answer tells how the message fares, never whether a batch was paid. */
async function callRelay({ to, data }: { to: Hex; data: Hex }): Promise<RelayAnswer> {
  const answer = await submitCall(to, data);
  if (answer.ok && answer.status.state !== "failed") return { state: "taken" };
  const error = answer.ok ? answer.status.error : answer.error;
  if (error?.code === "refused" || error?.code === "notAllowed" || error?.code === "malformed") {
    return { state: "refused", name: error.name ?? error.code, args: error.args ?? [] };
  }
  // Too busy, or cut off from the chain: the same message may be handed over again.
  return { state: "unreachable" };
}

/** A refusal of the contract is an answer; everything else is a network that does not answer. */
function noneIfRefused(error: unknown): undefined {
  if (revertData(error) !== undefined) return undefined;
  throw error;
}

function labelOf(bytes: Hex): string {
  const octets = (bytes.slice(2).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const end = octets.indexOf(0);
  return new TextDecoder().decode(new Uint8Array(end < 0 ? octets : octets.slice(0, end)));
}
