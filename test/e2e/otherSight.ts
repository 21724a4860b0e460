import type { Page } from "playwright-core";
import { cutWords } from "./pseudoLocale.ts";
import { tooWide } from "./visit.ts";

/** A page for who sees it otherwise than it was drawn: in larger letters, or in colours of the device. */

/** WCAG 1.4.12, and letters of twice their size (1.4.4), in windows of so many pixels. */
const letters = {
  spaced: {
    rules: "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
    widths: [320],
  },
  large: { rules: "html { font-size: 200% !important }", widths: [640, 390, 320] },
};

/** What sticks out or is cut off in such letters, a line for each place; the window is left as it was found. */
export async function brokenByLetters(page: Page): Promise<string[]> {
  const found: string[] = [];
  const before = page.viewportSize();
  for (const [way, { rules, widths }] of Object.entries(letters)) {
    // The security policy lets no style element in.
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
    }, rules);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 568 });
      // On the smallest phone a word of twice its size may be longer than a button: it sticks out of it, and not of the page.
      const words = way === "large" && width === 320 ? [] : await cutWords(page);
      const here = [...(await tooWide(page)), ...words];
      found.push(...here.map((one) => `${way}, ${width}: ${one}`));
    }
  }
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  if (before !== null) await page.setViewportSize(before);
  return found;
}

/**
 * What a page draws in pictures that can hardly be told from what lies behind it where the device forces its colours:
 * less than 3 to 1 (WCAG 1.4.11). Somebody has chosen the light look, and the device has dark colours of its own.
 */
export async function lostInForcedColours(page: Page): Promise<string[]> {
  const before = await page.evaluate(() => {
    const { theme } = document.documentElement.dataset;
    document.documentElement.dataset.theme = "light";
    return theme;
  });
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  const lost = await page.evaluate(faint);
  await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
  await page.evaluate((theme) => {
    if (theme === undefined) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, before);
  return lost;
}

/** Runs in the page. */
function faint(): string[] {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (canvas === null) throw new Error("Nothing to paint on");
  const linear = (part: number) => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  /** Undefined for what is rather not drawn. */
  const luminance = (colour: string) => {
    canvas.clearRect(0, 0, 1, 1);
    // "none" is no colour: the last one would stay.
    canvas.fillStyle = "transparent";
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, opacity = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return opacity < 128 ? undefined : 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const ground = luminance(getComputedStyle(document.body).backgroundColor) ?? 1;
  const isThere = (one: Element) => getComputedStyle(one).visibility === "visible" && one.getClientRects().length > 0;
  const fillOf = (one: Element) => (isThere(one) ? luminance(getComputedStyle(one).fill) : undefined);
  /** Whether what is drawn later lies on it: within its edges, and its middle on what is filled. */
  const holds = (outer: SVGGeometryElement, inner: Element) => {
    // Of a shape that is cut to another's form nobody knows here where it ends.
    if (getComputedStyle(outer).clipPath !== "none" || outer.closest("[clip-path]") !== null) return false;
    const [edges, it] = [outer, inner].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
    const isWithin =
      edges.left <= it.left && edges.top <= it.top && edges.right >= it.right && edges.bottom >= it.bottom;
    const there = outer.getScreenCTM()?.inverse();
    const middle = new DOMPoint(it.x + it.width / 2, it.y + it.height / 2);
    return isWithin && there !== undefined && outer.isPointInFill(middle.matrixTransform(there));
  };
  const pictures = [...document.querySelectorAll("svg")];
  if (pictures.length === 0) throw new Error("There is no picture here, not even the emblem");
  return pictures.flatMap((picture) => {
    const shapes = [...picture.querySelectorAll<SVGGeometryElement>("path, circle, ellipse, rect, line, polyline")];
    return shapes
      .filter((one, i) => {
        if (!isThere(one)) return false;
        const { fill, stroke } = getComputedStyle(one);
        const drawn = [fill, stroke].map(luminance).filter((colour) => colour !== undefined);
        // On the page, or on the last shape that was filled under it.
        const under = shapes.slice(0, i).findLast((other) => fillOf(other) !== undefined && holds(other, one));
        const behind = (under && fillOf(under)) ?? ground;
        return drawn.length > 0 && drawn.every((colour) => contrast(colour, behind) < 3);
      })
      .map((one) => `${one.outerHTML.slice(0, 120)} in ${picture.outerHTML.slice(0, 120)}`);
  });
}
