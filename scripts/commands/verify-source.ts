import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compile } from "../compile/compile.ts";
import { buildRecord, sourceRecords } from "../handover/sourceRecords.ts";
import { houseOptions, namedHouse } from "../node/namedHouse.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";

const help = `npm run verify-source -- --network NAME --to FOLDER     of the house of deployments/NAME.json
npm run verify-source -- --to FOLDER                    of the local house, while it is open

Writes what block explorers ask for to show a contract's source: the compiler's input (standard JSON), and for each
contract its file, the compiler's version and the constructor's arguments. It sends nothing anywhere; the same build
gives the same files.`;

await runCommand(async (args) => {
  const options = { ...houseOptions, to: { type: "string" }, help: { type: "boolean" } } as const;
  const values = readOptions(args, options, help);
  if (values.help || values.to === undefined) {
    console.log(help);
    return values.help ? 0 : 1;
  }
  const { deployment, ask } = await namedHouse(values, help);
  await compile();
  const records = await sourceRecords(deployment, ask);
  if (records.length === 0)
    throw new Error("No contract there is of this build: take the version it was deployed from");
  const folder = resolve(values.to);
  mkdirSync(folder, { recursive: true });
  for (const build of new Set(records.map((one) => one.build))) {
    writeFileSync(join(folder, `${build}.json`), JSON.stringify(buildRecord(build).input));
  }
  writeFileSync(join(folder, "contracts.json"), `${JSON.stringify(records, null, 2)}\n`);
  const without = records.filter((one) => one.constructorArguments === undefined).map(({ contract }) => contract);
  console.log(`${records.length} contracts of chain ${deployment.chainId}, in ${folder}`);
  if (without.length > 0) console.log(`Made by another contract, so without arguments here: ${without.join(", ")}`);
  return 0;
});
