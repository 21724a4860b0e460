import { describe, expect, it } from "vitest";
import { dayCsv, dayRow, sumRows } from "./dayCsv.ts";
import type { JournalItem } from "./journal.ts";
import { byPerson, keptOf } from "./kept.ts";
import { taxesOf } from "./taxSums.ts";

const word = `0x${"11".repeat(32)}` as const;
const item = { pocket: 7, keyEpoch: 1, nonce: 1, maxAmount: 9_000, acceptBy: 0, r: word, s: word, x: 1n, y: 2n };

function aLine(change: Partial<JournalItem> = {}, amount = 2_805): JournalItem {
  const paid = { ...item, amount, acceptedAt: 1_800_000_000 };
  return { id: 5, terminal: 1, item: paid, businessDay: 1, state: "settled", seq: 3, by: "Mia", ...change };
}

describe("given a day at the till", () => {
  it("writes a payment as a row, with what went back of it and its receipt", () => {
    const when = "2027-01-15T08:00:00.000Z";
    expect(dayRow(aLine(), "C-1-3-1")).toEqual([when, "28.05", "0.00", "7", "settled", "Mia", "1-5", "C-1-3-1", ""]);
    expect(dayRow(aLine({ refunded: 305 }))).toEqual([when, "28.05", "3.05", "7", "refunded", "Mia", "1-5", "", ""]);
    expect(dayRow(aLine({ state: "voided" })).slice(2, 5)).toEqual(["28.05", "7", "voided"]);
    const { seq: _seq, by: _by, ...fresh } = aLine({ state: "accepted" });
    expect(dayRow(fresh).slice(4)).toEqual(["accepted", "", "1-5", "", ""]);
  });

  it("ends with what stays, by person and in all, each by tax class, and the tax in the sums", () => {
    const tax = { label: "B", rate: 700 };
    const order = [
      { name: { en: "Loaf" }, amount: 400, n: 2, tax },
      { amount: 200, n: 1 },
    ];
    const lines = [
      aLine({ lines: order }, 1_000),
      aLine({ lines: order, refunded: 500, by: "Ben" }, 1_000),
      aLine({ lines: order, state: "voided" }, 1_000),
    ];
    const classes = taxesOf(lines).map((sum) => sum.tax);
    expect(classes).toEqual([tax, undefined]);
    expect(sumRows(lines, classes)).toEqual([
      ["sum", "10.00", "", "", "", "Mia", "", "", "", "", "8.00", "2.00"],
      ["sum", "5.00", "", "", "", "Ben", "", "", "", "", "4.00", "1.00"],
      ["sum", "15.00", "", "", "", "", "", "", "", "", "12.00", "3.00"],
      // 12.00 × 7 ÷ 107.
      ["tax in it", "", "", "", "", "", "", "", "", "", "0.79", "0.00"],
    ]);
  });

  it("is one table of plain decimals, with one head, the same in every language", () => {
    const tax = { label: "B", rate: 550 };
    const order = [
      { name: { en: "Loaf", de: "Laib" }, amount: 400, n: 2, tax },
      { amount: 200, n: 1 },
    ];
    expect(
      dayCsv([aLine({ lines: order, ownReceipt: "R 17" }, 1_000)], new Map([[5, "C-1-3-1"]])).split("\r\n"),
    ).toEqual([
      "\ufefftime,amount,returned,pay balance,state,accepted by,receipt,public record,own receipt,order,tax B 5.5 %,no tax class",
      '2027-01-15T08:00:00.000Z,10.00,0.00,7,settled,Mia,1-5,C-1-3-1,R 17,"2 × Loaf, amount",8.00,2.00',
      "sum,10.00,,,,Mia,,,,,8.00,2.00",
      "sum,10.00,,,,,,,,,8.00,2.00",
      "tax in it,,,,,,,,,,0.42,0.00",
      "",
    ]);
  });

  it("counts for each person what stays, and nothing that is lost", () => {
    const lines = [
      aLine({}, 1_000),
      aLine({ refunded: 300 }, 1_000),
      aLine({ state: "voided" }, 5_000),
      aLine({ state: "rejected", by: "Ben" }, 5_000),
      aLine({ by: "Ben" }, 200),
    ];
    expect(lines.map(keptOf)).toEqual([1_000, 700, 0, 0, 200]);
    expect(byPerson(lines)).toEqual([
      ["Mia", 1_700],
      ["Ben", 200],
    ]);
  });
});
