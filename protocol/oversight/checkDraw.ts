import type { Hex } from "viem";
import { countBallots, quorumOf } from "./ballots.ts";
import { type BeaconNetwork, roundAt } from "./beacon.ts";
import type { Dates } from "./calendar.ts";
import { compressed, compressedKey, isSignatureOf, numberOf } from "./drand.ts";
import { type Seated, seatTable, seedOf } from "./draw.ts";
import type { BeaconFacts, DrawFacts, EarlierTable } from "./drawFacts.ts";
import { holding, timeHeld } from "./lines.ts";
import { type Pools, poolsAfter } from "./pools.ts";
import type { ToldTable } from "./tableLogs.ts";

/** One line of the check: what was recomputed, from what, and whether the chain says the same. */
export interface CheckedLine {
  what:
    | "figures"
    | "calendar"
    | "electorate"
    | "network"
    | "round"
    | "signature"
    | "number"
    | "paper"
    | "approvals"
    | "turnout"
    | "seed"
    | "quorum"
    | "size"
    | "served"
    | "earlier"
    | "apart"
    | "elected"
    | "turnsAt"
    | "seats"
    | "list";
  here: string;
  chain: string;
}

export interface CheckedDraw {
  seated: Seated;
  /** Turnout that was needed. */
  quorum: number;
  /** The stored signature as the network publishes it. */
  signature: Hex;
  lines: CheckedLine[];
  /** The first line that differs; undefined = MATCH. */
  difference: CheckedLine | undefined;
}

/** Stands for a signature that is none. */
const NONE = "–";

/**
 * Recomputes a term's draw from the logs of its nominations, ballots, pools and tables and from the network's signature,
 * and compares with what the chain says. `published` is the signature as somebody else tells it, compressed.
 */
export function checkDraw(facts: DrawFacts, published?: Hex): CheckedDraw {
  const { paper, told, outcome, answers } = facts;
  const { signature, lines: ofBeacon } = checkBeacon(facts.beacon, published);
  const count = countBallots(paper.length, facts.ballots);
  const seed = seedOf(facts, numberOf(signature));
  const quorum = quorumOf(facts.electorate, facts.quorumBps);
  const byApprovals = count.turnout >= quorum;
  const pools = poolsAfter(facts.poolEvents);
  const { apart, stillWaiting } = apartAt(facts.earlier, facts.ballotFrom, pools);
  const seated = seatTable(
    { candidates: paper.map((seat, i) => ({ seat, approvals: count.approvals[i]! })), byApprovals },
    {
      seed,
      chairs: facts.chairs,
      reserves: facts.reserves,
      order: pools.order.slice(pools.gone, facts.born),
      served: pools.served - pools.gone,
      apart,
      stillWaiting,
    },
  );
  const [tableNow, ...earlierNow] = answers.tables;
  const lines: CheckedLine[] = [
    line("figures", figuresLine(facts), figuresLine(answers)),
    line("calendar", facts.dates.map(datesLine).join("; "), answers.dates.map(datesLine).join("; ")),
    line("electorate", electorateLine(facts), electorateLine(answers)),
    ...ofBeacon,
    line(
      "paper",
      paper,
      answers.candidates.map(({ seat }) => seat),
    ),
    line(
      "approvals",
      count.approvals,
      answers.candidates.map(({ approvals }) => approvals),
    ),
    line("turnout", count.turnout, answers.turnout),
    line("seed", seed, told.seed),
    line("quorum", byApprovals, told.byApprovals),
    line("size", facts.born, told.size),
    line("served", pools.served, told.served),
    line("earlier", earlierLine(outcome, facts.earlier), earlierLine(tableNow, earlierNow)),
    line("apart", apart, told.apart),
    line("elected", seated.elected, outcome.elected),
    line("turnsAt", Math.min(seated.turnsAt, seated.seats.length), outcome.turnsAt),
    line(
      "seats",
      seated.seats,
      outcome.list.map(({ seat }) => seat),
    ),
    line("list", tableLine(outcome), tableNow ? tableLine(tableNow) : ""),
  ];
  return { seated, quorum, signature, lines, difference: lines.find(({ here, chain }) => here !== chain) };
}

function line(what: CheckedLine["what"], here: unknown, chain: unknown): CheckedLine {
  return { what, here: String(here), chain: String(chain) };
}

