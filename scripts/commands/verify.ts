import { differenceSentence } from "#protocol/treasury/journal.ts";
import { verifyBooks } from "#protocol/treasury/verifyBooks.ts";
import { houseOptions, namedHouse } from "../node/namedHouse.ts";
import { nodeAt } from "../node/nodeAt.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";

const help = `npm run verify                               the local house, while it is open
npm run verify -- --network NAME --rpc URL   the house of deployments/NAME.json
npm run verify -- --deployment FILE --rpc URL

Recomputes the books from the chain's logs and says MATCH, or the first entry that differs.`;

await runCommand(verify, { mistake: 2 });

/** 0 = match, 1 = they differ. */
async function verify(args: string[]): Promise<number> {
  const values = readOptions(args, { ...houseOptions, help: { type: "boolean" } }, help);
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { deployment, url } = await namedHouse(values, help);

  const started = performance.now();
  const { block, entries, head, difference } = await verifyBooks(
    nodeAt(url),
    deployment.contracts.Journal,
    deployment.deployedAtBlock,
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${entries} entries up to block ${block}, recomputed head ${head} (${seconds} s)`);
  console.log(difference ? differenceSentence(difference) : "MATCH");
  return difference ? 1 : 0;
}
