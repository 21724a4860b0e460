import { type Address, type Hex, numberToHex } from "viem";
import type { Signable } from "#protocol/house/typedData.ts";
import { type CallStatus, callId, type RelayError } from "#protocol/relay/relayApi.ts";
import type { House } from "../node/house.ts";
import { encodeCall, type HouseCall } from "../node/houseCall.ts";
import type { SignedIn } from "../session/session.ts";
import { addPending, removePending } from "./pending.ts";
import { type Refused, refusedByChain, refusedByRelay, refusedByWallet } from "./refuse.ts";
import { callStatus, submitCall } from "./relay.ts";

/** Something a person does: what is checked first, what they sign, and the call that carries it. */
export interface Deed {
  /** One word for the list of what is on its way: "join", "vote". */
  name: string;
  /** A hash that names what was done: its first eight signs are the receipt's code. */
  code?: Hex;
  /** The direct call, asked from the person's own account before they are asked for anything. */
  check?: HouseCall;
  /** What they sign; undefined for a call that anybody may make. */
  sign?: Signable;
  /** The call with their signature, which anybody may bring. */
  call(signature: Hex): HouseCall;
  /** The house has no signed form of it: they send it themselves, and pay the fee in the network's coin. */
  own?: true;
}

export type WriteStep =
  | { step: "confirm" }
  | { step: "nothingSent" }
  | { step: "recording"; id: Hex }
  | { step: "recorded"; at: number; txHash?: Hex; blockNumber?: number }
  | { step: "refused"; refused: Refused };

const POLL = 400;
const POLL_LATER = 2_000;

/**
 * The one way to write. Asks the chain, then the person, then the relay, and waits until it is on the record. Tells
 * each step; the last one is also returned.
 *
 * @param enough Ends the wait for a wallet that does not answer: what it signs afterwards is not sent.
 */
export async function act(
  house: House,
  session: SignedIn | undefined,
  deed: Deed,
  tell: (step: WriteStep) => void,
  enough?: AbortSignal,
): Promise<WriteStep> {
  const end = (step: WriteStep): WriteStep => {
    tell(step);
    return step;
  };
  tell({ step: "confirm" });
  if (deed.check !== undefined && session !== undefined) {
    const refused = await wouldBeRefused(house, session.account, deed.check);
    if (refused !== undefined) return end({ step: "refused", refused });
  }
  if (deed.own) return end(await sendOwn(house, session, deed, tell));
  let signature: Hex = "0x";
  if (deed.sign !== undefined) {
    if (session === undefined) throw new Error("Somebody must be signed in to sign");
    try {
      signature = await unlessEnough(session.signTypedData(deed.sign), enough);
    } catch (error) {
      if (enough?.aborted) return end({ step: "nothingSent" });
      const refused = refusedByWallet(error);
      return end(refused === undefined ? { step: "nothingSent" } : { step: "refused", refused });
    }
  }
  const { to, data } = encodeCall(house.deployment, deed.call(signature));
  const id = callId({ to, data });
  addPending({ id, to, data, name: deed.name, at: house.clock.now() });
  tell({ step: "recording", id });
  let answer = await submitCall(to, data);
  if (!answer.ok && answer.error.code === "unreachable") {
    // No answer is not no: it may have arrived, and only the way back was cut.
    const seen = await callStatus({ to, data });
    if (seen.ok) answer = seen;
  }
  if (!answer.ok) {
    removePending(id);
    return end({ step: "refused", refused: await refusedByRelay(answer.error) });
  }
  return end(await untilRecorded(house, { id, to, data }, answer.status));
}

