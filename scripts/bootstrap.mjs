// Runs on whatever Node the machine has: finds a suitable Node, installs from the lockfile, then starts the real script.
// Plain JavaScript without dependencies, because nothing is installed yet.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const LEAST_NODE = [22, 18];
const FETCHED_NODE = "24.21.0";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "scripts/commands");
const commands = readdirSync(folder).filter((file) => file.endsWith(".ts"));
const [name, ...args] = process.argv.slice(2);
const file = `${name}.ts`;
if (!commands.includes(file)) {
  console.error(
    `No command "${name ?? ""}". There are: ${commands
      .map((one) => one.slice(0, -3))
      .sort()
      .join(", ")}.`,
  );
  process.exit(2);
}

const node = suitableNode();
const env = { ...process.env, PATH: dirname(node) + delimiter + (process.env.PATH ?? "") };
install();
compile();
run();

/** npm's own file, so that it can be run under the Node of our choice. */
function npmFile() {
  if (process.env.npm_execpath?.endsWith(".js")) return process.env.npm_execpath;
  const inPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "npm"));
  const beside = join(dirname(process.execPath), "node_modules/npm/bin/npm-cli.js");
  const found = [...inPath, beside]
    .filter(existsSync)
    .map((file) => realpathSync(file))
    .find((file) => file.endsWith(".js"));
  if (found) return found;
  console.error("npm was not found. Install it with Node, then: npm start");
  process.exit(1);
}

function suitableNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return process.execPath;
  console.log(`· Node ${process.versions.node} is older than ${LEAST_NODE.join(".")}: using ${FETCHED_NODE} from npm`);
  const ask = [npmFile(), "exec", "--yes", `--package=node@${FETCHED_NODE}`, "--", "node", "-p", "process.execPath"];
  const answer = execFileSync(process.execPath, ask, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return answer.trim().split("\n").at(-1);
}

function install() {
  const packages = readFileSync(join(root, "package-lock.json"));
  const wanted = createHash("sha256").update(packages).digest("hex") + process.platform + process.arch;
  const stamp = join(root, "node_modules", ".installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("· Installing packages from the lockfile");
  const lock = join(root, ".installing");
  waitForOther(lock);
  try {
    // npm itself runs under the new Node: under an old one it leaves native parts out without a word.
    execFileSync(node, [npmFile(), "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      env,
      stdio: "inherit",
    });
    writeFileSync(stamp, wanted);
  } catch {
    console.error(
      "\nThe packages could not be installed; above stands why. Without a network, or while another program uses this folder, run the same command again later.",
    );
    process.exitCode = 1;
  } finally {
    rmSync(lock, { force: true });
  }
  if (process.exitCode === 1) process.exit();
}

/** Two installs in one folder would delete each other's packages. */
function waitForOther(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
  } catch {
    const other = holderOf(lock);
    if (other > 0 && isRunning(other)) {
      console.error(
        `Another command is installing packages in this folder (process ${other}). Run this one again when it is done.`,
      );
      process.exit(1);
    }
    writeFileSync(lock, String(process.pid));
  }
}

/** 0: whoever held it is done, or was killed while it wrote. */
function holderOf(lock) {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return 0;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Nearly every command imports what the compiler wrote (`protocol/abi`), which git does not keep. */
function compile() {
  if (["abi", "fix"].includes(name)) return;
  const abis = join(root, "protocol/abi/parts.ts");
  if (!existsSync(abis)) console.log("· Compiling the contracts");
  try {
    execFileSync(node, [join(folder, "abi.ts"), "--quiet"], { cwd: root, env, stdio: "inherit" });
  } catch {
    // It has said why.
    process.exit(1);
  }
}

function run() {
  const child = spawn(node, [join(folder, file), ...args], { cwd: root, env, stdio: "inherit" });
  // A terminal sends Ctrl-C to the whole group, a supervisor only to us: pass it on, the child takes the second as the first.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
