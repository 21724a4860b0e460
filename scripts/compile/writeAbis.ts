import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Abi } from "viem";
import { formatAbiItem } from "viem/utils";
import { root } from "../process/runTool.ts";
import { abiLines } from "./abiLines.ts";
import { builtContracts } from "./buildRecords.ts";
import { type ContractEnum, readEnums } from "./readEnums.ts";

type AbiError = Extract<Abi[number], { type: "error" }>;

/** Where the name in the deployment file is not the contract's. */
const otherNames: Record<string, string> = { TestToken: "Token", HouseTimelock: "Timelock" };

/** Where a part of the house is not called like the contract that fills it. */
const filledBy: Record<string, string> = { Governor: "HouseGovernor", Beacon: "DrandBeacon" };

/**
 * Writes `protocol/abi/<contract>.ts` for every contract, item by item, so that wrong names and arguments fail in `tsc`,
 * and `houseErrors.ts` with every refusal there is: one thrown three contracts deep is not in the ABI that was called.
 * `enums.ts` has the numbers of every enum that an ABI can name, `parts.ts` the contracts of the house: both are written
 * down in Solidity once, and everybody else reads them here.
 */
export function writeAbis(): void {
  const folder = join(root, "protocol/abi");
  mkdirSync(folder, { recursive: true });
  const errors = new Map<string, AbiError>();
  const built = builtContracts();
  const enums = readEnums(built);
  const parts = partsOf(enums);
  const contractNames = ["Registry", ...parts, "Token"];
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
    const name = lowerFirst(contract);
    writeText(name, abiLines(name, contractNames.includes(contract) ? contract : undefined, abi));
  };

  for (const { contract, abi, bytecode } of built) {
    for (const item of abi) if (item.type === "error") errors.set(formatAbiItem(item), item);
    interfaces.set(contract, abi);
    // Interfaces and halves have no code: whoever is deployed carries their functions.
    if (bytecode === "0x" || abi.length === 0) continue;
    write(contract, abi);
    const otherName = otherNames[contract];
    if (otherName) write(otherName, abi);
  }
  // While a contract is being written its interface stands in for it.
  for (const name of contractNames) {
    const face = interfaces.get(`I${name}`);
    if (face && !interfaces.has(name)) write(name, face);
  }
  if (errors.size === 0) throw new Error("No artifacts: compile the contracts first");
  const byName = [...errors].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, error]) => error);
  writeText("houseErrors", [`export const houseErrorsAbi = ${JSON.stringify(byName)} as const;`]);

  writeText("enums", enums.flatMap(enumLines));
  writeText("parts", [
    "/** The contracts that fill the parts of the house, in the order of `IRegistry.Part`, which is that of `seal`. */",
    `export const partContracts = ${JSON.stringify(parts)} as const;`,
    "/** Every contract of a house, by the name it has in the deployment file. */",
    `export const contractNames = ["Registry", ...partContracts, "Token"] as const;`,
  ]);

  const present = contractNames
    .map((contract) => ({ contract, name: lowerFirst(contract) }))
    .filter(({ name }) => written.has(`${name}.ts`));
  writeText("house", [
    ...present.map(({ name }) => `import { ${name}Abi } from "./${name}.ts";`),
    "/** All contracts at once, for relay and scripts. A page imports the one it reads. */",
    `export const houseAbis = { ${present.map(({ contract, name }) => `${contract}: ${name}Abi`).join(", ")} } as const;`,
  ]);

  for (const old of readdirSync(folder)) if (!written.has(old)) rmSync(join(folder, old), { recursive: true });
}

function partsOf(enums: readonly ContractEnum[]): string[] {
  const part = enums.find((one) => one.name === "Part");
  if (part === undefined) throw new Error("No list of parts: compile the contracts first");
  return part.members.map((member) => filledBy[member] ?? member);
}

function enumLines({ name, owner, members }: ContractEnum): string[] {
  const numbers = members.map((member, i) => `${member}: ${i}`).join(", ");
  return [
    `/** Numbers of \`${owner}.${name}\`. */`,
    `export const ${name} = { ${numbers} } as const;`,
    `/** Names of \`${owner}.${name}\`, by number. */`,
    `export const ${lowerFirst(name)}Names = ${JSON.stringify(members.map(lowerFirst))} as const;`,
  ];
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
