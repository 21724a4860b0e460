import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import { recoverKey } from "#protocol/voucher/p256Recover.ts";
import {
  type CounterDomain,
  type CounterItem,
  PAPER_BIT,
  payCodeDigest,
  type SignedPayCode,
} from "#protocol/voucher/payCode.ts";

/** What the house says about the pocket of a code, read when it is scanned. Money in hundredths, rounded down. */
export interface PocketView {
  /** False: no such pocket. */
  exists: boolean;
  /** Without what was asked back. */
  available: number;
  /** The key of the code's epoch; `keyHash` 0 = never enrolled. */
  key: { keyHash: bigint; perPayment: number; perDay: number; expiry: number };
  spentToday: number;
  spentDay: number;
  /** Whether the code's nonce was paid already. */
  used: boolean;
}

/** What this till holds of the same pocket and its own day. */
export interface TillView {
  /** Accepted here and not yet settled, hundredths: the house does not know of it. */
  pendingOfPocket: number;
  /** When this code was accepted here before (UTC seconds). */
  seenAt?: number;
  /** Accepted here on this business day, settled or not, hundredths. */
  takenToday: number;
  dayCap: number;
  expiry: number;
  /** Since when it is shut out (UTC seconds). */
  shutOutSince?: number;
}

/** Why a code is not accepted. One reason, with the numbers its sentence needs (hundredths, UTC seconds). */
export type Refusal =
  | { reason: "amountMissing" }
  | { reason: "notDigits" | "length" | "version" }
  | { reason: "expired"; at: number }
  | { reason: "unknownPocket" }
  | { reason: "unknownKey" }
  | { reason: "keyOver"; at: number }
  | { reason: "notSigned" }
  | { reason: "alreadyUsed"; at?: number }
  /** The code ends further ahead than one of its kind does: the phone's clock is fast by so many seconds. */
  | { reason: "phoneClock"; fastBy: number }
  | { reason: "overCode"; allowed: number; asked: number }
  | { reason: "overPayment"; allowed: number; asked: number }
  | { reason: "overDay"; left: number; asked: number }
  | { reason: "notEnough"; available: number; asked: number }
  | { reason: "tillOver" | "tillShutOut"; at: number }
  | { reason: "tillDayFull"; left: number; asked: number }
  /** The journal could not be written: what is not written down is not accepted. */
  | { reason: "notKept" }
  | { reason: "unreachable" }
  /** Without the house's answer: what is remembered is too old, or the bounded sums are used up. */
  | { reason: "offlineOld" }
  /** Pay balance or phone may have been set up since the till heard of them last. */
  | { reason: "offlineUnknown" }
  | { reason: "offlineMember" | "offlineTill"; left: number; asked: number };

export type Verdict =
  | { ok: true; item: CounterItem }
  /** `part`: what could be paid with this code all the same, hundredths; 0 = nothing. */
  | { ok: false; refusal: Refusal; part: number };

/** Seconds that a phone's code, and one on a sheet, may be good for when it is accepted; the contract allows more. */
const PHONE_CODE_LASTS = 600;
const PAPER_CODE_LASTS = 90 * 86_400;

interface Question {
  code: SignedPayCode;
  /** Hundredths. */
  amount: number;
  /** UTC seconds of the house. */
  now: number;
  businessDay: number;
  domain: CounterDomain;
  pocket: PocketView;
  till: TillView;
}

/** Everything that can be known at the counter, checked before green. The chain checks it all again. */
export function judge({ code, amount, now, businessDay, domain, pocket, till }: Question): Verdict {
  const no = (refusal: Refusal, part = 0): Verdict => ({ ok: false, refusal, part });
  if (amount <= 0) return no({ reason: "amountMissing" });
  if (till.shutOutSince !== undefined) return no({ reason: "tillShutOut", at: till.shutOutSince });
  if (now > till.expiry) return no({ reason: "tillOver", at: till.expiry });
  if (till.seenAt !== undefined) return no({ reason: "alreadyUsed", at: till.seenAt });
  if (now > code.acceptBy) return no({ reason: "expired", at: code.acceptBy });
  const isPaper = (code.keyEpoch & PAPER_BIT) !== 0;
  const fastBy = code.acceptBy - now - (isPaper ? PAPER_CODE_LASTS : PHONE_CODE_LASTS);
  if (fastBy > 0) return no({ reason: "phoneClock", fastBy });
  if (!pocket.exists) return no({ reason: "unknownPocket" });
  if (pocket.key.keyHash === 0n) return no({ reason: "unknownKey" });
  const key = keyOf(code, domain, pocket);
  if (key === undefined) return no({ reason: "notSigned" });
  if (now > pocket.key.expiry) return no({ reason: "keyOver", at: pocket.key.expiry });
  if (pocket.used) return no({ reason: "alreadyUsed" });
  const spent = (businessDay > pocket.spentDay ? 0 : pocket.spentToday) + till.pendingOfPocket;
  const leftToday = Math.max(0, pocket.key.perDay - spent);
  const available = Math.max(0, pocket.available - till.pendingOfPocket);
  const room = Math.max(0, till.dayCap - till.takenToday);
  const { maxAmount } = code;
  const { perPayment } = pocket.key;
  const part = Math.min(available, leftToday, perPayment, room, maxAmount);
  // The phone has put the tightest of its limits into the code: the limit itself says more.
  if (amount > available) return no({ reason: "notEnough", available, asked: amount }, part);
  if (amount > leftToday) return no({ reason: "overDay", left: leftToday, asked: amount }, part);
  if (amount > perPayment) return no({ reason: "overPayment", allowed: perPayment, asked: amount }, part);
  if (amount > room) return no({ reason: "tillDayFull", left: room, asked: amount }, part);
  if (amount > maxAmount) return no({ reason: "overCode", allowed: maxAmount, asked: amount }, part);
  return { ok: true, item: { ...code, amount, acceptedAt: now, x: key.x, y: key.y } };
}

function keyOf(code: SignedPayCode, domain: CounterDomain, pocket: PocketView): P256PublicKey | undefined {
  return recoverKey(payCodeDigest(domain, code), code, pocket.key.keyHash);
}

/** A check that answers nothing and makes the next one quick. */
export function warmUp(): void {
  const one = `0x${"00".repeat(31)}01` as const;
  recoverKey(one, { r: one, s: one }, 0n);
}
