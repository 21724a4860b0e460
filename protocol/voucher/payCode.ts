import { type Address, encodeAbiParameters, type Hex, hashStruct, hashTypedData, keccak256 } from "viem";
import type { P256PublicKey } from "./p256.ts";

/**
 * The pay code: what a member's phone shows and a till reads. 81 bytes, as 196 decimal digits, because a QR code holds
 * digits densely (version 5-M in numeric mode) and a USB scanner types them under any keyboard layout.
 *
 *   version 1 | pocket 4 | keyEpoch 2 | nonce 2 | maxAmount 4 | acceptBy 4 | r 32 | s 32     big endian
 */
export interface PayCode {
  pocket: number;
  /** Which of the pocket's keys: a phone's count from 1, a sheet's from `PAPER_BIT` + 1. */
  keyEpoch: number;
  nonce: number;
  /** Hundredths of the token: the most this code is good for. */
  maxAmount: number;
  /** Last second (UTC) at which a till may accept it. */
  acceptBy: number;
}

export interface P256Signature {
  r: Hex;
  s: Hex;
}

export interface SignedPayCode extends PayCode, P256Signature {}

/** One accepted code; `packItem` makes `ICounter.Item` of it. */
export interface CounterItem extends SignedPayCode {
  /** Hundredths: what the till keyed in. */
  amount: number;
  /** When the till accepted it, UTC seconds. */
  acceptedAt: number;
  x: bigint;
  y: bigint;
}

/** What a tablet hands in; `redeemArgs` makes `ICounter.Batch` of it. */
export interface CounterBatch {
  terminal: number;
  seq: number;
  businessDay: number;
  items: readonly CounterItem[];
}

/** The chain and the counter contract that a signature is meant for. */
export interface CounterDomain {
  chainId: number;
  counter: Address;
}

const VERSION = 1;
const BYTES = 81;
const PAY_CODE_DIGITS = 196;
const LARGEST = (1n << BigInt(BYTES * 8)) - 1n;
const FIELDS = [
  ["pocket", 4],
  ["keyEpoch", 2],
  ["nonce", 2],
  ["maxAmount", 4],
  ["acceptBy", 4],
] as const;

const payCodeTypes = {
  PayCode: [
    { name: "pocket", type: "uint32" },
    { name: "keyEpoch", type: "uint16" },
    { name: "nonce", type: "uint16" },
    { name: "maxAmount", type: "uint32" },
    { name: "acceptBy", type: "uint32" },
  ],
} as const;

const batchTypes = {
  Batch: [
    { name: "terminal", type: "uint32" },
    { name: "seq", type: "uint32" },
    { name: "businessDay", type: "uint32" },
    { name: "items", type: "bytes32" },
  ],
} as const;

const itemsAbi = [
  {
    type: "tuple[]",
    components: [
      { name: "head", type: "uint256" },
      { name: "x", type: "uint256" },
      { name: "y", type: "uint256" },
      { name: "r", type: "bytes32" },
      { name: "s", type: "bytes32" },
    ],
  },
] as const;

/** The 196 digits of a signed code. */
export function payCodeToDigits(code: SignedPayCode): string {
  let value = BigInt(VERSION);
  for (const [name, bytes] of FIELDS) {
    const field = code[name];
    if (!Number.isInteger(field) || field < 0 || field >= 2 ** (8 * bytes)) {
      throw new RangeError(`${name} ${field} does not fit in ${bytes} bytes`);
    }
    value = (value << BigInt(8 * bytes)) | BigInt(field);
  }
  value = (value << 512n) | (word(code.r) << 256n) | word(code.s);
  return value.toString().padStart(PAY_CODE_DIGITS, "0");
}

export type PayCodeReading =
  | { ok: true; code: SignedPayCode }
  /** `notDigits`: something else was scanned; `length`: part of a code is missing; `version`: a code of another kind. */
  | { ok: false; reason: "notDigits" | "length" | "version" };

