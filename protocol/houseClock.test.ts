import { describe, expect, it } from "vitest";
import { deviceTime, houseClock } from "./houseClock.ts";

/** A clock whose sources are turned by hand: milliseconds. */
function turned(practice: boolean, start = 1_000_000_000_000) {
  let passed = 0;
  const clock = houseClock({ practice, device: () => start + passed, monotonic: () => passed });
  const jumps: number[] = [];
  const end = clock.onJump((seconds) => jumps.push(seconds));
  return { clock, jumps, end, pass: (seconds: number) => (passed += seconds * 1000) };
}

const block = (number: number, timestamp: number) => ({ number: BigInt(number), timestamp: BigInt(timestamp) });

describe("given a practice network", () => {
  it("knows no time before the first block", () => {
    expect(() => turned(true).clock.now()).toThrow("has not seen a block");
  });

  it("goes on from the time of the block by monotonic time", () => {
    const { clock, pass, jumps } = turned(true);
    clock.seen(block(7, 5000));
    pass(90.9);
    expect(clock.now()).toBe(5090);
    clock.seen(block(7, 5000));
    expect(clock.now()).toBe(5090);
    expect(jumps).toEqual([]);
  });

  it("does not go back for a block that was seen a little late, and follows one that is ahead", () => {
    const { clock, pass, jumps } = turned(true);
    clock.seen(block(7, 5000));
    pass(20);
    clock.seen(block(8, 5012));
    expect(clock.now()).toBe(5020);
    clock.seen(block(9, 5024));
    expect(clock.now()).toBe(5024);
    expect(jumps).toEqual([]);
  });

  it("tells who listens when somebody goes forward, or the chain begins again", () => {
    const { clock, jumps, end } = turned(true);
    clock.seen(block(7, 5000));
    clock.seen(block(8, 5000 + 86_400));
    clock.seen(block(1, 4000));
    expect(clock.now()).toBe(4000);
    expect(jumps).toEqual([86_400, -87_400]);
    end();
    clock.seen(block(2, 90_000));
    expect(jumps).toHaveLength(2);
  });
});

describe("given any other network", () => {
  it("is the device's clock", () => {
    const { clock, pass } = turned(false);
    expect(clock.now()).toBe(1_000_000_000);
    pass(2.5);
    expect(clock.now()).toBe(1_000_000_002);
    expect(deviceTime(() => 1999)).toBe(1);
  });

  it("takes the first block of a quiet chain for old, and a later one for new", () => {
    const { clock, pass } = turned(false);
    clock.seen(block(1, 999_990_000));
    expect(clock.drift()).toBe(0);
    pass(10);
    clock.seen(block(2, 999_999_900));
    expect(clock.drift()).toBe(110);
  });

  it("sees at once that it is behind", () => {
    const { clock } = turned(false);
    clock.seen(block(1, 1_000_000_090));
    expect(clock.drift()).toBe(-90);
  });
});
