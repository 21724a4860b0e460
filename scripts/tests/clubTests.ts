import type { Count } from "./Tally.ts";

/** What must hold of every club, as vitest is told to run it; the report of each bears its name. */
export const clubTests: readonly { name: string; title: string; args: string[] }[] = [
  {
    name: "club-words",
    title: "Words and catalogues",
    args: ["--project", "beside", "frontend/src/i18n", "frontend/build", "ignition"],
  },
  { name: "club-story", title: "Story, told and gone on with", args: ["--project", "faults", "test/model/anyStory"] },
  { name: "club-pages", title: "Pages in a browser", args: ["--project", "e2e"] },
];

/** Hundredths of the tests that must have run, or the club was not tested. */
const ENOUGH = 80;

/** What did not run, each by its name with its reason, and whether enough did. */
export function ranEnough(counts: readonly Count[], left: readonly string[]): { enough: boolean; lines: string[] } {
  const sum = (of: (count: Count) => number) => counts.reduce((all, count) => all + of(count), 0);
  const ran = sum(({ passed, failed }) => passed + failed);
  const whole = ran + sum(({ skipped }) => skipped);
  const enough = whole > 0 && ran * 100 >= whole * ENOUGH;
  return {
    enough,
    lines: [
      ...left.map((name) => `– ${name}`),
      `${ran} of ${whole} tests ran${enough ? "" : `: fewer than ${ENOUGH} of a hundred, which tests nothing`}`,
    ],
  };
}
