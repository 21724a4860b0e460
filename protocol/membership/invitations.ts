import * as v from "valibot";
import { type Address, concatHex, encodePacked, type Hex, hexToBigInt, keccak256 } from "viem";
import { address, bytesOf, whole, word } from "../house/shapes.ts";
import type { Signable, SigningHouse } from "../house/typedData.ts";

/**
 * A one-time link brings an account to a person whom the registrar knows. The link holds a secret of 16 bytes behind its
 * #; servers know its hash alone, the *invitation*. Who opens the link signs with the account that shall be admitted, and
 * reads four digits, which the registrar compares by voice before anything is signed on the record.
 */
export function invitationOf(houseId: Hex, secret: Hex): Hex {
  return keccak256(concatHex([houseId, secret]));
}

/**
 * The four digits that who opened a link reads out. They name link and account together, and only who has the secret can
 * reckon them: no server finds an account of its own with the same digits.
 */
export function wordOfOpening(secret: Hex, account: Address): string {
  const hash = keccak256(encodePacked(["bytes", "address"], [secret, account]));
  return String(hexToBigInt(hash) % 10_000n).padStart(4, "0");
}

/** Invitations in one list of the registrar: what fits into one message to a server. */
export const MOST_IN_LIST = 5_000;
/** Accounts that may answer one link before it is of no use: the first counts, every other one makes it red. */
export const MOST_OPENINGS = 5;
/** Bytes of a sealed answer. */
const LONGEST_ANSWER = 4_096;

const seconds = v.pipe(whole, v.minValue(0), v.maxValue(0xffffffffffff));
const signature = bytesOf(0, 1_024);

/** `POST /invitations`: links that the registrar hands out, and until when they can be opened. */
export const invitationListSchema = v.object({
  ids: v.pipe(v.array(word), v.minLength(1), v.maxLength(MOST_IN_LIST)),
  until: seconds,
  signature,
});
export type InvitationList = v.InferOutput<typeof invitationListSchema>;

/** `POST /invitations/ID/opening` */
export const openingSchema = v.object({ account: address, signature });

/** How a link ended: the person is refused, or another link was made for them. */
const answerKinds = ["refused", "withdrawn"] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** `POST /invitations/ID/answer`: `body` is sealed with the link's secret. */
export const answerSchema = v.object({
  kind: v.picklist(answerKinds),
  body: bytesOf(0, LONGEST_ANSWER),
  at: seconds,
  signature,
});
export type InvitationAnswer = v.InferOutput<typeof answerSchema>;

const keptOpening = v.object({ account: address, at: seconds, signature });

/** `GET /invitations/ID` */
export const invitationSchema = v.object({
  id: word,
  until: seconds,
  openings: v.array(keptOpening),
  answer: v.optional(answerSchema),
});
export type Invitation = v.InferOutput<typeof invitationSchema>;

/** `GET /invitations?after=N`: what was opened or answered, in order. */
export const invitationPageSchema = v.object({ next: whole, changed: v.array(invitationSchema) });

const domainOf = (house: Pick<SigningHouse, "chainId" | "contracts">): Signable["domain"] => ({
  name: "Runde Invitations",
  version: "1",
  chainId: house.chainId,
  verifyingContract: house.contracts.Admission,
});

type At = Pick<SigningHouse, "chainId" | "contracts">;

/** The registrar's word that these links are theirs. */
export function invitationListMessage(house: At, { ids, until }: Pick<InvitationList, "ids" | "until">): Signable {
  return {
    domain: domainOf(house),
    types: {
      InvitationList: [
        { name: "list", type: "bytes32" },
        { name: "count", type: "uint32" },
        { name: "until", type: "uint48" },
      ],
    },
    primaryType: "InvitationList",
    message: { list: keccak256(concatHex(ids)), count: ids.length, until },
  };
}

/** What the account says that opens a link. */
export function openingMessage(house: At, invitation: Hex, account: Address): Signable {
  return {
    domain: domainOf(house),
    types: {
      Opening: [
        { name: "invitation", type: "bytes32" },
        { name: "account", type: "address" },
      ],
    },
    primaryType: "Opening",
    message: { invitation, account },
  };
}

/** The registrar's answer to who has the link. */
export function answerMessage(house: At, invitation: Hex, answer: Omit<InvitationAnswer, "signature">): Signable {
  return {
    domain: domainOf(house),
    types: {
      InvitationAnswer: [
        { name: "invitation", type: "bytes32" },
        { name: "kind", type: "string" },
        { name: "body", type: "bytes32" },
        { name: "at", type: "uint48" },
      ],
    },
    primaryType: "InvitationAnswer",
    message: { invitation, kind: answer.kind, body: keccak256(answer.body), at: answer.at },
  };
}
