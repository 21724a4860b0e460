import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { twiceNamed } from "./twiceNamed.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const program = `
  const { readClub } = await import("./ignition/readClub.ts");
  const { inWords } = await import("./scripts/process/runCommand.ts");
  await readClub(process.argv[1]).then(({ name }) => console.log(name), (error) => console.log(inWords(error)));
`;

/** What a command would say of a club; it is read by Node itself, as there. */
function said(path: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program, path], {
    cwd: root,
    encoding: "utf8",
  });
  return stdout + stderr;
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "a club "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a club's folder", () => {
  it("is read", () => {
    expect(said("examples/cinema")).toBe("Leinwand\n");
  });

  it("is told where it must lie when it lies outside of the repository", () => {
    cpSync(join(root, "examples/cinema"), folder, { recursive: true });
    expect(said(folder)).toMatch(
      /^The club at .* lies outside of this repository.*Copy its folder into the repository/,
    );
  });

  it.each([
    ["that is no program", "export const club = {", /^The club at .*club\.config\.ts cannot be read\.\n {2}because: /],
    ["with a part that is missing", 'import "./prices.ts";', /cannot be read\.\n {2}because: .*prices\.ts/],
    ["that names no club", "export const name = 1;", /exports no club: export const club = defineClub/],
    ["with a word that nobody knows", "export const club = DAY;", /DAY is not defined(.|\n)*club\.config\.ts/],
  ])("is refused with its place: a file %s", (_what, text, why) => {
    writeFileSync(join(folder, "club.config.ts"), text);
    expect(said(folder)).toMatch(why);
  });

  const inLines = (line: number) => `in lines ${line} and ${line + 1}`;
  const spare = 'const de = "en", spare = { [de]: 1, [de]: 2, de: "Wasser", ["de"]: "Saft" };';
  it.each([
    ["a figure", "club.config.ts", "    minSeats: 14,", '    "minSeats": 12,', "minSeats", inLines],
    ["a word", "club.config.ts", '    code: "EUR",', '    code: "CHF",', "code", inLines],
    ["what it sells", "prices.ts", "export const", spare, "de", (line: number) => `in line ${line}`],
  ])("is refused when %s stands twice, of which the last would count", (_what, name, before, more, key, where) => {
    // Inside the repository, whose code its files use.
    const copy = join(root, "cache", `club-${process.pid}`);
    cpSync(join(root, "examples/cinema"), copy, { recursive: true });
    try {
      const file = join(copy, name);
      const text = readFileSync(file, "utf8");
      const line = text.slice(0, text.indexOf(before)).split("\n").length;
      writeFileSync(file, text.replace(before, `${more}\n${before}`));
      expect(said(copy)).toBe(`${file} names a key twice, and only the last would count: ${key}, ${where(line)}\n`);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it("is read though two of its files need each other", () => {
    writeFileSync(join(folder, "a.ts"), 'import "./b.ts";\nexport const a = { one: 1, one: 2 };');
    writeFileSync(join(folder, "b.ts"), 'import "./a.ts";');
    expect(twiceNamed(join(folder, "a.ts"))).toHaveLength(1);
  });

  it("is refused where there is none", () => {
    expect(said(folder)).toMatch(/is no club: it has no club\.config\.ts/);
    expect(said(join(folder, "none"))).toMatch(/^There is no club at .*Name its folder or its club\.config\.ts/);
  });
});
