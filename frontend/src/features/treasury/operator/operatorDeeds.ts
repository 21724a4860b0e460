import type { Address, Hex } from "viem";
import * as paymentsAbi from "#protocol/abi/payments.ts";
import * as teamAbi from "#protocol/abi/team.ts";
import * as tokenAbi from "#protocol/abi/token.ts";
import * as treasuryAbi from "#protocol/abi/treasury.ts";
import type { Message } from "#protocol/house/typedData.ts";
import { LANE_B } from "#protocol/treasury/lanes.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readAccountEpoch, readNonce } from "../../../chain/write/nonce.ts";
import { signed } from "../../../chain/write/signed.ts";

/** What somebody asks the table to pay. */
export interface Wanted {
  payee: Address;
  /** Smallest unit. */
  amount: bigint;
  category: number;
  /** Hash of what it is for. */
  ref: Hex;
  /** Hash of the list of its papers; zero = none. */
  documents: Hex;
  /** What the payee's bank shall read; zero = nothing. */
  order: Hex;
}

/** Asks for a payment. */
export async function requestDeed(house: House, proposer: Address, wanted: Wanted): Promise<Deed> {
  const [epoch, nonce] = await Promise.all([
    readAccountEpoch(house, proposer),
    readNonce(house, "Payments", proposer, "request"),
  ]);
  const wish: Message<"PaymentRequest"> = {
    proposer,
    epoch,
    lane: LANE_B,
    ...wanted,
    nonce,
    deadline: deadlineOf(house),
  };
  return {
    name: "requestPayment",
    check: houseCall(paymentsAbi.request, [wish, "0x"]),
    ...signed(house, "PaymentRequest", wish),
    call: (signature) => houseCall(paymentsAbi.request, [wish, signature]),
  };
}

/** Takes a request back that is not paid. */
export async function withdrawRequestDeed(house: House, proposer: Address, request: number): Promise<Deed> {
  const epoch = await readAccountEpoch(house, proposer);
  const withdrawal: Message<"RequestWithdrawal"> = { request: BigInt(request), epoch, deadline: deadlineOf(house) };
  return {
    name: "withdrawRequest",
    check: houseCall(paymentsAbi.withdrawRequest, [withdrawal, "0x"]),
    ...signed(house, "RequestWithdrawal", withdrawal),
    call: (signature) => houseCall(paymentsAbi.withdrawRequest, [withdrawal, signature]),
  };
}

/** Gives somebody of the team these rights and no others; 0 shuts them out. */
export async function nameDeed(house: House, operator: Address, account: Address, rights: number): Promise<Deed> {
  const [epoch, nonce] = await Promise.all([
    readAccountEpoch(house, operator),
    readNonce(house, "Team", account, "team"),
  ]);
  const naming: Message<"TeamNaming"> = { operator, epoch, account, rights, nonce, deadline: deadlineOf(house) };
  return {
    name: "nameTeam",
    check: houseCall(teamAbi.name, [naming, "0x"]),
    ...signed(house, "TeamNaming", naming),
    call: (signature) => houseCall(teamAbi.name, [naming, signature]),
  };
}

/** Lets the treasury take the takings: the first of two steps. */
export function allowDeed({ deployment }: House, amount: bigint): Deed {
  const call = houseCall(tokenAbi.approve, [deployment.contracts.Treasury, amount]);
  return { name: "allowTakings", own: true, check: call, call: () => call };
}

/** Brings takings in, or an expense that comes back: the second step. */
export function depositDeed(account: number, amount: bigint, ref: Hex): Deed {
  const call = houseCall(treasuryAbi.deposit, [account, amount, ref]);
  return { name: "deposit", own: true, check: call, call: () => call };
}
