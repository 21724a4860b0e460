import type { Address } from "viem";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import { joinPayment, type Message, signable } from "#protocol/house/typedData.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readNonce } from "../../../chain/write/nonce.ts";
import type { Round } from "./round.ts";

/** Takes a place for oneself: one confirmation that pays and says what for. */
export async function joinDeed(house: House, { id, price, termsHash }: Round, account: Address): Promise<Deed> {
  const join: Message<"Join"> = {
    round: id,
    recipient: account,
    payer: account,
    termsHash,
    nonce: await readNonce(house, "Rounds", account, "join"),
    deadline: deadlineOf(house),
  };
  return {
    name: "join",
    check: houseCall(roundsAbi.checkJoin, [join]),
    sign: joinPayment(house.deployment, join, price),
    call: (payment) => houseCall(roundsAbi.buyBySig, [join, "0x", payment]),
  };
}

const ways = {
  withdraw: { signed: "Withdrawal", direct: roundsAbi.withdraw, relayed: roundsAbi.withdrawBySig },
  refund: { signed: "Refund", direct: roundsAbi.refund, relayed: roundsAbi.refundBySig },
} as const;

/** Gives a place back before the lock, or takes the money of a failed round; it goes to the payer's own account. */
export async function moneyBackDeed(
  house: House,
  kind: "withdraw" | "refund",
  round: number,
  account: Address,
): Promise<Deed> {
  const way = ways[kind];
  const wish: Message<typeof way.signed> = {
    round,
    recipient: account,
    payer: account,
    to: account,
    nonce: await readNonce(house, "Rounds", account, kind),
    deadline: deadlineOf(house),
  };
  return {
    name: kind,
    check: houseCall(way.direct, [round, account, account]),
    sign: signable(house.deployment, way.signed, wish),
    call: (signature) => houseCall(way.relayed, [wish, signature]),
  };
}
