import type { Address } from "viem";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import { joinPayment, type Message, placeTopic, signable } from "#protocol/house/typedData.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readAccountEpoch, readNonce } from "../../../chain/write/nonce.ts";
import { isLastDay, type Round } from "./round.ts";

/** Takes a place for oneself: one confirmation that pays and says what for. */
export async function joinDeed(house: House, round: Round, account: Address): Promise<Deed> {
  const { id, price, termsHash } = round;
  const [epoch, nonce] = await Promise.all([
    readAccountEpoch(house, account),
    readNonce(house, "Rounds", account, placeTopic(id)),
  ]);
  const join: Message<"Join"> = {
    round: id,
    recipient: account,
    payer: account,
    termsHash,
    // The page has said so beside the button.
    binding: isLastDay(round, house.clock.now()),
    epoch,
    payerEpoch: epoch,
    nonce,
    deadline: deadlineOf(house),
  };
  return {
    name: "join",
    check: houseCall(roundsAbi.checkJoin, [join]),
    sign: joinPayment(house.deployment, join, price),
    call: (payment) => houseCall(roundsAbi.buy, [join, "0x", payment]),
  };
}

interface PlaceToReturn {
  round: number;
  /** Who has the place, or paid for it, and is signed in. */
  by: Address;
  recipient: Address;
  payer: Address;
}

/** Gives a place back while that is possible; the money goes to its payer's own account. */
export async function withdrawDeed(house: House, { round, by, recipient, payer }: PlaceToReturn): Promise<Deed> {
  const [epoch, nonce] = await Promise.all([
    readAccountEpoch(house, by),
    readNonce(house, "Rounds", by, placeTopic(round)),
  ]);
  const wish = { round, recipient, by, to: payer, epoch, nonce, deadline: deadlineOf(house) };
  return {
    name: "withdraw",
    check: houseCall(roundsAbi.withdraw, [wish, "0x"]),
    sign: signable(house.deployment, "Withdrawal", wish),
    call: (signature) => houseCall(roundsAbi.withdraw, [wish, signature]),
  };
}

/** Sends the money of a failed round back to the payer's own account. */
export async function refundDeed(house: House, { round, by, recipient, payer }: PlaceToReturn): Promise<Deed> {
  const epoch = await readAccountEpoch(house, by);
  const wish = { round, recipient, by, to: payer, epoch, deadline: deadlineOf(house) };
  return {
    name: "refund",
    check: houseCall(roundsAbi.refund, [wish, "0x"]),
    sign: signable(house.deployment, "Refund", wish),
    call: (signature) => houseCall(roundsAbi.refund, [wish, signature]),
  };
}
