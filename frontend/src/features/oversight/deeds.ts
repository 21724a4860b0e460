import type { Hex } from "viem";
import { store } from "#protocol/abi/drandBeacon.ts";
import * as electionsAbi from "#protocol/abi/elections.ts";
import type { Message } from "#protocol/house/typedData.ts";
import type { House } from "../../chain/node/house.ts";
import { type HouseCall, houseCall } from "../../chain/node/houseCall.ts";
import { readBallot } from "../../chain/oversight/rotation.ts";
import type { Deed } from "../../chain/write/act.ts";
import { deadlineOf, readNonce } from "../../chain/write/nonce.ts";
import { signed } from "../../chain/write/signed.ts";

/** Votes in an election, or votes again: the ballot with the highest number counts. */
export async function castDeed(
  house: House,
  term: number,
  seat: number,
  approvals: bigint,
): Promise<Deed & { nonce: number }> {
  const { nonce: newest } = await readBallot(house, term, seat);
  const nonce = newest + 1;
  const ballot: Message<"Ballot"> = { term, seat, approvals, nonce, deadline: deadlineOf(house) };
  return {
    name: "ballot",
    nonce,
    check: houseCall(electionsAbi.cast, [term, approvals]),
    ...signed(house, "Ballot", ballot),
    call: (signature) => houseCall(electionsAbi.castBySig, [ballot, signature]),
  };
}

/** Stands for a term, with a text that is kept as a record (zero hash: none). */
export async function nominateDeed(house: House, term: number, seat: number, statement: `0x${string}`): Promise<Deed> {
  const nonce = await readNonce(house, "Elections", seat, `nominate:${term}`);
  const nomination: Message<"Nomination"> = { term, seat, statement, nonce, deadline: deadlineOf(house) };
  return {
    name: "nominate",
    check: houseCall(electionsAbi.nominate, [term, statement]),
    ...signed(house, "Nomination", nomination),
    call: (signature) => houseCall(electionsAbi.nominateBySig, [nomination, signature]),
  };
}

/** Stands no more. */
export async function standDownDeed(house: House, term: number, seat: number): Promise<Deed> {
  const nonce = await readNonce(house, "Elections", seat, `nominate:${term}`);
  const withdrawal: Message<"NominationWithdrawal"> = { term, seat, nonce, deadline: deadlineOf(house) };
  return {
    name: "standDown",
    check: houseCall(electionsAbi.withdrawNomination, [term]),
    ...signed(house, "NominationWithdrawal", withdrawal),
    call: (signature) => houseCall(electionsAbi.withdrawNominationBySig, [withdrawal, signature]),
  };
}

/** Says yes or no to a chair that the draw gave. */
export async function answerDeed(house: House, term: number, seat: number, yes: boolean): Promise<Deed> {
  const nonce = await readNonce(house, "Elections", seat, `answer:${term}`);
  const answer: Message<"Answer"> = { term, seat, yes, nonce, deadline: deadlineOf(house) };
  return {
    name: "answer",
    check: houseCall(electionsAbi.answer, [term, yes]),
    ...signed(house, "Answer", answer),
    call: (signature) => houseCall(electionsAbi.answerBySig, [answer, signature]),
  };
}

/** A step of an election that anybody may make. */
export type DueStep =
  | { step: "seatTable" }
  /** Passes over a drawn member who stayed silent. */
  | { step: "release"; chair: number };

/** The call of such a step. */
export function dueCall(term: number, due: DueStep): HouseCall {
  switch (due.step) {
    case "seatTable":
      return houseCall(electionsAbi.seatTable, [term]);
    case "release":
      return houseCall(electionsAbi.release, [term, BigInt(due.chair)]);
  }
}

export function dueDeed(term: number, due: DueStep): Deed {
  return { name: due.step, call: () => dueCall(term, due) };
}

/** Brings the signature of a round, x and y: anybody may, and a wrong one is refused. */
export function storeDeed(network: number, round: bigint, signature: Hex): Deed {
  return { name: "storeBeacon", call: () => houseCall(store, [network, round, signature]) };
}
