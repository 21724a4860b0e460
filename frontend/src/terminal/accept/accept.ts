import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import { recoverKey } from "#protocol/voucher/p256Recover.ts";
import { type CounterDomain, type CounterItem, payCodeDigest, type SignedPayCode } from "#protocol/voucher/payCode.ts";

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
  | { reason: "overCode"; allowed: number; asked: number }
  | { reason: "overPayment"; allowed: number; asked: number }
  | { reason: "overDay"; left: number; asked: number }
  | { reason: "notEnough"; available: number; asked: number }
  | { reason: "tillOver"; at: number }
  | { reason: "tillDayFull"; left: number; asked: number }
  /** The journal could not be written: what is not written down is not accepted. */
  | { reason: "notKept" }
  | { reason: "unreachable" };

export type Verdict = { ok: true; item: CounterItem } | { ok: false; refusal: Refusal };

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
  const no = (refusal: Refusal): Verdict => ({ ok: false, refusal });
  if (amount <= 0) return no({ reason: "amountMissing" });
  if (now > till.expiry) return no({ reason: "tillOver", at: till.expiry });
  if (till.seenAt !== undefined) return no({ reason: "alreadyUsed", at: till.seenAt });
  if (now > code.acceptBy) return no({ reason: "expired", at: code.acceptBy });
  if (!pocket.exists) return no({ reason: "unknownPocket" });
  if (pocket.key.keyHash === 0n) return no({ reason: "unknownKey" });
  const key = keyOf(code, domain, pocket);
  if (key === undefined) return no({ reason: "notSigned" });
  if (now > pocket.key.expiry) return no({ reason: "keyOver", at: pocket.key.expiry });
  if (pocket.used) return no({ reason: "alreadyUsed" });
  if (amount > code.maxAmount) return no({ reason: "overCode", allowed: code.maxAmount, asked: amount });
  if (amount > pocket.key.perPayment) {
    return no({ reason: "overPayment", allowed: pocket.key.perPayment, asked: amount });
  }
  const spent = (businessDay > pocket.spentDay ? 0 : pocket.spentToday) + till.pendingOfPocket;
  const leftToday = Math.max(0, pocket.key.perDay - spent);
  if (amount > leftToday) return no({ reason: "overDay", left: leftToday, asked: amount });
  const available = Math.max(0, pocket.available - till.pendingOfPocket);
  if (amount > available) return no({ reason: "notEnough", available, asked: amount });
  const room = Math.max(0, till.dayCap - till.takenToday);
  if (amount > room) return no({ reason: "tillDayFull", left: room, asked: amount });
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
