import { type Address, decodeFunctionResult, type Hex, numberToHex, parseEventLogs } from "viem";
import * as correctionsAbi from "#protocol/abi/corrections.ts";
import * as counterAbi from "#protocol/abi/counter.ts";
import { Figure } from "#protocol/abi/enums.ts";
import * as pocketsAbi from "#protocol/abi/pockets.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import * as terminalsAbi from "#protocol/abi/terminals.ts";
import type { Ask } from "#protocol/house/Ask.ts";
import { deviceTime, houseClock } from "#protocol/house/houseClock.ts";
import { readLogs, topicOf } from "#protocol/house/readNode.ts";
import { revertData } from "#protocol/house/refusal.ts";
import type { Message } from "#protocol/house/typedData.ts";
import { type ClaimEnd, type CodeClaim, claimAnswerSchema } from "#protocol/voucher/codeClaim.ts";
import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import {
  businessDayOf,
  type CounterDomain,
  headsOf,
  PAPER_BIT,
  redeemArgs,
  type SignedPayCode,
  unitsPerHundredth,
} from "#protocol/voucher/payCode.ts";
import { nameOfTill } from "#protocol/voucher/tillPairing.ts";
import { ServerRefusal } from "../chain/node/askPlainly.ts";
import { anyAnswer, askServer } from "../chain/node/askServer.ts";
import { connectHouse, type House, readHouse, seeTime, WrongHouse } from "../chain/node/house.ts";
import { encodeCall, type HouseCall, houseCall } from "../chain/node/houseCall.ts";
import { createRpc } from "../chain/node/rpc.ts";
import { submitCall } from "../chain/write/relay.ts";
import type { PocketView } from "./accept/accept.ts";
import { isAstray, MEMORY_LASTS, type PocketMemory, type RememberedPocket } from "./offline/offlineRules.ts";
import { rememberTill, type TillMemory, tillMemory, timeSince } from "./offline/tillMemory.ts";
import type { CounterChain, Relay, RelayAnswer, Skip } from "./send/sender.ts";

/** What a tablet is to the house. */
type Pairing = { state: "unknown" } | KnownTill;

/** A tablet that was let in once; it keeps its number whatever becomes of it. */
export type KnownTill = { id: number; label: string; dayCap: number; expiry: number } & (
  | { state: "paired" }
  /** Shut out, or another tablet has its number now. */
  | { state: "shutOut"; since: number }
  | { state: "over"; ended: number }
);

export type TillHouse = Awaited<ReturnType<typeof connectTill>>;

/**
 * How far the till's time can be trusted: `quiet`: no new block for two minutes; `astray`: its own clock and the chain's
 * are an hour apart; `lost`: it was closed, and its clock was set back or stood still too long.
 */
export type TimeState = "good" | "quiet" | "astray" | "lost";

/** Milliseconds that one relay has to say whose a code is. */
const CLAIM_PATIENCE = 1_000;
/** Milliseconds without a new block. */
const QUIET = 120_000;

/**
 * The house as the till knows it. A tablet that was let in opens by what it remembers when nobody answers. Throws where
 * it remembers nothing, and `WrongHouse` when another chain answers.
 */
export async function connectTill() {
  const memory = tillMemory();
  const fresh = await connectFresh().catch((error: unknown) => {
    if (memory === undefined || error instanceof WrongHouse) throw error;
    return undefined;
  });
  return tillHouse(fresh ?? reopened(memory!), memory, fresh !== undefined);
}

async function connectFresh(): Promise<{ house: House; dayOffset: number }> {
  const house = await connectHouse();
  return { house, dayOffset: await readHouse(house, counterAbi.dayOffset) };
}

/** The house as it was when it was heard last. */
function reopened({ deployment, dayOffset }: TillMemory): { house: House; dayOffset: number } {
  const practice = __PRACTICE__ && deployment.practice;
  const clock = houseClock(deployment.practice);
  return { house: { deployment, rpc: createRpc("/rpc"), clock, connectedAt: 0n, practice }, dayOffset };
}

