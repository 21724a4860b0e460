import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { MAX_PRICE_LIST_BYTES } from "#protocol/voucher/priceList.ts";
import type { AddressLimits } from "../web/AddressLimits.ts";
import type { PriceListShelf } from "./PriceListShelf.ts";

const refusals = { malformed: 400, mayNotPrice: 403, older: 409 } as const;

/** `/price-list` keeps what the counter sells; every till asks for it again and again, and mostly nothing has changed. */
export function priceListRoutes(app: Hono, { shelf, limits }: { shelf: PriceListShelf; limits: AddressLimits }): void {
  const short = bodyLimit({
    maxSize: MAX_PRICE_LIST_BYTES,
    onError: (c) => c.json({ error: { code: "tooLong" } }, 413),
  });
  app.post("/price-list", short, async (c) => {
    if (!limits.take(c, "calls")) return c.json({ error: { code: "tooMuch" } }, 429);
    const answer = await shelf.put(await c.req.json().catch(() => undefined));
    if (!answer.ok) return c.json({ error: { code: answer.reason } }, refusals[answer.reason]);
    return c.json({ ok: true }, 201);
  });
  app.get("/price-list", (c) => c.json(shelf.newest ?? null, 200, { "cache-control": "no-cache" }));
}
