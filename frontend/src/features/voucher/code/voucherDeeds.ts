import type { Address, Hex } from "viem";
import { counterAbi } from "#protocol/abi/counter.ts";
import { fillPayment, nonceSubject, setUpPayment } from "#protocol/house/typedData.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import type { Deed, HouseCall } from "../../../chain/write/act.ts";
import type { SpendLimits } from "./SetUpForm.tsx";

/** Seconds in which the signature has to arrive. */
const HOUR = 3_600;

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
  const nonce = await nextNonce(house, account, "set up");
  const setUp = { account, keyHash, ...limits, amount, nonce, deadline: house.clock.now() + HOUR };
  return {
    name: "setUp",
    // Without the vouchers: the direct call would want an allowance that the signature makes needless.
    check: counterCall("setUp", [keyHash, perPayment, perDay, expiry, 0n]),
    sign: [setUpPayment(house.deployment, setUp)],
    call: ([signature]) => counterCall("setUpBySig", [setUp, signature]),
  };
}

/** More vouchers for the pocket. */
export async function fillDeed(house: House, account: Address, amount: bigint): Promise<Deed> {
  const nonce = await nextNonce(house, account, "fill");
  const fill = { account, amount, nonce, deadline: house.clock.now() + HOUR };
  return {
    name: "fill",
    sign: [fillPayment(house.deployment, fill)],
    call: ([signature]) => counterCall("fillBySig", [fill, signature]),
  };
}

function counterCall(functionName: string, args: readonly unknown[]): HouseCall {
  return { contract: "Counter", abi: counterAbi, functionName, args };
}

function nextNonce(house: House, account: Address, topic: string): Promise<bigint> {
  const subject: Hex = nonceSubject(account, topic);
  return readHouse(house, "Counter", { abi: counterAbi, functionName: "nonceOf", args: [subject] });
}
