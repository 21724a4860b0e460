import type { Handover } from "./proveHandover.ts";

/** A handover as it is read on a screen: who can do what, and what should not be. */
export function handoverLines({ powers, leftOvers }: Handover): string[] {
  const wide = Math.max(0, ...powers.map(({ contract, power }) => contract.length + power.length + 2));
  const table = powers.map(({ contract, power, holder }) => `  ${`${contract}, ${power}`.padEnd(wide)}   ${holder}`);
  if (leftOvers.length === 0) return [...table, "", "Nobody else can do more than a stranger."];
  const one = leftOvers.length === 1;
  return [
    ...table,
    "",
    `${leftOvers.length} thing${one ? "" : "s"} should not be:`,
    ...leftOvers.map((line) => `✗ ${line}`),
  ];
}
