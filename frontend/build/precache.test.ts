import { describe, expect, it } from "vitest";
import type { Entry } from "./houseBuild.ts";
import { precache } from "./precache.ts";

/** The worker that a build of these writes, beside parts whose names say what is in them. */
function workerOf(entry: Entry, assets: Record<string, string>): string {
  const parts = Array.from({ length: 5 }, (_, i) => [`assets/part-${i}.js`, { type: "chunk", isEntry: true }]);
  const others = Object.entries(assets).map(([file, source]) => [file, { type: "asset", source }]);
  const written: string[] = [];
  const build = { emitFile: ({ source }: { source: string }) => written.push(source) };
  const { generateBundle } = precache(entry) as unknown as { generateBundle: { handler: (...all: unknown[]) => void } };
  generateBundle.handler.call(build, {}, Object.fromEntries([...parts, ...others]));
  return written.join();
}

const assets = { "index.html": "<p>page", "icon.svg": "<svg/>", "manifest.webmanifest": "{}" };

describe("the service worker", () => {
  it("is the same for the same build", () => {
    expect(workerOf("app", assets)).toBe(workerOf("app", { ...assets }));
  });

  it.each([
    ["app", "index.html"],
    ["app", "icon.svg"],
    ["app", "manifest.webmanifest"],
    ["terminal", "index.html"],
  ] as const)("of the %s is another one when %s alone has changed", (entry, file) => {
    expect(workerOf(entry, { ...assets, [file]: "another" })).not.toBe(workerOf(entry, assets));
  });
});
