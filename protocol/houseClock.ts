/**
 * The only teller of time. On a practice network the chain's time counts, carried on between blocks by the device's
 * monotonic clock, because there the chain is moved forward by months. Elsewhere the device's own clock counts, and
 * the chain only checks it. UTC seconds.
 */
export interface HouseClock {
  now(): number;
  /** The chain's latest block carries this time. Time never runs behind a block. */
  sawBlock(timestamp: number): void;
  /** The chain's time is this, exactly: the next block's timestamp. Practice networks only answer it. */
  sawTime(timestamp: number): void;
  /** How far the device's clock is behind the newest block seen, in seconds; > 60 deserves a warning. */
  behind(): number;
}

/** What tells seconds on this device: given by tests, taken from the platform otherwise. */
export interface DeviceClock {
  /** Wall clock, milliseconds since 1970. */
  wall(): number;
  /** Never set back, milliseconds since some moment. */
  monotonic(): number;
}

const device: DeviceClock = { wall: () => Date.now(), monotonic: () => performance.now() };

export function houseClock(practice: boolean, { wall, monotonic }: DeviceClock = device): HouseClock {
  const wallSeconds = () => Math.floor(wall() / 1000);
  let newest = 0;
  let anchor: { chain: number; device: number } | undefined;
  const chainNow = () =>
    anchor === undefined ? wallSeconds() : anchor.chain + Math.floor((monotonic() - anchor.device) / 1000);
  const now = practice ? chainNow : wallSeconds;
  return {
    now,
    sawBlock(timestamp) {
      newest = Math.max(newest, timestamp);
      if (practice && (anchor === undefined || timestamp > chainNow())) {
        anchor = { chain: timestamp, device: monotonic() };
      }
    },
    sawTime(timestamp) {
      if (practice) anchor = { chain: timestamp, device: monotonic() };
    },
    behind: () => (practice ? 0 : Math.max(0, newest - wallSeconds())),
  };
}
