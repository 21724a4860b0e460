import { compile } from "./compile/compile.ts";
import { runNode } from "./process/runTool.ts";

await compile();
const { ok } = await runNode(["bench/gas.ts", ...process.argv.slice(2)]);
process.exit(ok ? 0 : 1);
