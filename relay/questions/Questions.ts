import * as v from "valibot";
import { type Address, type Hex, isAddressEqual } from "viem";
import type { Deployment } from "#protocol/house/deployments.ts";
import {
  type Asked,
  answerId,
  answerMessage,
  type ChangedQuestion,
  MOST_ANSWER,
  MOST_QUESTION,
  MOST_QUESTIONS_A_DAY,
  type Question,
  type QuestionRefusal,
  questionId,
  questionMessage,
  removalMessage,
  SAID_WITHIN,
  type SignedAnswer,
  type SignedQuestion,
  type SignedRemoval,
  signedAnswerSchema,
  signedQuestionSchema,
  signedRemovalSchema,
  standingOfAsker,
  type ToldQuestion,
  textFault,
  type WaitingQuestions,
} from "#protocol/relay/questions.ts";
import type { Chain } from "../calls/simulate.ts";
import type { Hidden } from "../keeping/Hidden.ts";
import { DAY } from "../sending/jobBook.ts";
import type { RelayStore } from "../store/RelayStore.ts";
import { isSignedBy } from "../texts/signers.ts";
import { defineQuestions } from "./keptQuestions.ts";
import { isThere, mayAnswer, signerOfSeat } from "./standing.ts";

export type QuestionOutcome = { ok: true; id: Hex } | { ok: false; reason: QuestionRefusal };

const no = (reason: QuestionRefusal): QuestionOutcome => ({ ok: false, reason });

interface Row {
  id: Hex;
  change: number;
  account: Address;
  kind: Asked["kind"] | null;
  number: number | null;
  askedAt: number | null;
  said: string | null;
  answer: string | null;
  answerId: Hex | null;
  removed: string | null;
}

/**
 * Members' questions about what the house does, each with at most one answer. All that is kept was signed; who may say it
 * is asked of the chain when it comes. Of a question that its author takes back no word is left, here or on the disk: its
 * name alone stays, so that nobody brings it back.
 */
export class Questions {
  readonly #deployment: Deployment;
  readonly #chain: Chain;
  readonly #store: RelayStore;
  readonly #hidden: Hidden;

  constructor(store: RelayStore, hidden: Hidden, deployment: Deployment, chain: Chain) {
    this.#deployment = deployment;
    this.#chain = chain;
    this.#store = store;
    this.#hidden = hidden;
    defineQuestions(store);
  }

