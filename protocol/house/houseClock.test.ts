import { describe, expect, it } from "vitest";
import { houseClock } from "./houseClock.ts";

function aDevice(wallSeconds: number) {
  let passed = 0;
  return {
    wall: () => wallSeconds * 1000 + passed,
    monotonic: () => 5_000_000 + passed,
    wait: (seconds: number) => {
      passed += seconds * 1000;
    },
  };
}

describe("given a practice network months away from the device's clock", () => {
  it("tells the chain's time and carries it on between blocks", () => {
    const device = aDevice(1_800_000_000);
    const clock = houseClock(true, device);
    clock.sawBlock(1_700_000_000);
    device.wait(90);
    expect(clock.now()).toBe(1_700_000_090);
  });

  it("jumps forward with a block, and is not set back by an idle chain's old one", () => {
    const device = aDevice(1_800_000_000);
    const clock = houseClock(true, device);
    clock.sawBlock(1_700_000_000);
    device.wait(600);
    clock.sawBlock(1_700_000_000);
    expect(clock.now()).toBe(1_700_000_600);
    clock.sawBlock(1_702_592_000);
    expect(clock.now()).toBe(1_702_592_000);
  });

  it("takes the chain's own word for it, backwards too", () => {
    const device = aDevice(1_800_000_000);
    const clock = houseClock(true, device);
    clock.sawBlock(1_700_000_500);
    clock.sawTime(1_700_000_100);
    device.wait(1);
    expect(clock.now()).toBe(1_700_000_101);
  });

  it("tells who listens when somebody turns it, and not when it only goes on", () => {
    const device = aDevice(1_800_000_000);
    const clock = houseClock(true, device);
    const jumps: number[] = [];
    const end = clock.onJump((seconds) => jumps.push(seconds));
    clock.sawBlock(1_700_000_000);
    device.wait(12);
    clock.sawBlock(1_700_000_014);
    clock.sawBlock(1_700_000_014 + 86_400);
    clock.sawTime(1_700_000_014);
    expect(jumps).toEqual([86_400, -86_400]);
    end();
    clock.sawBlock(1_800_000_000);
    expect(jumps).toHaveLength(2);
  });
});

describe("given a public network", () => {
  it("tells the device's time and says how far that is behind the chain", () => {
    const clock = houseClock(false, aDevice(1_800_000_000));
    clock.sawBlock(1_800_000_120);
    expect(clock.now()).toBe(1_800_000_000);
    expect(clock.behind()).toBe(120);
  });
});

describe("given a public network and a device whose clock is wrong", () => {
  it("tells the chain's time at the counter, and the device's elsewhere", () => {
    const device = aDevice(1_800_000_000);
    const clock = houseClock(false, device);
    expect(clock.anchored()).toBe(1_800_000_000);
    clock.sawBlock(1_800_000_000 - 4 * 86_400);
    device.wait(5);
    expect(clock.anchored()).toBe(1_800_000_005 - 4 * 86_400);
    expect(clock.now()).toBe(1_800_000_005);
  });

  it("goes forward with each block, and back only when a new one shows that it ran fast", () => {
    const device = aDevice(1_800_000_000);
    const clock = houseClock(false, device);
    clock.sawBlock(1_700_000_000);
    device.wait(12);
    clock.sawBlock(1_700_000_010);
    expect(clock.anchored()).toBe(1_700_000_012);
    // The node stands still: the old block again is no word about the present.
    device.wait(600);
    clock.sawBlock(1_700_000_010);
    expect(clock.anchored()).toBe(1_700_000_612);
    clock.sawBlock(1_700_000_400);
    expect(clock.anchored()).toBe(1_700_000_400);
  });

  it("tells nobody of a jump: nothing there is turned by hand", () => {
    const clock = houseClock(false, aDevice(1_800_000_000));
    const jumps: number[] = [];
    clock.onJump((seconds) => jumps.push(seconds));
    clock.sawBlock(1_700_000_000);
    clock.sawBlock(1_700_900_000);
    expect(jumps).toEqual([]);
  });
});
