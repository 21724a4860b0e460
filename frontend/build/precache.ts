import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import type { Entry } from "./houseBuild.ts";

/** What the bundler tells of a file that it made. */
interface Part {
  type: string;
  facadeModuleId?: string | null;
  isEntry?: boolean;
  imports?: readonly string[];
  viteMetadata?: { importedCss?: ReadonlySet<string> };
}
type Parts = Readonly<Record<string, Part>>;

const workers: Record<Entry, { source: string; base: string; page: string; others: readonly string[] }> = {
  app: {
    source: "../src/app/serviceWorker.js",
    base: "/",
    page: "index.html",
    others: ["icon.svg", "look.js", "manifest.webmanifest"],
  },
  terminal: { source: "../src/terminal/worker.js", base: "/terminal/", page: "", others: ["counter.svg"] },
};

/** Writes a service worker: its source with the list of this build's files put in. */
export function precache(entry: Entry): Plugin {
  const { source, base, page, others } = workers[entry];
  return {
    name: "runde-precache",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const parts = bundle as unknown as Parts;
        const kept = entry === "app" ? codeAlone(parts) : ofTheCounter(parts);
        const files = kept.map((file) => base + file).sort();
        const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
        const list = JSON.stringify([base + page, ...files, ...others.map((file) => base + file)]);
        const code = readFileSync(fileURLToPath(new URL(source, import.meta.url)), "utf8")
          .replace("__VERSION__", version)
          .replace('["__FILES__"]', list);
        this.emitFile({ type: "asset", fileName: "worker.js", source: code });
      },
    },
  };
}

/** The counter keeps all it has, but for the sentences of rooms that it never enters. */
function ofTheCounter(parts: Parts): string[] {
  const isForeign = ({ facadeModuleId }: Part) => /\/i18n\/(?:en|de|zh)\/(?!first|terminal)/.test(facadeModuleId ?? "");
  return Object.entries(parts)
    .filter(([file, part]) => file !== "index.html" && !file.endsWith(".map") && !isForeign(part))
    .map(([file]) => file);
}

/** What is needed without the network: what was seen last, the code's own page, its sentences, the fonts. */
const neededOffline =
  /\/src\/app\/lastSeen\.ts|\/src\/features\/voucher\/code\/(?:MyCodePage|OfflineCode)\.tsx|\/i18n\/(?:en|de|zh)\/(?:first|voucher|errors)\.ts|\/node_modules\/qrcode\//;
/** What a page asks with again when the network is back: a browser that once failed to fetch a part never tries again. */
const neededAgain =
  /\/protocol\/house\/deployments\.ts|\/chain\/(?:membership\/readDirectory|records\/askRecord|treasury\/readPayees|session\/keptSession|write\/keptPending)\.ts|\/motions\/motionContent\.ts|\/account\/entry\/facts\.ts/;

function codeAlone(parts: Parts): string[] {
  const kept = new Set<string>();
  const add = (file: string) => {
    const part = parts[file];
    if (part === undefined || kept.has(file)) return;
    kept.add(file);
    for (const css of part.viteMetadata?.importedCss ?? []) kept.add(css);
    for (const other of part.imports ?? []) add(other);
  };
  for (const [file, part] of Object.entries(parts)) {
    if (
      part.isEntry ||
      neededOffline.test(part.facadeModuleId ?? "") ||
      neededAgain.test(part.facadeModuleId ?? "") ||
      file.endsWith(".woff2")
    )
      add(file);
  }
  if (kept.size < 5) throw new Error(`Only ${kept.size} files would be there without the network`);
  return [...kept];
}