/** A transaction of one's own, until it is in a block. It is nobody else's: nothing is left to hand in again. */
async function sendOwn(
  house: House,
  session: SignedIn | undefined,
  deed: Deed,
  tell: (step: WriteStep) => void,
): Promise<WriteStep> {
  if (session === undefined) throw new Error("Somebody must be signed in to send");
  let txHash: Hex;
  try {
    txHash = await session.sendCall(encodeCall(house.deployment, deed.call("0x")));
  } catch (error) {
    const refused = refusedByWallet(error);
    return refused === undefined ? { step: "nothingSent" } : { step: "refused", refused };
  }
  tell({ step: "recording", id: txHash });
  for (let looks = 0; ; looks++) {
    const receipt = await house.rpc
      .request({ method: "eth_getTransactionReceipt", params: [txHash] })
      // Nobody answers: it is on its way all the same, and asked for again.
      .catch(() => null);
    if (receipt?.status === "0x0") return { step: "refused", refused: { kind: "refusal", args: {} } };
    if (receipt) {
      return { step: "recorded", at: house.clock.now(), txHash, blockNumber: Number(receipt.blockNumber) };
    }
    await new Promise((resolve) => setTimeout(resolve, looks < 20 ? POLL : POLL_LATER));
  }
}

function unlessEnough<T>(answer: Promise<T>, enough: AbortSignal | undefined): Promise<T> {
  if (enough === undefined) return answer;
  const stopped = new Promise<never>((_, reject) => {
    enough.addEventListener("abort", () => reject(enough.reason as Error), { once: true });
  });
  return Promise.race([answer, stopped]);
}

/** A call that was handed in, by the name that relays give it. */
interface SentCall {
  id: Hex;
  to: Address;
  data: Hex;
}

/** Waits for a call that was handed in, in this visit or an earlier one. */
async function untilRecorded(house: House, call: SentCall, first: CallStatus): Promise<WriteStep> {
  const { id } = call;
  let status = first;
  for (let looks = 0; ; looks++) {
    if (status.state === "included") {
      removePending(id);
      const { txHash, blockNumber } = status;
      return { step: "recorded", at: house.clock.now(), txHash, blockNumber };
    }
    if (status.state === "failed") {
      removePending(id);
      const refused: Refused =
        status.error === undefined ? { kind: "refusal", args: {} } : await refusedByRelay(status.error);
      return { step: "refused", refused };
    }
    await new Promise((resolve) => setTimeout(resolve, looks < 20 ? POLL : POLL_LATER));
    const answer = await callStatus(call);
    if (answer.ok) status = answer.status;
    else if (answer.error.code === "unknown") {
      // The relay has never heard of it: it did not arrive.
      removePending(id);
      return { step: "refused", refused: { kind: "unreachable" } };
    }
    // Nobody answers: it is on its way all the same, and asked for again.
  }
}

/**
 * Goes on waiting for what an earlier visit handed in; hands it in again, should it not have arrived. A relay that is busy
 * or silent has not said no: it is asked again, until it is too late for the call and the house says so.
 */
export async function resumeCall(house: House, one: SentCall): Promise<WriteStep> {
  for (;;) {
    const answer = await callStatus(one);
    if (answer.ok) return untilRecorded(house, one, answer.status);
    if (answer.error.code === "unknown") {
      const again = await submitCall(one.to, one.data);
      if (again.ok) return untilRecorded(house, one, again.status);
      if (!isLater(again.error)) {
        removePending(one.id);
        return { step: "refused", refused: await refusedByRelay(again.error) };
      }
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_LATER));
  }
}

function isLater({ code }: RelayError): boolean {
  return code === "tooMuch" || code === "unreachable";
}

/** What the house would say to this call from this account; undefined: it would take it. */
export async function wouldBeRefused(house: House, from: Address, call: HouseCall): Promise<Refused | undefined> {
  const request = { from, ...encodeCall(house.deployment, call), gas: numberToHex(16_000_000) };
  try {
    // A practice chain stands still between calls: its next block has the present time.
    await house.rpc.request({
      method: "eth_call",
      params: [request, house.deployment.practice ? "pending" : "latest"],
    });
    return undefined;
  } catch (error) {
    return refusedByChain(error);
  }
}
