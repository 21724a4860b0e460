import type { CodeClaim } from "#protocol/voucher/codeClaim.ts";
import { businessDayOf, payCodeFromDigits, type SignedPayCode } from "#protocol/voucher/payCode.ts";
import { judge, type Refusal } from "../accept/accept.ts";
import type { KnownTill, TillHouse } from "../house.ts";
import type { JournalItem, TillJournal } from "../journal/journal.ts";
import { isLost } from "../journal/kept.ts";
import { fromMemory, judgeBlind, type OfflineCaps, remembered } from "../offline/offlineRules.ts";

/** Everything that a till goes by when a code is shown to it. */
export interface Counter {
  house: Pick<TillHouse, "now" | "time" | "dayOffset" | "domain" | "pocketView" | "lastKnown">;
  journal: Pick<TillJournal, "append" | "noteClaim" | "claimIsOver" | "remembered" | "seenAt" | "unsettled" | "onDay">;
  /** The tablet's number. */
  terminal: number;
  caps: OfflineCaps;
  /** How the tablet stands now; undefined: nobody answers in time. */
  askStanding(): Promise<KnownTill | undefined>;
  /** This tablet's word that it takes a code now. */
  signClaim(code: SignedPayCode): Promise<CodeClaim>;
  /** Whose the code is, by who claimed it first; throws when no relay says. */
  claim(claim: CodeClaim): Promise<number>;
  /** Milliseconds that the house has to say what is in a pocket, and whose the code is: a guest is waiting. */
  patience: number;
}

/** Amounts in hundredths. */
export type Taken =
  /** `blind`: without the house's answer. `left`: in the pocket afterwards. */
  | { ok: true; amount: number; pocket: number; left: number; blind: boolean }
  /**
   * `part`: what could be paid all the same with this code. `asOf`: when the house was heard last, where the refusal
   * rests on that (UTC seconds).
   */
  | { ok: false; refusal: Refusal; part: number; asOf?: number };

/** Notes when a stage was over; the newest note is there to be looked at (`bench/till.ts`). */
function mark(stage: "read" | "asked" | "checked" | "claimed" | "kept"): void {
  performance.clearMarks(`till.${stage}`);
  performance.mark(`till.${stage}`);
}

/**
 * Amount → code → checks → claim → journal: only when this says yes may the screen turn green. The chain learns of the
 * code with the batch; what keeps two tills from taking it at the same moment is the claim.
 *
 * @param note Goes into the journal beside the item.
 */
export async function takeCode(
  { house, journal, terminal, caps, askStanding, signClaim, claim, patience }: Counter,
  text: string,
  amount: number,
  note: Pick<JournalItem, "by" | "lines"> = {},
): Promise<Taken> {
  const no = (refusal: Refusal, part = 0): Taken => ({ ok: false, refusal, part });
  const reading = payCodeFromDigits(text);
  if (!reading.ok) return no({ reason: reading.reason });
  mark("read");
  const { code } = reading;
  const now = house.now();
  const businessDay = businessDayOf(now, house.dayOffset);
  // A journal that cannot be read cannot be written either.
  const ownBook = Promise.all([
    journal.remembered(),
    journal.seenAt(code),
    journal.unsettled(),
    journal.onDay(businessDay),
  ]).catch(() => undefined);
  const [standsNow, answer, own] = await Promise.all([
    askStanding(),
    orNothing(house.pocketView(code), patience),
    ownBook,
  ]);
  if (own === undefined) return no({ reason: "notKept" });
  const [memory, seenAt, unsettled, today] = own;
  const heard = answer !== undefined && standsNow !== undefined;
  const isTimeKnown = house.time() === "good";
  const pocket = answer ?? (memory && remembered(memory, code));
  const stands = standsNow ?? house.lastKnown();
  if (pocket === undefined || stands === undefined) return no({ reason: "unreachable" });
  const ofPocket = unsettled.filter((line) => line.item.pocket === code.pocket);
  const pending = sumOf(ofPocket);
  mark("asked");
  const verdict = judge({
    code,
    amount,
    now,
    businessDay,
    domain: house.domain,
    pocket,
    till: {
      pendingOfPocket: pending,
      seenAt,
      takenToday: sumOf(today.filter((line) => !isLost(line))),
      dayCap: stands.dayCap,
      expiry: stands.expiry,
      shutOutSince: stands.state === "shutOut" ? stands.since : undefined,
    },
  });
  mark("checked");
  if (!verdict.ok) {
    if (answer === undefined && memory !== undefined) {
      return { ok: false, part: 0, ...fromMemory(verdict.refusal, memory.asOf) };
    }
    return no(verdict.refusal, heard && isTimeKnown ? verdict.part : 0);
  }
  const word = heard ? await signClaim(code) : undefined;
  const made = word && { terminal, mark: word.r };
  try {
    if (made !== undefined) await journal.noteClaim(made);
  } catch {
    return no({ reason: "notKept" });
  }
  try {
    const holder = word && (await orNothing(claim(word), patience));
    if (holder !== undefined && holder !== terminal) return no({ reason: "alreadyUsed" });
    mark("claimed");
    const blind = holder === undefined || !isTimeKnown;
    if (blind) {
      if (house.time() === "lost") return no({ reason: "offlineOld" });
      const asOf = answer === undefined ? (memory?.asOf ?? 0) : now;
      const risk = { ofMember: sumOf(ofPocket.filter(isBlind)), inAll: sumOf(unsettled.filter(isBlind)) };
      const bound = judgeBlind(amount, { now, asOf, caps, risk });
      if (bound !== undefined) return no(bound.refusal, bound.part);
    }
    try {
      await journal.append(terminal, verdict.item, businessDay, { blind, ...note, ...(made && { claim: made.mark }) });
    } catch {
      return no({ reason: "notKept" });
    }
    mark("kept");
    return { ok: true, amount, pocket: code.pocket, left: pocket.available - pending - amount, blind };
  } finally {
    if (made !== undefined) journal.claimIsOver(made.mark);
  }
}

/**
 * What may turn out not to be paid, hundredths: what was taken without the house's answer; and while nobody answers
 * also what was checked before and is not handed in yet, because the same money may be spent elsewhere meanwhile.
 */
export function atRiskNow(unsettled: readonly JournalItem[], offline: boolean): number {
  return sumOf(offline ? unsettled : unsettled.filter(isBlind));
}

/** Milliseconds that the house has for an answer while a guest is waiting. */
export const PATIENCE = 4_000;

/** Undefined when nobody answers in time. */
export function orNothing<T>(answer: Promise<T>, patience: number): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience));
  return Promise.race([answer.catch(() => undefined), late]);
}

const isBlind = ({ blind }: JournalItem): boolean => blind === true;

function sumOf(lines: readonly JournalItem[]): number {
  return lines.reduce((total, line) => total + line.item.amount, 0);
}
