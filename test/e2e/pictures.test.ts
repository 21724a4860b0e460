import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pixelmatch from "pixelmatch";
import { type Browser, chromium, type Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasPackagedBrowser, packagedBrowser, packagedFonts } from "#scripts/process/findBrowser.ts";
import { root } from "#scripts/process/runTool.ts";
import { environmentOfToday } from "#scripts/tests/fakedDay.ts";
import { TOLD_ID } from "../../frontend/src/app/told.ts";
import { describeOwn } from "../fixtures/ownClub.ts";
import { type StartedHouse, startedHouse } from "./startedHouse.ts";
import { TestHouse } from "./TestHouse.ts";
import { open, visit, waitForLetters } from "./visit.ts";

/**
 * What no rule sees (a colour, a distance, a font that does not come) is held against pictures that somebody has looked
 * at. Nothing in them is left to chance: one browser with one font beside ours, clocks that stand, a house as it was opened.
 */
const looks = ["light", "dark"] as const;
/** Each from its top, in CSS pixels; what tells most of a page decides how wide it is. */
const shown = [
  { path: "/kit", width: 1280, height: 5000 },
  { path: "/", width: 390, height: 1600 },
  { path: "/money", width: 1280, height: 1200 },
  { path: "/rounds", width: 390, height: 1200 },
  { path: "/votes", width: 390, height: 1600 },
  { path: "/tables", width: 1280, height: 1200 },
  { path: "/seats/7", width: 390, height: 1200 },
  { path: "/join", width: 390, height: 1200 },
  { path: "/prices", width: 1280, height: 1000 },
];
const nameOf = (path: string, look: string) => `${path.slice(1).replaceAll("/", "-") || "house"}-${look}.png`;

/** This part of all pixels may differ. */
const MOST = 0.001;
/**
 * When a pixel differs: far below what pixelmatch takes for equal by itself (0.1), which sees no neighbouring shade. One
 * browser draws the same everywhere, and its edges too.
 */
const DIFFERS = { threshold: 0.02, includeAA: true };
/** After so many seconds without a change nothing is late any more. */
const STILL = 5;
/** A code of an address in this house, whose port is another one each time. */
const PORT = '[class*="_qr_"] svg';

const kept = join(root, "test/e2e/pictures");
/** What was found instead, not in git. */
const found = join(root, "cache/pictures");
const isNew = process.env.RUNDE_PICTURES === "new";

/** The day in the pictures, whichever the tests live on. */
const DAY = "2026-03-14";
const BEGINS = Date.parse(DAY) / 1000;
/** So long after its beginning nothing has happened yet that these pages tell, UTC seconds. */
const FIRST_HOUR = 3_600;
/** What their clocks show. */
const NOW = BEGINS + 600;

/**
 * The one from npm, whichever else is installed. Of the machine's fonts and of how it likes them drawn it knows nothing,
 * and it reckons with what every processor has.
 */
