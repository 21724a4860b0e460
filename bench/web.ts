import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { createServer } from "vite";
import { narrowed } from "#scripts/lint/markdownWidth.ts";
import { findBrowser } from "#scripts/process/findBrowser.ts";
import { exampleOf } from "../test/e2e/examples.ts";
import { table } from "./table.ts";
import { allPairs } from "./web/allPairs.ts";
import { type Judged, judge } from "./web/judge.ts";
import { look, type Seen, type Way } from "./web/visits.ts";
import { type OpenHouse, withHouse } from "./web/withHouse.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** What is promised; reported beside what was found, never a test: times are this machine's. */
const most = { shift: 0.05, nodes: 1_500, over: 0 };
const judgedPaths = ["/", "/money", "/votes", "/terminal/"];

const text = await withHouse(report);
writeFileSync(here("web.md"), narrowed(text));
console.log(text);
process.exit();

async function report(house: OpenHouse): Promise<string> {
  const began = performance.now();
  const member = house.people.findLast(({ seat }) => seat !== null);
  const judged = await judge(house.address, judgedPaths, 3);
  const browser = await chromium.launch(await findBrowser());
  const seeAll = async (ways: readonly Way[]) => {
    const seen: Visited[] = [];
    for (const way of ways) seen.push({ way, seen: await look(browser, house, member, way) });
    return seen;
  };
  try {
    const all = await routes();
    const plain = { width: 390, language: "de", look: "light", who: "stranger" } as const;
    const rows = await seeAll(
      allPairs({
        route: all,
        width: [320, 390, 768, 1024, 1280],
        language: ["de", "en", "zh"],
        look: ["light", "dark"],
        line: ["free", "slow3G"],
        who: ["stranger", "member"],
      }),
    );
    const slow = await seeAll(["/", "/money"].map((route) => ({ ...plain, route, line: "slow3G" })));
    const cold = await seeAll(all.map((route) => ({ ...plain, route, line: "free" })));
    return written({ judged, rows, slow, cold, minutes: (performance.now() - began) / 60_000 });
  } finally {
    await browser.close();
  }
}

/** Every page that people come upon; the one that shows all parts is for whoever builds them. */
async function routes(): Promise<string[]> {
  const server = await createServer({
    configFile: here("../frontend/vite.config.ts"),
    logLevel: "error",
    server: { middlewareMode: true },
  });
  try {
    const { pages } = (await server.ssrLoadModule("/src/app/pages.ts")) as { pages: readonly { path: string }[] };
    return pages.map(({ path }) => exampleOf(path)).filter((path) => path !== "/kit");
  } finally {
    await server.close();
  }
}

interface Visited {
  way: Way;
  seen: Seen;
}

interface Found {
  judged: readonly Judged[];
  rows: readonly Visited[];
  slow: readonly Visited[];
  cold: readonly Visited[];
  minutes: number;
}

function written({ judged, rows, slow, cold, minutes }: Found): string {
  const beyond = rows.filter(({ seen }) => seen.shift > most.shift || seen.nodes > most.nodes || seen.over > most.over);
  return [
    "# How the pages come",
    "",
    `Written by \`npm run bench -- web\` in ${minutes.toFixed(0)} minutes, on a house that \`npm start\` opens. Times are this machine's; the browser and`,
    "the house share it.",
    "",
    "## What Lighthouse says (phone, middle of three)",
    "",
    ...table(
      ["page", "performance", "accessibility", "best practices", "SEO", "main thread"],
      judged.map((one) => [
        one.path,
        ...[one.performance, one.accessibility, one.bestPractices, one.seo].map(String),
        `${(one.mainThread / 1000).toFixed(1)} s`,
      ]),
    ),
    "",
    ...judged.flatMap(({ path, lacks }) =>
      lacks.length > 0 ? [`Below what is promised, ${path}: ${lacks.join(", ")}.`, ""] : [],
    ),
    "## On slow 3G (400 kbit/s, 400 ms)",
    "",
    ...table(
      ["page", "first figures", "live"],
      slow.map(({ way, seen }) => [way.route, seconds(seen.first), seconds(seen.live)]),
    ),
    "",
    "## Each page, come upon for the first time (390 pixels, light, German, a stranger)",
    "",
    "Practice parts (the clock) included.",
    "",
    ...table(
      ["page", "first text", "shift", "requests", "JavaScript", "elements"],
      cold.map(({ way, seen }) => [
        shortened(way.route),
        seconds(seen.first),
        seen.shift.toFixed(3),
        String(seen.requests),
        `${(seen.scripts / 1000).toFixed(0)} kB`,
        String(seen.nodes),
      ]),
    ),
    "",
    `## Any two of page, width, language, look, line and reader: ${rows.length} visits`,
    "",
    `Largest shift ${Math.max(...rows.map(({ seen }) => seen.shift)).toFixed(3)}, most elements ${Math.max(...rows.map(({ seen }) => seen.nodes))}.`,
    beyond.length === 0 ? "Nothing shifts, grows or sticks out beyond what is promised." : "Beyond what is promised:",
    "",
    ...beyond.map(
      ({ way, seen }) =>
        `- ${shortened(way.route)}, ${way.width}, ${way.language}, ${way.look}, ${way.line}, ${way.who}: shift ${seen.shift.toFixed(3)}, ${seen.nodes} elements, ${seen.over} px too wide`,
    ),
    "",
  ].join("\n");
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function shortened(route: string): string {
  return route.replace(/0x0+$/, "0x00…");
}
