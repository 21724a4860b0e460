import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { keccak256, stringToHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { publicHouseId } from "#protocol/house/houseId.ts";
import { type Anvil, startAnvil } from "#relay/anvil.fixture.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { aCandidNode } from "#relay/candidHouse.fixture.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { freePort } from "#relay/freePort.fixture.ts";
import { writeBundle } from "#scripts/bundle/writeBundle.ts";
import { root } from "#scripts/process/runTool.ts";

const run = promisify(execFile);

const CHAIN = 31_999;
const CODE = "0x60006000fd";
const { Registry } = aDeployment().contracts;
const house = aDeployment({ practice: false, chainId: CHAIN, houseId: publicHouseId(CHAIN, Registry) });
const deployment = {
  ...house,
  codeHashes: Object.fromEntries(Object.keys(house.contracts).map((name) => [name, keccak256(CODE)])),
};
// knip brings it along.
const { parse: parseYaml } = createRequire(join(root, "node_modules/knip/package.json"))("yaml") as {
  parse(text: string): unknown;
};
const composed = z.object({
  services: z.object({
    relay: z.object({
      command: z.array(z.string()),
      environment: z.record(z.string(), z.string()),
      volumes: z.array(z.string()),
      ports: z.array(z.string()),
      secrets: z.array(z.string()),
      env_file: z.string(),
      healthcheck: z.object({ test: z.array(z.string()) }),
    }),
    web: z.object({ network_mode: z.literal("service:relay"), volumes: z.array(z.string()) }),
  }),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

let folder: string;
let bundle: string;
let packages: number;
let anvil: Anvil;
let node: Awaited<ReturnType<typeof aCandidNode>> | undefined;
let running: ChildProcess | undefined;
let compose: z.infer<typeof composed>;

const read = (name: string) => readFileSync(join(bundle, name), "utf8");

/** What was built, as far as a relay looks at it. */
function aBuild(): string {
  const build = join(folder, "a build");
  mkdirSync(join(build, "app"), { recursive: true });
  writeFileSync(join(build, "app/index.html"), "<!doctype html><title>The house</title>");
  writeFileSync(join(build, "build.json"), JSON.stringify({ practice: false, club: house.club.name }));
  return build;
}

/** As `npm ci` lays them out, out of what is installed here: only what the bundle's own lockfile names. */
function install(): void {
  const { packages } = z
    .object({ packages: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(read("package-lock.json")));
  for (const path of Object.keys(packages).filter((path) => path !== "" && path.lastIndexOf("node_modules/") === 0)) {
    mkdirSync(dirname(join(bundle, path)), { recursive: true });
    symlinkSync(join(root, path), join(bundle, path));
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "runde bundle "));
  bundle = join(folder, "a server");
  writeFileSync(join(folder, "house.json"), JSON.stringify(deployment));
  packages = writeBundle({ to: bundle, deploymentFile: join(folder, "house.json"), build: aBuild() });
  install();
  compose = composed.parse(parseYaml(read("compose.yaml")));
  if (anvilFile() === undefined) return;
  anvil = await startAnvil(CHAIN);
  for (const address of Object.values(house.contracts)) await anvil.rpc("anvil_setCode", [address, CODE]);
  node = await aCandidNode(house, anvil.url);
});
afterAll(() => {
  running?.kill("SIGKILL");
  node?.stop();
  anvil?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("the bundle for a server", () => {
  it("holds few packages, none that compiles or tests, and no test of ours", () => {
    expect(packages).toBeLessThan(40);
    const names = Object.keys(JSON.parse(read("package-lock.json")).packages).join(" ");
    for (const tool of ["hardhat", "vite", "typescript", "react", "anvil", "chromium"])
      expect(names).not.toContain(tool);
    expect(globSync("**/*.{test,fixture}.ts", { cwd: bundle, exclude: (name) => name === "node_modules" })).toEqual([]);
    expect(existsSync(join(bundle, "protocol/abi/parts.ts"))).toBe(true);
  });

  it("has a lockfile that npm takes for its package.json's", () => {
    // Told apart before anything is fetched; with nothing to fetch it says so and ends.
    const npm = () =>
      execFileSync("npm", ["ci", "--dry-run", "--offline", "--no-audit"], { cwd: bundle, stdio: "pipe" });
    expect(npm).not.toThrow();
  });

  it("overwrites no other", () => {
    const again = () => writeBundle({ to: bundle, deploymentFile: join(folder, "house.json"), build: aBuild() });
    expect(again).toThrow(/is there already and not empty/);
  });

  it("is not written with another club's pages", () => {
    const to = join(folder, "another");
    const args = ["--deployment", join(folder, "house.json"), "--club", "examples/cinema", "--to", to];
    const { status, stderr } = spawnSync(process.execPath, ["scripts/commands/bundle.ts", ...args], {
      cwd: root,
      encoding: "utf8",
    });
    expect(stderr).toContain("is the house of Runde, and the pages would be Leinwand's: name its folder with --club");
    expect([status, existsSync(to)]).toEqual([1, false]);
  });

  it("asks for the same in every example, and for nothing the relay does not know", () => {
    const unit = read("runde.service");
    expect(/^ExecStart=\/usr\/bin\/node (.+)$/m.exec(unit)?.[1]).toBe("relay/main.ts");
    expect(compose.services.relay.command).toEqual(["node", "relay/main.ts"]);
    const known = [...read("relay/settings.ts").matchAll(/\b(RUNDE_\w+):/g)].map(([, name]) => name);
    const used = ["runde.service", "compose.yaml", "relay.env", "Caddyfile", "operate.md"].flatMap((file) =>
      [...read(file).matchAll(/\bRUNDE_\w+/g)].map(([name]) => name),
    );
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((name) => !known.includes(name) && name !== "RUNDE_PRACTICE")).toEqual([]);
    const [, port] = /RUNDE_PORT: .*"(\d+)"\)/.exec(read("relay/settings.ts")) ?? [];
    expect(read("Caddyfile")).toContain(`reverse_proxy 127.0.0.1:${port}`);
    expect(read("Caddyfile")).toMatch(/@figures path \/metrics\n\trespond @figures 404/);
    // Nothing but the web server is open to the street: it shares the relay's network, where the relay listens inside.
    expect(compose.services.relay.ports).toEqual(["80:80", "443:443"]);
  });

  it.skipIf(!existsSync("/usr/bin/systemd-analyze"))("has a unit file that systemd takes", () => {
    const unit = join(folder, "runde.service");
    writeFileSync(unit, read("runde.service").replace("/usr/bin/node", process.execPath));
    const said = execFileSync("systemd-analyze", ["verify", "--man=no", unit], { encoding: "utf8", stdio: "pipe" });
    expect(said).toBe("");
  });
});

describe.skipIf(anvilFile() === undefined)("a server with the bundle alone", () => {
  it("opens the house with the container's own command, settings and look at its health", async () => {
    const { relay } = compose.services;
    const port = await freePort();
    writeFileSync(join(folder, "relay.key"), `${keccak256(stringToHex("a relay"))}\n`);
    mkdirSync(join(folder, "data"));
    const inside: Record<string, string> = {
      "/data": join(folder, "data"),
      "/run/secrets/relay_key": join(folder, "relay.key"),
    };
    expect(relay.volumes).toContain("./data:/data");
    expect(relay.secrets.map((name) => compose.secrets[name]?.file)).toEqual(["./relay.key"]);
    const env = {
      PATH: process.env.PATH,
      ...Object.fromEntries(Object.entries(relay.environment).map(([name, value]) => [name, inside[value] ?? value])),
      RUNDE_RPC: node?.url,
      RUNDE_PORT: String(port),
    };
    const [, ...args] = relay.command;
    // Links are followed no further: what is not in the bundle is not found.
    const child = spawn(process.execPath, ["--preserve-symlinks", ...args], { cwd: bundle, env });
    running = child;
    let said = "";
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk: Buffer) => {
          said += chunk.toString("utf8");
          if (said.includes("The house answers on")) resolve();
        });
      }
      child.on("exit", () => reject(new Error(said)));
    });
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain("The house");
    const [how, ...look] = relay.healthcheck.test;
    expect([how, look[0]]).toEqual(["CMD", "node"]);
    // Not at one go: the node in front of the relay is in this process.
    const isWell = () =>
      run(
        process.execPath,
        look.slice(1).map((word) => word.replace("4173", String(port))),
      ).then(
        () => true,
        () => false,
      );
    expect(await isWell()).toBe(false);
    const { relay: account } = (await (await fetch(`http://127.0.0.1:${port}/health`)).json()) as { relay: string };
    await anvil.rpc("anvil_setBalance", [account, "0x56bc75e2d63100000"]);
    expect(await isWell()).toBe(true);
  });
});
