import { isAddress, isHex } from "viem";
import * as z from "zod/mini";
import { contractNames } from "../abi/parts.ts";
import { clubLanguages } from "./nouns.ts";

export type ContractName = (typeof contractNames)[number];

const address = z.custom<`0x${string}`>((value) => typeof value === "string" && isAddress(value), "not an address");
const hash = z.custom<`0x${string}`>((value) => isHex(value) && value.length === 66, "not 32 bytes in hex");
/** Whole units of the currency as a decimal, "28.00": JSON has no bigint and money is never a float. */
const amount = z.string().check(z.regex(/^\d+(\.\d+)?$/, "not an amount"));
/** https, or this computer; without a path. */
const origin = z
  .string()
  .check(z.regex(/^(https:\/\/[^/?#\s]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)$/, "not an origin"));
const seconds = z.int().check(z.nonnegative());
const count = z.int().check(z.nonnegative());
/** Hundredths of a percent: 3000 = 30 %. */
const basisPoints = z.int().check(z.minimum(0), z.maximum(10_000));
const text = z.string().check(z.minLength(1));
/** A published text in all its languages (`versions.ts`) and its hash on the chain: keccak256 of its UTF-8 bytes. */
const published = z.object({ text, hash });

/** What the club decided before its first day, for reading and reckoning. The contracts hold the binding copy. */
const club = z.object({
  name: text,
  languages: z.array(z.enum(clubLanguages)).check(z.minLength(1)),
  /** IANA zone in which the club reads its clock. */
  timeZone: text,
  /** Seconds east of UTC at which a business day begins. */
  dayOffset: z.int(),
  currency: z.object({
    /** ISO 4217 */
    code: text,
    symbol: text,
    /** Decimals of the settlement token and of the voucher. */
    decimals: count,
    tokenName: text,
    tokenSymbol: text,
    /** By which name and version the token checks signatures (EIP-712); without it by its own name, version 1. */
    tokenDomain: z.optional(z.object({ name: text, version: text })),
    /** Whose claim the token is: of its issuer, or of the club itself on an account with a bank. */
    backing: z.optional(z.enum(["issuer", "club"])),
    voucherName: text,
    voucherSymbol: text,
  }),
  /** What one of what the vouchers are good for costs, for figures people can picture. */
  unitPrice: amount,
  maxMembers: count,
  chairs: count,
  reserves: count,
  rotation: z.object({
    leadTime: seconds,
    termLength: seconds,
    /** Seconds before the term's start. */
    nominationsFrom: seconds,
    nominationsUntil: seconds,
    ballotFrom: seconds,
    ballotUntil: seconds,
    answersUntil: seconds,
    quorumBps: basisPoints,
  }),
  voting: z.object({
    votingDelay: seconds,
    votingPeriod: seconds,
    lateExtension: seconds,
    timelockDelay: seconds,
    expiry: seconds,
    quorumBps: basisPoints,
    sponsors: count,
  }),
  approvalsNeeded: count,
  reserveBps: basisPoints,
  voteThreshold: amount,
  counter: z.object({ pocketCap: amount, lateWindow: seconds, exitDelay: seconds, refundBudget: amount }),
  founding: z.object({
    price: amount,
    minSeats: count,
    maxSeats: count,
    opensAt: seconds,
    deadline: seconds,
    coolOff: seconds,
    terms: published,
  }),
  criteria: published,
  operator: address,
  registrar: address,
});

const perContract = <T extends z.ZodMiniType>(of: T) =>
  z.object(Object.fromEntries(contractNames.map((name) => [name, of])) as Record<ContractName, T>);

/** The network of drand whose rounds decide the draws. */
const beacon = z.object({
  /** The name its makers gave it; "practice" for the one whose key everybody can derive. */
  name: text,
  /** A point of G2, compressed. */
  key: z.custom<`0x${string}`>((value) => isHex(value) && value.length === 2 + 2 * 96, "not 96 bytes in hex"),
  /** When round 1 appeared. */
  genesis: seconds,
  period: seconds,
  /** Seconds from a ballot's end to the earliest round. */
  settle: seconds,
  /** By which the network's servers know it. */
  chainHash: z.string(),
  /** Who publishes its rounds, asked in turn; anybody else's answer counts as much. */
  servers: z.array(z.url()),
});

/** The one file that tells app, relay and terminal where a house is. Written by the deploy, never by hand. */
const deploymentSchema = z.object({
  format: z.literal(1),
  /** True only on a practice chain: demo seats, clock and desk exist. */
  practice: z.boolean(),
  chainId: z.int().check(z.positive()),
  /** Random; all browser storage is keyed by it, so that a house begun again is another house. */
  houseId: hash,
  /** Block of the registry: no event of the house is older. */
  deployedAtBlock: count,
  deployedAt: seconds,
  contracts: perContract(address),
  /** keccak256 of the code at each address (`extcodehash`). */
  codeHashes: perContract(hash),
  beacon,
  club,
  /** Origins of the relays that submit calls and keep texts for this house; none: only where the page came from. */
  relays: z.optional(z.array(origin)),
  /** The day the demo's present is (UTC, 2026-01-31); only in a practice house with a story. */
  anchor: z.optional(z.string()),
});

export type Deployment = z.infer<typeof deploymentSchema>;
export type ClubFigures = Deployment["club"];

/** Practice code runs only where both the file and the chain say so. */
export const PRACTICE_CHAIN_ID = 31337;

/** Reads a deployment file's content; throws with the path of what is wrong in it. */
export function parseDeployment(content: unknown): Deployment {
  const parsed = deploymentSchema.safeParse(content);
  if (!parsed.success) throw new Error(`This is no deployment file: ${z.prettifyError(parsed.error)}`);
  if (parsed.data.practice && parsed.data.chainId !== PRACTICE_CHAIN_ID) {
    throw new Error(`Chain ${parsed.data.chainId} is not a practice chain, but the deployment file says so`);
  }
  return parsed.data;
}
