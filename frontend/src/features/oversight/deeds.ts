import type { Hex } from "viem";
import { store } from "#protocol/abi/drandBeacon.ts";
import * as electionsAbi from "#protocol/abi/elections.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import type { Message } from "#protocol/house/typedData.ts";
import type { House } from "../../chain/node/house.ts";
import { type HouseCall, houseCall } from "../../chain/node/houseCall.ts";
import { readBallot } from "../../chain/oversight/rotation.ts";
import type { Deed } from "../../chain/write/act.ts";
import { deadlineOf, readEpoch, readNonce } from "../../chain/write/nonce.ts";
import { signed } from "../../chain/write/signed.ts";

/** Votes in an election, or votes again: the ballot with the highest number counts. */
export async function castDeed(
  house: House,
  term: number,
  seat: number,
  approvals: bigint,
): Promise<Deed & { nonce: number }> {
  const [{ nonce: newest }, epoch] = await Promise.all([readBallot(house, term, seat), readEpoch(house, seat)]);
  const nonce = newest + 1;
  const ballot: Message<"Ballot"> = { term, seat, epoch, approvals, nonce, deadline: deadlineOf(house) };
  const call = (signature: Hex) => houseCall(electionsAbi.cast, [ballot, signature]);
  return { name: "ballot", nonce, check: call("0x"), ...signed(house, "Ballot", ballot), call };
}

/** Stands for a term, with a text that is kept as a record (zero hash: none). */
export async function nominateDeed(house: House, term: number, seat: number, statement: Hex): Promise<Deed> {
  const nonce = await readNonce(house, "Elections", seat, `nominate:${term}`);
  const epoch = await readEpoch(house, seat);
  const nomination: Message<"Nomination"> = { term, seat, epoch, statement, nonce, deadline: deadlineOf(house) };
  const call = (signature: Hex) => houseCall(electionsAbi.nominate, [nomination, signature]);
  return { name: "nominate", check: call("0x"), ...signed(house, "Nomination", nomination), call };
}

/** Stands no more. */
export async function standDownDeed(house: House, term: number, seat: number): Promise<Deed> {
  const nonce = await readNonce(house, "Elections", seat, `nominate:${term}`);
  const epoch = await readEpoch(house, seat);
  const withdrawal: Message<"NominationWithdrawal"> = { term, seat, epoch, nonce, deadline: deadlineOf(house) };
  const call = (signature: Hex) => houseCall(electionsAbi.withdrawNomination, [withdrawal, signature]);
  return { name: "standDown", check: call("0x"), ...signed(house, "NominationWithdrawal", withdrawal), call };
}

/** Says yes or no to a chair that the draw gave, or gives a chair up. */
export async function answerDeed(house: House, term: number, seat: number, yes: boolean): Promise<Deed> {
  const nonce = await readNonce(house, "Elections", seat, `answer:${term}`);
  const epoch = await readEpoch(house, seat);
  const answer: Message<"Answer"> = { term, seat, epoch, yes, nonce, deadline: deadlineOf(house) };
  const call = (signature: Hex) => houseCall(electionsAbi.answer, [answer, signature]);
  return { name: "answer", check: call("0x"), ...signed(house, "Answer", answer), call };
}

/**
 * A step of an election that anybody may make: fill the chairs, or write down that drawn members said nothing in time.
 */
export type DueStep = "seatTable" | "passOver";

/** The call of such a step. */
export function dueCall(term: number, due: DueStep): HouseCall {
  return due === "seatTable" ? houseCall(electionsAbi.seatTable, [term]) : houseCall(rosterAbi.passOver, [term]);
}

export function dueDeed(term: number, due: DueStep): Deed {
  return { name: due, call: () => dueCall(term, due) };
}

/** Brings the signature of a round, x and y: anybody may, and a wrong one is refused. */
export function storeDeed(network: number, round: bigint, signature: Hex): Deed {
  return { name: "storeBeacon", call: () => houseCall(store, [network, round, signature]) };
}
