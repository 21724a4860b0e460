import type { Address } from "viem";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { joinPayment, type Message, signable } from "#protocol/house/typedData.ts";
import type { House } from "../../../chain/node/house.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readNonce } from "../../../chain/write/nonce.ts";
import type { Round } from "./round.ts";

const rounds = { contract: "Rounds", abi: roundsAbi } as const;

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
    check: { ...rounds, functionName: "checkJoin", args: [join] },
    sign: [joinPayment(house.deployment, join, price)],
    call: ([payment]) => ({ ...rounds, functionName: "buyBySig", args: [join, "0x", payment] }),
  };
}

const signedAs = { withdraw: "Withdrawal", refund: "Refund" } as const;

/** Gives a place back before the lock, or takes the money of a failed round; it goes to the payer's own account. */
export async function moneyBackDeed(
  house: House,
  kind: "withdraw" | "refund",
  round: number,
  account: Address,
): Promise<Deed> {
  const wish: Message<(typeof signedAs)[typeof kind]> = {
    round,
    recipient: account,
    payer: account,
    to: account,
    nonce: await readNonce(house, "Rounds", account, kind),
    deadline: deadlineOf(house),
  };
  return {
    name: kind,
    check: { ...rounds, functionName: kind, args: [round, account, account] },
    sign: [signable(house.deployment, signedAs[kind], wish)],
    call: ([signature]) => ({ ...rounds, functionName: `${kind}BySig`, args: [wish, signature] }),
  };
}
