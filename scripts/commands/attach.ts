import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { readClub, takeClub } from "#ignition/readClub.ts";
import { compile } from "../compile/compile.ts";
import { attachHouse, registryOf } from "../deploy/attachHouse.ts";
import { requireChain } from "../deploy/chainChecks.ts";
import { publicNetwork } from "../networks/publicNetwork.ts";
import { HouseFolder } from "../node/HouseFolder.ts";
import { nodeAt } from "../node/nodeAt.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";
import { root } from "../process/runTool.ts";

const help = `npm run attach -- --network NAME --registry 0x…     writes deployments/NAME.json again for a house that stands
  --club FOLDER        another club's than this repository's
  --folder FOLDER      where NAME.json is written, instead of deployments/

It needs a node that knows the past, and nobody's key.`;

await runCommand(async (args) => {
  const options = readOptions(
    args,
    {
      network: { type: "string" },
      registry: { type: "string" },
      club: { type: "string" },
      folder: { type: "string" },
      help: { type: "boolean", default: false },
    },
    help,
  );
  const { network: name } = options;
  if (options.help || name === undefined) {
    console.log(help);
    return options.help ? 0 : 1;
  }
  const registry = registryOf(options.registry);
  takeClub(options.club);
  await compile();
  const network = await publicNetwork(name);
  const folder = new HouseFolder(resolve(options.folder ?? join(root, "deployments")));
  const file = folder.file(`${name}.json`);
  if (existsSync(file)) throw new Error(`${file} is there already. Lay it aside first if it is the wrong one.`);
  const club = await readClub();
  const place = club.networks[name];
  if (place === undefined)
    throw new Error(`The club says nothing of "${name}": add it under networks as it was on the day of the deploy.`);
  const ask = nodeAt(await network.rpcUrl(), network);
  await requireChain(ask, network.chainId);
  folder.write(`${name}.json`, await attachHouse({ ask, chainId: network.chainId, registry, club, place }));
  console.log(`${club.name} stands there, as its folder and this build say. ${file}`);
  return 0;
});
