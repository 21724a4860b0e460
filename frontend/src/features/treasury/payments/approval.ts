import { isAddressEqual } from "viem";
import * as paymentsAbi from "#protocol/abi/payments.ts";
import type { Message, MessageName } from "#protocol/house/typedData.ts";
import type { Person } from "../../../chain/membership/people.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { PaymentRequest } from "../../../chain/treasury/requests.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readEpoch } from "../../../chain/write/nonce.ts";
import { signed } from "../../../chain/write/signed.ts";

/** A request with the seats behind its accounts. */
export interface Asked extends PaymentRequest {
  payeeIs: Person;
  proposerIs: Person;
  /** Seats that have approved, in the order of the chairs. */
  approvers: readonly number[];
  /** Seats that took their approval back, or said beforehand that they give none. */
  takenBackBy: readonly number[];
  /** Seats that want it closed. */
  closers: readonly number[];
}

export type CannotApprove =
  | "signIn"
  | "notInOffice"
  | "caretaker"
  | "isProposer"
  | "isPayee"
  | "done"
  | "takenBack"
  | "closed";

type Who = { account?: `0x${string}`; seat: number; table: { seats: readonly number[]; caretakers: boolean } };

/** Why who is here cannot approve, known before they are asked; undefined: they can. The contract decides all the same. */
export function cannotApprove(asked: Asked, { account, seat, table }: Who): CannotApprove | undefined {
  if (asked.state !== "open" && asked.state !== "approved") return "closed";
  if (account === undefined) return "signIn";
  if (seat === 0 || !table.seats.includes(seat)) return "notInOffice";
  if (table.caretakers) return "caretaker";
  if (isAddressEqual(account, asked.proposer) || seat === asked.proposerIs.seat) return "isProposer";
  if (seat === asked.payeeIs.seat) return "isPayee";
  if (asked.takenBackBy.includes(seat)) return "takenBack";
  return asked.approvers.includes(seat) ? "done" : undefined;
}

const isWaiting = ({ state }: Asked) => state === "open" || state === "approved";

/** Whether who is here may say that they approve it no more. */
export function canTakeBack(asked: Asked, { account, seat, table }: Who): boolean {
  return account !== undefined && isWaiting(asked) && !table.caretakers && asked.approvers.includes(seat);
}

/** Whether who is here may want it closed; those who take care of the house may too. */
export function canClose(asked: Asked, { account, seat, table }: Who): boolean {
  return account !== undefined && isWaiting(asked) && table.seats.includes(seat) && !asked.closers.includes(seat);
}

/** A member in office says yes to a payment. */
export function approveDeed(house: House, id: number, seat: number): Promise<Deed> {
  return seatDeed(house, id, seat, { name: "approve", message: "Approval", of: paymentsAbi.approve });
}

/** A member in office takes the yes back, for good. */
export function takeBackDeed(house: House, id: number, seat: number): Promise<Deed> {
  return seatDeed(house, id, seat, {
    name: "takeBack",
    message: "ApprovalTakenBack",
    of: paymentsAbi.takeBackApproval,
  });
}

/** A member in office wants a request closed. */
export function closeDeed(house: House, id: number, seat: number): Promise<Deed> {
  return seatDeed(house, id, seat, { name: "closeRequest", message: "RequestClosing", of: paymentsAbi.closeRequest });
}

type SeatsWord = Extract<MessageName, "Approval" | "ApprovalTakenBack" | "RequestClosing">;
type SeatsFunction = typeof paymentsAbi.approve | typeof paymentsAbi.takeBackApproval | typeof paymentsAbi.closeRequest;

/** What a seat says of a request; the three have the same fields. */
async function seatDeed(
  house: House,
  id: number,
  seat: number,
  { name, message, of }: { name: string; message: SeatsWord; of: SeatsFunction },
): Promise<Deed> {
  const word: Message<SeatsWord> = {
    request: BigInt(id),
    seat,
    epoch: await readEpoch(house, seat),
    deadline: deadlineOf(house),
  };
  return {
    name,
    check: houseCall(of, [word, "0x"]),
    ...signed(house, message, word),
    call: (signature) => houseCall(of, [word, signature]),
  };
}

/** Has a payment made that enough have approved. Anybody may. */
export function payDeed(id: number): Deed {
  return {
    name: "pay",
    call: () => houseCall(paymentsAbi.pay, [BigInt(id)]),
  };
}
