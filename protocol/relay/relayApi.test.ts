import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { callId, callRequestSchema, MAX_CALL_BYTES } from "./relayApi.ts";

const to = "0x00000000000000000000000000000000000000Aa";

describe("given a call for the relay", () => {
  it("has one id however its letters are written", () => {
    expect(callId({ to, data: "0xABCD" })).toBe(callId({ to: to.toLowerCase() as `0x${string}`, data: "0xabcd" }));
    expect(callId({ to, data: "0xabcd" })).not.toBe(callId({ to, data: "0xabce" }));
  });

  it.each([
    ["half a byte", "0xabc"],
    ["no hex", "0xzz"],
    ["too many bytes", `0x${"00".repeat(MAX_CALL_BYTES + 1)}`],
  ])("refuses %s", (_, data) => {
    expect(v.safeParse(callRequestSchema, { to, data }).success).toBe(false);
  });

  it("accepts the longest", () => {
    expect(v.safeParse(callRequestSchema, { to, data: `0x${"00".repeat(MAX_CALL_BYTES)}` }).success).toBe(true);
  });
});
