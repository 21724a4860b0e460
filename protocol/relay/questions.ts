import * as v from "valibot";
import { type Address, type Hex, hashTypedData, isAddressEqual } from "viem";
import { address, bytesOf, count, word } from "../house/shapes.ts";
import type { Signable, SigningHouse } from "../house/typedData.ts";
import { plainLine } from "./plainText.ts";

/** Characters of a question and of its answer, counted by `lettersIn`. */
export const MOST_QUESTION = 280;
export const MOST_ANSWER = 560;
/** Questions of one account in a day of house time, those that were removed again included. */
export const MOST_QUESTIONS_A_DAY = 5;
/** Seconds by which the time in a message may differ from the house's when it comes. */
export const SAID_WITHIN = 600;
/** Bytes of what is handed in: text, names and a contract's long signature fit. */
export const MAX_QUESTION_BYTES = 8_192;

/** What can be asked about: an entry of the books, a payment request, the report on a term, a motion. */
export const askedKinds = ["entry", "request", "report", "motion"] as const;
export type AskedKind = (typeof askedKinds)[number];

/** One thing that can be asked about, by its number; a report by its term's. */
export interface Asked {
  kind: AskedKind;
  number: number;
}

/** Unicode's characters as they are kept and signed: in NFC, one line, without those that nobody sees. */
export function lettersIn(text: string): number {
  return [...plainLine(text)].length;
}

export type TextFault = "empty" | "tooLong" | "notPlain";

/** Why a text cannot be signed as it is. */
export function textFault(text: string, most: number): TextFault | undefined {
  if (plainLine(text) === "") return "empty";
  if (lettersIn(text) > most) return "tooLong";
  return plainLine(text) === text ? undefined : "notPlain";
}

const signature = bytesOf(0, 1_024);
const seconds = count;

/** A member's one question about one thing. */
const questionSchema = v.object({
  seat: v.pipe(count, v.minValue(1), v.maxValue(0xffffffff)),
  /** The seat's when it was asked: what was signed before it rose is void. */
  epoch: v.pipe(count, v.maxValue(0xffffffff)),
  /** Who had the seat then, and signs. */
  account: address,
  kind: v.picklist(askedKinds),
  number: v.pipe(count, v.minValue(1)),
  text: v.string(),
  /** UTC seconds by the house's clock. */
  askedAt: seconds,
  /** By chance: nobody finds a removed question's words by trying hashes. */
  nonce: word,
});
export type Question = v.InferOutput<typeof questionSchema>;

export const signedQuestionSchema = v.object({ question: questionSchema, signature });
export type SignedQuestion = v.InferOutput<typeof signedQuestionSchema>;

/** What the operator, somebody of the team or one of those in office says to it. */
const answerSchema = v.object({
  /** The question's id. */
  question: word,
  account: address,
  text: v.string(),
  answeredAt: seconds,
});
export type Answer = v.InferOutput<typeof answerSchema>;

export const signedAnswerSchema = v.object({ answer: answerSchema, signature });
export type SignedAnswer = v.InferOutput<typeof signedAnswerSchema>;

/** Its author takes a question back; the answer goes with it. */
const removalSchema = v.object({ question: word, account: address });
export type Removal = v.InferOutput<typeof removalSchema>;

export const signedRemovalSchema = v.object({ removal: removalSchema, signature });
export type SignedRemoval = v.InferOutput<typeof signedRemovalSchema>;

/** What a relay tells of one question. */
const toldQuestionSchema = v.object({
  id: word,
  kind: v.picklist(askedKinds),
  number: count,
  askedAt: seconds,
  /** Missing: it is hidden here. */
  said: v.optional(signedQuestionSchema),
  /** Why it is not shown, where whoever runs the relay has hidden it. */
  hidden: v.optional(v.string()),
  answer: v.optional(signedAnswerSchema),
  answerHidden: v.optional(v.string()),
});
export type ToldQuestion = v.InferOutput<typeof toldQuestionSchema>;
export const toldQuestionsSchema = v.array(toldQuestionSchema);

/** How many wait for an answer, and since when the oldest has; null: none waits. */
export const waitingSchema = v.object({ open: count, oldest: v.nullable(seconds) });
export type WaitingQuestions = v.InferOutput<typeof waitingSchema>;

