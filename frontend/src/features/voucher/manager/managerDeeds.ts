import { type Address, zeroHash } from "viem";
import * as closingsAbi from "#protocol/abi/closings.ts";
import * as correctionsAbi from "#protocol/abi/corrections.ts";
import type { Message } from "#protocol/house/typedData.ts";
import type { TillClosing } from "#protocol/voucher/managerLinks.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { OpenSums } from "../../../chain/voucher/openDay.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readAccountEpoch, readNonce } from "../../../chain/write/nonce.ts";
import { signed } from "../../../chain/write/signed.ts";
import type { Payment } from "./payments.ts";

/** Takes a payment of today back whole. */
export async function voidDeed(house: House, manager: Address, { place, heads }: Payment): Promise<Deed> {
  const epoch = await readAccountEpoch(house, manager);
  const wish: Message<"Voiding"> = { ...place, manager, epoch, deadline: deadlineOf(house) };
  return {
    name: "voidPayment",
    check: houseCall(correctionsAbi.voidItem, [wish, heads, "0x"]),
    ...signed(house, "Voiding", wish),
    call: (signature) => houseCall(correctionsAbi.voidItem, [wish, heads, signature]),
  };
}

/** Gives a part of a payment back, hundredths. */
export async function refundDeed(house: House, manager: Address, payment: Payment, amount: number): Promise<Deed> {
  const { place, heads } = payment;
  const [epoch, nonce] = await Promise.all([
    readAccountEpoch(house, manager),
    readNonce(house, "Corrections", manager, "refund"),
  ]);
  const wish: Message<"Refunding"> = { ...place, amount, manager, epoch, nonce, deadline: deadlineOf(house) };
  return {
    name: "refundPayment",
    check: houseCall(correctionsAbi.refund, [wish, heads, "0x"]),
    ...signed(house, "Refunding", wish),
    call: (signature) => houseCall(correctionsAbi.refund, [wish, heads, signature]),
  };
}

/** Signs what a till says of its day, and hands both in. */
export function closeDeed(house: House, { closing, signature: { r, s } }: TillClosing): Deed {
  return {
    name: "closeDay",
    check: houseCall(closingsAbi.close, [closing, r, s, "0x"]),
    ...signed(house, "Closing", closing),
    call: (signature) => houseCall(closingsAbi.close, [closing, r, s, signature]),
  };
}

/** Closes the day of a tablet that cannot sign any more: it is shut out, or its time is over. */
export async function closeAloneDeed(
  house: House,
  manager: Address,
  { terminal, unpaid, number, businessDay, reach, payments, total, voided, refunded }: OpenSums & AtTill,
): Promise<Deed> {
  const closing: Message<"Closing"> = {
    ...{ terminal, number, businessDay, lastBatch: reach.batch, lastLate: reach.late, lastExact: reach.exact },
    ...{ payments, total, voided, refunded, unpaid, manager },
    epoch: await readAccountEpoch(house, manager),
    deadline: deadlineOf(house),
  };
  return closeDeed(house, { closing, signature: { r: zeroHash, s: zeroHash } });
}

interface AtTill {
  terminal: number;
  /** Accepted there and not paid, as far as anybody knows, hundredths. */
  unpaid: bigint;
}
