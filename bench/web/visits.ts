import type { Browser, CDPSession, Page } from "playwright-core";
import { type Language, settled, visit } from "../../test/e2e/visit.ts";
import type { OpenHouse } from "./withHouse.ts";

/** How somebody comes upon a page. */
export interface Way {
  route: string;
  width: number;
  language: Language;
  look: "light" | "dark";
  line: keyof typeof lines;
  who: "stranger" | "member";
}

/** Bytes a second and milliseconds, as Chromium's own tools emulate them; undefined: as it is. */
const lines = {
  free: undefined,
  slow3G: { throughput: 400_000 / 8, latency: 400 },
} as const;

/** What a visit took. Times in milliseconds since the address was entered. */
export interface Seen {
  shift: number;
  requests: number;
  /** JavaScript as it was sent. */
  scripts: number;
  nodes: number;
  /** Pixels that the page is wider than its window. */
  over: number;
  /** The first text is there: with a drawn page, its figures. */
  first: number;
  /** The program has taken over and has heard from the chain; nothing is asked for any more. */
  live: number;
}

/** Comes upon a page for the first time and notes what happens. */
export async function look(
  browser: Browser,
  house: Pick<OpenHouse, "address" | "deployment">,
  member: { label: string; name: string } | undefined,
  way: Way,
): Promise<Seen> {
  const { width, language } = way;
  const { context, page } = await visit(browser, house, {
    width,
    language,
    ...(way.who === "member" && member && { as: member }),
  });
  try {
    await page.emulateMedia({ colorScheme: way.look, reducedMotion: "reduce" });
    const line = lines[way.line];
    if (line !== undefined) await slowDown(await context.newCDPSession(page), line);
    await context.addInitScript(noteShifts);
    let requests = 0;
    const sizes: Promise<number>[] = [];
    page.on("request", () => {
      requests += 1;
    });
    page.on("response", (response) => {
      const request = response.request();
      if (request.resourceType() !== "script") return;
      sizes.push(response.finished().then(async () => (await request.sizes()).responseBodySize));
    });
    await page.goto(way.route);
    await settled(page);
    const live = await page.evaluate(() => performance.now());
    const scripts = (await Promise.all(sizes)).reduce((all, one) => all + one, 0);
    return { ...(await stateOf(page)), requests, scripts, live };
  } finally {
    await context.close();
  }
}

async function slowDown(session: CDPSession, { throughput, latency }: { throughput: number; latency: number }) {
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
}

/** Runs in the page before anything else. */
function noteShifts(): void {
  let shift = 0;
  Object.assign(globalThis, { shifted: () => shift });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) shift += entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}

const stateOf = (page: Page) =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    return {
      shift: (globalThis as unknown as { shifted: () => number }).shifted(),
      nodes: document.querySelectorAll("*").length,
      over: scrollWidth - clientWidth,
      first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    };
  });