function figuresLine({ chairs, reserves, quorumBps }: DrawFacts["answers"] | DrawFacts): string {
  return `${chairs} ${reserves} ${quorumBps}`;
}

function datesLine(dates: Dates): string {
  return [
    dates.nominationsFrom,
    dates.nominationsUntil,
    dates.ballotFrom,
    dates.ballotUntil,
    dates.answersUntil,
    dates.start,
    dates.end,
  ].join(" ");
}

function electorateLine({ electorate, born }: DrawFacts["answers"] | DrawFacts): string {
  return `${electorate} ${born}`;
}

function checkBeacon(facts: BeaconFacts, published: Hex | undefined): { signature: Hex; lines: CheckedLine[] } {
  const told = { ...facts.told, key: orAsItIs(compressedKey, facts.told.key) };
  const named = facts.named ?? told;
  const stored = orAsItIs(compressed, facts.signature);
  const isRight = isSignatureOf(named, facts.round, stored) && (published ?? stored) === stored;
  const lines = [
    line("network", networkLine(named), networkLine(told)),
    line("round", roundAt(named, facts.from), facts.round),
    line("signature", isRight ? stored : (published ?? NONE), stored),
    line("number", numberOf(stored), facts.value),
  ];
  return { signature: stored, lines };
}

/** What is no point of the curve is shown as it came. */
function orAsItIs(convert: (bytes: Hex) => Hex, bytes: Hex): Hex {
  try {
    return convert(bytes);
  } catch {
    return bytes;
  }
}

function networkLine({ key, genesis, period }: BeaconNetwork): string {
  return `${key} ${genesis} ${period}`;
}

/** Everything that decides who of a table sat when. */
function tableLine({ term, list, answersUntil, chairs, elected, turnsAt, cycle, previous }: ToldTable): string {
  const lines = list.map(({ seat, yesAt, leftAt }) => `${seat}:${yesAt}-${leftAt}`);
  return [term, answersUntil, chairs, elected, turnsAt, cycle, previous, ...lines].join(" ");
}

/** Which table came before, and those that matter to the draw. */
function earlierLine(checked: ToldTable | undefined, earlier: readonly ToldTable[]): string {
  return [checked?.previous, ...earlier.map(tableLine)].join("; ");
}

/**
 * Seats of earlier tables that are called last: they hold a chair at `t` or are asked to, or their turn is taken. First
 * those who wait for a turn of the running cycle all the same.
 */
export function apartAt(
  earlier: readonly EarlierTable[],
  t: number,
  pools: Pools,
): { apart: number[]; stillWaiting: number } {
  const tables = earlier.filter(({ credited }) => !credited).map((table) => apartOf(table, t, pools.cycle));
  const had = tables.flatMap((table) => table.had);
  const open = tables.flatMap((table) => table.open);
  const waits = (seat: number) => !had.includes(seat) && pools.order.indexOf(seat) >= pools.served;
  const waiting = open.filter(waits);
  return { apart: [...waiting, ...open.filter((seat) => !waits(seat)), ...had], stillWaiting: waiting.length };
}

/** `had`: their turn of the cycle is taken, or will be if they hold on. `open`: they hold a chair without that. */
function apartOf(table: EarlierTable, t: number, cycle: number): { had: number[]; open: number[] } {
  const sitting = t < table.end ? holding(table, t) : new Set<number>();
  const until = (second: number) => (t < table.end && second > t ? 0 : second);
  const known = table.list.map((line) => ({ ...line, yesAt: until(line.yesAt), leftAt: until(line.leftAt) }));
  const turns = turnsTaken({ ...table, list: known }, cycle);
  const seats = (holds: (index: number) => boolean) =>
    table.list.flatMap(({ seat }, index) => (holds(index) ? [seat] : []));
  return {
    had: seats((index) => turns.has(index)),
    open: seats((index) => sitting.has(index) && !turns.has(index)),
  };
}

/** Lines that take their turn of a cycle: half of the term in office, if nobody answers or leaves any more. */
export function turnsTaken(table: EarlierTable, cycle: number): Set<number> {
  const { start, end, turnsAt, chairs } = table;
  const held = timeHeld(table, start, end);
  const turned = turnsAt < chairs;
  return new Set(
    held.flatMap((seconds, index) => {
      const ofCycle = turned && index >= turnsAt ? table.cycle + 1 : table.cycle;
      return seconds * 2 >= end - start && ofCycle === cycle ? [index] : [];
    }),
  );
}
