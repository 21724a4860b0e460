import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Address, getAddress, type Hex, isHex } from "viem";
import type { Deployment } from "#protocol/house/deployments.ts";
import {
  type Audience,
  audiences,
  handInMessage,
  MOST_PAPER_BYTES,
  READING_LASTS,
  readingMessage,
  readPermit,
} from "#protocol/treasury/papers.ts";
import type { Chain } from "../calls/simulate.ts";
import { type Hidden, tombstone } from "../keeping/Hidden.ts";
import { isSignedBy } from "../texts/signers.ts";
import type { AddressLimits } from "../web/AddressLimits.ts";
import type { PaperShelf } from "./PaperShelf.ts";
import type { RelayNames } from "./RelayNames.ts";
import { mayHandIn, mayRead, readerNow } from "./readers.ts";

/** Papers in one list for another relay: more than any second brings, so that a list always goes on. */
const PAGE = 10_000;

const refusals = { tooLong: 413, otherKind: 415, wrongHash: 422, tooMuch: 429 } as const;

export interface PaperRoutesOptions {
  papers: PaperShelf;
  hidden: Hidden;
  /** The house's other relays, which keep a copy of each paper. */
  others: RelayNames;
  deployment: Deployment;
  chain: Chain;
  limits: AddressLimits;
  now: () => number;
}

/** `/papers`: bills and slips. Everybody may know their hashes; the bytes go to whoever may read them. */
export function paperRoutes(
  app: Hono,
  { papers, hidden, others, deployment, chain, limits, now }: PaperRoutesOptions,
): void {
  const tooLong = (c: Context) => c.json({ error: { code: "tooLong" } }, 413);

  app.post("/papers/:hash", bodyLimit({ maxSize: MOST_PAPER_BYTES, onError: tooLong }), async (c) => {
    if (!limits.take(c, "calls")) return c.json({ error: { code: "tooMuch" } }, 429);
    const hash = c.req.param("hash").toLowerCase();
    const audience = audiences.find((one) => one === c.req.query("audience"));
    if (!isHash(hash) || audience === undefined) return c.json({ error: { code: "malformed" } }, 400);
    const account = await handsIn(c.req.header("authorization"), hash, audience);
    if (account === undefined) return c.json({ error: { code: "notAllowed" } }, 403);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const answer = papers.put(bytes, { hash, audience, whose: account }, now());
    if (!answer.ok) return c.json({ error: { code: answer.reason } }, refusals[answer.reason]);
    return c.json({ hash }, 201);
  });

  app.get("/papers", async (c) => {
    const account = await signerOf(c.req.header("authorization"));
    if (account === undefined || !(await others.has(account))) return c.json({ error: { code: "notAllowed" } }, 403);
    const since = Number(c.req.query("since") ?? 0);
    const listed = papers.since(Number.isSafeInteger(since) ? since : 0, PAGE);
    const shown = listed.filter(({ hash }) => hidden.find(hash) === undefined);
    return c.json(shown, 200, { "cache-control": "no-store" });
  });

  app.get("/papers/:hash", async (c) => {
    const hash = c.req.param("hash");
    const grave = hidden.find(hash);
    if (grave !== undefined) return tombstone(c, grave);
    const kept = papers.find(hash);
    if (kept === undefined) return c.json({ error: { code: "unknown" } }, 404);
    if (!(await isFor(kept.audience, c.req.header("authorization")))) {
      return c.json({ error: { code: "notAllowed" } }, 403);
    }
    const bytes = papers.read(hash);
    if (bytes === undefined) return c.json({ error: { code: "unknown" } }, 404);
    return c.body(bytes, 200, {
      "content-type": kept.kind,
      // Whatever it holds, it runs nothing here.
      "content-disposition": "attachment",
      "cache-control": "no-store",
    });
  });

  /** The account that may hand this paper in, and says so itself. */
  async function handsIn(header: string | undefined, paper: Hex, audience: Audience) {
    const permit = readPermit(header);
    if (permit === undefined || !isInTime(permit.until)) return undefined;
    const account = getAddress(permit.account);
    const message = handInMessage(deployment, { account, until: permit.until, paper, audience });
    if (!(await isSignedBy(chain, account, message, permit.signature))) return undefined;
    return mayHandIn(await readerNow(chain, deployment, account, now())) ? account : undefined;
  }

  /** Whether whoever asks may read what is for this audience. */
  async function isFor(audience: Audience, header: string | undefined): Promise<boolean> {
    const account = audience === "public" ? undefined : await signerOf(header);
    if (account === undefined) return mayRead(audience, undefined);
    return mayRead(audience, await readerNow(chain, deployment, account, now())) || others.has(account);
  }

  /** Who asks, by a signature that is still good. */
  async function signerOf(header: string | undefined): Promise<Address | undefined> {
    const permit = readPermit(header);
    if (permit === undefined || !isInTime(permit.until)) return undefined;
    const account = getAddress(permit.account);
    const message = readingMessage(deployment, { account, until: permit.until });
    return (await isSignedBy(chain, account, message, permit.signature)) ? account : undefined;
  }

  function isInTime(until: number): boolean {
    return until >= now() && until <= now() + READING_LASTS;
  }
}

function isHash(text: string): text is Hex {
  return isHex(text) && text.length === 66;
}
