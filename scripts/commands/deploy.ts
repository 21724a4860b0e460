import { runDeploy } from "../deploy/runDeploy.ts";
import { runCommand } from "../process/runCommand.ts";

await runCommand(async (args) => {
  await runDeploy(args);
  return 0;
});
