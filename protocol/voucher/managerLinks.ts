import { type Address, type Hex, isAddress, isHex } from "viem";
import { type Message, messages } from "../house/typedData.ts";
import type { P256Signature, PaidPlace } from "./payCode.ts";

/**
 * What a till asks of a manager: its code opens their own desk in their own app, and what it is about stands behind
 * the #, so no server ever sees it.
 */
const DESK_PATH = "/desk/counter";

/** A closing as a till has signed it, for the manager whom it names. */
export interface TillClosing {
  closing: Message<"Closing">;
  signature: P256Signature;
}

/** Where one payment is taken back, or given back in part. */
export function paymentLink(origin: string, { terminal, seq, place }: PaidPlace): string {
  return `${origin}${DESK_PATH}#pay=${[terminal, seq, place].join(".")}`;
}

/** Undefined: the address names no payment. */
export function readPaymentLink(text: string): PaidPlace | undefined {
  const [terminal, seq, place, ...more] = partsOf(text, "pay").map(numberOf);
  if (terminal === undefined || seq === undefined || place === undefined || more.length > 0) return undefined;
  return { terminal, seq, place };
}

/** Where a manager signs what a till says of its day. */
export function closingLink(origin: string, { closing, signature }: TillClosing): string {
  const said = messages.Closing.fields.map(({ name }) => closing[name]);
  return `${origin}${DESK_PATH}#close=${[...said, signature.r, signature.s].join(".")}`;
}

/** Undefined: the address carries no closing, or a broken one. */
export function readClosingLink(text: string): TillClosing | undefined {
  const parts = partsOf(text, "close");
  const { fields } = messages.Closing;
  const [r, s, ...more] = parts.slice(fields.length);
  const read = fields.map(({ name, type }, i) => [name, readField(type, parts[i])] as const);
  if (!isHalf(r) || !isHalf(s) || more.length > 0 || read.some(([, value]) => value === undefined)) return undefined;
  return { closing: Object.fromEntries(read) as Message<"Closing">, signature: { r, s } };
}

function partsOf(text: string, name: string): string[] {
  const found = new URLSearchParams(text.slice(text.indexOf("#") + 1)).get(name);
  return found === null ? [] : found.split(".");
}

function numberOf(text: string): number | undefined {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

function readField(type: string, text = ""): Address | bigint | number | undefined {
  if (type === "address") return isAddress(text, { strict: false }) ? text : undefined;
  if (type === "uint64") return /^\d{1,20}$/.test(text) && BigInt(text) < 2n ** 64n ? BigInt(text) : undefined;
  const number = numberOf(text);
  return number !== undefined && number < 2 ** Number(type.slice(4)) ? number : undefined;
}

function isHalf(text: string | undefined): text is Hex {
  return isHex(text) && text.length === 66;
}
