import { zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import type { Entry } from "./register.ts";
import { type OnRecord, standingOf } from "./standing.ts";

const [ada, eve] = [`0x${"a".repeat(40)}`, `0x${"e".repeat(40)}`] as const;
const entry: Entry = {
  name: "Ada",
  born: "1970-01-31",
  contact: "",
  nullifier: `0x${"1".repeat(64)}`,
  secret: "0x01",
  invitation: `0x${"2".repeat(64)}`,
  until: 200,
};
const openedBy = (...accounts: (typeof ada)[]) => ({
  openings: accounts.map((account, i) => ({ account, at: 100 + i, signature: "0x" as const })),
});
const record: OnRecord = { nullifier: entry.nullifier, expiry: 900, isUsed: false, seat: 0 };
const admitted = { ...entry, compared: ada, signedUntil: 900 };

describe("given somebody with a link", () => {
  it("waits until it is opened, and is over after its last second", () => {
    expect(standingOf(entry, undefined, undefined, 200)).toEqual({ is: "waiting", until: 200 });
    expect(standingOf(entry, openedBy(), undefined, 201)).toEqual({ is: "over", until: 200 });
  });

  it("is opened, then compared; a comparison counts for that account alone", () => {
    expect(standingOf(entry, openedBy(ada), undefined, 300)).toEqual({ is: "opened", account: ada, at: 100 });
    expect(standingOf({ ...entry, compared: ada }, openedBy(ada), undefined, 300).is).toBe("compared");
    expect(standingOf({ ...entry, compared: eve }, openedBy(ada), undefined, 300).is).toBe("opened");
  });

  it("is red once a second account has opened it, also after the comparison", () => {
    expect(standingOf({ ...entry, compared: ada }, openedBy(ada, eve), undefined, 300)).toEqual({
      is: "twice",
      count: 2,
    });
  });

  it("is admitted once the record says so for this very person, until it ends", () => {
    const until = { account: ada, until: 900 };
    expect(standingOf(admitted, openedBy(ada, eve), record, 900)).toEqual({ is: "admitted", ...until, isUsed: false });
    expect(standingOf(admitted, openedBy(ada), record, 901)).toEqual({ is: "ended", ...until });
    const ofAnother = { ...record, nullifier: zeroHash, expiry: 0 } as const;
    expect(standingOf(admitted, openedBy(ada), ofAnother, 300).is).toBe("compared");
  });

  it("is taken back, or refused with the reason, or a member", () => {
    const taken = { ...record, nullifier: zeroHash } as const;
    expect(standingOf(admitted, openedBy(ada), taken, 300)).toEqual({ is: "revoked", account: ada });
    expect(standingOf({ ...entry, refused: "no" }, openedBy(ada), undefined, 300)).toEqual({
      is: "refused",
      reason: "no",
    });
    expect(standingOf(admitted, undefined, { ...record, seat: 7, isUsed: true }, 9_999)).toEqual({
      is: "member",
      seat: 7,
    });
  });
});
