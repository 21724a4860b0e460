import { parseUnits } from "viem";
import { type FigureName, type FigureSet, kindOf, type Misfit } from "#protocol/governance/bounds.ts";
import type { Club } from "./club.ts";

type Decided = Pick<Club, "maxMembers" | "leaverBar" | "rotation" | "voting" | "treasury" | "counter"> & {
  currency: Pick<Club["currency"], "decimals">;
};

/** Where each figure stands in a club's configuration. */
const places: Record<FigureName, readonly [keyof Decided] | readonly [keyof Decided, string]> = {
  votingDelay: ["voting", "votingDelay"],
  votingPeriod: ["voting", "votingPeriod"],
  lateExtension: ["voting", "lateExtension"],
  timelockDelay: ["voting", "timelockDelay"],
  expiry: ["voting", "expiry"],
  voteQuorum: ["voting", "quorumBps"],
  sponsors: ["voting", "sponsors"],
  chairs: ["rotation", "chairs"],
  reserves: ["rotation", "reserves"],
  leadTime: ["rotation", "leadTime"],
  termLength: ["rotation", "termLength"],
  nominationsFrom: ["rotation", "nominationsFrom"],
  nominationsUntil: ["rotation", "nominationsUntil"],
  ballotFrom: ["rotation", "ballotFrom"],
  ballotUntil: ["rotation", "ballotUntil"],
  answersUntil: ["rotation", "answersUntil"],
  ballotQuorum: ["rotation", "quorumBps"],
  maxMembers: ["maxMembers"],
  leaverBar: ["leaverBar"],
  approvals: ["treasury", "approvalsNeeded"],
  reserve: ["treasury", "reserveBps"],
  voteThreshold: ["treasury", "voteThreshold"],
  pocketCap: ["counter", "pocketCap"],
  lateWindow: ["counter", "lateWindow"],
  exitDelay: ["counter", "exitDelay"],
  refundBudget: ["counter", "refundBudget"],
};

/** The path of a figure in the configuration. */
export function placeOf(which: FigureName): string[] {
  return [...places[which]];
}

/** What a club has decided in numbers, as the registry takes it. */
export function figuresOf(club: Decided): FigureSet {
  const decidedFor = (which: FigureName): bigint => {
    const decided = places[which].reduce<unknown>((inside, key) => (inside as Record<string, unknown>)[key], club);
    return typeof decided === "string" ? parseUnits(decided, club.currency.decimals) : BigInt(decided as number);
  };
  const names = Object.keys(places) as FigureName[];
  return Object.fromEntries(names.map((which) => [which, decidedFor(which)])) as FigureSet;
}

/** What the configuration is told of a figure that cannot be. */
export function misfitWords({ which, least, most }: Misfit): string {
  const inWords = (value: bigint) => figureInWords(which, value);
  if (least > most) return "fits to none of the other figures as they are";
  return `must lie between ${inWords(least)} and ${inWords(most)}, as the other figures are`;
}

const lengths = [
  [86_400n, "day"],
  [3_600n, "hour"],
  [60n, "minute"],
  [1n, "second"],
] as const;

function figureInWords(which: FigureName, value: bigint): string {
  switch (kindOf(which)) {
    case "duration": {
      const [unit, name] = lengths.find(([length]) => value % length === 0n) ?? lengths[3];
      const count = value / unit;
      return `${count} ${name}${count === 1n ? "" : "s"}`;
    }
    case "share":
      return `${value} (${Number(value) / 100} %)`;
    case "money":
      return `${value} of the smallest unit`;
    default:
      return String(value);
  }
}
