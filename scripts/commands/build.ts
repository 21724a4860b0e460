import { buildApp } from "../compile/buildApp.ts";
import { compile } from "../compile/compile.ts";
import { runCommand } from "../process/runCommand.ts";

// Through the same door as `npm start`, so that neither takes the other's build for its own.
const practice = process.env.RUNDE_PRACTICE !== "0";

await runCommand(async () => {
  await compile();
  console.log(`App and counter, ${practice ? "with" : "without"} practice: ${await buildApp({ practice })}`);
  return 0;
});
