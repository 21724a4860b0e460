import { isAddressEqual } from "viem";
import * as treasuryAbi from "#protocol/abi/treasury.ts";
import { type Message, signable, structHash } from "#protocol/house/typedData.ts";
import type { Person } from "../../../chain/membership/people.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { PaymentRequest } from "../../../chain/treasury/requests.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf } from "../../../chain/write/nonce.ts";

/** A request with the seats behind its accounts. */
export interface Asked extends PaymentRequest {
  payeeIs: Person;
  proposerIs: Person;
  /** Seats that have approved, in the order of the chairs. */
  approvers: readonly number[];
}

export type CannotApprove = "signIn" | "notInOffice" | "caretaker" | "isProposer" | "isPayee" | "done" | "closed";

type Who = { account?: `0x${string}`; seat: number; table: { seats: readonly number[]; caretakers: boolean } };

/** Why who is here cannot approve, known before they are asked; undefined: they can. The contract decides all the same. */
export function cannotApprove(asked: Asked, { account, seat, table }: Who): CannotApprove | undefined {
  if (asked.state !== "open" && asked.state !== "approved") return "closed";
  if (account === undefined) return "signIn";
  if (seat === 0 || !table.seats.includes(seat)) return "notInOffice";
  if (table.caretakers) return "caretaker";
  if (isAddressEqual(account, asked.proposer) || seat === asked.proposerIs.seat) return "isProposer";
  if (seat === asked.payeeIs.seat) return "isPayee";
  return asked.approvers.includes(seat) ? "done" : undefined;
}

/** A member in office says yes to a payment. */
export function approveDeed(house: House, id: number, seat: number): Deed {
  const approval: Message<"Approval"> = { request: BigInt(id), seat, deadline: deadlineOf(house) };
  return {
    name: "approve",
    code: structHash("Approval", approval),
    check: houseCall(treasuryAbi.approve, [approval.request]),
    sign: signable(house.deployment, "Approval", approval),
    call: (signature) => houseCall(treasuryAbi.approveBySig, [approval, signature]),
  };
}

/** Has a payment made that enough have approved. Anybody may. */
export function payDeed(id: number): Deed {
  return {
    name: "pay",
    call: () => houseCall(treasuryAbi.pay, [BigInt(id)]),
  };
}
