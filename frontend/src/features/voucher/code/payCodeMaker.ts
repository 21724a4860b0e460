import { signDigest } from "#protocol/voucher/p256.ts";
import { businessDayOf, type CounterDomain, payCodeDigest, payCodeToDigits } from "#protocol/voucher/payCode.ts";

/** Seconds after which the screen shows the code signed anew. */
export const REFRESH = 30;
/** Seconds that a code is good for: a refresh, a slow hand and a slow clock. */
const GOOD_FOR = 90;

/** What the house says about a member's pocket; money in smallest units, caps in hundredths. */
export interface PocketState {
  id: number;
  balance: bigint;
  /** Asked back: it still lies there, but no till counts on it. */
  exiting: bigint;
  /** When it may leave, UTC seconds; 0 = nothing was asked back. */
  exitAt: number;
  keyEpoch: number;
  key: { keyHash: bigint; perPayment: number; perDay: number; expiry: number };
  spentToday: number;
  spentDay: number;
  nextNonce: number;
}

/** What the next code may be good for, hundredths, and which of the limits is the tightest. */
export function spendable(
  pocket: PocketState,
  now: number,
  { unit, dayOffset }: { unit: bigint; dayOffset: number },
): { most: number; leftToday: number; available: number } {
  const spent = businessDayOf(now, dayOffset) > pocket.spentDay ? 0 : pocket.spentToday;
  const leftToday = Math.max(0, pocket.key.perDay - spent);
  const available = Number((pocket.balance - pocket.exiting) / unit);
  return { most: Math.min(pocket.key.perPayment, leftToday, available), leftToday, available };
}

/** How far a phone may count on by itself: half of what the contract lets it leap, so that no number is lost. */
const MOST_AHEAD = 32;

/** Whether a number lies before another on the shorter way round their circle. */
export function isBehind(nonce: number, other: number): boolean {
  const ahead = (other - nonce) & 0xffff;
  return ahead > 0 && ahead < 0x8000;
}

/** The number of the next code: the house's, or the phone's own where it has counted on. */
export function nextNonce(ofHouse: number, own: number): number {
  return isBehind(ofHouse, own) && ((own - ofHouse) & 0xffff) <= MOST_AHEAD ? own : ofHouse;
}

/** Phones of a pocket, one after the other, that begin apart; and how many numbers lie between the beginnings of two. */
const PHONES = 4;
const APART = MOST_AHEAD / PHONES;

/**
 * The number that a phone begins with which has counted none yet. A pocket's phones share their numbers, and what the one
 * before has shown may still be on its way: the house does not know of it.
 */
export function firstNonce({ keyEpoch, nextNonce: ofHouse }: Pick<PocketState, "keyEpoch" | "nextNonce">): number {
  return (ofHouse + ((keyEpoch - 1) % PHONES) * APART) & 0xffff;
}

/** What was paid between two looks at a pocket, hundredths. */
export function spentSince(before: PocketState, now: PocketState): number {
  if (now.spentDay !== before.spentDay) return now.spentToday;
  return Math.max(0, now.spentToday - before.spentToday);
}

/**
 * From where the payment by the code on the screen counts: what was paid by another one before it, an earlier number or
 * one of a sheet, is not part of it; what was taken back meanwhile is spent no more.
 */
export function countsFrom(before: PocketState, now: PocketState, showing: number): PocketState {
  if (!isBehind(showing, now.nextNonce)) return now;
  return now.spentDay === before.spentDay && now.spentToday < before.spentToday ? now : before;
}

/** Signs the code for the next payment. The nonce stays until it is consumed, so two screens can
 * only collide. */
export async function makePayCode(
  privateKey: CryptoKey,
  domain: CounterDomain,
  pocket: Pick<PocketState, "id" | "keyEpoch"> & { nonce: number },
  maxAmount: number,
  now: number,
): Promise<string> {
  const code = {
    pocket: pocket.id,
    keyEpoch: pocket.keyEpoch,
    nonce: pocket.nonce,
    maxAmount,
    acceptBy: now + GOOD_FOR,
  };
  return payCodeToDigits({ ...code, ...(await signDigest(privateKey, payCodeDigest(domain, code))) });
}
