import { type Hex, isAddress, isHex } from "viem";
import * as z from "zod/mini";
import type { Message } from "#protocol/house/typedData.ts";

const number = z.int().check(z.minimum(0));

/** What the holder of a seat has signed, on its way to the taker. */
const signedHandOver = z.object({
  to: z.custom<`0x${string}`>((value) => typeof value === "string" && isAddress(value)),
  price: z.string().check(z.regex(/^\d{1,39}$/)),
  seatEpoch: number,
  toEpoch: number,
  deadline: number,
  signature: z.custom<Hex>((value) => isHex(value)),
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
  const parsed = signedHandOver.safeParse(content);
  if (!parsed.success) return undefined;
  const { signature, price, ...rest } = parsed.data;
  return { wish: { seat, ...rest, price: BigInt(price) }, signature };
}
