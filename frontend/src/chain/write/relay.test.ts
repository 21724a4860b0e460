import { type Hex, zeroAddress } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { callId } from "#protocol/relay/relayApi.ts";
import { knowRelays } from "../node/relays.ts";
import { callStatus, submitCall } from "./relay.ts";

const B = "https://b.example";
const call = { to: zeroAddress, data: "0x12345678" as Hex };
const id = callId(call);

type Said = { state: string } | { code: string } | "silent";

/** Two relays: what each says when a call is handed in, and when it is asked where the call is. */
function relays(own: { post?: Said; get?: Said }, other: { post?: Said; get?: Said }) {
  const handedIn: string[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const isOther = path.startsWith(B);
    const isPost = init.method === "POST";
    const relay = isOther ? other : own;
    if (isPost) handedIn.push(isOther ? "other" : "own");
    const said = (isPost ? relay.post : relay.get) ?? "silent";
    if (said === "silent") throw new TypeError("Failed to fetch");
    if ("code" in said) return Response.json({ error: { ...said, message: "" } }, { status: 422 });
    return Response.json({ id, ...said });
  });
  return handedIn;
}

beforeEach(() => knowRelays([B]));
afterEach(() => {
  knowRelays([]);
  vi.unstubAllGlobals();
});

describe("given two relays", () => {
  it.each<[string, Said]>([
    ["is silent", "silent"],
    ["has spent what it may spend", { code: "tooMuch" }],
    ["cannot reach the chain", { code: "unreachable" }],
  ])("hands a call to the other one when the first %s", async (_, said) => {
    const handedIn = relays({ post: said }, { post: { state: "queued" } });
    expect(await submitCall(call.to, call.data)).toMatchObject({ ok: true, status: { state: "queued" } });
    expect(handedIn).toEqual(["own", "other"]);
  });

  it("asks nobody else when the house itself says no", async () => {
    const handedIn = relays({ post: { code: "refused" } }, { post: { state: "queued" } });
    expect(await submitCall(call.to, call.data)).toMatchObject({ ok: false, error: { code: "refused" } });
    expect(handedIn).toEqual(["own"]);
  });

  it("takes a refusal for what it is when the silent one had made the call", async () => {
    relays({ post: "silent", get: { state: "included" } }, { post: { code: "refused" }, get: { code: "unknown" } });
    expect(await submitCall(call.to, call.data)).toMatchObject({ ok: true, status: { state: "included" } });
  });

  it("believes the one that has made it rather than the one that came too late", async () => {
    relays({ get: { state: "failed" } }, { get: { state: "included" } });
    expect(await callStatus(call)).toMatchObject({ ok: true, status: { state: "included" } });
  });

  it("hands a call that only a dead relay knows to the other one", async () => {
    const handedIn = relays({}, { get: { code: "unknown" }, post: { state: "sent" } });
    expect(await callStatus(call)).toMatchObject({ ok: true, status: { state: "sent" } });
    expect(handedIn).toEqual(["own", "other"]);
  });

  it("says that nobody knows a call only when everybody said so", async () => {
    relays({ get: { code: "unknown" } }, { get: { code: "unknown" } });
    expect(await callStatus(call)).toMatchObject({ ok: false, error: { code: "unknown" } });
  });
});

describe("given one relay", () => {
  it("hands nothing in again by itself", async () => {
    knowRelays([]);
    const handedIn = relays({}, {});
    expect(await callStatus(call)).toMatchObject({ ok: false, error: { code: "unreachable" } });
    expect(handedIn).toEqual([]);
  });
});
