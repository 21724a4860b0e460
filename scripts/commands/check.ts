import { compile } from "../compile/compile.ts";
import { runCommand } from "../process/runCommand.ts";
import { checks, runCheck } from "../tests/checks.ts";

await runCommand(async () => {
  await compile();
  let failed = 0;
  for (const check of checks) if (!(await runCheck(check))) failed += 1;
  return failed === 0 ? 0 : 1;
});
