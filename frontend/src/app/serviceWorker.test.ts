import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";

const source = readFileSync(new URL("./serviceWorker.js", import.meta.url), "utf8");
const PLACE = "https://house.example";

interface Kept {
  [name: string]: Record<string, string>;
}

/** A browser that keeps these, whose worker is of version 2 and whose house answers with "new". */
function aBrowser(kept: Kept, { isFull = false, isOnline = true } = {}) {
  const heard = new Map<string, (event: unknown) => void>();
  const within = (name: string) => {
    kept[name] ??= {};
    const files = kept[name];
    return {
      match: async (path: string) => (path in files ? new Response(files[path]) : undefined),
      put: async (path: string, answer: Response) => {
        if (isFull) throw new DOMException("full", "QuotaExceededError");
        files[path] = await answer.text();
      },
    };
  };
  const caches = {
    open: async (name: string) => within(name),
    // As browsers do: the oldest first, unless one is named.
    match: async (path: string, { cacheName }: { cacheName?: string } = {}) => {
      for (const name of cacheName === undefined ? Object.keys(kept) : [cacheName]) {
        const found = await within(name).match(path);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
  const fetch = async () => {
    if (!isOnline) throw new TypeError("no network");
    return new Response("new");
  };
  const self = { addEventListener: (name: string, hear: (event: unknown) => void) => heard.set(name, hear) };
  const code = source.replace("__VERSION__", "2").replace('"__FILES__"', '"/index.html", "/look.js"');
  runInNewContext(code, { self, caches, fetch, location: new URL(PLACE), URL, Response, Request });
  return async (path: string, mode = "no-cors"): Promise<string> => {
    let answer: Promise<Response> | undefined;
    const respondWith = (coming: Promise<Response>) => {
      answer = coming;
    };
    heard.get("fetch")?.({ request: { method: "GET", url: PLACE + path, mode }, respondWith });
    return (await answer)!.text();
  };
}

describe("what this browser keeps of the app", () => {
  const twoBuilds = () => ({
    "runde-app-1": { "/index.html": "old page", "/look.js": "old look", "/assets/part-1.js": "old part" },
    "runde-app-2": { "/index.html": "page", "/look.js": "look" },
  });

  it("is of the present build, where both have a file of one name", async () => {
    const ask = aBrowser(twoBuilds(), { isOnline: false });
    expect(await ask("/money", "navigate")).toBe("page");
    expect(await ask("/look.js")).toBe("look");
  });

  it("is there for a page of the build before, which is still open", async () => {
    expect(await aBrowser(twoBuilds(), { isOnline: false })("/assets/part-1.js")).toBe("old part");
  });

  it("grows with each part that was fetched", async () => {
    const kept: Kept = twoBuilds();
    expect(await aBrowser(kept)("/assets/part-2.js")).toBe("new");
    expect(kept["runde-app-2"]).toHaveProperty(["/assets/part-2.js"], "new");
  });

  it("takes no part away that was fetched, when there is no room to keep it", async () => {
    expect(await aBrowser(twoBuilds(), { isFull: true })("/assets/part-2.js")).toBe("new");
  });
});
