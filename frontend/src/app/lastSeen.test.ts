import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { House } from "../chain/node/house.ts";
import { aStorage } from "../chain/node/storage.fixture.ts";
import { LAST_READ, queries } from "../chain/node/useRead.ts";
import { signOut } from "../chain/session/entering.ts";
import { keepLastSeen, lastSeen } from "./lastSeen.ts";

const house = {
  deployment: { houseId: `0x${"ab".repeat(32)}` },
  practice: false,
  connectedAt: 7n,
  clock: { now: () => 1_800_000_000 },
} as unknown as House;

let page: EventTarget;

beforeEach(() => {
  // Whatever ran before in this program has read things, too.
  queries.clear();
  page = new EventTarget();
  vi.stubGlobal("localStorage", aStorage());
  vi.stubGlobal("document", new EventTarget());
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function leave(): void {
  keepLastSeen(house);
  page.dispatchEvent(new Event("pagehide"));
}

/** The names of what the next visit finds. */
function foundAgain(): unknown[] {
  queries.clear();
  lastSeen();
  return queries
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => queryKey[1]);
}

/** Reads so, one after the other. */
function read(...reads: [string, unknown][]): void {
  for (const [i, [name, value]] of reads.entries())
    queries.setQueryData(["house", name], { value, asOf: 1 }, { updatedAt: i + 1 });
}

it("is found by the next visit", () => {
  read(["figures", [1n]]);
  leave();
  expect(foundAgain()).toEqual(["figures"]);
  expect(lastSeen()).toMatchObject({ ...house, clock: expect.anything(), deployment: house.deployment });
});

it("leaves out what is too long or not for a file, and nothing else", () => {
  read(["oldest", 1], ["too long", "x".repeat(1_000_001)], ["no file", new Set()], ["newest", 2]);
  leave();
  expect(foundAgain()).toEqual(["newest", "oldest"]);
});

it("holds nothing that a desk has opened for itself", () => {
  queries.setQueryData(["house", "onRecord", "0x0a"], { value: new Map(), asOf: 1 });
  queries.setQueryData(["house", "requestPapers", 7], { value: [], asOf: 1 });
  queries.setQueryData(["register", "0x0b"], { people: [] });
  leave();
  expect(foundAgain()).toEqual([]);
});

it("is not shown by another build of the app, which may read something else under the same name", () => {
  read(["figures", [1n]]);
  leave();
  const kept = localStorage.getItem(LAST_READ) ?? "";
  expect(kept).toContain("lastSeen.ts");
  localStorage.setItem(LAST_READ, kept.replace("lastSeen.ts", "lastSeen-of-before.ts"));
  expect(foundAgain()).toEqual([]);
  expect(lastSeen()).toBeUndefined();
});

it("is gone when somebody has signed out, and is not written again", async () => {
  vi.useFakeTimers();
  read(["ownVote", 3]);
  leave();
  await signOut(house);
  expect(localStorage.length).toBe(0);
  vi.runAllTimers();
  leave();
  expect(foundAgain()).toEqual([]);
});
