import { runDeploy } from "./deploy/runDeploy.ts";

try {
  await runDeploy(process.argv.slice(2));
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
process.exit(0);
