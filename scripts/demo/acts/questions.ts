import { type Hex, isAddressEqual, keccak256, stringToHex } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { registryAbi } from "#protocol/abi/registry.ts";
import type { ClubLanguage } from "#protocol/house/nouns.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import {
  type AskedKind,
  answerMessage,
  type Question,
  questionId,
  questionMessage,
  type ToldQuestion,
} from "#protocol/relay/questions.ts";
import type { Stage } from "../Stage.ts";
import type { QuestionAct, ReplyAct } from "../Story.ts";
import { tableNow } from "./table.ts";
import { requestWith } from "./treasury.ts";

/** Nobody knows what a visitor asks: what is said is true in every club, whatever it is about. */
const practiceReply: Record<ClubLanguage, string> = {
  en: "Thank you for asking. This is a practice house, and its people know no more about this than the page tells. In a real one, somebody who knows answers here.",
  de: "Danke für die Frage. Dies ist ein Haus zum Üben, und seine Leute wissen darüber nicht mehr, als die Seite sagt. In einem echten antwortet hier jemand, der es weiß.",
  zh: "谢谢您的提问。这是练习用的，这里的人所知道的并不比页面上写的更多。真实使用时，会由了解情况的人在此回答。",
};

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
  const id = questionId(stage.deployment, await questionOf(stage, to, to.at));
  await answerAs(stage, stage.account("operator"), id, text, at);
}

/** Somebody replies to a visitor's question; undefined as long as nobody may whom the story can play. */
export async function visitorsReply(
  stage: Stage,
  { id, kind }: ToldQuestion,
  now: number,
): Promise<((at: number) => Promise<void>) | undefined> {
  const by = await whoAnswers(stage, kind, now);
  const [language = "en"] = stage.deployment.club.languages;
  return by && ((at) => answerAs(stage, by, id, practiceReply[language], at));
}

/** The operator about money, one of those in office about what they wrote and what is voted on; else the other. */
async function whoAnswers(stage: Stage, kind: AskedKind, now: number): Promise<PrivateKeyAccount | undefined> {
  const operator = stage.account("operator");
  const [inOffice, [someone]] = await Promise.all([
    stage.client.readContract({ abi: registryAbi, address: stage.contracts.Registry, functionName: "operator" }),
    tableNow(stage, now),
  ]);
  const isFree = stage.cast.playedBySomebody !== "operator" && isAddressEqual(operator.address, inOffice);
  const team = isFree ? operator : undefined;
  return kind === "entry" || kind === "request" ? (team ?? someone?.account) : (someone?.account ?? team);
}

async function answerAs(stage: Stage, by: PrivateKeyAccount, question: Hex, text: string, at: number): Promise<void> {
  await stage.carrier.mine(at);
  const answer = { question, account: by.address, text, answeredAt: at };
  await hand(stage, "/answers", by, answerMessage(stage.deployment, answer), { answer });
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