/** For the house's other relays: what is kept, or was taken back, in the order in which it changed here. */
export const changedQuestionsSchema = v.array(
  v.object({
    change: count,
    said: v.optional(signedQuestionSchema),
    answer: v.optional(signedAnswerSchema),
    removed: v.optional(signedRemovalSchema),
  }),
);
export type ChangedQuestion = v.InferOutput<typeof changedQuestionsSchema>[number];

/** Why a relay does not take something; `protocol/relay/relayApi.ts` has those of the chain. */
export const questionRefusals = {
  malformed: 400,
  empty: 400,
  tooLong: 400,
  notPlain: 400,
  /** The signature is not the seat's: another house's, another account's, or nobody's. */
  notTheSeat: 403,
  /** The signer is neither in office nor of the operator's team who may ask for payments. */
  notInOffice: 403,
  notTheAuthor: 403,
  /** There is no such entry, request, report or motion. */
  noSubject: 404,
  noQuestion: 404,
  oldEpoch: 409,
  /** Its time is not the house's. */
  notNow: 409,
  askedAlready: 409,
  answeredAlready: 409,
  removed: 410,
  tooMuchToday: 429,
  /** This address has sent too much. */
  tooMuch: 429,
  hidden: 451,
} as const;
export type QuestionRefusal = keyof typeof questionRefusals;

type At = Pick<SigningHouse, "chainId" | "contracts">;

const inDomain = (
  house: At,
  primaryType: string,
  fields: [name: string, type: string][],
  message: object,
): Signable => ({
  domain: {
    name: "Runde Questions",
    version: "1",
    chainId: house.chainId,
    verifyingContract: house.contracts.Share,
  },
  types: { [primaryType]: fields.map(([name, type]) => ({ name, type })) },
  primaryType,
  message: message as Record<string, unknown>,
});

/** The seat's message for a question, domain "Runde Questions". */
export function questionMessage(house: At, question: Question): Signable {
  const fields: [string, string][] = [
    ["seat", "uint32"],
    ["epoch", "uint32"],
    ["account", "address"],
    ["kind", "string"],
    ["number", "uint64"],
    ["text", "string"],
    ["askedAt", "uint48"],
    ["nonce", "bytes32"],
  ];
  return inDomain(house, "Question", fields, { ...question, number: BigInt(question.number) });
}

export function answerMessage(house: At, answer: Answer): Signable {
  const fields: [string, string][] = [
    ["question", "bytes32"],
    ["account", "address"],
    ["text", "string"],
    ["answeredAt", "uint48"],
  ];
  return inDomain(house, "Answer", fields, answer);
}

export function removalMessage(house: At, removal: Removal): Signable {
  const fields: [string, string][] = [
    ["question", "bytes32"],
    ["account", "address"],
  ];
  return inDomain(house, "Removal", fields, removal);
}

const hashOf = (message: Signable): Hex => hashTypedData(message as Parameters<typeof hashTypedData>[0]);

/** A question's name everywhere: the hash that its author signs. */
export function questionId(house: At, question: Question): Hex {
  return hashOf(questionMessage(house, question));
}

/** An answer's name, by which it can be hidden. */
export function answerId(house: At, answer: Answer): Hex {
  return hashOf(answerMessage(house, answer));
}

/** Who speaks for a seat, and its epoch. */
export type SeatSigner = readonly [owner: Address, epoch: number];

/**
 * What the chain says today of who asked: the seat is theirs; it has changed since, which an epoch that rose or a seat that
 * ended shows, and nobody can tell any more; or it was never theirs at that epoch.
 *
 * @param signer Who speaks for the seat now, and its epoch, as `Share.signerOf` says; undefined: it refused, nobody does.
 */
export function standingOfAsker(
  { account, epoch }: Pick<Question, "account" | "epoch">,
  signer: SeatSigner | undefined,
): "theirs" | "past" | "notTheirs" {
  if (signer === undefined) return "past";
  const [owner, epochNow] = signer;
  if (epoch > epochNow) return "notTheirs";
  if (isAddressEqual(account, owner)) return "theirs";
  return epoch < epochNow ? "past" : "notTheirs";
}
