import { MissingInLogs } from "./MissingInLogs.ts";

/**
 * The pools, twin of `contracts/oversight/Pools.sol`: all seats in one order, first the seats that are *gone*, then those
 * who *served* in this cycle, then those who *wait*. Built by replaying what the roster told.
 */
export interface Pools {
  /** `order[p]` is the seat at position p. */
  order: number[];
  /** Positions below it are *gone*. */
  gone: number;
  /** Positions below it that are not *gone* are *served*. */
  served: number;
  /** From 1. */
  cycle: number;
}

/** What the roster tells about its pools, in the order in which it happened. */
export type PoolEvent =
  | { eventName: "SeatsJoined"; args: { first: number; count: number } }
  | { eventName: "CycleTurned"; args: { term: number; cycle: number } }
  | { eventName: "TurnWaived"; args: { term: number; seat: number; moved: boolean } }
  | { eventName: "SeatGone"; args: { seat: number } }
  | { eventName: "SeatsServed"; args: { term: number; cycle: number; seats: readonly number[] } };

/** The pools after these events. */
export function poolsAfter(events: readonly PoolEvent[]): Pools {
  const pools: Pools = { order: [], gone: 0, served: 0, cycle: 1 };
  for (const event of events) {
    if (event.eventName === "SeatsJoined") join(pools, event.args.first, event.args.count);
    if (event.eventName === "CycleTurned") turn(pools);
    if (event.eventName === "TurnWaived" && event.args.moved) serve(pools, event.args.seat);
    if (event.eventName === "SeatGone") retire(pools, event.args.seat);
    if (event.eventName === "SeatsServed") for (const seat of event.args.seats) serve(pools, seat);
  }
  return pools;
}

/** Newcomers stand at the end of *waiting*. */
export function join(pools: Pools, first: number, count: number): void {
  const next = pools.order.length + 1;
  if (first !== next) throw new MissingInLogs("size", `The birth of seat ${next}`);
  for (let seat = first; seat < first + count; seat++) pools.order.push(seat);
}

/** A waiting seat changes places with the first waiting one, and the border moves behind it. */
export function serve(pools: Pools, seat: number): void {
  if (pools.order.indexOf(seat) < pools.served) {
    throw new MissingInLogs("served", `What lets seat ${seat} serve`);
  }
  exchange(pools, seat, pools.served);
  pools.served += 1;
}

/** A seat that has ended crosses the borders into *gone*. */
export function retire(pools: Pools, seat: number): void {
  const from = pools.order.indexOf(seat);
  if (from < pools.gone) throw new MissingInLogs("size", `What lets seat ${seat} go`);
  if (from >= pools.served) serve(pools, seat);
  exchange(pools, seat, pools.gone);
  pools.gone += 1;
}

/** A seat and whoever stands at position `to` change places. */
function exchange({ order }: Pools, seat: number, to: number): void {
  order[order.indexOf(seat)] = order[to]!;
  order[to] = seat;
}

/** Everybody waits again. */
export function turn(pools: Pools): void {
  pools.served = pools.gone;
  pools.cycle += 1;
}
