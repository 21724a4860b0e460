import { runTool } from "../process/runTool.ts";
import { buildRecords } from "./buildRecords.ts";
import { isForeign } from "./ownWarnings.ts";
import { LOCKFILE, stampOf, unlessStamped } from "./stamp.ts";
import { writeAbis } from "./writeAbis.ts";

const CONTRACTS = ["contracts/**/*.sol"];

/** Tells whether a house was made of other contracts than the ones that are here. */
export const stampOfContracts = (): string => stampOf(CONTRACTS);

/** Compiles the contracts and writes what TypeScript reads of them. Nothing to do when no source has changed. */
export async function compile(): Promise<"done" | "up to date"> {
  const stamp = stampOf([...CONTRACTS, "test/**/*.sol", "hardhat.config.ts", "scripts/compile/*.ts", LOCKFILE]);
  return unlessStamped("contracts", stamp, ["artifacts/contracts", "protocol/abi", "types"], async () => {
    const { ok, output } = await runTool("hardhat", ["build", "--quiet"], { quiet: true });
    if (!ok) throw new Error(`The contracts do not compile.\n${output}`);
    const warnings = warningsOfTheBuild();
    if (warnings.length > 0) throw new Error(`Compiler warnings are errors here.\n${warnings.join("\n")}`);
    writeAbis();
  });
}

/** Read from the build's record rather than from the screen: a file that did not change is not compiled again. */
export function warningsOfTheBuild(): string[] {
  const found = [...buildRecords().values()].flatMap(({ errors = [] }) =>
    errors.filter((one) => !isForeign(one.formattedMessage)),
  );
  return [...new Set(found.map((one) => one.formattedMessage))];
}
