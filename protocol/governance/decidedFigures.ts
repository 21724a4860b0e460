import { parseUnits } from "viem";
import type { FigureName, FigureSet } from "./bounds.ts";

/** What a club decides in numbers, by the sections of its configuration. Amounts are decimals: "28.00". */
interface Decided {
  currency: { decimals: number };
  maxMembers: number;
  leaverBar: number;
  rotation: object;
  voting: object;
  treasury: object;
  counter: object;
}

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
