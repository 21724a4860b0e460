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

/** Signs the code for the next payment. The nonce stays until it is consumed, so two screens can only collide. */
export async function makePayCode(
  privateKey: CryptoKey,
  domain: CounterDomain,
  pocket: PocketState,
  maxAmount: number,
  now: number,
): Promise<string> {
  const code = {
    pocket: pocket.id,
    keyEpoch: pocket.keyEpoch,
    nonce: pocket.nextNonce,
    maxAmount,
    acceptBy: now + GOOD_FOR,
  };
  return payCodeToDigits({ ...code, ...(await signDigest(privateKey, payCodeDigest(domain, code))) });
}
