/**
 * The two pools, twin of `contracts/oversight/Pools.sol`: all seats in one order, first those who *served* in this cycle,
 * then those who *wait*. Built by replaying what the roster told.
 */
export interface Pools {
  /** `order[p]` is the seat at position p. */
  order: number[];
  /** Positions below it are *served*. */
  served: number;
  /** From 1. */
  cycle: number;
}

/** What the roster tells about its pools, in the order in which it happened. */
export type PoolEvent =
  | { eventName: "SeatsJoined"; args: { first: number; count: number } }
  | { eventName: "CycleTurned"; args: { term: number; cycle: number } }
  | { eventName: "TurnWaived"; args: { term: number; seat: number; moved: boolean } }
  | { eventName: "SeatsServed"; args: { term: number; cycle: number; seats: readonly number[] } };

/** The pools after these events. */
export function poolsAfter(events: readonly PoolEvent[]): Pools {
  const pools: Pools = { order: [], served: 0, cycle: 1 };
  for (const event of events) {
    if (event.eventName === "SeatsJoined") join(pools, event.args.first, event.args.count);
    if (event.eventName === "CycleTurned") turn(pools);
    if (event.eventName === "TurnWaived" && event.args.moved) serve(pools, event.args.seat);
    if (event.eventName === "SeatsServed") for (const seat of event.args.seats) serve(pools, seat);
  }
  return pools;
}

/** Newcomers stand at the end of *waiting*. */
export function join(pools: Pools, first: number, count: number): void {
  if (first !== pools.order.length + 1) throw new Error(`Seat ${first} joins after ${pools.order.length} seats`);
  for (let seat = first; seat < first + count; seat++) pools.order.push(seat);
}

/** A waiting seat changes places with the first waiting one, and the border moves behind it. */
export function serve(pools: Pools, seat: number): void {
  const from = pools.order.indexOf(seat);
  if (from < pools.served) throw new Error(`Seat ${seat} does not wait`);
  const other = pools.order[pools.served]!;
  pools.order[pools.served] = seat;
  pools.order[from] = other;
  pools.served += 1;
}

/** Everybody waits again. */
export function turn(pools: Pools): void {
  pools.served = 0;
  pools.cycle += 1;
}
