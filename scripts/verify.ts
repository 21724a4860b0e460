import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { parseDeployment } from "#protocol/deployments.ts";
import { differenceSentence } from "#protocol/journal.ts";
import { verifyBooks } from "#protocol/verifyBooks.ts";
import { rpc } from "./node/rpc.ts";
import { root } from "./process/runTool.ts";

const help = `npm run verify                               the local house, while it is open
npm run verify -- --network NAME --rpc URL   the house of deployments/NAME.json
npm run verify -- --deployment FILE --rpc URL

Recomputes the books from the chain's logs and says MATCH, or the first entry that differs.`;

try {
  process.exitCode = await verify();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

/** 0 = match, 1 = they differ. */
async function verify(): Promise<number> {
  const { values } = parseArgs({
    options: {
      network: { type: "string" },
      deployment: { type: "string" },
      rpc: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const local = process.env.RUNDE_HOUSE ?? join(root, ".house");
  const file =
    values.deployment ?? (values.network ? `deployments/${values.network}.json` : join(local, "deployment.json"));
  if (!existsSync(file)) throw new Error(`There is no ${file}\n\n${help}`);
  const url = values.rpc ?? localUrl(local);
  const deployment = parseDeployment(JSON.parse(readFileSync(file, "utf8")));
  const chainId = Number(await rpc(url, "eth_chainId"));
  if (chainId !== deployment.chainId)
    throw new Error(`${url} is chain ${chainId}, the house is on ${deployment.chainId}`);

  const started = performance.now();
  const { block, entries, head, difference } = await verifyBooks(
    (method, params) => rpc(url, method, params),
    deployment.contracts.Journal,
    deployment.deployedAtBlock,
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${entries} entries up to block ${block}, recomputed head ${head} (${seconds} s)`);
  console.log(difference ? differenceSentence(difference) : "MATCH");
  return difference ? 1 : 0;
}

/** The chain of the local house answers on the port after the app's. */
function localUrl(folder: string): string {
  const ports = join(folder, "ports.json");
  if (!existsSync(ports)) throw new Error(`Name the chain with --rpc URL\n\n${help}`);
  const { app } = z.object({ app: z.int() }).parse(JSON.parse(readFileSync(ports, "utf8")));
  return `http://127.0.0.1:${app + 1}`;
}
