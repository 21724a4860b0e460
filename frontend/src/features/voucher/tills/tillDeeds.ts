import * as counterAbi from "#protocol/abi/counter.ts";
import * as terminalsAbi from "#protocol/abi/terminals.ts";
import { type Message, signable } from "#protocol/house/typedData.ts";
import type { LateBatch, LateFile } from "#protocol/voucher/lateFile.ts";
import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import { batchHash, type CounterBatch, redeemLateArgs } from "#protocol/voucher/payCode.ts";
import { type SignedEnrolment, tillLabel } from "#protocol/voucher/tillPairing.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readEpoch, readNonce } from "../../../chain/write/nonce.ts";

/** For so long a second one may think about it, seconds. */
const LINK_LASTS = 3 * 86_400;

/** What is asked for a tablet. Money in smallest units, UTC seconds. */
export interface TillWish extends P256PublicKey {
  /** 0: a new number. */
  terminal: number;
  name: string;
  dayCap: bigint;
  expiry: number;
}

/** The first one's word about a tablet. */
export async function firstWord(house: House, seat: number, wish: TillWish): Promise<Message<"Enrolment">> {
  const { terminal, name, ...rest } = wish;
  const [epoch, nonce] = await Promise.all([
    readEpoch(house, seat),
    terminal === 0 ? 0n : readNonce(house, "Terminals", terminal, "terminal"),
  ]);
  const deadline = deadlineOf(house, LINK_LASTS);
  return { terminal, ...rest, label: tillLabel(name), seat, epoch, nonce, deadline };
}

/** The number that a key has already; 0 = it is new. */
export async function numberOf(house: House, { x, y }: P256PublicKey): Promise<number> {
  const [id] = await readHouse(house, terminalsAbi.terminalOf, [x, y]);
  return id;
}

/** The second one's word, which hands both in. */
export async function letInDeed(house: House, seat: number, first: SignedEnrolment): Promise<Deed> {
  const mine = { ...first.enrolment, seat, epoch: await readEpoch(house, seat), deadline: deadlineOf(house) };
  const bySeat = (signature: `0x${string}`) =>
    [first, { enrolment: mine, signature }].sort((a, b) => a.enrolment.seat - b.enrolment.seat);
  const call = (signature: `0x${string}`) => {
    const words = bySeat(signature);
    return houseCall(terminalsAbi.enrol, [words.map((word) => word.enrolment), words.map((word) => word.signature)]);
  };
  return { name: "letTillIn", check: call("0x"), sign: signable(house.deployment, "Enrolment", mine), call };
}

/** One word is enough to shut a tablet out. */
export async function shutOutDeed(house: House, seat: number, terminal: number): Promise<Deed> {
  const [epoch, nonce] = await Promise.all([
    readEpoch(house, seat),
    readNonce(house, "Terminals", terminal, "terminal"),
  ]);
  const wish: Message<"Revocation"> = { terminal, seat, epoch, nonce, deadline: deadlineOf(house) };
  return {
    name: "shutTillOut",
    check: houseCall(terminalsAbi.revoke, [wish, "0x"]),
    sign: signable(house.deployment, "Revocation", wish),
    call: (signature) => houseCall(terminalsAbi.revoke, [wish, signature]),
  };
}

/** One's word that a batch was accepted before its tablet's end. */
export async function lateWord(house: House, seat: number, batch: CounterBatch): Promise<Message<"LateHandIn">> {
  const epoch = await readEpoch(house, seat);
  const deadline = deadlineOf(house, LINK_LASTS);
  return { terminal: batch.terminal, batch: batchHash(batch), seat, epoch, deadline };
}

/** The second one's word about a batch, which hands it in with the first one's. */
export async function lateDeed(house: House, seat: number, file: LateFile, late: LateBatch): Promise<Deed> {
  const mine = await lateWord(house, seat, late.batch);
  const call = (signature: `0x${string}`) => {
    const words = [...(late.word === undefined ? [] : [late.word]), { message: mine, signature }];
    words.sort((a, b) => a.message.seat - b.message.seat);
    const [batch, proof] = redeemLateArgs(late.batch, file.key, late.signature);
    const said = [words.map(({ message }) => message), words.map((word) => word.signature)] as const;
    return houseCall(counterAbi.redeemLate, [batch, proof, ...said]);
  };
  return { name: "handInLate", sign: signable(house.deployment, "LateHandIn", mine), call };
}
