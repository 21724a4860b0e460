/**
 * The only teller of time. On a practice network the chain's time counts, carried on between blocks by the device's
 * monotonic clock, because there the chain is moved forward by months. Elsewhere the device's own clock counts, and
 * the chain only checks it; but what is said about time to a contract or to the house's server, be it at the counter or in
 * a signature, goes by the chain's time everywhere: that is how it is judged. UTC seconds.
 */
export interface HouseClock {
  now(): number;
  /** The chain's time, carried on by the monotonic clock; the device's own where no block was seen yet. */
  anchored(): number;
  /** The chain's latest block carries this time. Time never runs behind a block. */
  sawBlock(timestamp: number): void;
  /** The chain's time is this, exactly: the next block's timestamp. Practice networks only answer it. */
  sawTime(timestamp: number): void;
  /** No block says so, but it is the best that is known: the anchored time until the chain is heard. */
  takeUp(time: number): void;
  /** How far the device's clock is behind the newest block seen, in seconds; > 60 deserves a warning. */
  behind(): number;
  /** Called when time is suddenly another, with the seconds it moved by. Returns a function that ends it. */
  onJump(listener: (seconds: number) => void): () => void;
}

/** Less is the way of a block through the network, more is somebody turning the clock. */
const JUMP = 60;
/** A new block's time is the present, give or take the way it took: further behind it, the monotonic clock runs fast. */
const DRIFT = 30;

/** What tells seconds on this device: given by tests, taken from the platform otherwise. */
export interface DeviceClock {
  /** Wall clock, milliseconds since 1970. */
  wall(): number;
  /** Never set back, milliseconds since some moment. */
  monotonic(): number;
}

const device: DeviceClock = { wall: () => Date.now(), monotonic: () => performance.now() };

/** Seconds by the device alone: for what happens before there is a chain, and for nothing else. */
export function deviceTime(): number {
  return Math.floor(device.wall() / 1000);
}

export function houseClock(practice: boolean, { wall, monotonic }: DeviceClock = device): HouseClock {
  const wallSeconds = () => Math.floor(wall() / 1000);
  let newest = 0;
  let anchor: { chain: number; device: number } | undefined;
  const chainNow = () =>
    anchor === undefined ? wallSeconds() : anchor.chain + Math.floor((monotonic() - anchor.device) / 1000);
  const listeners = new Set<(seconds: number) => void>();
  const turn = (chain: number) => {
    const moved = anchor === undefined ? 0 : chain - chainNow();
    anchor = { chain, device: monotonic() };
    if (practice && Math.abs(moved) >= JUMP) for (const listener of listeners) listener(moved);
  };
  const now = practice ? chainNow : wallSeconds;
  return {
    now,
    anchored: chainNow,
    sawBlock(timestamp) {
      const ranFast = !practice && timestamp > newest && timestamp < chainNow() - DRIFT;
      newest = Math.max(newest, timestamp);
      if (anchor === undefined || timestamp > chainNow() || ranFast) turn(timestamp);
    },
    sawTime(timestamp) {
      if (practice) turn(timestamp);
    },
    takeUp: turn,
    behind: () => (practice ? 0 : Math.max(0, newest - wallSeconds())),
    onJump(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
