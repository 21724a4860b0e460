import { figureNames } from "../abi/enums.ts";

export type FigureName = (typeof figureNames)[number];
/** All figures of a club, each in its own unit: seconds, hundredths of a percent, seats, smallest units of money. */
export type FigureSet = Readonly<Record<FigureName, bigint>>;

/** What a figure counts. */
export type FigureKind = "duration" | "share" | "seats" | "money";

/** What a figure can be: both ends are possible. */
export interface Range {
  least: bigint;
  most: bigint;
}

const HOUR = 3600n;
const DAY = 24n * HOUR;
const MOST_MONEY = 2n ** 96n - 1n;
/** A table's list fits 32 bits. */
const MOST_LISTED = 32n;
/** Hundredths are the smallest step that a code can name; more than 18 leave no room for money in 96 bits. */
export const DECIMALS: Range = { least: 2n, most: 18n };
/** Seconds between UTC and the club's clock, on either side. */
export const FARTHEST_DAY_OFFSET = Number(14n * HOUR);
/** Terms of a round, which are no figures: each round has its own, within these. Seconds; money in the smallest unit. */
export const ROUND_BOUNDS = {
  shortestSale: Number(DAY),
  shortestCoolOff: 2 * Number(DAY),
  longestCoolOff: Number(30n * DAY),
  farthestDeadline: Number(400n * DAY),
  mostMoney: 2n ** 112n - 1n,
} as const;

const date: [FigureKind, bigint, bigint] = ["duration", DAY, 366n * DAY];
const quorum: [FigureKind, bigint, bigint] = ["share", 1000n, 5000n];

/** What each counts, and what it can be whatever the others are. */
const alone: Record<FigureName, [FigureKind, bigint, bigint]> = {
  votingDelay: ["duration", DAY, 14n * DAY],
  votingPeriod: ["duration", 3n * DAY, 30n * DAY],
  lateExtension: ["duration", 0n, 30n * DAY],
  timelockDelay: ["duration", DAY, 30n * DAY],
  expiry: ["duration", 2n * DAY, 366n * DAY],
  voteQuorum: quorum,
  sponsors: ["seats", 1n, 20n],
  chairs: ["seats", 3n, 20n],
  reserves: ["seats", 0n, MOST_LISTED],
  leadTime: date,
  termLength: ["duration", 35n * DAY, 366n * DAY],
  nominationsFrom: date,
  nominationsUntil: date,
  ballotFrom: date,
  ballotUntil: date,
  answersUntil: date,
  ballotQuorum: quorum,
  maxMembers: ["seats", 1n, 1_000_000n],
  leaverBar: ["duration", 30n * DAY, 366n * DAY],
  approvals: ["seats", 2n, 19n],
  reserve: ["share", 1000n, 10_000n],
  voteThreshold: ["money", 1n, MOST_MONEY],
  pocketCap: ["money", 1n, MOST_MONEY],
  lateWindow: ["duration", HOUR, 14n * DAY],
  exitDelay: ["duration", HOUR, 30n * DAY],
  refundBudget: ["money", 0n, MOST_MONEY],
};

/** `low + gap <= high`: dates are seconds before a term's start, so what comes first is larger. */
const order: readonly [FigureName, bigint, FigureName][] = [
  ["lateExtension", 0n, "votingPeriod"],
  ["timelockDelay", 1n, "expiry"],
  ["lateWindow", 1n, "exitDelay"],
  ["nominationsFrom", 0n, "leadTime"],
  ["nominationsFrom", 0n, "termLength"],
  ["nominationsUntil", DAY, "nominationsFrom"],
  ["ballotFrom", 1n, "nominationsUntil"],
  ["ballotUntil", DAY, "ballotFrom"],
  // The number may come 26 hours after the ballot, and who is drawn has two days to answer.
  ["answersUntil", 26n * HOUR + 2n * DAY, "ballotUntil"],
  ["ballotFrom", 0n, "leaverBar"],
];

/** The parts of a vote, from its proposal to its latest end. */
const vote = ["votingDelay", "votingPeriod", "lateExtension"] as const;

const largest = (...numbers: readonly bigint[]) => numbers.reduce((most, one) => (one > most ? one : most));
const smallest = (...numbers: readonly bigint[]) => numbers.reduce((least, one) => (one < least ? one : least));
const notBelowZero = (number: bigint) => (number < 0n ? 0n : number);

export function kindOf(which: FigureName): FigureKind {
  return alone[which][0];
}

/** What a figure can be while all others stay as they are: the same as `Bounds.rangeOf`. */
export function rangeOf(which: FigureName, set: FigureSet): Range {
  const [, first, last] = alone[which];
  const least = [first];
  const most = [last];
  for (const [low, gap, high] of order) {
    if (which === low) most.push(notBelowZero(set[high] - gap));
    if (which === high) least.push(set[low] + gap);
  }
  const whole = vote.reduce((sum, part) => sum + set[part], 0n);
  if (which === "leaverBar") least.push(whole);
  if (vote.some((part) => part === which)) most.push(notBelowZero(set.leaverBar - (whole - set[which])));
  if (which === "ballotFrom") most.push(set.termLength / 2n);
  if (which === "termLength") least.push(set.ballotFrom * 2n);
  if (which === "chairs") {
    least.push(set.approvals + 1n);
    most.push(set.approvals * 2n - 1n, MOST_LISTED - set.reserves);
  }
  if (which === "approvals") {
    least.push(set.chairs / 2n + 1n);
    most.push(set.chairs - 1n);
  }
  if (which === "reserves") most.push(MOST_LISTED - set.chairs);
  return { least: largest(...least), most: smallest(...most) };
}

/** A figure that cannot be. */
export type Misfit = Range & { which: FigureName };

/** The figures of a set that cannot be: first what no other figure could mend, then what they say to each other. */
export function misfits(set: FigureSet): Misfit[] {
  const outside = (range: (which: FigureName) => Range) =>
    figureNames.flatMap((which) => {
      const { least, most } = range(which);
      return set[which] < least || set[which] > most ? [{ which, least, most }] : [];
    });
  const byThemselves = outside((which) => ({ least: alone[which][1], most: alone[which][2] }));
  return byThemselves.length > 0 ? byThemselves : outside((which) => rangeOf(which, set));
}
