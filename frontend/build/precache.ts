import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const source = fileURLToPath(new URL("../src/terminal/worker.js", import.meta.url));

/** Sentences of rooms that the counter never enters. */
function isForeignCatalogue(part: { type: string; facadeModuleId?: string | null }): boolean {
  return /\/i18n\/(?:en|de|zh)\/(?!first|terminal)/.test(part.facadeModuleId ?? "");
}

/** Writes the counter's service worker: its source with the list of this build's files put in. */
export function precache(base: string): Plugin {
  return {
    name: "runde-precache",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const files = Object.entries(bundle)
          .filter(([file, part]) => file !== "index.html" && !file.endsWith(".map") && !isForeignCatalogue(part))
          .map(([file]) => file)
          .map((file) => base + file)
          .sort();
        const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
        const list = JSON.stringify([base, ...files, `${base}counter.svg`]);
        const code = readFileSync(source, "utf8").replace("__VERSION__", version).replace('["__FILES__"]', list);
        this.emitFile({ type: "asset", fileName: "worker.js", source: code });
      },
    },
  };
}
