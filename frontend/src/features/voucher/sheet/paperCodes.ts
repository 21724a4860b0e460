import { keyHashOf, makeKeyPair, publicKeyOf, signDigest } from "#protocol/voucher/p256.ts";
import { type CounterDomain, payCodeDigest, payCodeFromDigits, payCodeToDigits } from "#protocol/voucher/payCode.ts";

/** As many codes as a sheet may have (a sheet's numbers are 0 to 31). */
export const MOST_CODES = 20;

/** What a sheet is made of. Money in hundredths, UTC seconds. */
export interface SheetWish {
  pocket: number;
  /** The paper key's number in its pocket. */
  keyEpoch: number;
  codes: number;
  each: number;
  acceptBy: number;
}

/** A key for one sheet. It signs the codes and is forgotten: nobody can sign another one. */
export async function paperKey(): Promise<{ privateKey: CryptoKey; keyHash: bigint }> {
  const { privateKey, publicKey } = await makeKeyPair();
  return { privateKey, keyHash: keyHashOf(await publicKeyOf(publicKey)) };
}

/** Milliseconds between two looks, and how many. */
const LOOK = 500;
const LOOKS = 60;

/**
 * The number that the contract gave to a sheet's key. A node that has not heard of it yet is asked again: under another
 * number every code would be worthless, and nobody could make them anew.
 *
 * @param read The newest sheet as a node has it.
 */
export async function epochOfKey(
  keyHash: bigint,
  read: () => Promise<{ paperEpoch: number; paperKey: { keyHash: bigint } }>,
  pause = LOOK,
): Promise<number | undefined> {
  for (let looks = 0; looks < LOOKS; looks++) {
    const sheet = await read().catch(() => undefined);
    if (sheet?.paperKey.keyHash === keyHash) return sheet.paperEpoch;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return undefined;
}

/** The digits of each code. */
export function signSheet(privateKey: CryptoKey, domain: CounterDomain, wish: SheetWish): Promise<string[]> {
  const { pocket, keyEpoch, each: maxAmount, acceptBy } = wish;
  return Promise.all(
    Array.from({ length: wish.codes }, async (_, nonce) => {
      const code = { pocket, keyEpoch, nonce, maxAmount, acceptBy };
      return payCodeToDigits({ ...code, ...(await signDigest(privateKey, payCodeDigest(domain, code))) });
    }),
  );
}

/** The address of a code for somebody without an account. It stands behind the #, so no server ever sees it. */
export function giftLink(origin: string, digits: string, from: string): string {
  return `${origin}/for-you#${new URLSearchParams({ code: digits, from })}`;
}

/** What a link brings; undefined: it is broken. */
export function readGiftLink(fragment: string) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  const digits = fields.get("code") ?? "";
  const reading = payCodeFromDigits(digits);
  return reading.ok ? { digits, code: reading.code, from: (fields.get("from") ?? "").slice(0, 60) } : undefined;
}
