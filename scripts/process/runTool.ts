import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Tools are started by their own file: no shell, no npx, one process to end. */
export const toolFiles = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  depcruise: "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
  hardhat: "node_modules/hardhat/dist/src/cli.js",
  knip: "node_modules/knip/bin/knip.js",
  prettier: "node_modules/prettier/bin/prettier.cjs",
  solhint: "node_modules/solhint/solhint.js",
  tsc: "node_modules/typescript/bin/tsc",
  vite: "node_modules/vite/bin/vite.js",
  vitest: "node_modules/vitest/vitest.mjs",
} as const;

export type Tool = keyof typeof toolFiles;

export interface Outcome {
  ok: boolean;
  /** Everything printed, when it was not shown at once. */
  output: string;
}

export interface RunOptions {
  /** Keeps what it prints for whoever wants to show it after a failure. */
  quiet?: boolean;
  /** Beside what this process has in its own environment. */
  env?: Record<string, string>;
}

/** Runs one of our tools. */
export function runTool(tool: Tool, args: string[], options: RunOptions = {}): Promise<Outcome> {
  return runNode([toolFiles[tool], ...args], options);
}

const running = new Set<ChildProcess>();

/** Ends the tools that still run, when whoever started them has to go. */
export function endTools(): void {
  for (const child of running) child.kill("SIGTERM");
}

export function runNode(args: string[], { quiet = false, env = {} }: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    running.add(child);
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      running.delete(child);
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}