/** Reads what a scanner, a camera or a hand delivered. Spaces and line ends are taken out. */
export function payCodeFromDigits(text: string): PayCodeReading {
  const digits = text.replace(/\s+/g, "");
  if (!/^\d+$/.test(digits)) return { ok: false, reason: "notDigits" };
  if (digits.length !== PAY_CODE_DIGITS) return { ok: false, reason: "length" };
  let value = BigInt(digits);
  if (value > LARGEST || value >> BigInt(8 * (BYTES - 1)) !== BigInt(VERSION)) return { ok: false, reason: "version" };
  const take = (bytes: number): bigint => {
    const bits = BigInt(8 * bytes);
    const low = value & ((1n << bits) - 1n);
    value >>= bits;
    return low;
  };
  const s = bytes32(take(32));
  const r = bytes32(take(32));
  const fields = { pocket: 0, keyEpoch: 0, nonce: 0, maxAmount: 0, acceptBy: 0 };
  for (const [name, bytes] of [...FIELDS].reverse()) fields[name] = Number(take(bytes));
  return { ok: true, code: { ...fields, r, s } };
}

/** The EIP-712 digest that the member's phone signs. */
export function payCodeDigest({ chainId, counter }: CounterDomain, code: PayCode): Hex {
  return hashTypedData({
    domain: counterDomain(chainId, counter),
    types: payCodeTypes,
    primaryType: "PayCode",
    message: {
      pocket: code.pocket,
      keyEpoch: code.keyEpoch,
      nonce: code.nonce,
      maxAmount: code.maxAmount,
      acceptBy: code.acceptBy,
    },
  });
}

/** The EIP-712 digest that the tablet signs: whoever carries the batch cannot change one item of it. */
export function batchDigest({ chainId, counter }: CounterDomain, batch: CounterBatch): Hex {
  return hashTypedData({
    domain: counterDomain(chainId, counter),
    types: batchTypes,
    primaryType: "Batch",
    message: batchMessage(batch),
  });
}

/** What two of those in office vouch for when a batch is handed in late: `LateHandIn.batch`. */
export function batchHash(batch: CounterBatch): Hex {
  return hashStruct({ data: batchMessage(batch), types: batchTypes, primaryType: "Batch" });
}

function batchMessage({ terminal, seq, businessDay, items }: CounterBatch) {
  return {
    terminal,
    seq,
    businessDay,
    items: keccak256(encodeAbiParameters(itemsAbi, [items.map(packItem)])),
  };
}

/** An item as it travels: seven small numbers in one word, then key and signature. */
function packItem(item: CounterItem) {
  const fields = [
    [item.pocket, 32],
    [item.keyEpoch, 16],
    [item.nonce, 16],
    [item.maxAmount, 32],
    [item.acceptBy, 32],
    [item.amount, 32],
    [item.acceptedAt, 32],
  ] as const;
  const head = fields.reduce((word, [value, bits]) => {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits)
      throw new RangeError(`${value} needs more than ${bits} bits`);
    return (word << BigInt(bits)) | BigInt(value);
  }, 0n);
  return { head, x: item.x, y: item.y, r: item.r, s: item.s };
}

/** The arguments of `Counter.redeem`. */
export function redeemArgs(batch: CounterBatch, { r, s }: P256Signature) {
  return [{ ...batch, items: batch.items.map(packItem) }, r, s] as const;
}

/** The arguments of `Counter.redeemLate`: the same batch, and the key that signed it. */
export function redeemLateArgs(batch: CounterBatch, { x, y }: P256PublicKey, { r, s }: P256Signature) {
  return [
    { ...batch, items: batch.items.map(packItem) },
    { x, y, r, s },
  ] as const;
}

/** The highest bit of a `keyEpoch` says that the key signed a sheet of codes, whose nonces are 0 to 31. */
export const PAPER_BIT = 0x8000;

/** What a code is called: the phone signs it anew every 30 seconds, and a nonce pays once. */
export type CodeName = Pick<PayCode, "pocket" | "keyEpoch" | "nonce">;

/**
 * Which row of nonces a code's one stands in, as the contract counts them: a pocket's phones have one together (0), so a
 * phone that was set up anew goes on where the one before it was; each sheet has its own.
 */
