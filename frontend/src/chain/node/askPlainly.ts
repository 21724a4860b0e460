import { askOwn } from "./ownServer.ts";

/** Our own server was there and said no; `content` is what it said. */
export class ServerRefusal extends Error {
  readonly status: number;
  readonly content: unknown;

  constructor(path: string, status: number, content: unknown) {
    super(`${path}: ${status}`);
    this.status = status;
    this.content = content;
  }
}

export type Asking = {
  /** What is handed in: a text as it is, everything else as JSON. Left out, the server is only asked. */
  post?: unknown;
  /** Never from the browser's own store. */
  fresh?: boolean;
  /** Milliseconds. */
  patience?: number;
};

/**
 * Asks our own server, and believes nothing of what it says: `askServer` reads it by a schema, in a file that a first
 * visit does not need. Throws `ServerRefusal` when the server says no.
 */
export async function askPlainly(
  path: string,
  { post, fresh = false, patience = 10_000 }: Asking = {},
): Promise<unknown> {
  const answer = await askOwn(path, {
    ...(fresh && { cache: "no-store" }),
    ...(post !== undefined && {
      method: "POST",
      headers: { "content-type": typeof post === "string" ? "text/plain" : "application/json" },
      body: typeof post === "string" ? post : JSON.stringify(post),
    }),
    signal: AbortSignal.timeout(patience),
  });
  const text = await answer.text();
  const content: unknown = answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
  if (!answer.ok) throw new ServerRefusal(path, answer.status, content);
  return content;
}