function tillHouse(
  { house, dayOffset }: { house: House; dayOffset: number },
  memory: TillMemory | undefined,
  connected: boolean,
) {
  const { deployment, rpc, clock } = house;
  const counter = deployment.contracts.Counter;
  const carry = (call: HouseCall) => callRelay(encodeCall(deployment, call));
  const unit = unitsPerHundredth(deployment.club.currency.decimals);
  const domain: CounterDomain = { chainId: deployment.chainId, counter };
  const heard = { block: house.connectedAt, at: performance.now() };
  const since = connected || memory === undefined ? undefined : timeSince(memory, deviceTime(), MEMORY_LASTS);
  let lost = !connected && since === undefined;
  if (since !== undefined) clock.takeUp(since);
  let lastKnown = memory?.deployment.houseId === deployment.houseId ? memory.known : undefined;

  /** By the newest block that stays. Undefined: a node that does not know which one does; then nothing is called final. */
  const finalCount = async (
    count: typeof counterAbi.nextSeq | typeof counterAbi.lateCount,
    terminal: number,
  ): Promise<number | undefined> => {
    const call = encodeCall(deployment, houseCall(count, [terminal]));
    const data = await rpc.request({ method: "eth_call", params: [call, "finalized"] }).catch(() => undefined);
    return data === undefined ? undefined : decodeFunctionResult({ abi: [count], data });
  };

  const word = (value: number) => numberToHex(value, { size: 32 });
  const logsSince = async (block: bigint, address: Address, topics: readonly unknown[]) => {
    const ask: Ask = (method, params) => rpc.request({ method, params } as never);
    const blocks = { from: Number(block), to: Number(await rpc.request({ method: "eth_blockNumber" })) };
    return readLogs(ask, blocks, address, topics);
  };

  return {
    house,
    deployment,
    domain,
    dayOffset,
    /** UTC seconds by the chain: a tablet's own clock is wrong sooner or later. */
    now: clock.anchored,

    time(): TimeState {
      if (lost) return "lost";
      if (deployment.practice) return "good";
      if (performance.now() - heard.at > QUIET) return "quiet";
      return isAstray(deviceTime(), clock.anchored()) ? "astray" : "good";
    },

    /** Renews the clock; throws when nobody answers, or another chain. */
    async heartbeat(): Promise<void> {
      const block = await seeTime(house);
      if (block !== heard.block || lost) Object.assign(heard, { block, at: performance.now() });
      lost = false;
      rememberTill({ deployment, dayOffset, known: lastKnown }, clock.anchored());
    },

    /** How this tablet stood when it was heard last. */
    lastKnown: () => lastKnown,

    /** @param id The number that it is known to have: then one request is enough. */
    async pairing({ x, y }: P256PublicKey, id?: number): Promise<Pairing> {
      const life = readHouse(house, terminalsAbi.terminalOf, [x, y]);
      const known = id ?? (await life)[0];
      if (known === 0) return { state: "unknown" };
      const [[, endedAt], terminal] = await Promise.all([life, readHouse(house, terminalsAbi.terminal, [known])]);
      const till = {
        id: known,
        label: nameOfTill(terminal.label),
        dayCap: Number(terminal.dayCap / unit),
        expiry: terminal.expiry,
      };
      lastKnown =
        endedAt !== 0
          ? { ...till, state: "shutOut", since: endedAt }
          : terminal.expiry < clock.anchored()
            ? { ...till, state: "over", ended: terminal.expiry }
            : { ...till, state: "paired" };
      return lastKnown;
    },

    /** All pockets as they are now, to be remembered for when nobody answers. */
    async pockets(): Promise<PocketMemory> {
      const asOf = clock.anchored();
      const count = await readHouse(house, pocketsAbi.pocketCount);
      const ids = Array.from({ length: count }, (_, i) => i + 1);
      const pockets = await Promise.all(
        ids.map(async (id): Promise<RememberedPocket> => {
          const { balance, exiting, keyEpoch, key, nextNonce, paperEpoch, paperKey, paperUsed, ...spent } =
            await readHouse(house, pocketsAbi.pocket, [id]);
          return {
            id,
            available: Number((balance - exiting) / unit),
            phone: { epoch: keyEpoch, key, nextNonce },
            paper: { epoch: paperEpoch | PAPER_BIT, key: paperKey, used: paperUsed },
            spentToday: spent.spentToday,
            spentDay: spent.spentDay,
          };
        }),
      );
      return { asOf, pockets };
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

    /**
     * Claims a code at the first relay that answers, and says whose it is. All tills ask the house's relays in the same
     * order, or they would not meet. The same word again changes nothing, so what was lost is asked once more.
     */
    async claim(claim: CodeClaim): Promise<number> {
      const { relays = [""] } = deployment;
      for (const origin of [...relays, ...relays]) {
        const asked = { post: claim, patience: CLAIM_PATIENCE };
        const answer = await askServer(`${origin}/relay/claims`, claimAnswerSchema, asked).catch(() => undefined);
        if (answer !== undefined) return answer.terminal;
      }
      throw new Error("No relay says whose the code is");
    },

    /** Says to all relays, for a claim may have reached any, that it is over; false: one of them has not heard it. */
    async endClaim(end: ClaimEnd): Promise<boolean> {
      const { relays = [""] } = deployment;
      const asked = { post: end, patience: CLAIM_PATIENCE };
      const heard = await Promise.all(
        relays.map((origin) =>
          askServer(`${origin}/relay/claims/ended`, anyAnswer, asked).then(
            () => true,
            // Who was renewed or shut out is not believed any more, however often it is said.
            (error: unknown) => error instanceof ServerRefusal && error.status !== 429 && error.status < 500,
          ),
        ),
      );
      return heard.every(Boolean);
    },

    chain: {
      blockNumber: async () => BigInt(await rpc.request({ method: "eth_blockNumber" })),
      nextSeq: (terminal) => readHouse(house, counterAbi.nextSeq, [terminal]),
      finalSeq: async (terminal) => (await finalCount(counterAbi.nextSeq, terminal)) ?? 1,
      finalLate: async (terminal) => (await finalCount(counterAbi.lateCount, terminal)) ?? 0,
      async record(terminal, seq) {
        const [record] = await readHouse(house, counterAbi.batches, [terminal, seq, 1]);
        if (record === undefined) throw new Error(`The counter has no batch ${seq}`);
        return record;
      },
      async takenBack(item) {
        const [isVoid, refunded] = await readHouse(house, correctionsAbi.takenBack, [item]);
        return { isVoid, refunded };
      },
      async backMark(terminal) {
        const { voids, voided, refunds, refunded } = await readHouse(house, correctionsAbi.takenBackAt, [terminal]);
        return [voids, voided, refunds, refunded].join(" ");
      },
      async namedBack(terminal, sinceBlock) {
        const topics = [backEvents.map(({ name }) => topicOf(backEvents, name)), word(terminal)];
        const logs = await logsSince(sinceBlock, deployment.contracts.Corrections, topics);
        return parseEventLogs({ abi: backEvents, logs, strict: true }).map(({ args: { seq, place } }) => ({
          terminal,
          seq,
          place,
        }));
      },
      async lateRecords(terminal) {
        const count = await readHouse(house, counterAbi.lateCount, [terminal]);
        return count === 0 ? [] : readHouse(house, counterAbi.lateBatches, [terminal, 1, count]);
      },
      async skips(terminal, seq, sinceBlock) {
        const abi = [counterAbi.ItemSkipped];
        const topics = [topicOf(abi, "ItemSkipped"), word(terminal), word(seq)];
        const logs = await logsSince(sinceBlock, counter, topics);
        return parseEventLogs({ abi, logs, strict: true }).map(
          ({ args: { index, pocket, nonce, reason } }): Skip => ({ index: Number(index), pocket, nonce, reason }),
        );
      },
    } satisfies CounterChain,

    relay: {
      redeem: (batch, signature) => carry(houseCall(counterAbi.redeem, redeemArgs(batch, signature))),
      takeBack: (item, paid, { r, s }) => carry(houseCall(correctionsAbi.voidAtTill, [item, headsOf(paid), r, s])),
    } satisfies Relay,

    /** What may still be given back today, by the club's budget for it, hundredths. */
    async refundsLeft(): Promise<number> {
      const [budget, given] = await Promise.all([
        readHouse(house, registryAbi.figure, [Figure.RefundBudget]),
        readHouse(house, correctionsAbi.refundedOn, [businessDayOf(clock.anchored(), dayOffset)]),
      ]);
      return Math.max(0, Number(budget / unit - given));
    },

    enrol: ({ enrolments, signatures }: Enrolling) => carry(houseCall(terminalsAbi.enrol, [enrolments, signatures])),
  };
}

interface Enrolling {
  /** The same tablet, each over the seat that speaks. */
  enrolments: readonly Message<"Enrolment">[];
  signatures: readonly Hex[];
}

const backEvents = [correctionsAbi.ItemVoided, correctionsAbi.ItemRefunded] as const;

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
