import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/** What becomes of a request: never arrives; is done and not answered; is done twice; is answered after later ones. */
export type Accident = "lost" | "unanswered" | "doubled" | "late";

/** The network between a tablet and the house. Pages come through it whole: what they ask and say may not. */
export class BadLine {
  readonly #server: Server;
  readonly #to: () => number;
  #next: Accident[] = [];
  /** How many have met with something. */
  #met = 0;

  private constructor(to: () => number) {
    this.#to = to;
    this.#server = createServer((asked, answer) => {
      this.#carry(asked)
        .then((got) => {
          if (got === undefined) return asked.socket.destroy();
          answer.writeHead(got.status, got.headers);
          return answer.end(got.body);
        })
        // Nobody is there.
        .catch(() => asked.socket.destroy());
    });
  }

  /** @param to Port at which the house is now. */
  static async before(to: () => number): Promise<BadLine> {
    const line = new BadLine(to);
    await new Promise<void>((resolve) => line.#server.listen(0, "127.0.0.1", resolve));
    return line;
  }

  get address(): string {
    const at = this.#server.address();
    return `http://localhost:${typeof at === "object" ? at?.port : at}`;
  }

  /** The next ones that ask or say something meet with this; it is over when the first of them has. */
  async happen(what: Accident, times = 1): Promise<void> {
    this.#next.push(...Array.from({ length: times }, () => what));
    const before = this.#met;
    while (this.#met === before) await pause(20);
  }

  behave(): void {
    this.#next = [];
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #carry(asked: IncomingMessage) {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const accident = asked.method === "POST" || asked.url?.startsWith("/relay/") ? this.#next.shift() : undefined;
    if (accident !== undefined) this.#met += 1;
    if (accident === "lost") return undefined;
    if (accident === "doubled") await this.#hand(asked, body);
    const answer = await this.#hand(asked, body);
    if (accident === "unanswered") return undefined;
    if (accident === "late") await pause(1_500);
    return answer;
  }

  #hand({ method, url, headers }: IncomingMessage, body: Buffer) {
    return new Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }>((resolve, reject) => {
      const options = { host: "127.0.0.1", port: this.#to(), method, path: url, headers };
      const forward = request(options, async (answer) => {
        const chunks: Buffer[] = [];
        try {
          for await (const chunk of answer) chunks.push(chunk as Buffer);
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) });
        } catch (error) {
          reject(error);
        }
      });
      forward.on("error", reject);
      forward.end(body);
    });
  }
}
