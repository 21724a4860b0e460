import { type ParseEventLogsReturnType, parseEventLogs, type RpcLog } from "viem";
import {
  ChairLeft,
  ChairTaken,
  CycleTurned,
  SeatGone,
  SeatsJoined,
  SeatsServed,
  TableSeated,
  TurnWaived,
} from "../abi/roster.ts";
import { MissingInLogs } from "./MissingInLogs.ts";
import type { PoolEvent } from "./pools.ts";

/** A table as the roster told of it, with all answers until now. Times are UTC seconds, 0 = not. */
export interface ToldTable {
  term: number;
  list: { seat: number; elected: boolean; yesAt: number; leftAt: number }[];
  answersUntil: number;
  chairs: number;
  elected: number;
  turnsAt: number;
  cycle: number;
  /** The table seated before, 0 = none. */
  previous: number;
}

export interface ToldRotation {
  /** By term. */
  tables: Map<number, ToldTable>;
  /** What happened to the pools before a term was seated. */
  poolEventsBefore: Map<number, PoolEvent[]>;
  /** Who was left out of a term's draw, as the roster told. */
  apart: Map<number, readonly number[]>;
}

export const rotationEvents = [
  SeatsJoined,
  SeatGone,
  CycleTurned,
  TurnWaived,
  SeatsServed,
  TableSeated,
  ChairTaken,
  ChairLeft,
] as const;

type RosterLog = ParseEventLogsReturnType<typeof rotationEvents, undefined, true>[number];

/** Rebuilds the tables from the roster's logs, oldest first, up to the one of `checked`. */
export function tablesFromLogs(logs: readonly RpcLog[], checked: number): ToldRotation {
  const told: ToldRotation = { tables: new Map(), poolEventsBefore: new Map(), apart: new Map() };
  const poolEvents: PoolEvent[] = [];
  let [cycle, previous] = [1, 0];
  for (const log of parseEventLogs({ abi: rotationEvents, logs: [...logs] }) as RosterLog[]) {
    switch (log.eventName) {
      case "TableSeated": {
        const { term, seats, seatedAt, apart, ...made } = log.args;
        const list = seats.map((seat, i) => {
          const elected = i < made.elected;
          return { seat, elected, yesAt: elected ? seatedAt : 0, leftAt: 0 };
        });
        const { answersUntil, chairs, elected, turnsAt } = made;
        told.tables.set(term, { term, list, answersUntil, chairs, elected, turnsAt, cycle, previous });
        told.poolEventsBefore.set(term, [...poolEvents]);
        told.apart.set(term, apart);
        previous = term;
        break;
      }
      case "ChairTaken":
        if (log.args.term <= checked) lineOf(told, log.args, checked).yesAt = log.args.yesAt;
        break;
      case "ChairLeft":
        if (log.args.term <= checked) lineOf(told, log.args, checked).leftAt = log.args.leftAt;
        break;
      case "CycleTurned":
        cycle = log.args.cycle;
        poolEvents.push(log as PoolEvent);
        break;
      case "SeatsJoined":
      case "SeatGone":
      case "TurnWaived":
      case "SeatsServed":
        poolEvents.push(log as PoolEvent);
        break;
      default:
    }
  }
  return told;
}

/** Who answers was on the list: else the log of that seating is left out, or another stands in its place. */
function lineOf({ tables }: ToldRotation, { term, seat }: { term: number; seat: number }, checked: number) {
  const line = tables.get(term)?.list.find((one) => one.seat === seat);
  if (line !== undefined) return line;
  throw new MissingInLogs(term === checked ? "list" : "earlier", `The seating of term ${term} with seat ${seat}`);
}
