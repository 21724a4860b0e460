import * as z from "zod/mini";
import { keptText } from "#protocol/relay/keptText.ts";
import { exportBooks, ledgerFileName } from "#protocol/treasury/exportBooks.ts";
import { BooksDiffer } from "#protocol/treasury/readLedger.ts";
import { askServer, ServerRefusal } from "../../../../chain/node/askServer.ts";
import { createRpc } from "../../../../chain/node/rpc.ts";
import type { BooksJob, BooksNews } from "./booksJob.ts";

// A thread of its own: the page stays quick, and whoever ends the thread ends the work.

const tell = (news: BooksNews) => postMessage(news);

addEventListener("message", ({ data }: MessageEvent<BooksJob>) => {
  save(data).then(tell, (error: unknown) =>
    tell({ is: "failed", difference: error instanceof BooksDiffer ? error.difference : undefined }),
  );
});

/** So much text is put together before it is handed over to the browser, which may keep it out of memory. */
const PIECE = 4_000_000;

async function save({ deployment, relays, ...wish }: BooksJob): Promise<BooksNews> {
  const rpc = createRpc("/rpc");
  const house = {
    ask: (method: string, params: unknown[]) => rpc.request({ method, params } as never),
    deployment,
    textOf: (hash: `0x${string}`) => keptText(relays, hash, textAt),
  };
  const block = Number(await house.ask("eth_blockNumber", []));
  let file = new Blob([]);
  let text = "";
  let [read, all] = [0, 0];
  const progress = (...some: [number, number]) => {
    [read, all] = some;
    tell({ is: "busy", read, all });
  };
  for await (const piece of exportBooks(house, { ...wish, block, progress })) {
    text += piece;
    if (text.length < PIECE) continue;
    file = new Blob([file, text]);
    text = "";
  }
  return { is: "done", file: new Blob([file, text]), name: ledgerFileName(wish.format, block), block, entries: all };
}

async function textAt(url: string): Promise<string | undefined> {
  try {
    return await askServer(url, z.string());
  } catch (error) {
    if (error instanceof ServerRefusal && error.status === 404) return undefined;
    throw error;
  }
}
