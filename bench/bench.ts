import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { contractNames } from "#protocol/abi/parts.ts";
import { narrowed } from "#scripts/lint/markdownWidth.ts";
import { ethers } from "../test/fixtures/chain.ts";
import { measureBundles } from "./bundles.ts";
import { ceilings, comparisons, references } from "./comparisons.ts";
import { peerJobs } from "./jobs/peers.ts";
import { measureJobs } from "./measure.ts";
import { table } from "./table.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SIZE_AIM = 20_000;
const SIZE_MOST = 24_576;

const packages = z.object({ dependencies: z.record(z.string(), z.string()) });
const count = new Intl.NumberFormat("en");
const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

const jobs = await measureJobs();
const peers = await peerJobs();
const sizes = await contractSizes();
const bundles = await measureBundles();
const results = {
  settings: { solc: "0.8.37", optimizerRuns: 200, evm: "osaka", node: process.version },
  peersOf: packages.parse(JSON.parse(readFileSync(here("peers/package.json"), "utf8"))).dependencies,
  jobs,
  peers,
  references,
  sizes,
  bundles,
};
const text = report();
writeFileSync(here("results.json"), `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(here("results.md"), narrowed(text));
console.log(text);
process.exit();

async function contractSizes(): Promise<Record<string, number>> {
  const otherNames: Partial<Record<string, string>> = { Token: "TestToken", Timelock: "HouseTimelock" };
  const entries: [string, number][] = [];
  for (const name of contractNames) {
    if (name === "Token") continue;
    const { artifacts } = await import("hardhat");
    const { deployedBytecode } = await artifacts.readArtifact(otherNames[name] ?? name);
    entries.push([name, ethers.dataLength(deployedBytecode)]);
  }
  return Object.fromEntries(entries.sort(([, one], [, other]) => other - one));
}

function report(): string {
  return [
    "# What the house costs",
    "",
    "Written by `npm run bench`; two runs give the same gas. Receipt gas in a steady state (the second of its kind), 200 members,",
    "one in-memory chain, solc 0.8.37, 200 optimizer runs, osaka. Peers: OpenZeppelin 5.7 with our settings, the others as their",
    "makers publish them. A ratio above its target is marked; the text below says why.",
    "",
    "## Jobs beside their peers",
    "",
    ...table(
      ["job", "gas", "floor", "peer", "gas", "ratio", "target", ""],
      comparisons.map(({ job, floor, peer, target }) => {
        const ratio = gas(jobs, job) / gas(peers, peer);
        return [
          job,
          count.format(gas(jobs, job)),
          floor === undefined ? "" : count.format(floor),
          peer,
          count.format(gas(peers, peer)),
          `${ratio.toFixed(2)}×`,
          `${target.toFixed(2)}×`,
          ratio <= target ? "✓" : "over",
        ];
      }),
    ),
    "",
    ...Object.entries(ceilings).map(
      ([job, most]) =>
        `${job}: ${count.format(gas(jobs, job))}, at most ${count.format(most)} ${gas(jobs, job) <= most ? "✓" : "over"}`,
    ),
    "",
    "## All jobs",
    "",
    ...table(
      ["job", "gas"],
      Object.entries(jobs).map(([job, used]) => [job, count.format(used)]),
    ),
    "",
    "## All peers, and references that are not on npm (measured once)",
    "",
    ...table(
      ["peer", "gas"],
      Object.entries({ ...peers, ...references }).map(([peer, used]) => [peer, count.format(used)]),
    ),
    "",
    `## Contract sizes (aim ${count.format(SIZE_AIM)} bytes, most ${count.format(SIZE_MOST)})`,
    "",
    ...table(
      ["contract", "bytes", ""],
      Object.entries(sizes).map(([name, bytes]) => [
        name,
        count.format(bytes),
        bytes > SIZE_MOST ? "too large" : bytes > SIZE_AIM ? "over the aim" : "✓",
      ]),
    ),
    "",
    "## First-load JavaScript, gzipped (words apart)",
    "",
    ...table(
      ["visit", "size", "budget", ""],
      bundles.map(({ name, bytes, budget }) => [name, kilo(bytes), kilo(budget), bytes <= budget ? "✓" : "over"]),
    ),
    "",
    readFileSync(here("why.md"), "utf8").trim(),
    "",
  ].join("\n");
}

function gas(of: Record<string, number>, name: string): number {
  const found = of[name];
  if (found === undefined) throw new Error(`Nothing measured "${name}"`);
  return found;
}
