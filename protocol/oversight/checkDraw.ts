import { countBallots, quorumOf } from "./ballots.ts";
import { type Seated, seatTable, seedOf } from "./draw.ts";
import type { DrawFacts, KeptTable } from "./drawFacts.ts";
import { poolsAfter } from "./pools.ts";
import { holding, timeHeld } from "./sitting.ts";

/** One line of the check: what was recomputed, from what, and whether the chain says the same. */
export interface CheckedLine {
  what:
    | "approvals"
    | "turnout"
    | "saltsHash"
    | "seed"
    | "quorum"
    | "size"
    | "served"
    | "apart"
    | "elected"
    | "turnsAt"
    | "seats";
  here: string;
  chain: string;
}

export interface CheckedDraw {
  seated: Seated;
  /** Turnout that was needed. */
  quorum: number;
  lines: CheckedLine[];
  /** The first line that differs; undefined = MATCH. */
  difference: CheckedLine | undefined;
}

/** Recomputes a term's draw from its ballots, the pools' history and the beacon, and compares with what the chain says. */
export function checkDraw(facts: DrawFacts): CheckedDraw {
  const { candidates, told, outcome } = facts;
  const count = countBallots(candidates.length, facts.ballots);
  const seed = seedOf(facts.term, facts.beacon, count.saltsHash);
  const quorum = quorumOf(facts.electorate, facts.quorumBps);
  const byApprovals = count.turnout >= quorum;
  const pools = poolsAfter(facts.poolEvents);
  const apart = facts.earlier.flatMap((table) => apartOf(table, facts.ballotFrom, pools.cycle));
  const seated = seatTable(
    { candidates: candidates.map(({ seat }, i) => ({ seat, approvals: count.approvals[i]! })), byApprovals },
    {
      seed,
      chairs: facts.chairs,
      reserves: facts.reserves,
      order: pools.order.slice(0, facts.electorate),
      served: pools.served,
      apart,
      // Who runs the place is the one thing the chain is asked for: its seat when the beacon was armed, before the draw's
      // number could be known.
      barred: told.barred,
    },
  );
  const lines: CheckedLine[] = [
    line(
      "approvals",
      count.approvals,
      candidates.map(({ approvals }) => approvals),
    ),
    line("turnout", count.turnout, facts.turnout),
    line("saltsHash", count.saltsHash, facts.saltsHash),
    line("seed", seed, told.seed),
    line("quorum", byApprovals, told.byApprovals),
    line("size", facts.electorate, told.size),
    line("served", pools.served, told.served),
    line("apart", apart, told.apart),
    line("elected", seated.elected, outcome.elected),
    line("turnsAt", Math.min(seated.turnsAt, seated.seats.length), outcome.turnsAt),
    line("seats", seated.seats, outcome.seats),
  ];
  return { seated, quorum, lines, difference: lines.find(({ here, chain }) => here !== chain) };
}

function line(what: CheckedLine["what"], here: unknown, chain: unknown): CheckedLine {
  return { what, here: String(here), chain: String(chain) };
}

/** Seats of an earlier table that are called last: they hold a chair at `t` or are asked to, or their turn is taken. */
export function apartOf(table: KeptTable, t: number, cycle: number): number[] {
  if (table.credited) return [];
  const turns = turnsTaken(table, t, cycle);
  const sitting = t < table.end ? holding(table, t) : new Set();
  return table.list.flatMap(({ seat }, index) => (turns.has(index) || sitting.has(index) ? [seat] : []));
}

/** Lines that were in office for at least half of the term by `until`, if they take their turn of the running cycle. */
export function turnsTaken(table: KeptTable, until: number, cycle: number): Set<number> {
  const { start, end, turnsAt, chairs } = table;
  const held = timeHeld(table, start, Math.min(until, end));
  const turned = turnsAt < chairs;
  return new Set(
    held.flatMap((seconds, index) => {
      const ofCycle = turned && index >= turnsAt ? table.cycle + 1 : table.cycle;
      return seconds * 2 >= end - start && ofCycle === cycle ? [index] : [];
    }),
  );
}
