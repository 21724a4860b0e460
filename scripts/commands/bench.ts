import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { compile } from "../compile/compile.ts";
import { runCommand } from "../process/runCommand.ts";
import { root, runNode } from "../process/runTool.ts";

/** What is measured, by the word that asks for it, and what it needs of others. */
const benches = {
  "": { program: "bench/bench.ts", needs: "bench/peers" },
  web: { program: "bench/web.ts", needs: "bench/lighthouse" },
  till: { program: "bench/till.ts", needs: undefined },
  relay: { program: "bench/relay.ts", needs: undefined },
  film: { program: "bench/film.ts", needs: undefined },
} as const;

await runCommand(async () => {
  const [word = ""] = process.argv.slice(2);
  const bench = Object.entries(benches).find(([name]) => name === word)?.[1];
  if (bench === undefined)
    throw new Error(
      `npm run bench measures "web", "till", "relay" or, without a word, the rest, and plays "film"; not "${word}"`,
    );
  if (bench.needs !== undefined) install(join(root, bench.needs));
  await compile();
  const { ok } = await runNode([bench.program]);
  return ok ? 0 : 1;
});

/** What others have made is fetched by this command alone, from its own lockfile; start and test never wait for it. */
function install(folder: string): void {
  const lock = readFileSync(join(folder, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  const stamp = join(folder, "node_modules/.installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log(`· Installing what ${relative(root, folder)} lists`);
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
