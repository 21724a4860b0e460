import * as v from "valibot";
import { type Hex, isAddress } from "viem";
import { bytes, count } from "#protocol/house/shapes.ts";
import type { Message } from "#protocol/house/typedData.ts";

/** What the holder of a seat has signed, on its way to the taker. */
const signedHandOver = v.object({
  to: v.custom<`0x${string}`>((value) => typeof value === "string" && isAddress(value)),
  price: v.pipe(v.string(), v.regex(/^\d{1,39}$/)),
  seatEpoch: count,
  toEpoch: count,
  deadline: count,
  signature: bytes,
});

export interface SignedHandOver {
  wish: Message<"HandOver">;
  signature: Hex;
}

/** The address that the taker opens. What was signed stands behind the #, so no server ever sees it. */
export function handOverLink(origin: string, { wish, signature }: SignedHandOver): string {
  const { seat, price, ...rest } = wish;
  const text = JSON.stringify({ ...rest, price: String(price), signature });
  return `${origin}/seats/${seat}/take#${btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** What a link says about a seat; undefined: it is broken. */
export function readHandOverLink(seat: number, fragment: string): SignedHandOver | undefined {
  let content: unknown;
  try {
    content = JSON.parse(atob(fragment.replace(/^#/, "").replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    // Cut off or mistyped on its way: the page says so.
    return undefined;
  }
  const parsed = v.safeParse(signedHandOver, content);
  if (!parsed.success) return undefined;
  const { signature, price, ...rest } = parsed.output;
  return { wish: { seat, ...rest, price: BigInt(price) }, signature };
}
