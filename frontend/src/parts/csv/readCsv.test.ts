import { describe, expect, it } from "vitest";
import { csv } from "#protocol/house/csv.ts";
import { readCsv } from "./readCsv.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const cells = (text: string) => {
  const read = readCsv(utf8(text));
  return read.ok ? read.rows.map((row) => row.cells) : read.why;
};

describe("a table in a file", () => {
  it.each([
    ["commas", "a,b\nc,d\n"],
    ["semicolons", "a;b\r\nc;d"],
    ["tabs", "a\tb\rc\td\r"],
    ["a byte-order mark and empty lines", "\ufeff\n\na,b\n , \nc,d\n\n"],
    ["quotes around every cell", '"a","b"\n"c" ,"d"\n'],
  ])("is read with %s", (_, text) => {
    expect(cells(text)).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  it("keeps separators, breaks and doubled quotes inside quotes, and the lines' numbers", () => {
    const read = readCsv(utf8('name,note\n"Li, Wei","says ""hello""\nand goes"\nAda,x\n'));
    expect(read).toEqual({
      ok: true,
      rows: [
        { line: 1, cells: ["name", "note"] },
        { line: 2, cells: ["Li, Wei", 'says "hello"\nand goes'] },
        { line: 4, cells: ["Ada", "x"] },
      ],
    });
  });

  it("does not take a separator inside the first line's quotes for its own", () => {
    expect(cells('"a,b,c,d";e\nf;g')).toEqual([
      ["a,b,c,d", "e"],
      ["f", "g"],
    ]);
  });

  it("reads what the house writes", () => {
    const rows = [
      ["Name", "Note"],
      ['Zoë "Z" Ångström', "one; two,\nthree"],
      ["李伟", " "],
    ];
    expect(cells(csv(rows))).toEqual(rows);
  });

  it("reads UTF-16 as spreadsheets save it, and refuses what would come out wrong", () => {
    const text = "\ufeff李伟\t1970-01-31";
    const wide = new Uint8Array(new Uint16Array([...text].map((sign) => sign.charCodeAt(0))).buffer);
    expect(readCsv(wide)).toEqual({ ok: true, rows: [{ line: 1, cells: ["李伟", "1970-01-31"] }] });
    expect(readCsv(new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]))).toEqual({ ok: false, why: "notText" });
    expect(readCsv(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 1]))).toEqual({ ok: false, why: "notText" });
  });

  it("says that a quote was never closed", () => {
    expect(cells('a,b\n"c,d\ne,f\n')).toBe("openQuote");
  });
});
