import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Hex } from "viem";
import type { ToldBooks } from "#protocol/treasury/toldBooks.fixture.ts";

export interface Door {
  url: string;
  close(): Promise<unknown>;
}

/**
 * A node and a relay behind one address.
 *
 * @param more Asked first: whether it has answered.
 */
export async function doorTo(
  told: ToldBooks,
  more?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>,
): Promise<Door> {
  const server = createServer(async (request, response) => {
    if (await more?.(request, response)) return;
    if (request.method === "GET") {
      const kept = told.texts.get(request.url?.split("/").at(-1) as Hex);
      response.statusCode = kept === undefined ? 404 : 200;
      response.end(kept);
      return;
    }
    const asked: unknown = JSON.parse(await text(request));
    const answers = await Promise.all([asked].flat().map((one) => answerOf(told, one as Question)));
    response.end(JSON.stringify(Array.isArray(asked) ? answers : answers[0]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
}

interface Question {
  id: unknown;
  method: string;
  params: unknown[];
}

async function answerOf(told: ToldBooks, { id, method, params }: Question) {
  const answer = await told.ask(method, params).then(
    (result) => ({ result }),
    ({ message }: Error) => ({ error: { code: -32_000, message } }),
  );
  return { jsonrpc: "2.0", id, ...answer };
}
