import type { Address } from "viem";
import * as exitAbi from "#protocol/abi/exit.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { handOverPayment, type Message, signable } from "#protocol/house/typedData.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readAccountEpoch } from "../../../chain/write/nonce.ts";
import type { SignedHandOver } from "./handOverLink.ts";

/** Ends one's own seat. */
export async function leaveDeed(house: House, seat: number): Promise<Deed> {
  const epoch = await readHouse(house, shareAbi.epochOf, [BigInt(seat)]);
  const wish: Message<"Leaving"> = { seat, epoch, deadline: deadlineOf(house) };
  return {
    name: "leave",
    check: houseCall(exitAbi.leaveHouse, [wish, "0x"]),
    sign: signable(house.deployment, "Leaving", wish),
    call: (signature) => houseCall(exitAbi.leaveHouse, [wish, signature]),
  };
}

/** Takes, under one's new account, the seat that the members moved. */
export async function takeMoveDeed(house: House, seat: number, from: Address, account: Address): Promise<Deed> {
  const epoch = await readAccountEpoch(house, account);
  const wish: Message<"MoveTaken"> = { seat, from, epoch, deadline: deadlineOf(house) };
  return {
    name: "takeSeat",
    check: houseCall(exitAbi.takeMove, [wish, "0x"]),
    sign: signable(house.deployment, "MoveTaken", wish),
    call: (signature) => houseCall(exitAbi.takeMove, [wish, signature]),
  };
}

/** Takes over a seat whose holder has signed: with a price the payment is the taker's word. */
export function takeDeed(house: House, { wish, signature: ownerSays }: SignedHandOver): Deed {
  if (wish.price === 0n) {
    return {
      name: "takeSeat",
      check: houseCall(exitAbi.handOver, [wish, ownerSays, "0x", "0x"]),
      sign: signable(house.deployment, "HandOver", wish),
      call: (takerSays) => houseCall(exitAbi.handOver, [wish, ownerSays, takerSays, "0x"]),
    };
  }
  return {
    name: "takeSeat",
    sign: handOverPayment(house.deployment, wish),
    call: (payment) => houseCall(exitAbi.handOver, [wish, ownerSays, "0x", payment]),
  };
}
