import { describe, expect, it } from "vitest";
import { darkPath } from "../data/QrCode.tsx";
import { grainSize } from "./grainShape.ts";
import { rollBars } from "./receiptRollShape.ts";
import { seatGlyphPath } from "./seats/seatGlyphShape.ts";
import type { TableColumn } from "./tables/AllTerms.tsx";
import { chairCentre, countChairs, pictureSize, startColumn } from "./tables/allTermsShape.ts";
import { aroundTheTable } from "./tables/tableShape.ts";
import { stirredCup } from "./vessels/stirredCupShape.ts";

const numbers = (path: string) => [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text));

describe("the mark of a seat", () => {
  it("is the same every time and stays in its circle", () => {
    for (let seat = 1; seat <= 200; seat += 1) {
      expect(seatGlyphPath(seat, 10)).toBe(seatGlyphPath(seat, 10));
      for (const n of numbers(seatGlyphPath(seat, 10))) expect(Math.abs(n)).toBeLessThanOrEqual(10);
    }
  });
  it("differs between almost all of 200 seats", () => {
    const marks = new Set(Array.from({ length: 200 }, (_, i) => seatGlyphPath(i + 1, 10)));
    expect(marks.size).toBeGreaterThan(190);
  });
});

describe("all terms", () => {
  const chairs = (from: number | null) =>
    Array.from({ length: 10 }, (_, i) => (from === null ? {} : { seat: from + i }));
  const column = (number: number, term: TableColumn["term"], from: number | null): TableColumn => ({
    number,
    when: "",
    short: "",
    term,
    chairs: chairs(from),
  });
  const columns = [
    column(1, "past", 1),
    column(2, "now", 11),
    column(3, "coming", 21),
    ...Array.from({ length: 17 }, (_, i) => column(i + 4, "coming", null)),
  ];

  it("counts every chair once", () => {
    expect(countChairs(columns)).toEqual({ served: 10, present: 10, coming: 180 });
  });
  it("leaves out chairs that stayed free", () => {
    const gap: TableColumn = { ...column(1, "past", 1), chairs: [{ state: "empty" }, { seat: 5 }] };
    expect(countChairs([gap])).toEqual({ served: 1, present: 0, coming: 0 });
  });
  it("fits 304 px and keeps each chair inside", () => {
    const { width, height } = pictureSize(columns);
    expect(width).toBe(304);
    expect(chairCentre(0, 0).x).toBeGreaterThanOrEqual(7);
    expect(chairCentre(19, 9).x).toBeLessThanOrEqual(width - 7);
    expect(chairCentre(19, 9).y).toBeLessThanOrEqual(height - 7);
  });
  it("opens at the own chair, else at the term now, else at the next one", () => {
    expect(startColumn(columns, 25)).toBe(2);
    expect(startColumn(columns, 150)).toBe(1);
    expect(startColumn(columns.slice(2), undefined)).toBe(0);
    expect(startColumn([], 3)).toBe(0);
  });
});

describe("the round table", () => {
  it("keeps the names apart at 304 px", () => {
    const places = aroundTheTable(10).map(({ x, y }) => ({ x: (x / 100) * 304, y: (y / 100) * 336 }));
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) {
        // A guest is 74 px wide and at most 65 px high.
        expect(Math.abs(a.x - b.x) >= 74 || Math.abs(a.y - b.y) >= 65, `${i}`).toBe(true);
      }
      expect(a.x).toBeGreaterThanOrEqual(37);
      expect(a.x).toBeLessThanOrEqual(304 - 37);
    }
  });
});

describe("the stirred cup", () => {
  it("has every chair once, inside the disc", () => {
    const { dots, ring } = stirredCup(20, 10, 6);
    expect(dots).toHaveLength(200);
    expect(dots.filter((dot) => dot.when === "now")).toHaveLength(10);
    for (const dot of dots) expect(Math.hypot(dot.x, dot.y) + dot.r).toBeLessThanOrEqual(100);
    expect(ring).not.toBeNull();
    expect(stirredCup(20, 10, -1).ring).toBeNull();
  });
});

describe("the receipt roll", () => {
  it("keeps direction and never hides an entry", () => {
    expect(rollBars([100n, -400n, 0n, 1n], 20)).toEqual([
      { height: 10 },
      { height: -20 },
      { height: 0 },
      { height: 1 },
    ]);
  });
});

describe("a grain", () => {
  it("has the area of its amount, and a smallest size", () => {
    expect(grainSize(100n, 100n)).toBe(48);
    expect(grainSize(25n, 100n)).toBe(24);
    expect(grainSize(1n, 10n ** 12n)).toBe(12);
  });
});

describe("a square code", () => {
  it("joins neighbours and covers exactly the dark modules", () => {
    const dark = ["110", "001", "111"];
    expect(darkPath(3, (x, y) => dark[y]?.[x] === "1")).toBe("M0 0h2v1h-2zM2 1h1v1h-1zM0 2h3v1h-3z");
  });
});
