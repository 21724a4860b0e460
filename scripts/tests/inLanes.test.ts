import { describe, expect, it } from "vitest";
import { inLanes } from "./inLanes.ts";

/** A piece of work that ends when it is told to. */
function aPiece(name: string, log: string[]) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = async (lane: number) => {
    log.push(`${name} in ${lane}`);
    await ended;
  };
  return { work, end };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe("work in two lanes", () => {
  it("goes on in whichever is free, in order, and ends with the last piece", async () => {
    const log: string[] = [];
    const [long, short, next, last] = ["long", "short", "next", "last"].map((name) => aPiece(name, log));
    const all = inLanes(2, [long!.work, short!.work, next!.work, last!.work]).then(() => log.push("done"));
    await turn();
    expect(log).toEqual(["long in 0", "short in 1"]);
    short!.end();
    await turn();
    next!.end();
    await turn();
    expect(log).toEqual(["long in 0", "short in 1", "next in 1", "last in 1"]);
    last!.end();
    await turn();
    expect(log).not.toContain("done");
    long!.end();
    await all;
    expect(log.at(-1)).toBe("done");
  });

  it("is nothing when there is nothing to do", async () => {
    await inLanes(2, []);
  });
});
