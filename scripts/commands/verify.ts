import type { Holding } from "#protocol/treasury/checkHoldings.ts";
import { differenceSentence } from "#protocol/treasury/journal.ts";
import { verifyHouse } from "#protocol/treasury/verifyBooks.ts";
import { houseOptions, namedHouse } from "../node/namedHouse.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";

const help = `npm run verify                               the local house, while it is open
npm run verify -- --network NAME             the house of deployments/NAME.json
npm run verify -- --deployment FILE --rpc URL

Recomputes the books from the chain's logs, compares money and vouchers that exist with what the books say, and says
MATCH, or the first thing that differs. It does not look at papers and texts, single pockets, votes or draws.`;

const sentences: Readonly<Record<Holding["what"], string>> = {
  cash: "money in the account",
  places: "money held for rounds",
  refunds: "money held for rounds and refunds owed",
  vouchers: "vouchers owed, and those given out or still to be claimed",
};

await runCommand(verify, { mistake: 2 });

/** 0 = match, 1 = they differ. */
async function verify(args: string[]): Promise<number> {
  const values = readOptions(args, { ...houseOptions, help: { type: "boolean" } }, help);
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { deployment, ask } = await namedHouse(values, help);

  const started = performance.now();
  const { block, entries, head, difference, holdings } = await verifyHouse(ask, deployment);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${entries} entries up to block ${block}, recomputed head ${head} (${seconds} s)`);
  const all = holdings?.holdings ?? [];
  for (const { what, booked, found } of all) console.log(`${sentences[what]}: ${booked} booked, ${found} found`);
  const wrong = all.find(({ isRight }) => !isRight);
  if (difference) console.log(differenceSentence(difference));
  else console.log(wrong ? `DIFFERS in ${sentences[wrong.what]}` : "MATCH");
  return difference || wrong ? 1 : 0;
}
