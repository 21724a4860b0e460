import { compile } from "./compile/compile.ts";
import { checks, runCheck } from "./tests/checks.ts";

await compile();
let failed = 0;
for (const check of checks) if (!(await runCheck(check))) failed += 1;
process.exit(failed === 0 ? 0 : 1);
