import { describe, expect, it } from "vitest";
import { type LateFile, readLateFile, writeLateFile } from "./lateFile.ts";

const half = `0x${"12".repeat(32)}` as const;
const code = { pocket: 7, keyEpoch: 1, nonce: 3, maxAmount: 5_000, acceptBy: 1_800_000_090, r: half, s: half };
const item = { ...code, amount: 2_800, acceptedAt: 1_800_000_000, x: 0x3f2an << 240n, y: 5n };
const file: LateFile = {
  chainId: 31_999,
  counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  terminal: 2,
  key: { x: 1n, y: 2n },
  batches: [
    { batch: { terminal: 2, seq: 4, businessDay: 20_833, items: [item] }, signature: { r: half, s: half } },
    {
      batch: { terminal: 2, seq: 5, businessDay: 20_833, items: [item] },
      signature: { r: half, s: half },
      word: { message: { terminal: 2, batch: half, seat: 42, epoch: 1, deadline: 1_800_100_000 }, signature: "0xab" },
    },
  ],
};

describe("given what a tablet holds", () => {
  it("comes back from its file as it was, words and all", () => {
    expect(readLateFile(writeLateFile(file))).toEqual(file);
  });

  it("is nothing when the file is another one, or was cut", () => {
    const text = writeLateFile(file);
    for (const other of ["", "{}", "[]", text.slice(0, -5), text.replace("late hand-in 1", "late hand-in 2")])
      expect(readLateFile(other), other.slice(0, 20)).toBeUndefined();
  });
});
