import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { compile } from "../compile/compile.ts";
import { runCommand } from "../process/runCommand.ts";
import { root, runNode } from "../process/runTool.ts";

const folder = join(root, "bench/peers");

await runCommand(async () => {
  installPeers();
  await compile();
  const { ok } = await runNode(["bench/bench.ts"]);
  return ok ? 0 : 1;
});

/** Contracts of others are fetched by this command alone, from their own lockfile; start and test never wait for them. */
function installPeers(): void {
  const lock = readFileSync(join(folder, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  const stamp = join(folder, "node_modules/.installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("· Installing the peers from bench/peers/package-lock.json");
  const options = ["ci", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync(process.execPath, [npmFile(), ...options], { cwd: folder, stdio: "inherit" });
  writeFileSync(stamp, wanted);
}

function npmFile(): string {
  const given = process.env.npm_execpath;
  if (given?.endsWith(".js")) return given;
  const inPath = (process.env.PATH ?? "").split(delimiter).map((one) => join(one, "npm"));
  const found = inPath
    .filter(existsSync)
    .map((file) => realpathSync(file))
    .find((file) => file.endsWith(".js"));
  if (found === undefined) throw new Error("npm was not found. Run it by npm: npm run bench");
  return found;
}
