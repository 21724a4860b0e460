import type { Hono } from "hono";
import { type Hex, isHex } from "viem";
import { MAX_RECORD_BYTES } from "#protocol/relay/records.ts";
import { type Hidden, tombstone } from "../keeping/Hidden.ts";
import type { AddressLimits } from "../web/AddressLimits.ts";
import type { Directory } from "./directory.ts";
import type { PayeeShelf } from "./PayeeShelf.ts";
import type { TextShelf } from "./TextShelf.ts";

const refusals = { tooLong: 413, notText: 415, full: 507 } as const;
const lineRefusals = { malformed: 400, notTheOwner: 403, notTheOperator: 403, older: 409 } as const;
/** Hashes in one list for another relay. */
const PAGE = 1_000;

export interface RecordRoutesOptions {
  shelf: TextShelf;
  directory: Directory;
  payees: PayeeShelf;
  hidden: Hidden;
  limits: AddressLimits;
  now: () => number;
}

/** `/records` keeps texts by hash, `/directory` the members' names, `/payees` those of whom the house pays. */
export function recordRoutes(app: Hono, { shelf, directory, payees, hidden, limits, now }: RecordRoutesOptions): void {
  app.post("/records", async (c) => {
    const announced = Number(c.req.header("content-length") ?? 0);
    if (announced > MAX_RECORD_BYTES) return c.json({ error: { code: "tooLong" } }, 413);
    const alias = c.req.query("as");
    if (alias !== undefined && !isWord(alias)) return c.json({ error: { code: "malformed" } }, 400);
    if (!limits.take(c, "texts")) return c.json({ error: { code: "tooMuch" } }, 429);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const answer = shelf.put(bytes, now(), alias?.toLowerCase() as Hex | undefined, limits.addressOf(c));
    if (!answer.ok) return c.json({ error: { code: answer.reason } }, refusals[answer.reason]);
    return c.json({ hash: answer.hash }, 201);
  });

  // For other relays of the house: what has come to stay here, in order.
  app.get("/records", (c) => {
    const after = Number(c.req.query("after") ?? 0);
    const named = shelf.namedAfter(Number.isSafeInteger(after) ? after : 0, PAGE);
    const shown = named.filter(({ hash }) => hidden.find(hash) === undefined);
    return c.json(shown, 200, { "cache-control": "no-store" });
  });

  app.get("/records/:hash", (c) => {
    const grave = hidden.find(c.req.param("hash"));
    if (grave !== undefined) return tombstone(c, grave);
    const bytes = shelf.get(c.req.param("hash").toLowerCase());
    if (bytes === undefined) return c.json({ error: { code: "unknown" } }, 404);
    return c.body(bytes.slice().buffer, 200, {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  app.post("/directory", async (c) => {
    if (!limits.take(c, "calls")) return c.json({ error: { code: "tooMuch" } }, 429);
    const answer = await directory.put(await c.req.json().catch(() => undefined));
    if (!answer.ok) return c.json({ error: { code: answer.reason } }, lineRefusals[answer.reason]);
    return c.json({ ok: true }, 201);
  });

  // Those that take a name out are told to other relays only: they name nobody.
  app.get("/directory", async (c) => {
    const lines = c.req.query("all") === undefined ? directory.named() : directory.all();
    return c.json(await directory.present(lines), 200, { "cache-control": "no-cache" });
  });

  app.post("/payees", async (c) => {
    if (!limits.take(c, "calls")) return c.json({ error: { code: "tooMuch" } }, 429);
    const answer = await payees.put(await c.req.json().catch(() => undefined));
    if (!answer.ok) return c.json({ error: { code: answer.reason } }, lineRefusals[answer.reason]);
    return c.json({ ok: true }, 201);
  });

  app.get("/payees", (c) => c.json(payees.book ?? null, 200, { "cache-control": "no-cache" }));
}

function isWord(text: string): boolean {
  return isHex(text) && text.length === 66;
}
