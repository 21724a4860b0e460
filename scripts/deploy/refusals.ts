import type { EIP1193Provider } from "@nomicfoundation/ignition-core";
import { type Abi, decodeErrorResult, type Hex, hexToString, isHex } from "viem";
import { z } from "zod";
import { misfitWords } from "#ignition/figures.ts";
import { figureNames, officeNames } from "#protocol/abi/enums.ts";
import { contractNames } from "#protocol/abi/parts.ts";
import { placeOf } from "#protocol/governance/decidedFigures.ts";
import { artifactOf } from "../compile/artifacts.ts";

/** A custom error, with its arguments in the order in which the contract has them. */
interface Refusal {
  name: string;
  args: readonly unknown[];
}

type Words = (...args: never[]) => string;

/** What a constructor can have against a club, by the name of its error: the place in the configuration first. */
const words: Record<string, Words> = {
  FigureOutOfBounds: (which: number, _given: bigint, least: bigint, most: bigint) => {
    const figure = figureNames[which] ?? "votingDelay";
    return `${placeOf(figure).join(".")} ${misfitWords({ which: figure, least, most })}.`;
  },
  OfficeRefused: (office: number, account: string) =>
    `${officeNames[office]}: ${account} is nobody or a contract of the house, and works for no house. Name another account.`,
  TermsImpossible: (field: Hex) => roundWords[textOf(field)] ?? `founding: its ${textOf(field)} cannot be.`,
  TooManySeats: (asked: number, free: number) =>
    `founding.maxSeats is ${asked}, and the house has ${free} seats to give.`,
  TokenHasNoCode: (token: string) => `token: there is no contract at ${token}.`,
  DecimalsImpossible: (decimals: bigint, least: bigint, most: bigint) =>
    `currency.decimals is ${decimals}, and must lie between ${least} and ${most}.`,
  VoucherDecimalsDiffer: (given: number, needed: number) =>
    `currency.decimals is ${given}, and the token counts in ${needed}.`,
  DayOffsetImpossible: (given: bigint, farthest: bigint) =>
    `dayOffset is ${given} seconds, and no clock is farther from UTC than ${farthest}.`,
  BeaconSettleTooLong: (given: number, most: number) =>
    `The chain needs ${given} seconds until a draw is safe, and the calendar leaves ${most}: no house can stand there.`,
  BeaconNetworkImpossible: (field: Hex) => `beacon: its ${textOf(field)} cannot be, by this chain's clock.`,
  BeaconKeyRefused: () => "beacon: its key is no point of the curve that signatures are checked on.",
};

const textOf = (field: Hex) => hexToString(field, { size: 32 });

const roundWords: Record<string, string> = {
  price: "founding.price is nothing, or more than the escrow can count.",
  minSeats: "founding.minSeats must be one at least.",
  maxSeats: "founding.maxSeats is less than minSeats.",
  coolOff: "founding.coolOff must lie between 2 and 30 days.",
  deadline:
    "foundingOpens: the round must leave a day to sell, and end at most 400 days after the house is built. Choose an earlier opening, or build later.",
  termsHash: "The founding round has no terms.",
};

/** The sentence for what a contract said when it reverted; undefined if no contract of the house speaks like that. */
function refusalWords(data: Hex): string | undefined {
  const refusal = decoded(data);
  if (refusal === undefined) return undefined;
  const { name, args } = refusal;
  const said = words[name] as ((...args: readonly unknown[]) => string) | undefined;
  return said?.(...args) ?? `A contract refuses: ${name}(${args.map(String).join(", ")}).`;
}

function decoded(data: Hex): Refusal | undefined {
  const ours = contractNames.filter((name) => name !== "Timelock" && name !== "Token");
  const abi = ours.flatMap((name) => (artifactOf(name).abi as Abi).filter(({ type }) => type === "error"));
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi, data });
    return { name: errorName, args };
  } catch {
    // Of no contract of ours: what the node itself said is all there is.
    return undefined;
  }
}

const bytes = z.custom<Hex>((value) => isHex(value) && value.length >= 10);
const refused = z.object({ data: z.union([bytes, z.object({ data: bytes }).transform(({ data }) => data)]) });

/** A node whose refusals are kept, so that they can be worded: Ignition tells of each in its own way. */
export function hearRefusals(provider: EIP1193Provider): EIP1193Provider & { inWords(): string[] } {
  const heard = new Set<Hex>();
  return {
    async request(call) {
      try {
        return await provider.request(call);
      } catch (error) {
        const { data } = refused.safeParse(error);
        if (data !== undefined) heard.add(data.data);
        throw error;
      }
    },
    inWords: () => [...heard].flatMap((data) => refusalWords(data) ?? []),
  };
}
