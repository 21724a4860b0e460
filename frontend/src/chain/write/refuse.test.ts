import { describe, expect, it } from "vitest";
import { NotKept } from "../node/kept.ts";
import { Unreachable } from "../node/rpc.ts";
import { refusedOnTheWay } from "./refuse.ts";

describe("what goes wrong before anything is signed", () => {
  it.each([
    ["the browser's storage refuses", new NotKept("full"), { kind: "notKept" }],
    ["nobody answers", new Unreachable("silent"), { kind: "unreachable" }],
    ["the page has a fault", new TypeError("no such thing"), { kind: "fault", message: "no such thing" }],
  ])("is told as what it is: %s", async (_, error, refused) => {
    expect(await refusedOnTheWay(error)).toEqual(refused);
  });
});
