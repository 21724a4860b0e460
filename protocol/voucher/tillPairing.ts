import * as v from "valibot";
import { bytesToHex, type Hex, hexToBytes, stringToBytes } from "viem";
import { bytes, bytesOf, count } from "../house/shapes.ts";
import type { Message } from "../house/typedData.ts";
import type { P256PublicKey } from "./p256.ts";

/**
 * How a tablet is let in: it shows its public key and its name, one of those in office signs, a second one signs the
 * same and hands both in. Each step travels as an address of the house; what it says stands behind the #, so no server
 * ever sees it.
 */
export interface TillCard extends P256PublicKey {
  /** What people call it; empty: it has not been named. */
  name: string;
}

/** What the first one has signed, on its way to the second. */
export interface SignedEnrolment {
  enrolment: Message<"Enrolment">;
  signature: Hex;
}

/** Where tablets are let in. */
const TILLS_PATH = "/oversight/tills";
/** Bytes that a name may have: one word on chain. */
const NAME_BYTES = 32;

/** The tablet's key as one number in hex, as people may copy it. */
export function tillNumber({ x, y }: P256PublicKey): string {
  return [x, y].map((half) => half.toString(16).padStart(64, "0")).join("");
}

/** The beginning of that count, to be compared by eye: "3f2a 91c0". */
export function tillSign(key: P256PublicKey): string {
  return `${tillNumber(key).slice(0, 4)} ${tillNumber(key).slice(4, 8)}`;
}

/** Whether a name fits into its word. */
export function isTillName(name: string): boolean {
  return stringToBytes(name).length <= NAME_BYTES;
}

/** A name as the contract keeps it: UTF-8, padded with zeros. */
export function tillLabel(name: string): Hex {
  return bytesToHex(stringToBytes(name, { size: NAME_BYTES }).slice(0, NAME_BYTES)) as Hex;
}

export function nameOfTill(label: Hex): string {
  const octets = hexToBytes(label);
  const end = octets.indexOf(0);
  return new TextDecoder().decode(end < 0 ? octets : octets.subarray(0, end));
}

/** What the tablet shows as a code. */
export function tillLink(origin: string, card: TillCard): string {
  return `${origin}${TILLS_PATH}#${new URLSearchParams({ key: tillNumber(card), name: card.name })}`;
}

/** Reads the tablet's address, the part behind its #, or its bare count; undefined: it is none of these. */
export function readTillCard(text: string): TillCard | undefined {
  const plain = text.trim();
  const fields = new URLSearchParams(plain.slice(plain.indexOf("#") + 1));
  const count = fields.get("key") ?? plain.replace(/^0x/, "").replace(/\s/g, "");
  const name = fields.get("name") ?? "";
  if (!/^[0-9a-f]{128}$/i.test(count) || !isTillName(name)) return undefined;
  return { x: BigInt(`0x${count.slice(0, 64)}`), y: BigInt(`0x${count.slice(64)}`), name };
}

/** The address that the second one opens. */
export function enrolmentLink(origin: string, { enrolment, signature }: SignedEnrolment): string {
  const { x, y, dayCap, nonce, ...rest } = enrolment;
  const text = JSON.stringify({
    ...rest,
    key: tillNumber({ x, y }),
    dayCap: `${dayCap}`,
    nonce: `${nonce}`,
    signature,
  });
  const word = btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${origin}${TILLS_PATH}#${new URLSearchParams({ word })}`;
}

const digits = v.pipe(v.string(), v.regex(/^\d{1,39}$/));
const signedEnrolment = v.object({
  terminal: count,
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/i)),
  dayCap: digits,
  expiry: count,
  label: bytesOf(NAME_BYTES),
  seat: count,
  epoch: count,
  nonce: digits,
  deadline: count,
  signature: bytes,
});

/** What an address says that was made by `enrolmentLink`; undefined: it is another one, or broken. */
export function readEnrolmentLink(text: string): SignedEnrolment | undefined {
  const word = new URLSearchParams(text.slice(text.indexOf("#") + 1)).get("word");
  if (word === null) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(atob(word.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    // Cut off or mistyped on its way: the page says so.
    return undefined;
  }
  const parsed = v.safeParse(signedEnrolment, content);
  if (!parsed.success) return undefined;
  const { key, dayCap, nonce, signature, ...rest } = parsed.output;
  const card = readTillCard(key);
  if (card === undefined) return undefined;
  const { x, y } = card;
  return { enrolment: { ...rest, x, y, dayCap: BigInt(dayCap), nonce: BigInt(nonce) }, signature };
}