export function nonceRow({ keyEpoch }: Pick<PayCode, "keyEpoch">): number {
  return (keyEpoch & PAPER_BIT) === 0 ? 0 : keyEpoch;
}

/** Whether only one of two codes can ever be paid. */
export function isSamePayment(one: CodeName, other: CodeName): boolean {
  return one.pocket === other.pocket && one.nonce === other.nonce && nonceRow(one) === nonceRow(other);
}

/** Heads of items, in order: what proves what a batch paid when one of them is taken back (`Corrections`). */
export function headsOf(items: readonly CounterItem[]): bigint[] {
  return items.map((item) => packItem(item).head);
}

/** A paid item by its name in the contract: its place, from 0, among those that its batch paid. */
export interface PaidPlace {
  terminal: number;
  seq: number;
  place: number;
}

/** The EIP-712 digest that the tablet signs to take back a whole payment. */
export function tillVoidDigest(
  { chainId, corrections }: { chainId: number; corrections: Address },
  item: PaidPlace,
): Hex {
  return hashTypedData({
    domain: { name: "Runde Corrections", version: "1", chainId, verifyingContract: corrections },
    types: {
      TillVoid: [
        { name: "terminal", type: "uint32" },
        { name: "seq", type: "uint32" },
        { name: "place", type: "uint32" },
      ],
    },
    primaryType: "TillVoid",
    message: item,
  });
}

/** This bit of a number in `Corrections.PaidItem` says that it was handed in late, resp. paid exactly. */
export const LATE_BIT = 2 ** 31;
export const EXACT_BIT = 2 ** 30;

/** An order that a till shows to whom pays exactly. */
export interface ExactOrder {
  terminal: number;
  /** The till's name for it; a new one each time. */
  order: Hex;
  /** Hundredths. */
  amount: number;
  /** UTC seconds, the last one at which it may be paid. */
  deadline: number;
}

/** The EIP-712 digest that the tablet signs to ask for exactly this much (`ExactPayments.payOrder`). */
export function exactOrderDigest(
  { chainId, exactPayments }: { chainId: number; exactPayments: Address },
  { terminal, order, amount, deadline }: ExactOrder,
): Hex {
  return hashTypedData({
    domain: { name: "Runde ExactPayments", version: "1", chainId, verifyingContract: exactPayments },
    types: {
      ExactOrder: [
        { name: "terminal", type: "uint32" },
        { name: "order", type: "bytes32" },
        { name: "amount", type: "uint32" },
        { name: "deadline", type: "uint48" },
      ],
    },
    primaryType: "ExactOrder",
    message: { terminal, order, amount, deadline },
  });
}

/** What the counter keeps of a batch: which items were really paid, in order. The first 20 bytes are in its record. */
export function paidHash(items: readonly CounterItem[]): Hex {
  return hashOfHeads(headsOf(items));
}

/** The same of what heads say. */
export function hashOfHeads(heads: readonly bigint[]): Hex {
  return heads.reduce<Hex>(
    (hash, head) => keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "uint256" }], [hash, head])),
    `0x${"00".repeat(32)}`,
  );
}

/** Days since 1970 on the club's clock. `dayOffset` (seconds east of UTC) is one of the counter's terms. */
export function businessDayOf(seconds: number, dayOffset: number): number {
  return Math.floor((seconds + dayOffset) / 86_400);
}

/** Smallest units of the token in one hundredth of it. */
export function unitsPerHundredth(decimals: number): bigint {
  if (decimals < 2) throw new RangeError("A voucher needs two decimals or more");
  return 10n ** BigInt(decimals - 2);
}

/** The domain of whatever is signed about codes. */
export function counterDomain(chainId: number, counter: Address) {
  return { name: "Runde Counter", version: "1", chainId, verifyingContract: counter } as const;
}

function word(hex: Hex): bigint {
  if (!/^0x[0-9a-fA-F]{64}$/.test(hex)) throw new RangeError("half a signature is 32 bytes");
  return BigInt(hex);
}

function bytes32(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}