async function openPinnedBrowser(fontsFolder: string): Promise<Browser> {
  const pinned = await packagedBrowser();
  const file = join(fontsFolder, "fonts.conf");
  const drawn = { antialias: "<bool>true</bool>", hinting: "<bool>false</bool>", rgba: "<const>none</const>" };
  const edits = Object.entries(drawn).map(([name, value]) => `<edit name="${name}" mode="assign">${value}</edit>`);
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig><dir>${packagedFonts()}</dir><cachedir>${join(fontsFolder, "cache")}</cachedir>
<match target="pattern">${edits.join("")}</match></fontconfig>`,
  );
  return chromium.launch({
    ...pinned,
    env: { ...environmentOfToday(pinned.env), FONTCONFIG_FILE: file },
    args: [...pinned.args, "--font-render-hinting=none", "--disable-lcd-text", "--disable-skia-runtime-opts"],
  });
}

/** The chain's time is what it was, no device carries it on, and no page begins with the server's or a device's own. */
async function stopClocks(page: Page): Promise<void> {
  await page.addInitScript(
    ([told, now]) => {
      Date.now = () => now;
      performance.now = () => 0;
      Object.defineProperty(performance, "timeOrigin", { value: now });
      // When all of it has been read, and no program has begun.
      document.addEventListener("readystatechange", () => document.getElementById(told)?.remove());
    },
    [TOLD_ID, NOW * 1_000] as const,
  );
  await page.route("**/rpc", async (route) => {
    const answer = await route.fetch().catch(() => undefined);
    // The page asks again by itself.
    if (answer === undefined) return route.abort();
    const body = (await answer.text()).replaceAll(/(?<="timestamp":")0x[0-9a-f]+/g, (time) =>
      Number(time) < BEGINS ? time : `0x${NOW.toString(16)}`,
    );
    await route.fulfill({ response: answer, body });
  });
}

/** Takes a picture, and another one each second until it is right or no longer changes. */
async function take(page: Page, isRight: (picture: Buffer) => boolean): Promise<Buffer> {
  let last: Buffer | undefined;
  for (let same = 0; ; await pause(1_000)) {
    const picture = await page.screenshot({ animations: "disabled", mask: [page.locator(PORT)] });
    same = last?.equals(picture) ? same + 1 : 0;
    if (same === STILL || (same === 0 && isRight(picture))) return picture;
    last = picture;
  }
}

/** What part of all pixels differs, and where. */
function compare(before: PNG, picture: Buffer): { part: number; where?: PNG } {
  const after = PNG.sync.read(picture);
  const { width, height } = before;
  if (after.width !== width || after.height !== height) return { part: 1 };
  const where = new PNG({ width, height });
  const differing = pixelmatch(before.data, after.data, where.data, width, height, DIFFERS);
  return { part: differing / (width * height), where };
}

/** Holds a page as it stands against its picture; a line if it is another one. */
async function complaint(page: Page, name: string): Promise<string[]> {
  const file = join(kept, name);
  if (!existsSync(file)) return [`${name} has not been taken yet. ${howToTake}`];
  const before = PNG.sync.read(readFileSync(file));
  const picture = await take(page, (one) => compare(before, one).part <= MOST);
  const { part, where } = compare(before, picture);
  if (part <= MOST) return [];
  mkdirSync(found, { recursive: true });
  writeFileSync(join(found, name), picture);
  if (where) writeFileSync(join(found, name.replace(".png", ".difference.png")), PNG.sync.write(where));
  const percent = `${(part * 100).toFixed(2)} % of its pixels`;
  return [`${name} is another picture in ${percent}: see ${relative(root, found)}. ${howToTake}`];
}
const howToTake =
  "If it is to be so: RUNDE_PICTURES=new npx vitest run --project e2e test/e2e/pictures.test.ts, and look at it";

/** Keeps what stands still, unless the picture that is here is still right. */
async function keep(page: Page, name: string): Promise<void> {
  const picture = await take(page, () => false);
  const file = join(kept, name);
  if (existsSync(file) && compare(PNG.sync.read(readFileSync(file)), picture).part <= MOST) return;
  writeFileSync(
    file,
    PNG.sync.write(PNG.sync.read(picture), { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 }),
  );
}

function pictures(): void {
  const fontsFolder = mkdtempSync(join(tmpdir(), "fonts of the pictures "));
  let browser: Browser;
  let house: TestHouse;
  let own: StartedHouse | undefined;

  beforeAll(async () => {
    rmSync(found, { recursive: true, force: true });
    browser = await openPinnedBrowser(fontsFolder);
    house = await TestHouse.find();
    const age = (await house.now()) - BEGINS;
    if (age >= 0 && age < FIRST_HOUR) return;
    own = await startedHouse("--anchor", DAY);
    house = await TestHouse.at(own.address);
  });
  afterAll(async () => {
    await browser.close();
    await own?.close();
    rmSync(fontsFolder, { recursive: true, force: true });
  });

  it.each(shown)("shows $path as in its picture, in both looks", async ({ path, width, height }) => {
    const { context, page } = await visit(browser, house, { language: "de", width });
    try {
      await page.setViewportSize({ width, height });
      await stopClocks(page);
      await waitForLetters(page);
      await open(page, path);
      const complaints: string[] = [];
      for (const look of looks) {
        await page.emulateMedia({ colorScheme: look });
        if (isNew) await keep(page, nameOf(path, look));
        else complaints.push(...(await complaint(page, nameOf(path, look))));
      }
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
    } finally {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await context.close();
    }
  });

  it("keeps no picture of anything else", () => {
    const names = shown.flatMap(({ path }) => looks.map((look) => nameOf(path, look)));
    expect(readdirSync(kept).sort()).toEqual(names.sort());
  });
}

if (hasPackagedBrowser) describeOwn("its pages are another club's", "a page", pictures);
else
  describe.skip(
    "a page [not here: no browser comes with npm for this machine, and another one draws otherwise]",
    pictures,
  );
