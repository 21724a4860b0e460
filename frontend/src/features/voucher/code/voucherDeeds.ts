import type { Address } from "viem";
import * as counterAbi from "#protocol/abi/counter.ts";
import { fillPayment, setUpPayment } from "#protocol/house/typedData.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readNonce } from "../../../chain/write/nonce.ts";
import type { SpendLimits } from "./SetUpForm.tsx";

interface SetUpWish {
  account: Address;
  keyHash: bigint;
  /** Smallest units. */
  amount: bigint;
  limits: SpendLimits;
}

/** This phone's key, its limits and the first vouchers, in one signature. */
export async function setUpDeed(house: House, { account, keyHash, amount, limits }: SetUpWish): Promise<Deed> {
  const { perPayment, perDay, expiry } = limits;
  const nonce = await readNonce(house, "Counter", account, "set up");
  const setUp = { account, keyHash, ...limits, amount, nonce, deadline: deadlineOf(house) };
  return {
    name: "setUp",
    // Without the vouchers: the direct call would want an allowance that the signature makes needless.
    check: houseCall(counterAbi.setUp, [keyHash, perPayment, perDay, expiry, 0n]),
    sign: setUpPayment(house.deployment, setUp),
    call: (signature) => houseCall(counterAbi.setUpBySig, [setUp, signature]),
  };
}

/** More vouchers for the pocket. */
export async function fillDeed(house: House, account: Address, amount: bigint): Promise<Deed> {
  const nonce = await readNonce(house, "Counter", account, "fill");
  const fill = { account, amount, nonce, deadline: deadlineOf(house) };
  return {
    name: "fill",
    sign: fillPayment(house.deployment, fill),
    call: (signature) => houseCall(counterAbi.fillBySig, [fill, signature]),
  };
}
