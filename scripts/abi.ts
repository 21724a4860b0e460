// Writes protocol/abi/<contract>.ts from the compiler's artifacts, so that wrong names and arguments fail in `tsc`.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Abi, AbiError } from "viem";
import { formatAbiItem } from "viem/utils";
import { type ContractName, contractNames } from "#protocol/deployments.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "protocol/abi");

/** Where the name in the deployment file is not the contract's. */
const sources: Partial<Record<ContractName, string>> = { Token: "TestToken", Timelock: "TimelockController" };

const artifacts = new Map(
  globSync("artifacts/{contracts,@openzeppelin}/**/*.json", { cwd: root }).map((file) => [
    basename(file, ".json"),
    file,
  ]),
);

function abiOf(name: ContractName): Abi | undefined {
  const source = sources[name] ?? name;
  // While a contract is being written its interface stands in for it.
  const file = artifacts.get(source) ?? artifacts.get(`I${source}`);
  return file === undefined ? undefined : (JSON.parse(readFileSync(join(root, file), "utf8")) as { abi: Abi }).abi;
}

function write(name: string, constant: string, abi: Abi): void {
  writeFileSync(join(folder, `${name}.ts`), `export const ${constant} = ${JSON.stringify(abi)} as const;\n`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const errors = new Map<string, AbiError>();
for (const contract of contractNames) {
  const abi = abiOf(contract);
  if (abi === undefined) continue;
  const name = contract.charAt(0).toLowerCase() + contract.slice(1);
  write(name, `${name}Abi`, abi);
  for (const item of abi) if (item.type === "error") errors.set(formatAbiItem(item), item);
}
if (errors.size === 0) throw new Error("No artifacts: compile the contracts first");
write("houseErrors", "houseErrorsAbi", [...errors.values()]);
