import * as v from "valibot";
import type { Hex } from "viem";
import { bytes, count, word } from "../house/shapes.ts";
import type { Message } from "../house/typedData.ts";
import type { P256PublicKey } from "./p256.ts";
import type { CounterBatch, P256Signature } from "./payCode.ts";

/**
 * What a tablet holds that the house does not know of yet, as a file: signed batches, unchanged. Two of those in office
 * may hand them in late (`Counter.redeemLate`); the first one's words travel in the same file to the second.
 */
export interface LateFile {
  /** Which counter it is meant for. */
  chainId: number;
  counter: Hex;
  terminal: number;
  key: P256PublicKey;
  batches: readonly LateBatch[];
}

export interface LateBatch {
  batch: CounterBatch;
  signature: P256Signature;
  /** What the first of two has said. */
  word?: { message: Message<"LateHandIn">; signature: Hex };
}

const scalar = v.pipe(
  v.pipe(v.string(), v.regex(/^0x[0-9a-f]{1,64}$/i)),
  v.transform((text) => BigInt(text)),
);
const item = v.object({
  pocket: count,
  keyEpoch: count,
  nonce: count,
  maxAmount: count,
  acceptBy: count,
  r: word,
  s: word,
  amount: count,
  acceptedAt: count,
  x: scalar,
  y: scalar,
});
const lateFile = v.object({
  format: v.literal("late hand-in 1"),
  chainId: count,
  counter: bytes,
  terminal: count,
  key: v.object({ x: scalar, y: scalar }),
  batches: v.array(
    v.object({
      batch: v.object({ terminal: count, seq: count, businessDay: count, items: v.array(item) }),
      signature: v.object({ r: word, s: word }),
      word: v.optional(
        v.object({
          message: v.object({ terminal: count, batch: word, seat: count, epoch: count, deadline: count }),
          signature: bytes,
        }),
      ),
    }),
  ),
});

export function writeLateFile(file: LateFile): string {
  const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? `0x${value.toString(16)}` : value);
  return JSON.stringify({ format: "late hand-in 1", ...file }, plain, 1);
}

/** Undefined: it is no such file, or a broken one. */
export function readLateFile(text: string): LateFile | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // Another file was chosen: the page says so.
    return undefined;
  }
  const parsed = v.safeParse(lateFile, content);
  if (!parsed.success) return undefined;
  const { format: _format, ...file } = parsed.output;
  return file;
}
