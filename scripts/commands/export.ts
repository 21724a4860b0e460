import { newestBlock } from "#protocol/house/readNode.ts";
import { ledgerFileName } from "#protocol/treasury/exportBooks.ts";
import { ledgerFormats } from "#protocol/treasury/ledgerFile.ts";
import { readLedgerFilter } from "#protocol/treasury/ledgerFilter.ts";
import { writeBooks } from "../books/writeBooks.ts";
import { houseOptions, namedHouse } from "../node/namedHouse.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";

const help = `npm run export -- --format csv                               of the local house, while it is open
npm run export -- --format csv --network NAME                of the house of deployments/NAME.json
npm run export -- --format csv --deployment FILE --rpc URL
  --format F     csv for a spreadsheet, json for a program, ledger for hledger and ledger-cli
  --block N      the books as they were at that block; left out, the newest
  --dir D        in, out, or aside: what moved no money of the house
  --cat K        one kind of entry, as the page's address says it: rent, gift, placeTaken …
  --entries N    only these: 3,7-9
  --relay URL    who keeps the texts, beside those that the deployment names
  --out FILE     left out, books-BLOCK.FORMAT

Writes the books, the oldest entry first, and recomputes each on the way. The same block and the same choice are the
same bytes as a browser saves, on every machine.`;

await runCommand(exportCommand, { mistake: 2 });

async function exportCommand(args: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const options = {
    ...houseOptions,
    format: text,
    block: text,
    dir: text,
    cat: text,
    entries: text,
    relay: text,
    out: text,
    help: { type: "boolean" },
  } as const;
  const values = readOptions(args, options, help);
  if (values.help) {
    console.log(help);
    return 0;
  }
  const format = ledgerFormats.find((one) => one === values.format);
  if (format === undefined) throw new Error(`--format is one of ${ledgerFormats.join(", ")}\n\n${help}`);
  const filter = readLedgerFilter(values);
  const { deployment, ask, relays } = await namedHouse(values, help);
  const newest = await newestBlock(ask);
  const block = values.block === undefined ? newest : blockOf(values.block, deployment.deployedAtBlock, newest);
  const file = values.out ?? ledgerFileName(format, block);
  let [read, all] = [0, 0];
  await writeBooks(
    { deployment, ask, relays: [...(values.relay === undefined ? [] : [values.relay]), ...relays] },
    {
      format,
      filter,
      block,
      file,
      progress(...some) {
        [read, all] = some;
        if (process.stderr.isTTY) process.stderr.write(`\r${read} of ${all} entries read`);
      },
    },
  );
  if (process.stderr.isTTY) process.stderr.write("\n");
  console.log(`${file}: ${all} entries up to block ${block} recomputed`);
  return 0;
}

function blockOf(text: string, first: number, newest: number): number {
  const block = Number(text);
  if (!/^\d+$/.test(text) || block < first || block > newest)
    throw new Error(`--block is a number from ${first}, where the house begins, to ${newest}, the newest`);
  return block;
}
