import { promisify } from "node:util";
import { type BrotliOptions, brotliCompress, gzip } from "node:zlib";

const br = promisify(brotliCompress);
const gz = promisify(gzip);

export type Encoding = "br" | "gzip" | "identity";

/** The best encoding that a browser says it can take (`accept-encoding`). */
export function encodingFor(accepted = ""): Encoding {
  if (/\bbr\b/.test(accepted)) return "br";
  return /\bgzip\b/.test(accepted) ? "gzip" : "identity";
}

/** What many ask for: squeezed once for each encoding that somebody takes. */
export class Squeezed {
  readonly #bodies = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  readonly #raw: Uint8Array<ArrayBuffer>;
  readonly #options: BrotliOptions;

  /** @param options Of brotli; left out, as hard as it goes. */
  constructor(raw: Uint8Array<ArrayBuffer>, options: BrotliOptions = {}) {
    this.#raw = raw;
    this.#options = options;
  }

  body(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
    let body = this.#bodies.get(encoding);
    if (body === undefined) {
      body = this.#squeeze(encoding);
      this.#bodies.set(encoding, body);
    }
    return body;
  }

  async #squeeze(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
    if (encoding === "identity") return this.#raw;
    return new Uint8Array(encoding === "br" ? await br(this.#raw, this.#options) : await gz(this.#raw));
  }
}
