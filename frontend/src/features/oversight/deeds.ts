import { bytesToHex } from "viem";
import { electionsAbi } from "#protocol/abi/elections.ts";
import type { Message } from "#protocol/house/typedData.ts";
import type { House } from "../../chain/node/house.ts";
import { readBallot } from "../../chain/oversight/rotation.ts";
import type { Deed } from "../../chain/write/act.ts";
import { deadlineOf, readNonce } from "../../chain/write/nonce.ts";
import { signed } from "../../chain/write/signed.ts";

const elections = { contract: "Elections", abi: electionsAbi } as const;

/** Votes in an election, or votes again: the ballot with the highest number counts. */
export async function castDeed(
  house: House,
  term: number,
  seat: number,
  approvals: bigint,
): Promise<Deed & { nonce: number }> {
  const { nonce: newest } = await readBallot(house, term, seat);
  const nonce = newest + 1;
  const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  const ballot: Message<"Ballot"> = { term, seat, approvals, salt, nonce, deadline: deadlineOf(house) };
  return {
    name: "ballot",
    nonce,
    check: { ...elections, functionName: "cast", args: [term, approvals, salt] },
    ...signed(house, "Ballot", ballot),
    call: ([signature]) => ({ ...elections, functionName: "castBySig", args: [ballot, signature] }),
  };
}

/** Stands for a term, with a text that is kept as a record (zero hash: none). */
export async function nominateDeed(house: House, term: number, seat: number, statement: `0x${string}`): Promise<Deed> {
  const nonce = await readNonce(house, "Elections", seat, `nominate:${term}`);
  const nomination: Message<"Nomination"> = { term, seat, statement, nonce, deadline: deadlineOf(house) };
  return {
    name: "nominate",
    check: { ...elections, functionName: "nominate", args: [term, statement] },
    ...signed(house, "Nomination", nomination),
    call: ([signature]) => ({ ...elections, functionName: "nominateBySig", args: [nomination, signature] }),
  };
}

/** Stands no more. */
export async function standDownDeed(house: House, term: number, seat: number): Promise<Deed> {
  const nonce = await readNonce(house, "Elections", seat, `nominate:${term}`);
  const withdrawal: Message<"NominationWithdrawal"> = { term, seat, nonce, deadline: deadlineOf(house) };
  return {
    name: "standDown",
    check: { ...elections, functionName: "withdrawNomination", args: [term] },
    ...signed(house, "NominationWithdrawal", withdrawal),
    call: ([signature]) => ({ ...elections, functionName: "withdrawNominationBySig", args: [withdrawal, signature] }),
  };
}

/** Says yes or no to a chair that the draw gave. */
export async function answerDeed(house: House, term: number, seat: number, yes: boolean): Promise<Deed> {
  const nonce = await readNonce(house, "Elections", seat, `answer:${term}`);
  const answer: Message<"Answer"> = { term, seat, yes, nonce, deadline: deadlineOf(house) };
  return {
    name: "answer",
    check: { ...elections, functionName: "answer", args: [term, yes] },
    ...signed(house, "Answer", answer),
    call: ([signature]) => ({ ...elections, functionName: "answerBySig", args: [answer, signature] }),
  };
}

/** A step of an election that anybody may make. */
export type DueStep =
  | { step: "arm" | "storeBeacon" | "seatTable" }
  /** Passes over a drawn member who stayed silent. */
  | { step: "release"; chair: number };

export function dueDeed(term: number, due: DueStep): Deed {
  const args = due.step === "release" ? [term, due.chair] : [term];
  return { name: due.step, sign: [], call: () => ({ ...elections, functionName: due.step, args }) };
}
