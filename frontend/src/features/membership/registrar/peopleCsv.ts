import { plainLine } from "#protocol/relay/plainText.ts";
import { type CsvFault, readCsv } from "../../../parts/csv/readCsv.ts";
import { dayTyped } from "./dayTyped.ts";

/** Somebody who shall get a link, as a list says it. */
export interface ListedPerson {
  name: string;
  /** "1970-01-31" */
  born: string;
  /** How one reaches them, for the registrar alone. */
  contact: string;
}

type LineFault = "name" | "born" | "twice" | "known";

export interface PeopleRead {
  people: readonly ListedPerson[];
  faults: readonly { line: number; why: LineFault; of: string }[];
}

export type PeopleFile = ({ ok: true } & PeopleRead) | { ok: false; why: CsvFault | "empty" | "tooMany" };

/** Lines of one file. */
export const MOST_LINES = 10_000;
/** Letters of a name or a contact. */
const LONGEST = 200;

/** One person is one person however the name is written: width, case, accents put together, spaces. */
export function personKey({ name, born }: Pick<ListedPerson, "name" | "born">): string {
  return `${plainLine(name).normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase()}\n${born}`;
}

/**
 * A list of people: name at birth, date of birth, how one reaches them. Its first line may be a heading. What cannot be
 * used is named with its line; the rest is.
 *
 * @param isKnown Whether the register has a person already.
 */
export function readPeople(bytes: Uint8Array, isKnown: (key: string) => boolean, today: string): PeopleFile {
  const read = readCsv(bytes);
  if (!read.ok) return read;
  const [first, ...rest] = read.rows;
  if (first === undefined) return { ok: false, why: "empty" };
  const rows =
    dayTyped(first.cells[1] ?? "", today) === undefined && rest.length > 0 && !/\d/.test(first.cells[1] ?? "")
      ? rest
      : read.rows;
  if (rows.length > MOST_LINES) return { ok: false, why: "tooMany" };
  const seen = new Set<string>();
  const people: ListedPerson[] = [];
  const faults: PeopleRead["faults"][number][] = [];
  for (const { line, cells } of rows) {
    const name = plainLine(cells[0] ?? "");
    const born = dayTyped(cells[1] ?? "", today);
    const contact = plainLine(cells.slice(2).filter(Boolean).join(" · ")).slice(0, LONGEST);
    const fault = (why: LineFault) => faults.push({ line, why, of: name || (cells[1] ?? "") });
    if (name === "" || name.length > LONGEST) fault("name");
    else if (born === undefined) fault("born");
    else {
      const key = personKey({ name, born });
      if (seen.has(key)) fault("twice");
      else if (isKnown(key)) fault("known");
      else people.push({ name, born, contact });
      seen.add(key);
    }
  }
  return { ok: true, people, faults };
}
