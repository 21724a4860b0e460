import { type AbiParameter, getAddress, type Hex, isAddress, isHex } from "viem";

/**
 * Arguments and answers of contracts as the ABI writes them, in the forms that viem gives them: an integer of up to 48 bits
 * is a number, a larger one a bigint; a tuple whose parts have names an object. viem's own reader and writer weigh four
 * times as much, and every first visit would carry them.
 */

/** Hex digits of a word. */
const WORD = 64;
/** Bits up to which an integer is a number. */
const SAFE_BITS = 48;

/** What is in the parts of a list or of a tuple; undefined: the type has none. */
interface Parts {
  types: readonly AbiParameter[];
  /** A list that says itself how long it is. */
  isCounted: boolean;
}

/** @param count Of a list that says itself how long it is. */
function partsOf(type: AbiParameter, count: number): Parts | undefined {
  const [, element, length] = /^(.*)\[(\d*)\]$/.exec(type.type) ?? [];
  if (element !== undefined) {
    const part = { ...type, type: element };
    return { types: Array<AbiParameter>(length ? Number(length) : count).fill(part), isCounted: length === "" };
  }
  return "components" in type ? { types: type.components, isCounted: false } : undefined;
}

/** Whether a value stands behind the others, and in its place where it begins. */
function isApart(type: AbiParameter): boolean {
  if (type.type === "string" || type.type === "bytes") return true;
  const parts = partsOf(type, 0);
  return parts !== undefined && (parts.isCounted || parts.types.some(isApart));
}

const isList = ({ type }: AbiParameter) => type.endsWith("]");
/** A tuple of which a part has no name is a list. */
const isNamed = (types: readonly AbiParameter[]) => types.every(({ name }) => name);

/** @returns Hex digits, without 0x. Throws at a value that is not of its type. */
export function encodeValues(types: readonly AbiParameter[], values: readonly unknown[]): string {
  if (types.length !== values.length) throw new Error(`${values.length} values for ${types.length} places`);
  const written = types.map((type, i) => encodeValue(type, values[i]));
  let behind = types.reduce((sum, type, i) => sum + (isApart(type) ? WORD : (written[i] ?? "").length), 0) / 2;
  const [heads, tails] = [[] as string[], [] as string[]];
  for (const [i, digits] of written.entries()) {
    if (!isApart(types[i] as AbiParameter)) heads.push(digits);
    else {
      heads.push(wordOf(BigInt(behind)));
      tails.push(digits);
      behind += digits.length / 2;
    }
  }
  return [...heads, ...tails].join("");
}

function encodeValue(type: AbiParameter, value: unknown): string {
  const wrong = () => new TypeError(`${String(value)} is no ${type.type}`);
  const given = value as Record<string, unknown> & unknown[];
  const parts = partsOf(type, given?.length);
  if (parts !== undefined) {
    const { types, isCounted } = parts;
    if (typeof value !== "object" || value === null || (isList(type) && !Array.isArray(value))) throw wrong();
    const values = Array.isArray(value) ? value : types.map(({ name = "" }) => given[name]);
    return (isCounted ? wordOf(BigInt(values.length)) : "") + encodeValues(types, values);
  }
  const [, kind, size = ""] = /^([a-z]+)(\d*)$/.exec(type.type) ?? [];
  switch (kind) {
    case "address":
      if (typeof value !== "string" || !isAddress(value)) throw wrong();
      return value.slice(2).toLowerCase().padStart(WORD, "0");
    case "bool":
      if (typeof value !== "boolean") throw wrong();
      return wordOf(value ? 1n : 0n);
    case "int":
    case "uint": {
      if (typeof value !== "bigint" && !Number.isSafeInteger(value)) throw wrong();
      const [number, bits] = [BigInt(value as bigint), BigInt(size || 256)];
      const [least, most] = kind === "int" ? [-(1n << (bits - 1n)), 1n << (bits - 1n)] : [0n, 1n << bits];
      if (number < least || number >= most) throw wrong();
      return wordOf(BigInt.asUintN(256, number));
    }
    case "bytes":
      if (!isHex(value) || value.length % 2 > 0 || (size && value.length !== 2 + 2 * Number(size))) throw wrong();
      return size ? padded(value.slice(2)) : counted(value.slice(2));
    case "string":
      if (typeof value !== "string") throw wrong();
      return counted(
        Array.from(new TextEncoder().encode(value), (byte) => byte.toString(16).padStart(2, "0")).join(""),
      );
    default:
      throw wrong();
  }
}

