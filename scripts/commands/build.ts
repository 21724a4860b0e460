import { takeClub } from "#ignition/readClub.ts";
import { buildApp } from "../compile/buildApp.ts";
import { buildFolder } from "../compile/buildFolder.ts";
import { compile } from "../compile/compile.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";

// Through the same door as `npm start`, so that neither takes the other's build for its own.
const practice = process.env.RUNDE_PRACTICE !== "0";

const help = `npm run build                     app and counter of this repository's own club
npm run build -- --club FOLDER    of another club
RUNDE_PRACTICE=0 before it leaves practice out, for a public network`;

await runCommand(async (args) => {
  takeClub(readOptions(args, { club: { type: "string" } }, help).club);
  await compile();
  const done = await buildApp({ practice });
  console.log(`App and counter, ${practice ? "with" : "without"} practice: ${done}, in ${buildFolder({ practice })}`);
  return 0;
});
