import { bytesToHex, type Hex } from "viem";
import type { Signable } from "#protocol/house/typedData.ts";
import {
  type Asked,
  answerMessage,
  type Question,
  type QuestionRefusal,
  questionMessage,
  questionRefusals,
  removalMessage,
} from "#protocol/relay/questions.ts";
import { ServerRefusal } from "../node/askPlainly.ts";
import { anyAnswer, askServer } from "../node/askServer.ts";
import type { House } from "../node/house.ts";
import { everyRelay } from "../node/relays.ts";
import type { SignedIn } from "../session/session.ts";
import { readEpoch } from "../write/nonce.ts";
import { type SaidEnd, signedBy } from "../write/said.ts";

/** Why nothing came of it: the relay's own words, or nobody was reached, or the device could not sign. */
export type QuestionFault = QuestionRefusal | "unreachable" | "fault";
export type QuestionEnd = SaidEnd<QuestionFault>;

/** Milliseconds for each relay, which asks the chain meanwhile. */
const PATIENCE = 20_000;

/** Asks about something, as the one whose seat it is. `text` is what `plainLine` gives. */
export async function askQuestion(
  house: House,
  session: SignedIn,
  { kind, number, seat, text }: Asked & { seat: number; text: string },
): Promise<QuestionEnd> {
  const epoch = await readEpoch(house, seat).catch(() => undefined);
  if (epoch === undefined) return { is: "refused", why: "unreachable" };
  const question: Question = {
    ...{ seat, epoch, account: session.account, kind, number, text },
    // The server judges it, whose clock is the chain's within seconds; this device's may be anything.
    askedAt: house.clock.anchored(),
    nonce: bytesToHex(crypto.getRandomValues(new Uint8Array(32))),
  };
  return say(session, "", questionMessage(house.deployment, question), { question });
}

/** Answers a question, once. */
export function answerQuestion(house: House, session: SignedIn, question: Hex, text: string): Promise<QuestionEnd> {
  const answer = { question, account: session.account, text, answeredAt: house.clock.anchored() };
  return say(session, "/answers", answerMessage(house.deployment, answer), { answer });
}

/** Takes one's own question back, at every relay that answers; the others hear of it from them. */
export function removeQuestion(house: House, session: SignedIn, question: Hex): Promise<QuestionEnd> {
  const removal = { question, account: session.account };
  return say(session, "/removals", removalMessage(house.deployment, removal), { removal });
}

async function say(session: SignedIn, path: string, message: Signable, content: object): Promise<QuestionEnd> {
  const signature = await signedBy(session, message);
  if (typeof signature !== "string") {
    return signature.is === "nothingSent" ? signature : { is: "refused", why: "fault" };
  }
  const post = { ...content, signature };
  const ends = await everyRelay((origin) =>
    askServer(`${origin}/relay/questions${path}`, anyAnswer, { post, patience: PATIENCE }).then(
      () => undefined,
      (error: unknown) => refusalIn(error),
    ),
  );
  if (ends.includes(undefined)) return { is: "kept" };
  return { is: "refused", why: ends[0] ?? "unreachable" };
}

/** What a relay said no with; throws where it did not answer. */
function refusalIn(error: unknown): QuestionRefusal {
  if (!(error instanceof ServerRefusal) || error.status >= 500) throw error;
  const { code = "" } = (error.content as { error?: { code?: string } }).error ?? {};
  return code in questionRefusals ? (code as QuestionRefusal) : "malformed";
}
