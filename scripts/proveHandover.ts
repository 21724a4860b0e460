import { runProof } from "./handover/runProof.ts";

try {
  process.exit((await runProof(process.argv.slice(2))) ? 0 : 1);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
