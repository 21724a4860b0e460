import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { z } from "zod";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).optional(), isEntry: z.boolean().optional() }),
);
type Manifest = z.infer<typeof manifestSchema>;

export interface Bundle {
  name: string;
  /** Bytes of JavaScript, each file gzipped as a server sends it. */
  bytes: number;
  budget: number;
}

/** The parts that somebody's first visit needs: the entry, and what is loaded on demand for this kind of visit. */
const visits = [
  { name: "public page /", entry: "app", budget: 130_000, parts: ["src/app/house/HousePage.tsx"] },
  {
    name: "member",
    entry: "app",
    budget: 230_000,
    parts: ["src/app/me/MePage.tsx", "src/app/session/SignInSheet.tsx", "src/chain/session/ownWallet.ts"],
  },
  { name: "terminal", entry: "terminal", budget: 170_000, parts: [] },
] as const;

/** Builds both entries into a folder of their own and weighs what each kind of visit loads. */
export async function measureBundles(): Promise<Bundle[]> {
  const sizes = { app: await weigh("app"), terminal: await weigh("terminal") };
  return visits.map(({ name, entry, budget, parts }) => ({ name, budget, bytes: sizes[entry](parts) }));
}

async function weigh(entry: "app" | "terminal"): Promise<(parts: readonly string[]) => number> {
  const folder = mkdtempSync(join(tmpdir(), "runde-bench-"));
  try {
    await build({
      configFile: here(`../frontend/${entry === "app" ? "" : "terminal/"}vite.config.ts`),
      logLevel: "error",
      build: { manifest: true, outDir: folder, emptyOutDir: true },
    });
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8")));
    const weights = new Map(
      Object.values(manifest)
        .filter(({ file }) => file.endsWith(".js"))
        .map(({ file }) => [file, gzipSync(readFileSync(join(folder, file)), { level: 9 }).length]),
    );
    const first = Object.entries(manifest).filter(([, { isEntry }]) => isEntry);
    return (parts) => {
      const files = new Set<string>();
      for (const key of [...first.map(([name]) => name), ...parts]) collect(manifest, key, files);
      return [...files].reduce((sum, file) => sum + (weights.get(file) ?? 0), 0);
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function collect(manifest: Manifest, key: string, files: Set<string>): void {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`The build has no ${key}`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const one of chunk.imports ?? []) collect(manifest, one, files);
}
