import { keccak256, stringToHex } from "viem";
import type { Signable } from "#protocol/house/typedData.ts";
import { answerMessage, type Question, questionId, questionMessage } from "#protocol/relay/questions.ts";
import type { Stage } from "../Stage.ts";
import type { QuestionAct, ReplyAct } from "../Story.ts";
import { requestWith } from "./treasury.ts";

/** A member asks about what was asked for with this note; at the story's second, by which the house's server judges it. */
export async function question(stage: Stage, act: QuestionAct, at: number): Promise<void> {
  await stage.carrier.mine(at);
  await stage.cast.learnSeats(stage.client);
  const asked = await questionOf(stage, act, at);
  await hand(stage, "", stage.cast.person(act.person).account, questionMessage(stage.deployment, asked), {
    question: asked,
  });
}

/** The operator replies to it. */
export async function reply(stage: Stage, { to, text }: ReplyAct, at: number): Promise<void> {
  await stage.carrier.mine(at);
  const operator = stage.account("operator");
  const id = questionId(stage.deployment, await questionOf(stage, to, to.at));
  const answer = { question: id, account: operator.address, text, answeredAt: at };
  await hand(stage, "/answers", operator, answerMessage(stage.deployment, answer), { answer });
}

async function questionOf(stage: Stage, { person, note, text }: QuestionAct, at: number): Promise<Question> {
  const request = await requestWith(stage, note);
  if (request === undefined) throw new Error(`Nobody has asked for "${note}"`);
  const { seat, account } = stage.cast.person(person);
  return {
    ...{ seat, epoch: await stage.epoch(seat), account: account.address },
    ...{ kind: "request", number: Number(request.id), text, askedAt: at },
    nonce: keccak256(stringToHex(text)),
  };
}

async function hand(
  stage: Stage,
  path: string,
  by: Parameters<Stage["sign"]>[0],
  message: Signable,
  content: object,
): Promise<void> {
  await stage.say(`/relay/questions${path}`, { ...content, signature: await stage.sign(by, message) });
}
