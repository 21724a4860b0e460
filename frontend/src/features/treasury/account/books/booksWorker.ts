import * as v from "valibot";
import type { Hex } from "viem";
import type { Ask } from "#protocol/house/Ask.ts";
import { newestBlock } from "#protocol/house/readNode.ts";
import { keptText } from "#protocol/relay/keptText.ts";
import { exportBooks, ledgerFileName } from "#protocol/treasury/exportBooks.ts";
import { BooksDiffer } from "#protocol/treasury/readLedger.ts";
import { verifyHouse } from "#protocol/treasury/verifyBooks.ts";
import { ServerRefusal } from "../../../../chain/node/askPlainly.ts";
import { askServer } from "../../../../chain/node/askServer.ts";
import { createRpc } from "../../../../chain/node/rpc.ts";
import type { BooksJob, BooksNews } from "./booksJob.ts";

// A thread of its own: the page stays quick, and whoever ends the thread ends the work.

const tell = (news: BooksNews) => postMessage(news);

addEventListener("message", ({ data }: MessageEvent<BooksJob>) => {
  work(data).then(tell, (error: unknown) =>
    tell({ is: "failed", difference: error instanceof BooksDiffer ? error.difference : undefined }),
  );
});

async function work(job: BooksJob): Promise<BooksNews> {
  const rpc = createRpc("/rpc");
  const ask: Ask = (method, params) => rpc.request({ method, params } as never);
  let all = 0;
  const progress = (read: number, count: number) => {
    all = count;
    tell({ is: "busy", read, all });
  };
  if (job.is === "verify") return { is: "verified", found: await verifyHouse(ask, job.deployment, progress) };
  const { deployment, relays, format, filter } = job;
  const house = { ask, deployment, textOf: (hash: Hex) => keptText(relays, hash, textAt) };
  const block = await newestBlock(ask);
  const file = await saved(exportBooks(house, { format, filter, block, progress }));
  return { is: "done", file, name: ledgerFileName(format, block), block, entries: all };
}

/** So much text is put together before it is handed over to the browser, which may keep it out of memory. */
const PIECE = 500_000;

async function saved(pieces: AsyncIterable<string>): Promise<Blob> {
  let file = new Blob([]);
  let text = "";
  for await (const piece of pieces) {
    text += piece;
    if (text.length < PIECE) continue;
    file = new Blob([file, text]);
    text = "";
  }
  return new Blob([file, text]);
}

async function textAt(url: string): Promise<string | undefined> {
  try {
    return await askServer(url, v.string());
  } catch (error) {
    if (error instanceof ServerRefusal && error.status === 404) return undefined;
    throw error;
  }
}
