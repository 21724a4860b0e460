import { describe, expect, it } from "vitest";
import { dayTyped } from "./dayTyped.ts";
import { MOST_LINES, personKey, readPeople } from "./peopleCsv.ts";

const TODAY = "2026-11-29";
const read = (text: string, known: readonly string[] = []) =>
  readPeople(new TextEncoder().encode(text), (key) => known.includes(key), TODAY);

describe("a list of people", () => {
  it("is read with or without a heading, with what it says beside", () => {
    const people = [
      { name: "Ada Lovelace", born: "1970-01-31", contact: "ada@example.org · +44 1" },
      { name: "李伟", born: "1969-12-01", contact: "" },
    ];
    const lines = "Ada Lovelace,1970-01-31,ada@example.org,+44 1\n李伟,1969年12月1日\n";
    expect(read(lines)).toEqual({ ok: true, people, faults: [] });
    expect(read(`\ufeffName at birth,Born,E-mail\n${lines}`)).toEqual({ ok: true, people, faults: [] });
  });

  it("names each line that cannot be used, and uses the others", () => {
    const list = [
      "Ada,1970-01-31",
      "ＡＤＡ ,1970/1/31",
      ",1980-02-02",
      "Ben,30.02.1980",
      "Cleo,1/2/1980",
      "Dan,2030-01-01",
      "Eve,1.2.1980",
      "Fay,1980-03-03",
    ].join("\n");
    const known = [personKey({ name: "fay", born: "1980-03-03" })];
    expect(read(list, known)).toEqual({
      ok: true,
      people: [
        { name: "Ada", born: "1970-01-31", contact: "" },
        { name: "Eve", born: "1980-02-01", contact: "" },
      ],
      faults: [
        { line: 2, why: "twice", of: "ＡＤＡ" },
        { line: 3, why: "name", of: "1980-02-02" },
        { line: 4, why: "born", of: "Ben" },
        { line: 5, why: "born", of: "Cleo" },
        { line: 6, why: "born", of: "Dan" },
        { line: 8, why: "known", of: "Fay" },
      ],
    });
  });

  it("does not swallow a first line whose date is wrong for a heading", () => {
    const found = read("Ada,31/01/1970\nBen,1980-01-01\n");
    expect(found).toMatchObject({ ok: true, faults: [{ line: 1, why: "born", of: "Ada" }] });
  });

  it("takes ten thousand lines, and not one more", () => {
    const lines = Array.from({ length: MOST_LINES }, (_, i) => `Person ${i},1970-01-01`);
    const all = read(lines.join("\r\n"));
    expect(all.ok && [all.people.length, all.faults.length]).toEqual([MOST_LINES, 0]);
    expect(read([...lines, "One more,1970-01-01"].join("\n"))).toEqual({ ok: false, why: "tooMany" });
  });

  it.each([
    ["nothing", "", "empty"],
    ["an open quote", 'Ada,"1970-01-31\n', "openQuote"],
  ])("is no list: %s", (_, text, why) => {
    expect(read(text)).toEqual({ ok: false, why });
  });
});

describe("a person", () => {
  it("is the same one however the name is written", () => {
    const key = (name: string) => personKey({ name, born: "1970-01-31" });
    expect(key("  Zoë  ÅNGSTRÖM ")).toBe(key("zoe\u0308 a\u030angstro\u0308m"));
    expect(key("Ｌｉ Ｗｅｉ")).toBe(key("li wei"));
    expect(key("Zoe Ångström")).not.toBe(key("Zoë Ångström"));
  });
});

describe("a day", () => {
  it.each([
    ["2024-02-29", "2024-02-29"],
    ["2023-02-29", undefined],
    [" 1. 9. 1970 ", "1970-09-01"],
    ["１９７０年１月２日", "1970-01-02"],
    ["1849-12-31", undefined],
    ["2026-11-30", undefined],
    ["70-01-02", undefined],
  ])("%s is %s", (typed, day) => {
    expect(dayTyped(typed, TODAY)).toBe(day);
  });
});
