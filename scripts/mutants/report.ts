import { MOST, type Result, SEED } from "./tryMutants.ts";

/** Of the changes that compile, so many of a hundred must be found by a test. */
const ENOUGH = 95;

/**
 * The page of what is known.
 *
 * @param results Of each contract's file.
 * @param wanted How many changes of a file there are to try.
 * @param explained Why a change that no test sees breaks nothing, by the change's name.
 * @returns `tooLow`: the files of which too much was not seen.
 */
export function mutantsReport(
  results: ReadonlyMap<string, readonly Result[]>,
  wanted: (file: string) => number,
  explained: Readonly<Record<string, string>>,
): { text: string; tooLow: string[] } {
  const open = [...results].filter(([file, known]) => known.length < wanted(file));
  const rows: string[] = [];
  const tooLow: string[] = [];
  let seconds = 0;
  for (const [file, known] of results) {
    const tried = known.filter(({ fate }) => fate !== "does not compile");
    if (tried.length === 0) continue;
    for (const one of known) seconds += one.seconds;
    const survived = tried.filter(({ fate }) => fate === "survived");
    const unexplained = survived.filter(({ name }) => !(name in explained));
    const share = ((tried.length - survived.length) * 100) / tried.length;
    const isLow = ((tried.length - unexplained.length) * 100) / tried.length < ENOUGH;
    if (isLow) tooLow.push(file);
    const counts = [tried.length, tried.length - survived.length, survived.length - unexplained.length];
    rows.push(`| ${shortly(file)} | ${counts.join(" | ")} | ${unexplained.length} | ${share.toFixed(0)} |`);
  }
  const all = [...results.values()].flat();
  const survivors = all.filter(({ fate }) => fate === "survived");
  const text = [
    "# Small changes and the tests that see them",
    "",
    `At most ${MOST} changes a contract, always the same ones, drawn by the seed "${SEED}". One that does not compile is not`,
    "counted. One that nobody can notice is explained below. `npm run mutants` writes this page.",
    "",
    ...(open.length === 0
      ? [`All contracts were tried: ${all.length} changes, ${hours(seconds)} of one processor for the tests.`]
      : [
          `**Not a whole run.** ${all.length} changes were tried. Still to be tried:`,
          `${open.map(([file, known]) => `${shortly(file)} (${wanted(file) - known.length})`).join(", ")}.`,
        ]),
    "",
    "| Contract | Tried | Seen | Explained | Not explained | Seen of a hundred |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "## Not seen",
    "",
    ...survivors.map((one) => `- ${changeOf(one)}, line ${one.line}: ${explained[one.name] ?? "**not explained**"}`),
  ];
  return { text: `${text.join("\n")}\n`, tooLow };
}

function shortly(file: string): string {
  return file.slice("contracts/".length);
}

function hours(seconds: number): string {
  return `${(seconds / 3600).toFixed(1)} hours`;
}

function changeOf({ name, before, after }: Result): string {
  const isLeftOut = after === "" || after === "{}" || after === "false";
  return `\`${shortly(name)}\`${isLeftOut ? "" : ` ("${before}" to "${after}")`}`;
}
