import type { MiddlewareHandler } from "hono";

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** An address that is no text in UTF-8 (`/%E0%A4%A`) is a mistake of whoever asks, on every route. */
export function readableAddress(): MiddlewareHandler {
  return async (c, next) => {
    try {
      decodeURIComponent(new URL(c.req.url).pathname);
    } catch {
      return c.json({ error: { code: "malformed", message: "This is no address" } }, 400);
    }
    return next();
  };
}

/**
 * For routes that only the person at this computer may use: no page of another origin can reach them, and neither can
 * one that gave its own name the address of this computer.
 *
 * @param alsoAt Another origin of ours, which that person has opened to their network.
 */
export function onThisComputer(alsoAt?: string): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    const origin = c.req.header("origin");
    const isAlsoAt = alsoAt !== undefined && new URL(alsoAt).host === host;
    const own = isAlsoAt ? alsoAt : `http://${host}`;
    const isOurs = (isAlsoAt || loopback.test(host)) && (origin === undefined || origin === own);
    if (!isOurs) return c.json({ error: { code: "notAllowed", message: "Only from the house's own pages" } }, 403);
    return next();
  };
}
