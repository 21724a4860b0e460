import type { Address, Hex } from "viem";
import * as donationsAbi from "#protocol/abi/donations.ts";
import { giftPayment, type Message, structHash } from "#protocol/house/typedData.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readAccountEpoch, readNonce } from "../../../chain/write/nonce.ts";

export interface GiftWish {
  amount: bigint;
  project: Hex;
  note: Hex;
  nameless: boolean;
}

/** One confirmation: it pays, and says what for. */
export async function giftDeed(house: House, donor: Address, wish: GiftWish): Promise<Deed> {
  const gift: Message<"Gift"> = {
    donor,
    epoch: await readAccountEpoch(house, donor),
    ...wish,
    nonce: await readNonce(house, "Donations", donor, "gift"),
    deadline: deadlineOf(house),
  };
  return {
    name: "gift",
    code: structHash("Gift", gift),
    sign: giftPayment(house.deployment, gift),
    call: (authorization) => houseCall(donationsAbi.donate, [gift, authorization]),
  };
}
