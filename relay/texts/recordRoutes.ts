import type { Hono } from "hono";
import { MAX_RECORD_BYTES } from "#protocol/relay/records.ts";
import type { Directory } from "./directory.ts";
import type { RecordStore } from "./recordStore.ts";

const refusals = { tooLong: 413, notText: 415, full: 507 } as const;
const lineRefusals = { malformed: 400, notTheOwner: 403, older: 409 } as const;

/** `/records` keeps texts by hash, `/directory` the members' names. */
export function recordRoutes(app: Hono, records: RecordStore, directory: Directory): void {
  app.post("/records", async (c) => {
    const announced = Number(c.req.header("content-length") ?? 0);
    if (announced > MAX_RECORD_BYTES) return c.json({ error: { code: "tooLong" } }, 413);
    const answer = records.put(new Uint8Array(await c.req.arrayBuffer()));
    if (!answer.ok) return c.json({ error: { code: answer.reason } }, refusals[answer.reason]);
    return c.json({ hash: answer.hash }, 201);
  });

  app.get("/records/:hash", (c) => {
    const bytes = records.get(c.req.param("hash").toLowerCase());
    if (bytes === undefined) return c.json({ error: { code: "unknown" } }, 404);
    return c.body(bytes.slice().buffer, 200, {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  app.post("/directory", async (c) => {
    const answer = await directory.put(await c.req.json().catch(() => undefined));
    if (!answer.ok) return c.json({ error: { code: answer.reason } }, lineRefusals[answer.reason]);
    return c.json({ ok: true }, 201);
  });

  app.get("/directory", (c) => c.json(directory.all(), 200, { "cache-control": "no-cache" }));
}
