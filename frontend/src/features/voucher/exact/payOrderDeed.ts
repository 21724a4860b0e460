import type { Address } from "viem";
import * as exactPaymentsAbi from "#protocol/abi/exactPayments.ts";
import { type Message, orderPayment } from "#protocol/house/typedData.ts";
import type { SignedOrder } from "#protocol/voucher/orderLink.ts";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { readAccountEpoch } from "../../../chain/write/nonce.ts";

/** Pays an order of a till from the account itself: one signature that moves the vouchers and says what for. */
export async function payOrderDeed(house: House, account: Address, { order, signature }: SignedOrder): Promise<Deed> {
  const payment: Message<"ExactPayment"> = { ...order, account, epoch: await readAccountEpoch(house, account) };
  const { r, s } = signature;
  const unit = unitsPerHundredth(house.deployment.club.currency.decimals);
  return {
    name: "payOrder",
    code: order.order,
    sign: orderPayment(house.deployment, payment, unit),
    call: (signed) => houseCall(exactPaymentsAbi.payOrder, [payment, r, s, signed]),
  };
}
