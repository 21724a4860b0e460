import { nonceRow, payCodeFromDigits, type SignedPayCode } from "#protocol/voucher/payCode.ts";

/** Milliseconds in which the camera does not take the same code again: the phone is still lying there. */
const SAME_CODE = 8_000;

/** The last code that was decided on. */
export interface SeenCode {
  digits: string;
  /** Its name. */
  code: string;
  accepted: boolean;
  /** Milliseconds: when the camera saw it last, and when it was decided on. */
  at: number;
  decidedAt: number;
}

export const nothingSeen: SeenCode = { digits: "", code: "", accepted: false, at: -SAME_CODE, decidedAt: 0 };

/** A camera sees whatever lies in front of it: it does not take a code twice. */
export function cameraMayTake(text: string, seen: SeenCode, keyedAt: number): boolean {
  const same = text === seen.digits || (seen.code !== "" && codeName(text) === seen.code);
  if (same && seen.accepted && performance.now() - seen.at < SAME_CODE) {
    // The phone is still lying there after green.
    seen.at = performance.now();
    return false;
  }
  // After red the same code is worth another look only with another amount.
  return !same || seen.accepted || keyedAt > seen.decidedAt;
}

export function nameOf(text: string): Pick<SignedPayCode, "pocket" | "nonce"> {
  const reading = payCodeFromDigits(text);
  return reading.ok ? { pocket: reading.code.pocket, nonce: reading.code.nonce } : { pocket: 0, nonce: 0 };
}

/** The same for every signature of one payment: the phone signs the same code anew every 30 seconds. */
export function codeName(text: string): string {
  const reading = payCodeFromDigits(text);
  return reading.ok ? [reading.code.pocket, nonceRow(reading.code), reading.code.nonce].join("/") : "";
}
