import { standings } from "#protocol/oversight/lines.ts";
import type { Chair } from "../../../chain/oversight/rotation.ts";
import type { TableChair } from "../../../ui/pictures/tables/AllTerms.tsx";
import type { Tables, TermTable } from "./readTables.ts";

type TermTime = "past" | "now" | "coming";

export interface TermColumn {
  term: number;
  when: TermTime;
  chairs: readonly TableChair[];
}

/** The picture's columns: who sat, who sits, who is to sit, and how many chairs are still open. */
export function toColumns({ terms, liveSeats, tables }: Tables, perTable: number, now: number): TermColumn[] {
  return tables.map((table) => {
    const { term } = table.calendar;
    const when = term < terms.now ? "past" : term === terms.now ? "now" : "coming";
    const known = when === "coming" ? coming(table, perTable, now) : table.seats;
    const free = Array.from({ length: Math.max(0, perTable - known.length) }, (_, i): TableChair => {
      if (when !== "coming") return { state: "empty" };
      // Chairs beyond the live seats belong to people who are still to join.
      return (term - 1) * perTable + known.length + i < liveSeats ? {} : { state: "place" };
    });
    return { term, when, chairs: [...known.map((seat) => ({ seat })), ...free] };
  });
}

/** Whose chair it will be, answered or not. */
function coming({ chairs, calendar }: TermTable, perTable: number, now: number): number[] {
  const standing = standings({ list: chairs, chairs: perTable, answersUntil: calendar.answersUntil }, now);
  return chairs.flatMap(({ seat }: Chair, i) => (standing[i] === "holds" || standing[i] === "asked" ? [seat] : []));
}

export type SeatTurn = { is: "was" | "now" | "coming"; term: number } | { is: "open"; term: number };

/** The turn of a seat: at a table now or soon, else the last one, else still to come. */
export function turnOf(columns: readonly TermColumn[], seat: number, next: number): SeatTurn {
  const mine = columns.filter(({ chairs }) => chairs.some((chair) => chair.seat === seat));
  const present = mine.find(({ when }) => when === "now") ?? mine.find(({ when }) => when === "coming");
  if (present !== undefined) return { is: present.when === "now" ? "now" : "coming", term: present.term };
  const last = mine.at(-1);
  return last === undefined ? { is: "open", term: next } : { is: "was", term: last.term };
}
