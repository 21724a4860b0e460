import { describe, expect, it } from "vitest";
import { obstaclesOf } from "./room.ts";

const room = { left: 100n, free: 300n, lately: 50n, threshold: 200n };

describe("given what a payment has to fit into", () => {
  it.each([
    [100n, []],
    [101n, ["budget"]],
    [150n, ["budget"]],
    [151n, ["lately", "budget"]],
    [200n, ["lately", "budget"]],
    [201n, ["threshold", "budget"]],
    [301n, ["threshold", "budget", "money"]],
  ] as const)("%s meets %j", (amount, obstacles) => {
    expect(obstaclesOf(amount, room)).toEqual(obstacles);
  });
});
