import type { Address, Hex } from "viem";
import { Right } from "#protocol/abi/enums.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import * as teamAbi from "#protocol/abi/team.ts";
import { ifReverted } from "#protocol/house/refusal.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import {
  type Answer,
  type Asked,
  answerMessage,
  MOST_ANSWER,
  MOST_QUESTION,
  type Question,
  questionId,
  questionMessage,
  type SignedAnswer,
  type SignedQuestion,
  standingOfAsker,
  type ToldQuestion,
  textFault,
  toldQuestionsSchema,
  type WaitingQuestions,
  waitingSchema,
} from "#protocol/relay/questions.ts";
import { askServer } from "../node/askServer.ts";
import { type House, readHouse } from "../node/house.ts";
import { everyRelay, firstRelay } from "../node/relays.ts";

/** Milliseconds for each relay: nothing else on a page waits for it. */
const PATIENCE = 8_000;

/** Whose word something is, checked in this browser: by signature, and by what the chain says of the signer. */
export type Checked<T, By extends string> =
  | { is: "shown"; said: T; by: By }
  /** The signature is not what it should be: a server has made it up, or changed it. */
  | { is: "forged" }
  /** Whoever runs the server has taken it out of sight, for this reason. */
  | { is: "hidden"; reason: string };

/** A question as anybody may read it. */
export interface CheckedQuestion extends Asked {
  id: Hex;
  askedAt: number;
  /** `past`: the seat has changed since it was asked, and the chain does not tell any more whose it was. */
  question: Checked<Question, "theirs" | "past">;
  answer?: Checked<Answer & { seat: number }, "table" | "team" | "past">;
}

/** What was asked about these things, in the order in which it was asked. Throws where no relay answers. */
export async function readAbout(house: House, all: readonly Asked[]): Promise<CheckedQuestion[]> {
  const lists = await Promise.all(all.map(({ kind, number }) => read(house, `/about/${kind}/${number}`)));
  const isMeant = ({ kind, number }: Asked) => all.some((one) => one.kind === kind && one.number === number);
  return lists.flat().filter(isMeant);
}

/** What waits, the oldest first, and behind it what was answered, the latest question first. */
export async function readLately(house: House): Promise<CheckedQuestion[]> {
  const found = await read(house, "");
  const waits = (one: CheckedQuestion) => one.answer === undefined;
  return [...found.filter(waits), ...found.filter((one) => !waits(one)).reverse()];
}

/** Null where no relay says it. */
export async function readWaiting(): Promise<WaitingQuestions | null> {
  const asked = await firstRelay((origin) =>
    askServer(`${origin}/relay/questions/waiting`, waitingSchema, { patience: PATIENCE }),
  );
  return asked ?? null;
}

async function read(house: House, path: string): Promise<CheckedQuestion[]> {
  const lists = await everyRelay((origin) =>
    askServer(`${origin}/relay/questions${path}`, toldQuestionsSchema, { patience: PATIENCE }),
  );
  if (lists.length === 0) throw new Error("No relay tells of questions");
  const byId = new Map<Hex, ToldQuestion>();
  // Hidden or answered at one of them is so here; what one of them has not heard of, another has.
  for (const one of lists.flat()) byId.set(one.id, { ...one, ...byId.get(one.id) });
  const checked = await Promise.all([...byId.values()].map((one) => check(house, one)));
  return checked.sort((one, other) => one.askedAt - other.askedAt);
}

async function check(house: House, told: ToldQuestion): Promise<CheckedQuestion> {
  const { id, said, hidden, answer, answerHidden } = told;
  const { kind, number, askedAt } = said?.question ?? told;
  const about = { id, kind, number, askedAt };
  const question =
    hidden === undefined ? await checkQuestion(house, id, said) : { is: "hidden" as const, reason: hidden };
  if (question.is !== "shown") return { ...about, question };
  if (answerHidden !== undefined) return { ...about, question, answer: { is: "hidden", reason: answerHidden } };
  return answer === undefined
    ? { ...about, question }
    : { ...about, question, answer: await checkAnswer(house, id, answer) };
}

async function checkQuestion(
  house: House,
  id: Hex,
  signed: SignedQuestion | undefined,
): Promise<CheckedQuestion["question"]> {
  if (signed === undefined) return { is: "forged" };
  const { question, signature } = signed;
  const isNamed = questionId(house.deployment, question) === id && !textFault(question.text, MOST_QUESTION);
  if (!isNamed || !(await isSigned(house, question.account, questionMessage(house.deployment, question), signature))) {
    return { is: "forged" };
  }
  const signer = await readHouse(house, shareAbi.signerOf, [question.seat]).catch(ifReverted(undefined));
  const by = standingOfAsker(question, signer);
  return by === "notTheirs" ? { is: "forged" } : { is: "shown", said: question, by };
}

async function checkAnswer(
  house: House,
  id: Hex,
  { answer, signature }: SignedAnswer,
): Promise<NonNullable<CheckedQuestion["answer"]>> {
  const { account, answeredAt } = answer;
  const isNamed = answer.question === id && !textFault(answer.text, MOST_ANSWER);
  if (!isNamed || !(await isSigned(house, account, answerMessage(house.deployment, answer), signature))) {
    return { is: "forged" };
  }
  const [seat, [table], asks] = await Promise.all([
    readHouse(house, shareAbi.seatOf, [account]),
    readHouse(house, rosterAbi.tableAt, [answeredAt]),
    readHouse(house, teamAbi.may, [account, Right.AskForPayments]),
  ]);
  const by = seat > 0 && table.includes(seat) ? "table" : asks ? "team" : "past";
  return { is: "shown", said: { ...answer, seat }, by };
}

/** Throws when an account that is a contract could not be asked. */
async function isSigned({ rpc }: House, by: Address, message: Signable, signature: Hex): Promise<boolean> {
  const [{ checkedSignature }, { UnusableSignature }] = await Promise.all([
    import("../session/walletSignature.ts"),
    import("../session/walletFault.ts"),
  ]);
  return checkedSignature(rpc, by, message, signature).then(
    () => true,
    (error: unknown) => {
      if (error instanceof UnusableSignature) return false;
      throw error;
    },
  );
}
