/**
 * The one clock of the house. On a practice network time is what the chain says, because it can be moved there; elsewhere
 * it is the device's time, compared with the chain's. All times are UTC seconds.
 */
export interface HouseClock {
  now(): number;
  /** Tell the clock of the newest block. The same block may be told any number of times. */
  seen(block: SeenBlock): void;
  /** Seconds that the device's clock is ahead of the chain's; 0 where the chain itself is the clock. */
  drift(): number;
  /** Called when time is suddenly another, with the seconds it moved by. Returns a function that ends it. */
  onJump(listener: (seconds: number) => void): () => void;
}

export interface SeenBlock {
  number: bigint;
  timestamp: bigint;
}

interface Sources {
  /** Is the chain the clock? */
  practice: boolean;
  /** Milliseconds since the epoch, by the device. */
  device?: () => number;
  /** Milliseconds that never go back. */
  monotonic?: () => number;
}

/** The device may differ by so much from the chain before people are told. */
export const DRIFT_ALLOWED = 60;
/** Less is the way of a block through the network, more is somebody turning the clock. */
const JUMP = 60;
/** A block is a little older than the moment it is seen at; that much the clock does not go back for it. */
const LATE_BLOCK = 15;

/** Seconds by the device's clock: for what happens before there is a chain, and for nothing else. */
export function deviceTime(device: () => number = Date.now): number {
  return Math.floor(device() / 1000);
}

export function houseClock({ practice, device = Date.now, monotonic = () => performance.now() }: Sources): HouseClock {
  const listeners = new Set<(seconds: number) => void>();
  const onJump = (listener: (seconds: number) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return practice ? chainTime(monotonic, listeners, onJump) : deviceClock(device, onJump);
}

function chainTime(
  monotonic: () => number,
  listeners: Set<(seconds: number) => void>,
  onJump: HouseClock["onJump"],
): HouseClock {
  let last: SeenBlock | undefined;
  let base = 0; // seconds by the chain …
  let since = 0; // … at these milliseconds

  const now = () => {
    if (last === undefined) throw new Error("The house clock has not seen a block yet");
    return Math.floor(base + (monotonic() - since) / 1000);
  };

  return {
    now,
    drift: () => 0,
    onJump,
    seen(block) {
      const isKnown = last?.number === block.number && last.timestamp === block.timestamp;
      if (isKnown) return;
      const time = Number(block.timestamp);
      const moved = last === undefined ? 0 : time - now();
      const keeps = last !== undefined && moved <= 0 && -moved <= LATE_BLOCK;
      last = block;
      if (keeps) return;
      base = time;
      since = monotonic();
      if (Math.abs(moved) >= JUMP) for (const listener of listeners) listener(moved);
    },
  };
}

function deviceClock(device: () => number, onJump: HouseClock["onJump"]): HouseClock {
  let last: SeenBlock | undefined;
  let drift = 0;
  return {
    now: () => deviceTime(device),
    drift: () => drift,
    onJump,
    seen(block) {
      const isFirst = last === undefined;
      if (!isFirst && last?.number === block.number) return;
      last = block;
      const ahead = deviceTime(device) - Number(block.timestamp);
      // The first block seen may be old on a quiet chain; one that comes while we watch is new. A block from the future tells at once.
      if (!isFirst || ahead < 0) drift = ahead;
    },
  };
}
