import { isIPv6 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/**
 * Who asks, for limits only; it is never written down.
 *
 * @param proxies Servers of our own in front of this one, each of which adds the address it saw to `x-forwarded-for`.
 */
export function addressOf(c: Context, proxies: number): string {
  const seen = c.req.header("x-forwarded-for")?.split(",").at(-proxies)?.trim();
  const address = proxies > 0 && seen ? seen : socketAddress(c);
  // Whoever has one address of this kind has a whole network of them.
  return isIPv6(address) && !address.startsWith("::ffff:") ? networkOf(address) : address;
}

/** The first 64 bits. */
function networkOf(address: string): string {
  const [left = "", right] = address.split("::");
  const groups = left.split(":").filter(Boolean);
  if (right !== undefined) {
    const after = right.split(":").filter(Boolean);
    while (groups.length + after.length < 8) groups.push("0");
    groups.push(...after);
  }
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

/** Asked inside the same process there is no socket. */
function socketAddress(c: Context): string {
  const isServed = (c.env as { incoming?: unknown } | undefined)?.incoming !== undefined;
  return (isServed && getConnInfo(c).remote.address) || "here";
}
