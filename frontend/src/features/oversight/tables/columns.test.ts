import { describe, expect, it } from "vitest";
import type { Calendar, Chair } from "../../../chain/oversight/rotation.ts";
import { toColumns, turnOf } from "./columns.ts";
import type { Tables } from "./readTables.ts";

const calendar = (term: number) => ({ term, answersUntil: term * 100 }) as Calendar;
const chair = (seat: number, yesAt = 1, leftAt = 0): Chair => ({ seat, elected: false, yesAt, leftAt });
const terms = { begun: true, now: 2, next: 3, cycle: 1 };
const tables: Tables = {
  terms,
  liveSeats: 10,
  tables: [
    { calendar: calendar(1), chairs: [chair(1), chair(2)], seats: [1, 2] },
    { calendar: calendar(2), chairs: [chair(3), chair(4), chair(5)], seats: [3, 4] },
    { calendar: calendar(3), chairs: [chair(6), chair(7, 0), chair(8, 1, 150), chair(9), chair(2)], seats: [6] },
    { calendar: calendar(4), chairs: [], seats: [] },
  ],
};

describe("given four tables of three", () => {
  const columns = toColumns(tables, 3, 200);

  it("fills the past, keeps its free chairs free, and marks the present", () => {
    expect(columns[0]).toEqual({ term: 1, when: "past", chairs: [{ seat: 1 }, { seat: 2 }, { state: "empty" }] });
    expect(columns[1]).toMatchObject({ when: "now", chairs: [{ seat: 3 }, { seat: 4 }, { state: "empty" }] });
  });

  it("shows who will sit, asked or sure, with the reserve who moved up", () => {
    expect(columns[2]).toMatchObject({ when: "coming", chairs: [{ seat: 6 }, { seat: 7 }, { seat: 9 }] });
    expect(toColumns(tables, 3, 300)[2]?.chairs).toEqual([{ seat: 6 }, { seat: 9 }, { seat: 2 }]);
  });

  it("leaves the future open, and draws places for who is still to join", () => {
    expect(columns[3]?.chairs).toEqual([{}, { state: "place" }, { state: "place" }]);
  });

  it("knows when it is somebody's turn", () => {
    expect(turnOf(columns, 3, 3)).toEqual({ is: "now", term: 2 });
    expect(turnOf(columns, 7, 3)).toEqual({ is: "coming", term: 3 });
    expect(turnOf(columns, 1, 3)).toEqual({ is: "was", term: 1 });
    expect(turnOf(columns, 42, 3)).toEqual({ is: "open", term: 3 });
  });
});
