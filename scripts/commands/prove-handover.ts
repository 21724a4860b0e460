import { join } from "node:path";
import { compile } from "../compile/compile.ts";
import { requireChain } from "../deploy/chainChecks.ts";
import { handoverLines } from "../handover/handoverLines.ts";
import { proveHandover } from "../handover/proveHandover.ts";
import { nodeOf } from "../node/namedHouse.ts";
import { nodeAt } from "../node/nodeAt.ts";
import { readDeployment } from "../node/readDeployment.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";
import { root } from "../process/runTool.ts";

const proofHelp = `npm run prove-handover -- --network NAME                       the house of deployments/NAME.json
npm run prove-handover -- --deployment FILE --rpc ADDRESS      any house, by its file and a node`;

await runCommand(proof);

/** 0 = nobody holds a power that is not theirs. */
async function proof(args: string[]): Promise<number> {
  const options = readOptions(
    args,
    {
      network: { type: "string" },
      deployment: { type: "string" },
      rpc: { type: "string" },
      help: { type: "boolean", default: false },
    },
    proofHelp,
  );
  const { network } = options;
  const file = options.deployment ?? (network && join(root, "deployments", `${network}.json`));
  const node = options.help ? undefined : await nodeOf(options);
  if (file === undefined || node === undefined) {
    console.log(proofHelp);
    return options.help ? 0 : 1;
  }
  const deployment = readDeployment(file);
  await compile();
  const ask = nodeAt(node.url, node);
  await requireChain(ask, deployment.chainId);
  const handover = await proveHandover(deployment, ask);
  console.log(handoverLines(handover).join("\n"));
  return handover.leftOvers.length === 0 ? 0 : 1;
}
