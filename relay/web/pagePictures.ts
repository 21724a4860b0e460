import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Hono } from "hono";
import { PICTURE, picturedPage } from "#protocol/relay/drawnPage.ts";
import { pngOf } from "#protocol/relay/png.ts";
import type { AddressLimits } from "./AddressLimits.ts";

/** Milliseconds for which a picture is as good as new: whoever shows one keeps it for days. */
const FRESH = 60_000;
/** Pictures kept, of some 60 kB each, the oldest going first. */
const KEPT = 50;

const program = () => readFileSync(fileURLToPath(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm")));

interface PagePicturesOptions {
  limits: AddressLimits;
  log?: (line: string) => void;
}

/**
 * Answers with the pictures that others show beside a page's address.
 *
 * @param draw A page's picture as SVG, by the page's path; undefined: there is no such page.
 */
export function pagePictures(
  app: Hono,
  draw: (path: string) => Promise<string | undefined>,
  { limits, log }: PagePicturesOptions,
): void {
  const kept = new Map<string, { at: number; png: Promise<Uint8Array<ArrayBuffer> | undefined> }>();

  const picture = async (path: string) => {
    try {
      const svg = await draw(path);
      return svg === undefined ? undefined : await pngOf(svg, PICTURE.width, program);
    } catch (error) {
      log?.(`${path} has no picture: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  };

  app.get("/pictures/*", async (c) => {
    const path = picturedPage(new URL(c.req.url).pathname);
    if (path === undefined) return c.notFound();
    let known = kept.get(path);
    if (known === undefined || performance.now() - known.at > FRESH) {
      if (!limits.take(c, "pages")) return c.text("Too many pictures at once", 429);
      known = { at: performance.now(), png: picture(path) };
      kept.delete(path);
      kept.set(path, known);
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
      }
    }
    const png = await known.png;
    if (png === undefined) {
      // What could not be drawn now may be in a moment.
      if (kept.get(path) === known) kept.delete(path);
      return c.notFound();
    }
    return c.body(png, 200, { "content-type": "image/png", "cache-control": "public, max-age=600" });
  });
}
