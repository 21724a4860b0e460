import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import type { Entry } from "./houseBuild.ts";

/** What the bundler tells of a file that it made. */
interface Part {
  type: string;
  facadeModuleId?: string | null;
  isEntry?: boolean;
  imports?: readonly string[];
  /** Of what is no code. */
  source?: string | Uint8Array;
  viteMetadata?: { importedCss?: ReadonlySet<string> };
}
type Parts = Readonly<Record<string, Part>>;

interface WorkerSource {
  source: string;
  /** The folder of what is served as it lies there. */
  still: string;
  base: string;
  page: string;
  others: readonly string[];
}

const workers: Record<Entry, WorkerSource> = {
  app: {
    source: "../src/app/serviceWorker.js",
    still: "../public/",
    base: "/",
    page: "index.html",
    others: ["icon.svg", "look.js", "manifest.webmanifest"],
  },
  terminal: {
    source: "../src/terminal/worker.js",
    still: "../terminal/public/",
    base: "/terminal/",
    page: "",
    others: ["counter.svg"],
  },
};

/** Writes a service worker: its source with the list of this build's files put in. */
export function precache(entry: Entry): Plugin {
  const { source, still, base, page, others } = workers[entry];
  return {
    name: "runde-precache",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const parts = bundle as unknown as Parts;
        const kept = entry === "app" ? codeAlone(parts) : ofTheCounter(parts);
        const files = kept.map((file) => base + file).sort();
        const version = versionOf(files, parts, new URL(still, import.meta.url));
        const list = JSON.stringify([base + page, ...files, ...others.map((file) => base + file)]);
        const code = readFileSync(fileURLToPath(new URL(source, import.meta.url)), "utf8")
          .replace("__VERSION__", version)
          .replace('["__FILES__"]', list);
        this.emitFile({ type: "asset", fileName: "worker.js", source: code });
      },
    },
  };
}

/** Another one for each build: browsers come for page, icon and look only when their worker is another one. */
function versionOf(files: readonly string[], parts: Parts, still: URL): string {
  const hash = createHash("sha256").update(files.join("\n"));
  for (const file of Object.keys(parts).sort()) {
    const { source } = parts[file]!;
    // What lies in this folder has its content in its name.
    if (source !== undefined && !file.startsWith("assets/")) hash.update(file).update(source);
  }
  for (const file of readdirSync(still).sort()) hash.update(file).update(readFileSync(new URL(file, still)));
  return hash.digest("hex").slice(0, 12);
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
