import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Artifact, ArtifactResolver } from "@nomicfoundation/ignition-core";
import { root } from "../process/runTool.ts";

const read = new Map<string, Artifact>();

/** What the compiler made of a contract of ours, or of the one from OpenZeppelin that the governor makes. */
export function artifactOf(contract: string): Artifact {
  const known = read.get(contract);
  if (known !== undefined) return known;
  const [file, another] = globSync(`artifacts/{contracts,@openzeppelin}/**/${contract}.json`, { cwd: root });
  if (file === undefined) throw new Error(`There is no compiled contract ${contract}`);
  if (another !== undefined) throw new Error(`Two contracts have the name ${contract}: ${file}, ${another}`);
  const artifact = JSON.parse(readFileSync(join(root, file), "utf8")) as Artifact;
  read.set(contract, artifact);
  return artifact;
}

/** For Ignition. The compiler's record is not copied into each deployment: the build is made again to compare. */
export const artifacts: ArtifactResolver = {
  loadArtifact: async (contract) => artifactOf(contract),
  getBuildInfo: async () => undefined,
};
