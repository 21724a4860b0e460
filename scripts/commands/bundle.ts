import { resolve } from "node:path";
import { readClub, takeClub } from "#ignition/readClub.ts";
import { writeBundle } from "../bundle/writeBundle.ts";
import { buildApp } from "../compile/buildApp.ts";
import { buildFolder } from "../compile/buildFolder.ts";
import { compile } from "../compile/compile.ts";
import { readDeployment } from "../node/readDeployment.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";

const help = `npm run bundle -- --network NAME --to FOLDER     what a server needs to run the house of deployments/NAME.json
  --deployment FILE    the house of another file
  --club FOLDER        of another club than this repository's

Builds the app and puts it, the relay and how to run them into a new folder: docs/operate.md goes on from there.`;

await runCommand(async (args) => {
  const text = { type: "string" } as const;
  const options = { network: text, deployment: text, club: text, to: text, help: { type: "boolean" } } as const;
  const { network, deployment, club, to, help: asked } = readOptions(args, options, help);
  const file = deployment ?? (network === undefined ? undefined : `deployments/${network}.json`);
  if (asked || file === undefined || to === undefined) {
    console.log(help);
    return asked ? 0 : 1;
  }
  const { practice, club: built } = readDeployment(file);
  takeClub(club);
  await compile();
  const { name } = await readClub();
  if (name !== built.name) {
    throw new Error(
      `${file} is the house of ${built.name}, and the pages would be ${name}'s: name its folder with --club`,
    );
  }
  await buildApp({ practice });
  const packages = writeBundle({ to: resolve(to), deploymentFile: file, build: buildFolder({ practice }) });
  console.log(
    `${to} holds the house's server; it needs ${packages} packages (npm ci there). operate.md says the rest.`,
  );
  return 0;
});
