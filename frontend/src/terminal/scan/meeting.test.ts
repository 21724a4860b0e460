import { describe, expect, it } from "vitest";
import { type Meeting, meet, REST } from "./meeting.ts";

const KEYED = 100_000;
const amount: Meeting = { total: 2_800, entry: 2_800, whole: false, keyedAt: KEYED, seenAt: KEYED + 5_000 };

describe("given a code that appears after the amount", () => {
  it("is taken at once when the amount has rested, and in a moment when it has not", () => {
    expect(meet(amount, KEYED + 5_000)).toBe("take");
    expect(meet({ ...amount, seenAt: KEYED + 200 }, KEYED + 200)).toBe("rest");
    expect(meet({ ...amount, seenAt: KEYED + 200 }, KEYED + REST)).toBe("take");
  });

  it("is not taken for the beginning of an amount, however long the pause", () => {
    for (const entry of [2, 28]) {
      expect(meet({ ...amount, total: entry, entry }, KEYED + 60_000)).toBe("press");
      expect(meet({ ...amount, total: 2_800 + entry, entry }, KEYED + 60_000)).toBe("press");
    }
  });
});

describe("given a code that lies there while somebody keys", () => {
  const lying = { ...amount, seenAt: KEYED - 3_000 };

  it("waits for somebody to say that the amount is whole, however long the pause", () => {
    for (const pause of [0, REST, 60_000]) expect(meet(lying, KEYED + pause)).toBe("press");
    expect(meet({ ...lying, whole: true }, KEYED)).toBe("take");
  });

  it("waits for an amount", () => {
    expect(meet({ ...lying, total: 0, entry: 0 }, KEYED)).toBe("amount");
  });
});

describe("given an amount from a tile", () => {
  it("is whole: the code is taken, whichever came first", () => {
    for (const seenAt of [KEYED - 1, KEYED + 1])
      expect(meet({ ...amount, entry: 0, whole: true, seenAt }, KEYED + 1)).toBe("take");
  });
});
