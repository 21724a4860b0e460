import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Abi } from "viem";
import { formatAbiItem } from "viem/utils";
import { contractNames } from "#protocol/house/deployments.ts";
import { root } from "../process/runTool.ts";

type AbiError = Extract<Abi[number], { type: "error" }>;

/** Where the name in the deployment file is not the contract's. */
const otherNames: Record<string, string> = { TestToken: "Token", TimelockController: "Timelock" };

/**
 * Writes `protocol/abi/<contract>.ts` for every contract of the house, so that wrong names and arguments fail in `tsc`,
 * and `houseErrors.ts` with every refusal there is: one thrown three contracts deep is not in the ABI that was called.
 */
export function writeAbis(): void {
  const folder = join(root, "protocol/abi");
  mkdirSync(folder, { recursive: true });
  const errors = new Map<string, AbiError>();
  const written = new Set<string>();
  const interfaces = new Map<string, Abi>();
  const writeText = (name: string, lines: readonly string[]) => {
    written.add(`${name}.ts`);
    // Only what changed, so that whoever watches the files builds once.
    const file = join(folder, `${name}.ts`);
    const text = `${lines.join("\n")}\n`;
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  };
  const write = (contract: string, abi: Abi) => {
    const name = contract.charAt(0).toLowerCase() + contract.slice(1);
    writeText(name, [`export const ${name}Abi = ${JSON.stringify(abi)} as const;`]);
  };

  for (const file of globSync("artifacts/{contracts,@openzeppelin}/**/*.json", { cwd: root }).sort()) {
    const artifact = JSON.parse(readFileSync(join(root, file), "utf8")) as { abi: Abi; bytecode: string };
    for (const item of artifact.abi) if (item.type === "error") errors.set(formatAbiItem(item), item);
    const contract = basename(file, ".json");
    interfaces.set(contract, artifact.abi);
    // Interfaces and halves have no code: whoever is deployed carries their functions.
    if (artifact.bytecode === "0x" || artifact.abi.length === 0) continue;
    write(contract, artifact.abi);
    const otherName = otherNames[contract];
    if (otherName) write(otherName, artifact.abi);
  }
  // While a contract is being written its interface stands in for it.
  for (const name of contractNames) {
    const face = interfaces.get(`I${name}`);
    if (face && !interfaces.has(name)) write(name, face);
  }
  if (errors.size === 0) throw new Error("No artifacts: compile the contracts first");
  const byName = [...errors].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, error]) => error);
  write("houseErrors", byName);

  const parts = contractNames.map((contract) => ({
    contract,
    name: contract.charAt(0).toLowerCase() + contract.slice(1),
  }));
  const present = parts.filter(({ name }) => written.has(`${name}.ts`));
  writeText("house", [
    ...present.map(({ name }) => `import { ${name}Abi } from "./${name}.ts";`),
    "/** All contracts at once, for relay and scripts. A page imports the one it reads. */",
    `export const houseAbis = { ${present.map(({ contract, name }) => `${contract}: ${name}Abi`).join(", ")} } as const;`,
  ]);

  for (const old of readdirSync(folder)) if (!written.has(old)) rmSync(join(folder, old), { recursive: true });
}
