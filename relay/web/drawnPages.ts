import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { constants } from "node:zlib";
import type { Context, Hono } from "hono";
import { parseAccept } from "hono/utils/accept";
import type { Deployment } from "#protocol/house/deployments.ts";
import type { PageRequest, PagesBuild } from "#protocol/relay/drawnPage.ts";
import type { AddressLimits } from "./AddressLimits.ts";
import { pagePictures } from "./pagePictures.ts";
import { encodingFor, Squeezed } from "./Squeezed.ts";

/** Milliseconds for which a drawn page is as good as new: its program asks anew in any case. */
const FRESH = 3_000;
/** Milliseconds that somebody waits for a drawn page; then they get the one that draws itself. */
const PATIENCE = 2_500;
/** Pages kept, the one longest not asked for going first; and how many may wait to be drawn. */
const KEPT = 300;
const WAITING = 16;

/** Squeezed while somebody waits: not as hard as what is squeezed once for good. */
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

export interface DrawnPagesOptions {
  deployment: Deployment;
  limits: AddressLimits;
  at: PageRequest["at"];
  /** By which people reach the house, without a slash at its end. */
  address?: string;
  log?: (line: string) => void;
}

interface Kept {
  at: number;
  found: boolean;
  html: Squeezed;
}

/**
 * Answers with pages that already say what they are about: last figures, who sits, what is open. Whoever asks for one
 * that cannot be drawn now, or has nothing for a stranger, gets the empty page from the files behind this.
 */
export function drawnPages(app: Hono, folder: string, options: DrawnPagesOptions): void {
  const { deployment, limits, at, address, log } = options;
  const build = builtPages(folder);
  if (build === undefined) return;
  const ask = (path: string, init?: RequestInit) => app.request(path, init);
  const draw = build.then(({ draw }) => draw);
  draw.catch(() => undefined);
  pagePictures(app, async (path) => (await build).drawPicture({ path, deployment, ask, at }), options);
  const kept = new Map<string, Kept>();
  const coming = new Map<string, Promise<Kept | undefined>>();
  const { languages } = deployment.club;

  const fetchPage = async (key: string, path: string, language: string): Promise<Kept | undefined> => {
    try {
      const page = await (await draw)({ path, language, deployment, ask, at, address });
      if (page === undefined) return undefined;
      const html = new Squeezed(new TextEncoder().encode(page.html), quickly);
      const fresh = { at: performance.now(), found: page.found, html };
      kept.delete(key);
      kept.set(key, fresh);
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
      }
      return fresh;
    } catch (error) {
      log?.(`${path} was not drawn: ${error instanceof Error ? error.message : error}`);
      return undefined;
    } finally {
      coming.delete(key);
    }
  };

  app.get("*", async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    const path = decodeURIComponent(pathname);
    // What comes after `?` chooses what a page shows (a filter of the entries): the program alone reads that.
    if (search !== "" || extname(path) !== "" || /^\/terminal(\/|$)/.test(path)) return next();
    const language = languageFor(c.req.header("accept-language"), languages);
    const key = `${language} ${path}`;
    const known = kept.get(key);
    if (known !== undefined && performance.now() - known.at < FRESH) return answer(c, known, language);
    let page = coming.get(key);
    if (page === undefined) {
      if (coming.size >= WAITING || !limits.take(c, "pages")) return next();
      page = fetchPage(key, path, language);
      coming.set(key, page);
    }
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined).unref());
    const drawn = await Promise.race([page, late]);
    return drawn === undefined ? next() : answer(c, drawn, language);
  });
}

/** The first language that the browser wants and the club speaks, else the club's own first. */
export function languageFor(header: string | undefined, spoken: readonly string[]): string {
  const wanted = parseAccept(header ?? "").map(({ type }) => type.toLowerCase().split("-")[0]);
  return wanted.find((tag) => tag !== undefined && spoken.includes(tag)) ?? spoken[0] ?? "en";
}

/** The app's build for the server, if there is one. */
function builtPages(folder: string) {
  const [page, manifest, program] = ["app/index.html", "app/.vite/manifest.json", "pages/renderPage.js"].map((file) =>
    join(folder, file),
  ) as [string, string, string];
  if (![page, manifest, program].every((file) => existsSync(file))) return undefined;
  const built = { page: readFileSync(page, "utf8"), manifest: readFileSync(manifest, "utf8") };
  const coming = import(pathToFileURL(program).href).then(({ pagesOf, drawPicture }: PagesBuild) => ({
    draw: pagesOf(built),
    drawPicture,
  }));
  coming.catch(() => undefined);
  return coming;
}

async function answer(c: Context, { found, html }: Kept, language: string): Promise<Response> {
  const encoding = encodingFor(c.req.header("accept-encoding"));
  return c.body((await html.body(encoding)).buffer, found ? 200 : 404, {
    "cache-control": "no-cache",
    "content-type": "text/html; charset=utf-8",
    "content-language": language,
    vary: "accept-encoding, accept-language",
    ...(encoding !== "identity" && { "content-encoding": encoding }),
  });
}