  /** A member asks. The same question again changes nothing. Throws when the chain does not answer. */
  async ask(content: unknown, now: number): Promise<QuestionOutcome> {
    const parsed = v.safeParse(signedQuestionSchema, content);
    if (!parsed.success) return no("malformed");
    const { question, signature } = parsed.output;
    const fault = textFault(question.text, MOST_QUESTION);
    if (fault !== undefined) return no(fault);
    const id = questionId(this.#deployment, question);
    const known = this.#row(id);
    if (known !== undefined) return known.removed === null ? { ok: true, id } : no("removed");
    if (!isAbout(question.askedAt, now)) return no("notNow");
    const signer = await signerOfSeat(this.#chain, this.#deployment, question.seat);
    const [owner, epoch] = signer ?? [];
    if (owner === undefined || !isAddressEqual(owner, question.account)) return no("notTheSeat");
    if (epoch !== question.epoch) return no("oldEpoch");
    if (!(await this.#isSigned(question.account, questionMessage(this.#deployment, question), signature))) {
      return no("notTheSeat");
    }
    if (!(await isThere(this.#chain, this.#deployment, question))) return no("noSubject");
    // Nothing is waited for from here on: two at once are one after the other.
    if (this.#row(id) !== undefined) return { ok: true, id };
    const refusal = this.#tooMany(question, now);
    if (refusal !== undefined) return no(refusal);
    this.#keep(id, parsed.output);
    return { ok: true, id };
  }

  /** The operator, somebody of the team or one of those in office answers: once. */
  async answer(content: unknown, now: number): Promise<QuestionOutcome> {
    const parsed = v.safeParse(signedAnswerSchema, content);
    if (!parsed.success) return no("malformed");
    const { answer, signature } = parsed.output;
    const fault = textFault(answer.text, MOST_ANSWER);
    if (fault !== undefined) return no(fault);
    const id = answerId(this.#deployment, answer);
    const before = this.#cannotAnswer(answer.question, id);
    if (before !== undefined) return before;
    if (!isAbout(answer.answeredAt, now)) return no("notNow");
    if (!(await mayAnswer(this.#chain, this.#deployment, answer.account, now))) return no("notInOffice");
    if (!(await this.#isSigned(answer.account, answerMessage(this.#deployment, answer), signature))) {
      return no("notInOffice");
    }
    const meanwhile = this.#cannotAnswer(answer.question, id);
    if (meanwhile !== undefined) return meanwhile;
    this.#keepAnswer(answer.question, id, parsed.output);
    return { ok: true, id };
  }

  /** Its author takes a question back, also who has no seat any more. Twice is once. */
  async remove(content: unknown): Promise<QuestionOutcome> {
    const parsed = v.safeParse(signedRemovalSchema, content);
    if (!parsed.success) return no("malformed");
    const { removal, signature } = parsed.output;
    const row = this.#row(removal.question);
    if (row === undefined) return no("noQuestion");
    if (!isAddressEqual(row.account, removal.account)) return no("notTheAuthor");
    if (!(await this.#isSigned(removal.account, removalMessage(this.#deployment, removal), signature))) {
      return no("notTheAuthor");
    }
    if (row.removed === null) this.#takeOut(row.id, parsed.output);
    return { ok: true, id: row.id };
  }

  /** What was asked about one thing, in the order in which it was asked. */
  about({ kind, number }: Asked): ToldQuestion[] {
    const where = "said IS NOT NULL AND kind = ? AND number = ? ORDER BY askedAt, id LIMIT 500";
    return this.#all(where, kind, number).map((row) => this.#told(row));
  }

  /** What waits for an answer, the oldest first. */
  open(most: number): ToldQuestion[] {
    return this.#all(`${WAITS} ORDER BY askedAt, id LIMIT ?`, most).map((row) => this.#told(row));
  }

  /** What was answered, the latest question first. */
  answered(most: number): ToldQuestion[] {
    const where = "said IS NOT NULL AND answer IS NOT NULL ORDER BY askedAt DESC, id LIMIT ?";
    return this.#all(where, most).map((row) => this.#told(row));
  }

  waiting(): WaitingQuestions {
    const row = this.#store.one(`SELECT count(*) AS open, min(askedAt) AS oldest FROM questions WHERE ${WAITS}`);
    return { open: Number(row?.open), oldest: row?.oldest === null ? null : Number(row?.oldest) };
  }

  /** What has changed here after a number, in that order: for the house's other relays. Nothing that is hidden. */
  changedAfter(change: number, most: number): ChangedQuestion[] {
    return this.#all("change > ? ORDER BY change LIMIT ?", change, most).map((row) => {
      const { said, answer, answerHidden } = this.#told(row);
      return {
        change: row.change,
        ...(said !== undefined && { said }),
        ...(answer !== undefined && answerHidden === undefined && { answer }),
        ...(row.removed !== null && { removed: JSON.parse(row.removed) as SignedRemoval }),
      };
    });
  }

  /**
   * Takes over what another relay keeps. Believes it nothing but one thing: that who asked had a seat which has changed
   * since, for it saw that then and the chain does not tell any more.
   */
  async copy({ said, answer, removed }: ChangedQuestion, now: number): Promise<void> {
    if (removed !== undefined) await this.#copyRemoval(removed);
    if (said !== undefined) await this.#copyQuestion(said, now);
    if (answer !== undefined) await this.#copyAnswer(answer, now);
  }

  async #copyRemoval({ removal, signature }: SignedRemoval): Promise<void> {
    const row = this.#row(removal.question);
    if (row !== undefined && (row.removed !== null || !isAddressEqual(row.account, removal.account))) return;
    if (!(await this.#isSigned(removal.account, removalMessage(this.#deployment, removal), signature))) return;
    this.#takeOut(removal.question.toLowerCase() as Hex, { removal, signature });
  }

  async #copyQuestion(signed: SignedQuestion, now: number): Promise<void> {
    const { question, signature } = signed;
    const id = questionId(this.#deployment, question);
    const known = this.#row(id);
    // Whoever is not its author cannot have taken it back before it came.
    if (known !== undefined && isAddressEqual(known.account, question.account)) return;
    if (textFault(question.text, MOST_QUESTION) !== undefined || question.askedAt > now + SAID_WITHIN) return;
    if (this.#tooMany(question, question.askedAt) !== undefined) return;
    const signer = await signerOfSeat(this.#chain, this.#deployment, question.seat);
    if (standingOfAsker(question, signer) === "notTheirs") return;
    if (!(await this.#isSigned(question.account, questionMessage(this.#deployment, question), signature))) return;
    if (await isThere(this.#chain, this.#deployment, question)) this.#keep(id, signed);
  }

  async #copyAnswer(signed: SignedAnswer, now: number): Promise<void> {
    const { answer, signature } = signed;
    const id = answerId(this.#deployment, answer);
    if (textFault(answer.text, MOST_ANSWER) !== undefined || answer.answeredAt > now + SAID_WITHIN) return;
    if (this.#cannotAnswer(answer.question, id) !== undefined) return;
    if (!(await mayAnswer(this.#chain, this.#deployment, answer.account, answer.answeredAt))) return;
    if (!(await this.#isSigned(answer.account, answerMessage(this.#deployment, answer), signature))) return;
    if (this.#cannotAnswer(answer.question, id) === undefined) this.#keepAnswer(answer.question, id, signed);
  }

  /** Undefined: it may be answered. */
  #cannotAnswer(question: Hex, id: Hex): QuestionOutcome | undefined {
    const row = this.#row(question);
    if (row === undefined) return no("noQuestion");
    if (row.removed !== null) return no("removed");
    if (this.#hidden.find(row.id) !== undefined) return no("hidden");
    if (row.answer === null) return undefined;
    return row.answerId === id ? { ok: true, id } : no("answeredAlready");
  }

  /** One question of one account about one thing, and so many in a day. */
  #tooMany({ account, kind, number }: Question, at: number): "askedAlready" | "tooMuchToday" | undefined {
    const day = Math.floor(at / DAY) * DAY;
    const whose = account.toLowerCase();
    if (this.#all("said IS NOT NULL AND account = ? AND kind = ? AND number = ?", whose, kind, number).length > 0) {
      return "askedAlready";
    }
    const today = this.#all("account = ? AND askedAt >= ? AND askedAt < ?", whose, day, day + DAY);
    return today.length >= MOST_QUESTIONS_A_DAY ? "tooMuchToday" : undefined;
  }

  #keep(id: Hex, signed: SignedQuestion): void {
    const { account, kind, number, askedAt } = signed.question;
    this.#store.run(
      `INSERT OR REPLACE INTO questions (id, change, account, kind, number, askedAt, said) VALUES (?, ${NEXT}, ?, ?, ?, ?, ?)`,
      id,
      account.toLowerCase(),
      kind,
      number,
      askedAt,
      JSON.stringify(signed),
    );
  }

  #keepAnswer(question: Hex, id: Hex, signed: SignedAnswer): void {
    this.#store.run(
      `UPDATE questions SET answer = ?, answerId = ?, change = ${NEXT} WHERE id = ?`,
      JSON.stringify(signed),
      id,
      question.toLowerCase(),
    );
  }

  /** No word of it is left, on the disk either. */
  #takeOut(id: Hex, signed: SignedRemoval): void {
    this.#store.run(
      `INSERT INTO questions (id, change, account, removed) VALUES (?, ${NEXT}, ?, ?)
        ON CONFLICT (id) DO UPDATE SET said = NULL, answer = NULL, answerId = NULL, change = ${NEXT}, removed = excluded.removed`,
      id,
      signed.removal.account.toLowerCase(),
      JSON.stringify(signed),
    );
    this.#store.shrink();
  }

  #told(row: Row): ToldQuestion {
    const grave = this.#hidden.find(row.id);
    const answerGrave = row.answerId === null ? undefined : this.#hidden.find(row.answerId);
    const answer = row.answer === null ? undefined : (JSON.parse(row.answer) as SignedAnswer);
    return {
      id: row.id,
      kind: row.kind ?? "entry",
      number: row.number ?? 0,
      askedAt: row.askedAt ?? 0,
      ...(grave !== undefined && { hidden: grave.reason }),
      ...(grave === undefined && row.said !== null && { said: JSON.parse(row.said) as SignedQuestion }),
      ...(grave === undefined && answerGrave === undefined && answer !== undefined && { answer }),
      ...(answerGrave !== undefined && { answerHidden: answerGrave.reason }),
    };
  }

  #row(id: string): Row | undefined {
    return this.#all("id = ?", id.toLowerCase())[0];
  }

  #all(where: string, ...values: (string | number)[]): Row[] {
    return this.#store.all(`SELECT * FROM questions WHERE ${where}`, ...values) as unknown as Row[];
  }

  #isSigned(by: Address, message: Parameters<typeof isSignedBy>[2], signature: Hex): Promise<boolean> {
    return isSignedBy(this.#chain, by, message, signature);
  }
}

const NEXT = "(SELECT coalesce(max(change), 0) + 1 FROM questions)";
const WAITS =
  "said IS NOT NULL AND answer IS NULL AND NOT EXISTS (SELECT 1 FROM hidden WHERE hidden.hash = questions.id)";

function isAbout(said: number, now: number): boolean {
  return Math.abs(said - now) <= SAID_WITHIN;
}
