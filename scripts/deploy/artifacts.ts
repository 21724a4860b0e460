import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Artifact, ArtifactResolver } from "@nomicfoundation/ignition-core";
import { root } from "../process/runTool.ts";

/** What the compiler made of a contract of ours, or of the one from OpenZeppelin that we do not deploy ourselves. */
export function artifactOf(contract: string): Artifact {
  const [file, another] = globSync(`artifacts/{contracts,@openzeppelin}/**/${contract}.json`, { cwd: root });
  if (file === undefined) throw new Error(`There is no compiled contract ${contract}`);
  if (another !== undefined) throw new Error(`Two contracts have the name ${contract}: ${file}, ${another}`);
  return JSON.parse(readFileSync(join(root, file), "utf8")) as Artifact;
}

/** For Ignition. The compiler's record is not copied into each deployment: the build is made again to compare. */
export const artifacts: ArtifactResolver = {
  loadArtifact: async (contract) => artifactOf(contract),
  getBuildInfo: async () => undefined,
};
