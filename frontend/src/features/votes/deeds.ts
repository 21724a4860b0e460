import { bytesToHex } from "viem";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { houseGovernorAbi } from "#protocol/abi/houseGovernor.ts";
import { type Message, type MessageName, signable, structHash } from "#protocol/typedData.ts";
import type { Deed } from "../../chain/act.ts";
import type { House } from "../../chain/house.ts";
import { deadlineOf, readNonce } from "../../chain/nonce.ts";
import { readBallot } from "../../chain/rotation.ts";
import { descriptionHash, type MotionContent, proposalArgs } from "./motion.ts";
import { type Support, supportNumber } from "./motionContent.ts";

const elections = { contract: "Elections", abi: electionsAbi } as const;
const governor = { contract: "HouseGovernor", abi: houseGovernorAbi } as const;

/** What a signed message adds to a deed: the signature that is asked for, and the code that names it afterwards. */
function signed<N extends MessageName>(house: House, name: N, message: Message<N>): Pick<Deed, "sign" | "code"> {
  return { sign: [signable(house.deployment, name, message)], code: structHash(name, message) };
}

/** Votes in an election, or votes again: the ballot with the highest number counts. */
export async function castDeed(house: House, term: number, seat: number, approvals: bigint): Promise<Deed> {
  const { nonce } = await readBallot(house, term, seat);
  const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  const ballot: Message<"Ballot"> = { term, seat, approvals, salt, nonce: nonce + 1, deadline: deadlineOf(house) };
  return {
    name: "ballot",
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

/** Votes on a motion, once. */
export function voteDeed(house: House, proposal: bigint, seat: number, support: Support): Deed {
  const vote: Message<"Vote"> = { proposal, seat, support: supportNumber(support), deadline: deadlineOf(house) };
  return {
    name: "vote",
    check: { ...governor, functionName: "castVote", args: [proposal, vote.support] },
    ...signed(house, "Vote", vote),
    call: ([signature]) => ({ ...governor, functionName: "voteBySig", args: [[vote], [signature]] }),
  };
}

/** Stands behind a motion that is still to be made. */
export function sponsorDeed(house: House, proposal: bigint, seat: number): Deed {
  const sponsorship: Message<"Sponsorship"> = { proposal, seat, deadline: deadlineOf(house) };
  return {
    name: "sponsor",
    check: { ...governor, functionName: "sponsor", args: [proposal] },
    ...signed(house, "Sponsorship", sponsorship),
    call: ([signature]) => ({ ...governor, functionName: "sponsorBySig", args: [sponsorship, signature] }),
  };
}

/** Puts a motion to the vote that has its sponsors. */
export function proposeDeed(house: House, content: MotionContent, proposal: bigint, seat: number): Deed {
  const proposing: Message<"Proposing"> = { proposal, seat, deadline: deadlineOf(house) };
  const motion = [...proposalArgs(content), content.description];
  return {
    name: "propose",
    check: { ...governor, functionName: "propose", args: motion },
    ...signed(house, "Proposing", proposing),
    call: ([signature]) => ({
      ...governor,
      functionName: "proposeBySig",
      args: [proposing, ...motion, [], [signature]],
    }),
  };
}

/** Brings a passed motion forward: to the waiting time, or to its end. Anybody may. */
export function carryDeed(step: "queue" | "execute", content: MotionContent): Deed {
  const args = [...proposalArgs(content), descriptionHash(content.description)];
  return { name: step, sign: [], call: () => ({ ...governor, functionName: step, args }) };
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
