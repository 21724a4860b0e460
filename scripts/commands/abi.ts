import { compile } from "../compile/compile.ts";
import { runCommand } from "../process/runCommand.ts";

await runCommand(async () => {
  console.log(`Contracts and ABIs: ${await compile()}`);
  return 0;
});
