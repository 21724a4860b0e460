import { compile } from "../compile/compile.ts";
import { runCommand } from "../process/runCommand.ts";

await runCommand(async (args) => {
  const outcome = await compile();
  // The bootstrap asks before every command, and has nothing to say when all is there.
  if (!args.includes("--quiet")) console.log(`Contracts and ABIs: ${outcome}`);
  return 0;
});
