import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface LossyNode {
  url: string;
  /** How many questions, or answers to them, got lost. */
  readonly lost: number;
  close(): Promise<void>;
}

/**
 * The way to a node on which so many of a hundred questions get lost: in turn the question itself, which then nobody has
 * heard, and the answer to one that was heard. Which ones a seed says.
 */
export async function lossyNode(
  node: string,
  { percent, seed }: { percent: number; seed: number },
): Promise<LossyNode> {
  let state = seed;
  let lost = 0;
  const loses = () => {
    // Numerical Recipes' generator: its upper bits are even enough for this.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32) * 100 < percent;
  };
  const server = createServer(async (request, response) => {
    const isLost = loses();
    if (isLost) lost += 1;
    const isHeard = !isLost || lost % 2 === 0;
    const question = await text(request);
    const answer = isHeard ? await ask(node, question) : undefined;
    if (isLost || answer === undefined) return void response.destroy();
    response.setHeader("content-type", "application/json");
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get lost() {
      return lost;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function ask(node: string, body: string): Promise<string> {
  const headers = { "content-type": "application/json" };
  return (await fetch(node, { method: "POST", headers, body })).text();
}
