import * as v from "valibot";
import { type Address, type Hex, isAddress, isHex } from "viem";

/** A whole number that a double holds exactly. */
export const whole = v.pipe(v.number(), v.safeInteger());

/** A whole number from nought: a count, a seat, seconds. */
export const count = v.pipe(whole, v.minValue(0));

/** An account's address. Its capitals may be wrong or missing: whoever types or pastes one is not asked for a checksum. */
export const address = v.custom<Address>(
  (value) => typeof value === "string" && isAddress(value, { strict: false }),
  "not an address",
);

/** Bytes, written as 0x and two hex digits for each, at least and at most so many. */
export const bytesOf = (least: number, most = least) =>
  v.custom<Hex>(
    (value) => isHex(value) && value.length % 2 === 0 && value.length >= 2 + 2 * least && value.length <= 2 + 2 * most,
    least === most ? `not ${least} bytes in hex` : "not bytes in hex",
  );

/** Any bytes. */
export const bytes = bytesOf(0, Number.POSITIVE_INFINITY);

/** Thirty-two bytes: a hash, an id, a key. */
export const word = bytesOf(32);

/** A number as a node writes it: 0x and hex digits, no matter how many. */
export const quantity = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-f]+$/i),
  v.transform((hex) => Number.parseInt(hex, 16)),
);

/** What a value is by a schema; undefined: it is something else. */
export function ifFits<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> | undefined {
  const read = v.safeParse(schema, value);
  return read.success ? read.output : undefined;
}
