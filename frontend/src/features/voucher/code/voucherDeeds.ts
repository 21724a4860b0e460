import type { Address } from "viem";
import * as pocketsAbi from "#protocol/abi/pockets.ts";
import { fillPayment, setUpPayment, signable } from "#protocol/house/typedData.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readAccountEpoch, readNonce } from "../../../chain/write/nonce.ts";
import type { SpendLimits } from "./SetUpForm.tsx";

/** Which of the pocket's keys: the phone's, or that of a sheet of codes. */
type KeyKind = "phone" | "paper";
const kinds: Record<KeyKind, number> = { phone: 0, paper: 1 };

interface SetUpWish {
  account: Address;
  kind?: KeyKind;
  keyHash: bigint;
  /** Smallest units. */
  amount: bigint;
  limits: SpendLimits;
}

/** This phone's key, its limits and the first vouchers, in one signature. */
export async function setUpDeed(
  house: House,
  { account, kind = "phone", keyHash, amount, limits }: SetUpWish,
): Promise<Deed> {
  const setUp = { ...(await pocketWord(house, account)), kind: kinds[kind], keyHash, ...limits, amount };
  return {
    name: "setUp",
    // Without the vouchers: the direct call would want an allowance that the signature makes needless.
    check: houseCall(pocketsAbi.setUp, [{ ...setUp, amount: 0n }, "0x"]),
    sign: setUpPayment(house.deployment, setUp),
    call: (signature) => houseCall(pocketsAbi.setUp, [setUp, signature]),
  };
}

/** Takes away the phone's key, or the sheet's: it works forward, what was paid stays paid. */
export function endKeyDeed(house: House, account: Address, kind: KeyKind): Promise<Deed> {
  const limits = { perPayment: 0, perDay: 0, expiry: 0 };
  return setUpDeed(house, { account, kind, keyHash: 0n, amount: 0n, limits });
}

/** What every message about an account's pocket carries. */
async function pocketWord(house: House, account: Address) {
  const [epoch, nonce] = await Promise.all([
    readAccountEpoch(house, account),
    readNonce(house, "Pockets", account, "pocket"),
  ]);
  return { account, epoch, nonce, deadline: deadlineOf(house) };
}

/** More vouchers for the pocket. */
export async function fillDeed(house: House, account: Address, amount: bigint): Promise<Deed> {
  const fill = { ...(await pocketWord(house, account)), amount };
  return {
    name: "fill",
    sign: fillPayment(house.deployment, fill),
    call: (signature) => houseCall(pocketsAbi.fill, [fill, signature]),
  };
}

/** Vouchers back from the pocket, after its delay; nothing takes the wish back. */
export async function askBackDeed(house: House, account: Address, amount: bigint): Promise<Deed> {
  const wish = { ...(await pocketWord(house, account)), amount };
  return {
    name: "askBack",
    check: houseCall(pocketsAbi.requestExit, [wish, "0x"]),
    sign: signable(house.deployment, "PocketExit", wish),
    call: (signature) => houseCall(pocketsAbi.requestExit, [wish, signature]),
  };
}

/** Sends what was asked back to its account: anybody may, when its time has come. */
export function collectDeed(pocket: number): Deed {
  const call = houseCall(pocketsAbi.exit, [pocket]);
  return { name: "collect", check: call, call: () => call };
}