const wordOf = (number: bigint) => number.toString(16).padStart(WORD, "0");
const padded = (digits: string) => digits.padEnd(Math.ceil(digits.length / WORD) * WORD, "0");
const counted = (digits: string) => wordOf(BigInt(digits.length / 2)) + padded(digits);

/** Throws where the answer is not one of these types: cut, empty, or of places that lead astray. */
export function decodeValues(types: readonly AbiParameter[], data: Hex): readonly unknown[] {
  return types.length === 0 ? [] : new Reader(data.slice(2)).values(types, 0);
}

class Reader {
  readonly #digits: string;
  /** Each word of an honest answer is read once: a small one cannot pretend to be huge. */
  #left: number;

  constructor(digits: string) {
    this.#digits = digits;
    this.#left = Math.ceil(digits.length / WORD);
  }

  /** @param base Byte at which the first of them stands, and from which on the places count. */
  values(types: readonly AbiParameter[], base: number): unknown[] {
    let at = base;
    return types.map((type) => {
      if (isApart(type)) {
        const place = base + this.#count(at);
        at += WORD / 2;
        return this.#value(type, place);
      }
      const value = this.#value(type, at);
      at += bytesOf(type);
      return value;
    });
  }

  #value(type: AbiParameter, at: number): unknown {
    const isCounted = type.type.endsWith("[]");
    const count = isCounted ? this.#count(at) : 0;
    if (count > this.#left) throw new RangeError(`A list of ${count} in too little`);
    const parts = partsOf(type, count);
    if (parts !== undefined) {
      const values = this.values(parts.types, isCounted ? at + WORD / 2 : at);
      if (isList(type) || !isNamed(parts.types)) return values;
      return Object.fromEntries(parts.types.map(({ name }, i) => [name, values[i]]));
    }
    const [, kind, size = ""] = /^([a-z]+)(\d*)$/.exec(type.type) ?? [];
    switch (kind) {
      case "address":
        return getAddress(`0x${this.#word(at).slice(-40)}`);
      case "bool": {
        const flag = this.#count(at);
        if (flag > 1) throw new RangeError(`${flag} is no bool`);
        return flag === 1;
      }
      case "int":
      case "uint": {
        const word = BigInt(`0x${this.#word(at)}`);
        const number = kind === "int" ? BigInt.asIntN(256, word) : word;
        return Number(size || 256) > SAFE_BITS ? number : Number(number);
      }
      case "bytes":
        return `0x${size ? this.#word(at).slice(0, 2 * Number(size)) : this.#bytes(at)}`;
      case "string":
        return new TextDecoder().decode(
          Uint8Array.from(this.#bytes(at).match(/../g) ?? [], (two) => Number(`0x${two}`)),
        );
      default:
        throw new TypeError(`${type.type} is no type`);
    }
  }

  #word(at: number): string {
    this.#left -= 1;
    const word = this.#digits.slice(2 * at, 2 * at + WORD);
    if (this.#left < 0 || word.length < WORD) throw new RangeError(`Nothing at byte ${at}`);
    return word;
  }

  /** A place or a length. */
  #count(at: number): number {
    return Number(`0x${this.#word(at)}`);
  }

  #bytes(at: number): string {
    const length = this.#count(at);
    this.#left -= Math.ceil((2 * length) / WORD);
    const digits = this.#digits.slice(2 * at + WORD, 2 * at + WORD + 2 * length);
    if (this.#left < 0 || digits.length < 2 * length) throw new RangeError(`${length} bytes in too little`);
    return digits;
  }
}

/** Of a value that stands in its place. */
function bytesOf(type: AbiParameter): number {
  const parts = partsOf(type, 0);
  return parts === undefined ? WORD / 2 : parts.types.reduce((sum, part) => sum + bytesOf(part), 0);
}
