import * as v from "valibot";
import { isAddress } from "viem";
import { contractNames } from "../abi/parts.ts";
import { clubLanguages } from "./nouns.ts";
import { PRACTICE_CHAIN_ID } from "./practiceChain.ts";
import { bytesOf, count, whole, word } from "./shapes.ts";

export type ContractName = (typeof contractNames)[number];

const address = v.custom<`0x${string}`>((value) => typeof value === "string" && isAddress(value), "not an address");
/** Whole units of the currency as a decimal, "28.00": JSON has no bigint and money is never a float. */
const amount = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/, "not an amount"));
/** https, or this computer; without a path. */
const origin = v.pipe(
  v.string(),
  v.regex(/^(https:\/\/[^/?#\s]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)$/, "not an origin"),
);
/** Hundredths of a percent: 3000 = 30 %. */
const basisPoints = v.pipe(whole, v.minValue(0), v.maxValue(10_000));
const text = v.pipe(v.string(), v.minLength(1));
/** A published text in all its languages (`versions.ts`) and its hash on the chain: keccak256 of its UTF-8 bytes. */
const published = v.object({ text, hash: word });

/** What the club decided before its first day, for reading and reckoning. The contracts hold the binding copy. */
const club = v.object({
  name: text,
  languages: v.pipe(v.array(v.picklist(clubLanguages)), v.minLength(1)),
  /** IANA zone in which the club reads its clock. */
  timeZone: text,
  /** Seconds east of UTC at which a business day begins. */
  dayOffset: whole,
  currency: v.object({
    /** ISO 4217 */
    code: text,
    symbol: text,
    /** Decimals of the settlement token and of the voucher. */
    decimals: count,
    tokenName: text,
    tokenSymbol: text,
    /** By which name and version the token checks signatures (EIP-712); without it by its own name, version 1. */
    tokenDomain: v.optional(v.object({ name: text, version: text })),
    /** Which form of a signature (ERC-3009) the token takes; without it the whole one. In three parts it is a key's alone. */
    tokenSignature: v.optional(v.picklist(["whole", "inParts"])),
    /** Whose claim the token is: of its issuer, or of the club itself on an account with a bank. */
    backing: v.optional(v.picklist(["issuer", "club"])),
    voucherName: text,
    voucherSymbol: text,
  }),
  /** What one of what the vouchers are good for costs, for figures people can picture. */
  unitPrice: amount,
  maxMembers: count,
  chairs: count,
  reserves: count,
  rotation: v.object({
    leadTime: count,
    termLength: count,
    /** Seconds before the term's start. */
    nominationsFrom: count,
    nominationsUntil: count,
    ballotFrom: count,
    ballotUntil: count,
    answersUntil: count,
    quorumBps: basisPoints,
  }),
  voting: v.object({
    votingDelay: count,
    votingPeriod: count,
    lateExtension: count,
    timelockDelay: count,
    expiry: count,
    quorumBps: basisPoints,
    sponsors: count,
  }),
  approvalsNeeded: count,
  reserveBps: basisPoints,
  voteThreshold: amount,
  counter: v.object({ pocketCap: amount, lateWindow: count, exitDelay: count, refundBudget: amount }),
  founding: v.object({
    price: amount,
    minSeats: count,
    maxSeats: count,
    opensAt: count,
    deadline: count,
    coolOff: count,
    terms: published,
  }),
  criteria: published,
  operator: address,
  registrar: address,
});

const perContract = <T extends v.GenericSchema>(of: T) =>
  v.object(Object.fromEntries(contractNames.map((name) => [name, of])) as Record<ContractName, T>);

/** The network of drand whose rounds decide the draws. */
const beacon = v.object({
  /** The name its makers gave it; "practice" for the one whose key everybody can derive. */
  name: text,
  /** A point of G2, compressed. */
  key: bytesOf(96),
  /** When round 1 appeared. */
  genesis: count,
  period: count,
  /** Seconds from a ballot's end to the earliest round. */
  settle: count,
  /** By which the network's servers know it. */
  chainHash: v.string(),
  /** Who publishes its rounds, asked in turn; anybody else's answer counts as much. */
  servers: v.array(v.pipe(v.string(), v.url())),
});

/** The one file that tells app, relay and terminal where a house is. Written by the deploy, never by hand. */
const deploymentSchema = v.object({
  format: v.literal(1),
  /** True only on a practice chain: demo seats, clock and desk exist. */
  practice: v.boolean(),
  chainId: v.pipe(whole, v.minValue(1)),
  /** Random; all browser storage is keyed by it, so that a house begun again is another house. */
  houseId: word,
  /** Block of the registry: no event of the house is older. */
  deployedAtBlock: count,
  deployedAt: count,
  contracts: perContract(address),
  /** keccak256 of the code at each address (`extcodehash`). */
  codeHashes: perContract(word),
  beacon,
  club,
  /** Origins of the relays that submit calls and keep texts for this house; none: only where the page came from. */
  relays: v.optional(v.array(origin)),
  /** The day the demo's present is (UTC, 2026-01-31); only in a practice house with a story. */
  anchor: v.optional(v.string()),
});

export type Deployment = v.InferOutput<typeof deploymentSchema>;
export type ClubFigures = Deployment["club"];

/** Reads a deployment file's content; throws with the path of what is wrong in it. */
export function parseDeployment(content: unknown): Deployment {
  const parsed = v.safeParse(deploymentSchema, content);
  if (!parsed.success) throw new Error(`This is no deployment file: ${v.summarize(parsed.issues)}`);
  if (parsed.output.practice && parsed.output.chainId !== PRACTICE_CHAIN_ID) {
    throw new Error(`Chain ${parsed.output.chainId} is not a practice chain, but the deployment file says so`);
  }
  return parsed.output;
}
