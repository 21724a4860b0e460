import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { beforeEach, describe, expect, it } from "vitest";
import { aDeployment } from "../deployment.fixture.ts";
import { AddressLimits } from "./AddressLimits.ts";
import { drawnPages, languageFor } from "./drawnPages.ts";

/** A build whose pages do what their address says, and count how often they were drawn. */
const program = `
export const pagesOf = ({ page }) => async ({ path, language, ask, at }) => {
  globalThis.drawn = (globalThis.drawn ?? 0) + 1;
  if (path === "/own") return undefined;
  if (path === "/broken") throw new Error("nothing fits");
  if (path.startsWith("/slow")) await new Promise(() => undefined);
  const { now, block } = await at();
  const house = await (await ask("/deployment.json")).text();
  return { found: path !== "/nowhere", html: [page, path, language, house, now, block].join("|") };
};
export const drawPicture = async ({ path }) => {
  globalThis.drawn = (globalThis.drawn ?? 0) + 1;
  if (path === "/seats/99") return undefined;
  if (path === "/seats/13") throw new Error("no luck");
  return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630"><circle r="300"/></svg>';
};`;

let app: Hono;
const told: string[] = [];
const drawnTimes = () => (globalThis as { drawn?: number }).drawn ?? 0;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "runde-pages-"));
  for (const [file, content] of [
    ["app/index.html", "built"],
    ["app/.vite/manifest.json", "{}"],
    ["pages/renderPage.js", program],
    ["pages/package.json", '{ "type": "module" }'],
  ] as const) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  told.length = 0;
  app = new Hono();
  app.get("/deployment.json", (c) => c.text("the house"));
  drawnPages(app, folder, {
    deployment: aDeployment(),
    limits: new AddressLimits(),
    at: async () => ({ now: 77, block: 5n }),
    log: (line) => void told.push(line),
  });
  app.get("*", (c) => c.text("empty page"));
});

const ask = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe("a page that can be drawn", () => {
  it("comes with the house's answers, time and block, in the browser's language", async () => {
    const answer = await ask("/money", { "accept-language": "de-CH,de;q=0.9" });
    expect(await answer.text()).toBe("built|/money|de|the house|77|5");
    expect(answer.headers.get("content-language")).toBe("de");
    expect(answer.headers.get("vary")).toContain("accept-language");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
  });

  it("is drawn once for those who come together or soon after, and again for another language", async () => {
    const before = drawnTimes();
    await Promise.all([ask("/votes"), ask("/votes"), ask("/votes")]);
    await ask("/votes");
    expect(drawnTimes() - before).toBe(1);
    await ask("/votes", { "accept-language": "zh-TW" });
    expect(drawnTimes() - before).toBe(2);
  });

  it("comes squeezed to whoever can take that", async () => {
    const answer = await ask("/money", { "accept-encoding": "gzip, br" });
    expect(answer.headers.get("content-encoding")).toBe("br");
  });

  it("says that there is no such page where there is none", async () => {
    expect((await ask("/nowhere")).status).toBe(404);
  });
});

describe("the empty page comes", () => {
  it.each(["/own", "/broken", "/terminal", "/terminal/x", "/icon.svg", "/money?dir=in"])("for %s", async (path) => {
    expect(await (await ask(path)).text()).toBe("empty page");
  });

  it("with a word to whoever runs the server when drawing failed", async () => {
    await ask("/broken");
    expect(told).toEqual(["/broken was not drawn: nothing fits"]);
  });

  it("when drawing takes long, and for whoever asks for too much at once", async () => {
    const before = drawnTimes();
    const many = await Promise.all(Array.from({ length: 80 }, (_, n) => ask(`/slow${n}`)));
    for (const one of many) expect(await one.text()).toBe("empty page");
    // What is still being drawn holds up neither the server nor those who come later.
    expect(drawnTimes() - before).toBeLessThan(40);
  });
});

describe("the picture of a page", () => {
  it("is a PNG of the size that its page names, for the house and for a share", async () => {
    for (const address of ["/pictures/house.png", "/pictures/seats/7.png"]) {
      const answer = await ask(address);
      expect(answer.headers.get("content-type")).toBe("image/png");
      const bytes = new DataView(await answer.arrayBuffer());
      expect([bytes.getUint32(0), bytes.getUint32(16), bytes.getUint32(20)]).toEqual([0x89504e47, 1_200, 630]);
    }
  });

  it("is drawn once for all who come within a minute", async () => {
    const before = drawnTimes();
    await Promise.all([ask("/pictures/house.png"), ask("/pictures/house.png")]);
    await ask("/pictures/house.png");
    expect(drawnTimes() - before).toBe(1);
  });

  it.each(["/pictures/seats/99.png", "/pictures/seats/x.png", "/pictures/other.png"])(
    "is not there: %s",
    async (one) => {
      expect((await ask(one)).status).toBe(404);
    },
  );

  it("is missing, with a word to whoever runs the server, when drawing failed", async () => {
    expect((await ask("/pictures/seats/13.png")).status).toBe(404);
    expect(told).toEqual(["/seats/13 has no picture: no luck"]);
  });
});

describe("the language of a page", () => {
  it.each([
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["fr-FR, zh;q=0.5, en;q=0.7", "en"],
    ["ZH-cn", "zh"],
    ["fr", "en"],
    ["", "en"],
    [undefined, "en"],
    ["*", "en"],
    [";;q=,", "en"],
  ])("for %s is %s", (header, language) => {
    expect(languageFor(header, ["en", "de", "zh"])).toBe(language);
  });

  it("is the club's own first where nothing fits", () => {
    expect(languageFor("fr", ["zh", "de"])).toBe("zh");
  });
});
