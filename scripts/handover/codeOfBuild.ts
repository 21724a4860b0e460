import type { Artifact } from "@nomicfoundation/ignition-core";
import { type Hex, slice } from "viem";
import type { ContractName } from "#protocol/house/deployments.ts";

export interface Comparison {
  /** Equal but for the values that a constructor fixes. */
  isBuild: boolean;
  /** Those values, 32 bytes each. */
  immutables: Hex[];
}

/** What the compiler calls a part of the house. */
export function artifactName(part: ContractName): string {
  if (part === "Timelock") return "HouseTimelock";
  return part === "Token" ? "TestToken" : part;
}

/** Is this the code that the compiler made of a contract? */
export function compareWithBuild(artifact: Artifact, code: Hex): Comparison {
  const places = Object.values(artifact.immutableReferences ?? {});
  const built = artifact.deployedBytecode.toLowerCase();
  if (code.length !== built.length) return { isBuild: false, immutables: [] };
  let [masked, expected] = [code.toLowerCase(), built];
  for (const { start, length } of places.flat()) {
    masked = blank(masked, start, length);
    expected = blank(expected, start, length);
  }
  const values = places.flatMap(([first]) => (first ? [slice(code, first.start, first.start + first.length)] : []));
  return { isBuild: masked === expected, immutables: values };
}

function blank(code: string, start: number, length: number): string {
  const from = 2 + 2 * start;
  return code.slice(0, from) + "0".repeat(2 * length) + code.slice(from + 2 * length);
}
