import { parseArgs } from "node:util";
import { differenceSentence } from "#protocol/treasury/journal.ts";
import { verifyBooks } from "#protocol/treasury/verifyBooks.ts";
import { houseOptions, namedHouse } from "./node/namedHouse.ts";
import { rpc } from "./node/rpc.ts";

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
    options: { ...houseOptions, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { deployment, url } = await namedHouse(values, help);

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
