import type { Tally } from "./Tally.ts";

/** Runs all of it so many times, whatever fails, into one tally. Several runs are told one by one. */
export async function repeated(
  times: number,
  tally: Tally,
  run: () => Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  for (let turn = 1; turn <= times; turn++) {
    const { passed, failed } = tally;
    await run();
    if (times > 1) say(`\nRun ${turn} of ${times}: ${tally.passed - passed} passed, ${tally.failed - failed} failed`);
  }
}
