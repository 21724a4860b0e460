import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseDeployment } from "#protocol/house/deployments.ts";
import { compile } from "../compile/compile.ts";
import { requireChain } from "../deploy/chainChecks.ts";
import { nodeAt } from "../deploy/nodeAt.ts";
import { publicNetwork } from "../deploy/publicNetwork.ts";
import { root } from "../process/runTool.ts";
import { handoverLines } from "./handoverLines.ts";
import { proveHandover } from "./proveHandover.ts";

const proofHelp = `npm run prove-handover -- --network NAME                       the house of deployments/NAME.json
npm run prove-handover -- --deployment FILE --rpc ADDRESS      any house, by its file and a node`;

/** `npm run prove-handover`: true when nobody holds a power that is not theirs. */
export async function runProof(args: string[]): Promise<boolean> {
  const options = proofOptions(args);
  const { network } = options;
  const file = options.deployment ?? (network && join(root, "deployments", `${network}.json`));
  if (options.help || file === undefined || (network === undefined && options.rpc === undefined)) {
    console.log(proofHelp);
    return options.help;
  }
  if (!existsSync(file)) throw new Error(`There is no file ${resolve(file)}`);
  const deployment = parseDeployment(JSON.parse(readFileSync(file, "utf8")));
  const rpcUrl = options.rpc ?? (await (await publicNetwork(String(network))).rpcUrl());
  await compile();
  const ask = nodeAt(rpcUrl);
  await requireChain(ask, deployment.chainId);
  const handover = await proveHandover(deployment, ask);
  console.log(handoverLines(handover).join("\n"));
  return handover.leftOvers.length === 0;
}

function proofOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        network: { type: "string" },
        deployment: { type: "string" },
        rpc: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n\n${proofHelp}`);
  }
}
