import { PAPER_BIT, type PayCode } from "#protocol/voucher/payCode.ts";
import type { PocketView, Refusal } from "../accept/accept.ts";

/**
 * What a till may take without the house's answer. The same money may be spent at another till meanwhile, the same code
 * may be shown there, a key may have been taken away: so what is at stake is bounded and shown, not denied.
 */
export interface OfflineCaps {
  /** Most from one pocket, hundredths. */
  member: number;
  /** Most in all, hundredths. */
  till: number;
}

/** A few of what the vouchers are good for to each guest, a quiet hour's in all. */
export function offlineCaps(unitPrice: number): OfflineCaps {
  return { member: 3 * unitPrice, till: 40 * unitPrice };
}

/** Seconds between the tablet's own clock and the chain's, from which on its greens are bounded. */
const ASTRAY = 3_600;

/** Whether a tablet's clock is so wrong that somebody should set it. It decides nothing: the chain's time counts. */
export function isAstray(wall: number, chain: number): boolean {
  return Math.abs(wall - chain) > ASTRAY;
}

/** Seconds after which what is remembered of the pockets is too old. */
export const MEMORY_LASTS = 900;

/** A pocket as it was when the house answered last. Money in hundredths. */
export interface RememberedPocket {
  id: number;
  available: number;
  phone: { epoch: number; key: PocketView["key"]; nextNonce: number };
  paper: { epoch: number; key: PocketView["key"]; used: number };
  spentToday: number;
  spentDay: number;
}

export interface PocketMemory {
  /** UTC seconds of the house. */
  asOf: number;
  pockets: readonly RememberedPocket[];
}

/** What is remembered of the pocket behind a code. What cannot be known is taken for the worse. */
export function remembered(memory: PocketMemory, { pocket: id, keyEpoch, nonce }: PayCode): PocketView {
  const none = { keyHash: 0n, perPayment: 0, perDay: 0, expiry: 0 };
  const pocket = memory.pockets.find((one) => one.id === id);
  if (pocket === undefined) {
    return { exists: false, available: 0, key: none, spentToday: 0, spentDay: 0, used: false };
  }
  const { available, phone, paper, spentToday, spentDay } = pocket;
  const isPaper = (keyEpoch & PAPER_BIT) !== 0;
  const key = isPaper ? paper : phone;
  // A phone counts on in a circle of 16 bits; what lies behind its next number may have been paid.
  const behind = (phone.nextNonce - nonce) & 0xffff;
  const used = isPaper ? ((paper.used >>> nonce) & 1) === 1 : behind > 0 && behind < 0x8000;
  return { exists: true, available, key: key.epoch === keyEpoch ? key.key : none, spentToday, spentDay, used };
}

/** What may have changed since, in the pocket or by its owner. */
const mayHaveChanged: ReadonlySet<Refusal["reason"]> = new Set(["keyOver", "notEnough", "overDay", "overPayment"]);

/**
 * A refusal that rests on what is remembered, as it can be said: nobody is told that something is not there because the
 * till has not heard of it. `asOf`: since when the till has not heard (UTC seconds), where it matters.
 */
export function fromMemory(refusal: Refusal, asOf: number): { refusal: Refusal; asOf?: number } {
  const { reason } = refusal;
  if (reason === "unknownPocket" || reason === "unknownKey") return { refusal: { reason: "offlineUnknown" }, asOf };
  return mayHaveChanged.has(reason) ? { refusal, asOf } : { refusal };
}

/** What this till has taken blindly and the house does not know of yet, hundredths. */
export interface AtRisk {
  ofMember: number;
  inAll: number;
}

/** Why it may not be taken blindly; undefined: it may. `part` is what could be, hundredths. */
export function judgeBlind(
  amount: number,
  { now, asOf, caps, risk }: { now: number; asOf: number; caps: OfflineCaps; risk: AtRisk },
): { refusal: Refusal; part: number } | undefined {
  if (now - asOf > MEMORY_LASTS) return { refusal: { reason: "offlineOld" }, part: 0 };
  const ofMember = Math.max(0, caps.member - risk.ofMember);
  const inAll = Math.max(0, caps.till - risk.inAll);
  const part = Math.min(ofMember, inAll);
  if (amount > inAll) return { refusal: { reason: "offlineTill", left: inAll, asked: amount }, part };
  if (amount > ofMember) return { refusal: { reason: "offlineMember", left: ofMember, asked: amount }, part };
  return undefined;
}
